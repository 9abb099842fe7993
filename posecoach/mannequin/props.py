"""What an exercise is done at or on, drawn where its figure needs it: wall, doorway, ball.

Only pictures that teach show them; those that accuracy is measured on do not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.mesh import Colour, Mesh, join, point
from posecoach.mannequin.plans import Side, Support
from posecoach.mannequin.scenery import Scenery
from posecoach.mannequin.skeleton import Figure, pose
from posecoach.mannequin.solids import blob, box
from posecoach.mannequin.staging import staged
from posecoach.mannequin.stretches import Stretch

PLASTER: Colour = (222, 206, 178)
FRAME: Colour = (150, 112, 78)
FELT: Colour = (196, 214, 60)
BALL_M = 0.034  # radius of a tennis ball
BACK_M = 0.11  # from the hip joints to the skin behind them
WALL_M, THICK_M = (1.3, 2.2), 0.08  # width and height; thickness
POST_M, LINTEL_M = (0.09, 2.06, 0.12), 2.02
HAND_M = 0.02  # from a wrist bent back to what its palm lies on


def equipped(
    stretch: Stretch, share: float, side: Side = "right", fault: str = ""
) -> tuple[Figure, Camera, Scenery]:
    """Return what `staged` does, with what the exercise is done at."""
    figure, camera, scenery = staged(stretch, share, side, fault=fault)
    make = _PROPS.get(stretch.plan.support)
    if make is None:
        return figure, camera, scenery
    there = make(pose(stretch.posture(1.0, side)), side)
    props = there if scenery.props is None else join([scenery.props, there])
    return figure, camera, replace(scenery, props=props)


def _wall(figure: Figure, side: Side) -> Mesh:
    """A wall that the hands are on, or that is leaned on: on a ball, or with the whole back."""
    hips = (figure.points["left_hip"] + figure.points["right_hip"]) / 2
    wrists = np.array([figure.points[f"{name}_wrist"] for name in ("left", "right")])
    if (wrists[:, 2] - hips[2]).min() > 0.3:
        return _slab(float(wrists[:, 2].max()) + HAND_M + THICK_M / 2)
    seat = figure.points[f"{side}_hip"] - point(0, 0.04, BACK_M)
    leaning = float(figure.points["chest"][2] - hips[2])
    if abs(leaning) < 0.05:
        return _slab(float(hips[2]) - BACK_M - THICK_M / 2)
    ball = seat - point(0, 0, BALL_M)
    return join([_slab(float(ball[2]) - BALL_M - THICK_M / 2), _ball(ball)])


def _slab(z: float) -> Mesh:
    width, height = WALL_M
    return box(point(0, height / 2, z), (width, height, THICK_M), PLASTER, 0.11)


def _ball(at: np.ndarray) -> Mesh:
    return blob(at, np.eye(3), (BALL_M, BALL_M, BALL_M), FELT)


def _on_ball(figure: Figure, side: Side) -> Mesh:
    """A ball on the floor, under the buttock of the side."""
    x, _, z = figure.points[f"{side}_hip"].tolist()
    return _ball(point(x, BALL_M, z))


def _doorway(figure: Figure, side: Side) -> Mesh:
    """A door frame whose posts the forearms lie against."""
    parts = []
    width, height, depth = POST_M
    wrists = [figure.points[f"{name}_wrist"] for name in ("left", "right")]
    z = max(float(wrist[2]) for wrist in wrists)
    for wrist in wrists:
        out = np.sign(wrist[0]) * width
        parts.append(box(point(float(wrist[0] + out), height / 2, z), POST_M, FRAME, 0.08))
    span = abs(float(wrists[0][0] - wrists[1][0])) + 3 * width
    middle = float(wrists[0][0] + wrists[1][0]) / 2
    parts.append(box(point(middle, LINTEL_M + width / 2, z), (span, width, depth), FRAME, 0.08))
    return join(parts)


_PROPS: Mapping[Support, Callable[[Figure, Side], Mesh]] = {
    "wall": _wall,
    "doorway": _doorway,
    "ball": _on_ball,
}
