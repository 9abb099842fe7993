"""A pair of glasses. Axes and lengths as in `head`."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.features import EYE_X, EYE_Y
from posecoach.mannequin.mesh import Colour, Mesh, join, mirrored, point, raised
from posecoach.mannequin.skull import on_face
from posecoach.mannequin.solids import follow, rings, tube
from posecoach.types import Floats

RIM_M, ARM_M = 0.0019, 0.0021  # half-thickness
HALF_WIDE, HALF_HIGH = 0.0255, 0.0195
OVER = 0.016  # drawn over the face


def glasses(colour: Colour) -> Mesh:
    """Rims, bridge and arms."""
    front = float(on_face(np.array(EYE_X), np.array(EYE_Y + 0.02))[2]) + 0.012
    left = join([_rim(front, colour), _arm(front, colour)])
    x = np.linspace(-1, 1, 7)
    inner = EYE_X + 0.002 - HALF_WIDE
    arch = np.stack([x * inner, EYE_Y + 0.004 + 0.003 * (1 - x**2), 0 * x + front], -1)
    return raised(join([left, mirrored(left), _wire(arch, ARM_M, colour, (0.0, 1, 0))]), OVER)


def _rim(front: float, colour: Colour) -> Mesh:
    turn = np.linspace(0, 2 * np.pi, 25)
    c, s = (np.sign(v) * np.abs(v) ** 0.75 for v in (np.cos(turn), np.sin(turn)))
    x, y = EYE_X + 0.002 + HALF_WIDE * c, EYE_Y - 0.002 + HALF_HIGH * s
    z = front - 6.0 * np.clip(x - EYE_X, 0, 1) ** 2
    return _wire(np.stack([x, y, z], -1), RIM_M, colour, (0.0, 0, 1))


def _arm(front: float, colour: Colour) -> Mesh:
    knots = np.array([[0.058, 0.034, front - 0.005], [0.074, 0.032, 0.04], [0.079, 0.024, -0.027]])
    t = np.linspace(0, 1, 7)[:, None]
    path = (1 - t) ** 2 * knots[0] + 2 * t * (1 - t) * knots[1] + t**2 * knots[2]
    return _wire(path, ARM_M, colour, (0.0, 1, 0))


def _wire(path: Floats, half: float, colour: Colour, across: tuple[float, float, float]) -> Mesh:
    spine = follow(path, point(*across))
    return tube(rings(spine, np.full((3, len(path)), half), 6), colour)
