"""Scenes with a known story, drawn by the mannequin."""

from __future__ import annotations

from functools import cache

import numpy as np

from posecoach.mannequin import furniture
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.mesh import join
from posecoach.mannequin.motion import Track
from posecoach.mannequin.presets import Shot, keyboard, laptop_camera, side_camera, typing
from posecoach.mannequin.render import render
from posecoach.mannequin.room import room
from posecoach.mannequin.scenery import SEAT_M, Scenery, seat, workplace
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.solids import blob
from posecoach.mannequin.spec import Turn, turn_about
from tests.sources.made import Image

SECONDS = 8.0
SITS_WELL_UNTIL, LEANS_FROM = 1.6, 2.4  # seconds; in between the desk worker moves
MOVES_PER_S = 15  # different pictures a second while moving: what stands still is drawn once
UPRIGHT = typing(trunk=Turn(-2), neck=Turn(5), head=Turn(-2))
LEANING = typing(trunk=Turn(28), neck=Turn(-2), head=Turn(-15))
DESK = Track((SITS_WELL_UNTIL, LEANS_FROM), (UPRIGHT, LEANING))


def desk(t: float) -> Image:
    """A desk worker seen from their left side, who leans forward and stays there."""
    return _at_desk(round(min(max(t, SITS_WELL_UNTIL), LEANS_FROM) * MOVES_PER_S) / MOVES_PER_S)


@cache
def _at_desk(moment: float) -> Image:
    camera = side_camera(pose(UPRIGHT), "left", 2.3)
    return render(pose(DESK.at(moment)), camera, workplace()).image


@cache
def laptop(*, slumped: bool) -> Image:
    """Head and shoulders from the front, sitting upright or come close with a forward head."""
    spec = LEANING if slumped else UPRIGHT
    return render(pose(spec), laptop_camera(pose(UPRIGHT)), seat()).image


@cache
def nobody() -> Image:
    """An empty workplace."""
    return render(None, side_camera(pose(UPRIGHT)), workplace()).image


@cache
def couple() -> Image:
    """Two people standing side by side."""
    pictures = []
    for preset in ("standing_upright", "standing_forward_head"):
        figure, camera, scenery = Shot(preset, "front").take()
        pictures.append(render(figure, camera, scenery).image[:, 160:480])
    return np.hstack(pictures)


@cache
def hands() -> Image:
    """Hands at a laptop, seen from above: no head, no trunk."""
    x, y, z = np.mean([*keyboard().values()], axis=0).tolist()
    camera = Camera(0.0, 80.0, 0.75, (x, y, z + 0.06), fov=34.0)
    return render(pose(UPRIGHT), camera, workplace()).image


FUR, DARK_FUR, EYES = (206, 140, 74), (128, 76, 42), (150, 190, 90)
CAT = (  # where, half-axes, turned about x, colour: sitting on the chair, facing forward
    ((0.0, 0.56, 0.0), (0.10, 0.16, 0.11), 12.0, FUR),
    ((0.0, 0.47, -0.02), (0.13, 0.08, 0.15), 0.0, FUR),
    ((0.0, 0.75, 0.06), (0.075, 0.065, 0.07), 0.0, FUR),
    ((0.0, 0.73, 0.125), (0.035, 0.025, 0.025), 0.0, DARK_FUR),
    ((0.045, 0.81, 0.05), (0.02, 0.045, 0.012), 0.0, DARK_FUR),
    ((-0.045, 0.81, 0.05), (0.02, 0.045, 0.012), 0.0, DARK_FUR),
    ((0.03, 0.765, 0.12), (0.013, 0.013, 0.008), 0.0, EYES),
    ((-0.03, 0.765, 0.12), (0.013, 0.013, 0.008), 0.0, EYES),
    ((0.045, 0.50, 0.12), (0.028, 0.11, 0.028), 0.0, FUR),
    ((-0.045, 0.50, 0.12), (0.028, 0.11, 0.028), 0.0, FUR),
    ((0.20, 0.43, 0.02), (0.10, 0.022, 0.022), 0.0, DARK_FUR),
)


@cache
def cat() -> Image:
    """A ginger cat sitting on a chair, as large as the picture allows."""
    body = [
        blob(np.array(at), turn_about("x", turn), radii, colour) for at, radii, turn, colour in CAT
    ]
    camera = Camera(20.0, 6.0, 0.85, (0.0, 0.63, 0.0), fov=44.0)
    return render(None, camera, Scenery(room(), join([furniture.chair(SEAT_M, 0.0), *body]))).image


BLACK = np.zeros((480, 640, 3), np.uint8)
