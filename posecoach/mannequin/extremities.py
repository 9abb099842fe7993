"""Hands and shoes."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from posecoach.mannequin.curves import curve
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Mesh, join, mirrored, placed, raised
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.solids import follow, rings, tube
from posecoach.types import Floats

# thumb side of each finger's root, its start and length from the wrist, thickness; metres
FINGERS = (
    (0.029, 0.088, 0.072, 0.0085),
    (0.010, 0.092, 0.080, 0.0088),
    (-0.009, 0.089, 0.074, 0.0084),
    (-0.027, 0.081, 0.058, 0.0075),
)
CURL = (10.0, 24.0, 26.0)  # bend of a relaxed finger at its three joints, degrees


def hand(figure: Figure, side: str, look: Look, detail: float) -> Mesh:
    """A relaxed open hand."""
    local = _left_hand(look, detail)
    if side == "right":
        local = mirrored(local)
    frame, wrist = figure.frames[f"{side}_hand"], figure.points[f"{side}_wrist"]
    return placed(local, frame, wrist, figure.proportions.scale)


@lru_cache(maxsize=8)
def _left_hand(look: Look, detail: float) -> Mesh:
    """x towards the back of the hand, -y along the fingers, z towards the thumb."""
    fingers = [_finger(finger, look, detail) for finger in FINGERS]
    return join([_palm(look, detail), _thumb(look, detail), *fingers])


def _palm(look: Look, detail: float) -> Mesh:
    at = np.linspace(0, 1, round(9 * detail))
    points = np.stack([0 * at, 0.004 - 0.098 * at, 0.001 * at], -1)
    knots = (0.0, 0.25, 0.6, 0.9, 1.0)
    flat = curve(knots, (0.020, 0.018, 0.016, 0.012, 0.006), at)
    wide = curve(knots, (0.025, 0.032, 0.040, 0.039, 0.034), at)
    spine = follow(points, np.array([1.0, 0, 0]))
    return tube(rings(spine, np.stack([flat, wide, wide]), round(18 * detail), 2.6), look.skin)


def _finger(finger: tuple[float, float, float, float], look: Look, detail: float) -> Mesh:
    across, start, length, thick = finger
    bends = np.radians(np.cumsum([0.0, *CURL]))
    steps = np.array([0.012, 0.46 * length, 0.30 * length, 0.24 * length])
    ends = np.cumsum(np.stack([-np.sin(bends) * steps, -np.cos(bends) * steps], -1), axis=0)
    root = np.array([0.002, 0.012 - start])
    path = np.concatenate([root[None], ends + root])
    at = np.linspace(0, 4, round(9 * detail))
    x, y = curve(range(5), path.T, at)
    points = np.stack([x, y, across * (1 + 0.06 * at)], -1)
    widths = thick * curve((0, 1, 2, 3.6, 4), (1.05, 1.1, 1.0, 0.8, 0.25), at)
    spine = follow(points, np.array([0.0, 0, -1.0]))
    return tube(rings(spine, np.stack([widths] * 3), round(9 * detail)), look.skin)


def _thumb(look: Look, detail: float) -> Mesh:
    path = np.array([[-0.004, -0.018, 0.016], [-0.010, -0.046, 0.040], [-0.014, -0.075, 0.052]])
    path = np.concatenate([path, [[-0.016, -0.100, 0.054]]])
    at = np.linspace(0, 3, round(9 * detail))
    points = curve(range(4), path.T, at).T
    widths = curve((0, 1, 2, 2.8, 3), (0.014, 0.0125, 0.0105, 0.007, 0.002), at)
    spine = follow(points, np.array([1.0, 0, 0]))
    return tube(rings(spine, np.stack([widths] * 3), round(10 * detail)), look.skin)


# half-width, top and how far the sole lies below the ankle, along the shoe from heel to toe
SHOE_AT = (-0.070, -0.066, -0.045, -0.015, 0.03, 0.08, 0.13, 0.165, 0.182, 0.186)
SHOE_WIDE = (0.010, 0.022, 0.034, 0.037, 0.038, 0.043, 0.046, 0.038, 0.020, 0.006)
SHOE_TOP = (-0.030, -0.014, -0.003, 0.001, -0.004, -0.018, -0.030, -0.038, -0.046, -0.054)
SOLE = -0.066
SHOE_OVER = 0.012  # the shoe is drawn over the ankle that goes into it, metres


def shoe(figure: Figure, side: str, look: Look, detail: float) -> Mesh:
    """A plain trainer with a light sole."""
    frame, ankle = figure.frames[f"{side}_foot"], figure.points[f"{side}_ankle"]
    return raised(placed(_shoe(look, detail), frame, ankle, figure.proportions.scale), SHOE_OVER)


@lru_cache(maxsize=8)
def _shoe(look: Look, detail: float) -> Mesh:
    along = np.unique(np.concatenate([np.linspace(-0.070, 0.186, round(22 * detail)), SHOE_AT]))
    wide, top = curve(SHOE_AT, SHOE_WIDE, along), curve(SHOE_AT, SHOE_TOP, along)
    middle = SOLE + 0.022
    points = np.stack([0 * along, np.full(along.shape, middle), along], -1)
    bottom = np.full(along.shape, middle - SOLE)
    widths = np.stack([wide, np.maximum(top - middle, 0.006), bottom])  # sideways, up, down

    def paint(centres: Floats) -> Floats:
        rim = centres[:, 1:2] < SOLE + 0.016
        return np.where(rim, np.array(look.sole), np.array(look.shoe))

    return tube(
        rings(follow(points, np.array([1.0, 0, 0])), widths, round(26 * detail), 2.5), paint
    )
