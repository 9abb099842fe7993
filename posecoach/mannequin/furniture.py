"""Chair, desk and what lies on it. The sitter's hips are at x = z = 0, facing +z; metres."""

from __future__ import annotations

from math import cos, pi, radians, sin

import numpy as np

from posecoach.mannequin.mesh import Colour, Mesh, join, placed, point, raised
from posecoach.mannequin.solids import Spine, blob, box, follow, rings, rounded, tube
from posecoach.mannequin.spec import turn_about
from posecoach.types import Floats

CLOTH: Colour = (176, 170, 160)
METAL: Colour = (168, 172, 178)
BLACK: Colour = (52, 54, 58)
WOOD: Colour = (198, 156, 112)
PAPER: Colour = (236, 232, 224)
SCREEN: Colour = (150, 190, 224)
ASIDE = point(1.0, 0.0, 0.0)


def cushion(size: tuple[float, float, float], colour: Colour) -> Mesh:
    """A slab with round corners and edges around the origin, `size` along x, y and z, metres."""
    height, _ = rounded((-1.0, 1.0), 17)
    half = np.array(size) / 2
    soft = float(half.min())  # radius of the edges
    # flat sides, and a quarter circle of `soft` at the top and bottom
    level = np.sign(height) * np.abs(height) ** 0.6
    into = np.clip((np.abs(level) * half[1] - (half[1] - soft)) / soft, 0, 1)
    inset = soft * (1 - np.sqrt(1 - into**2))
    spine = Spine(
        level[:, None] * point(0, half[1], 0),
        np.broadcast_to(-ASIDE, (17, 3)),
        np.broadcast_to(point(0, 0, 1), (17, 3)),
    )
    depth = np.maximum(half[2] - inset, 0.002)
    widths = np.stack([np.maximum(half[0] - inset, 0.002), depth, depth])
    return tube(rings(spine, widths, 36, 4.0), colour)


def rod(start: Floats, end: Floats, radius: float, colour: Colour) -> Mesh:
    """A round bar."""
    points = start + (end - start) * np.linspace(0, 1, 8)[:, None]
    along = end - start
    across = ASIDE if abs(along[0]) < 0.7 * float(np.linalg.norm(along)) else point(0.0, 1, 0)
    return tube(rings(follow(points, across), np.full((3, 8), radius), 10), colour)


def chair(height: float, recline: float) -> Mesh:
    """An office chair without arms; the top of its seat is at `height`."""
    lean = turn_about("x", -recline)
    pivot = point(0.0, height - 0.02, -0.16)
    back = placed(cushion((0.42, 0.46, 0.055), CLOTH), lean, pivot + lean @ (0, 0.37, -0.065))
    # the post runs up behind the back, the seat lies on a plate on the column
    spar = rod(pivot + point(0, -0.05, -0.04), pivot + lean @ (0.0, 0.26, -0.115), 0.018, BLACK)
    seat = placed(cushion((0.47, 0.07, 0.46), CLOTH), np.eye(3), point(0, height - 0.035, 0.03))
    column = rod(point(0, 0.09, 0.0), point(0, height - 0.06, 0.0), 0.028, METAL)
    plate = box(point(0, height - 0.08, -0.05), (0.20, 0.025, 0.30), BLACK, 0.05)
    return join([seat, back, spar, column, plate, *_star()])


def _star() -> list[Mesh]:
    """Five feet with castors."""
    parts = []
    for i in range(5):
        angle = radians(72 * i + 18)
        out = point(sin(angle), 0.0, cos(angle))
        parts.append(rod(point(0, 0.10, 0.0), out * 0.27 + point(0, 0.065, 0), 0.018, BLACK))
        castor = out * 0.27 + point(0, 0.030, 0)
        parts.append(blob(castor, np.eye(3), (0.022, 0.030, 0.028), BLACK, 6))
    return parts


DESK_NEAR, DESK_FAR, DESK_HALF = 0.25, 0.90, 0.60  # edges along z, half the width along x


def desk(top: float) -> Mesh:
    """A desk whose legs stand clear of the sitter's; its top surface is at `top`."""
    middle = (DESK_NEAR + DESK_FAR) / 2
    size = (2 * DESK_HALF, 0.026, DESK_FAR - DESK_NEAR)
    parts = [box(point(0, top - 0.013, middle), size, WOOD, 0.08)]
    for x in (-DESK_HALF + 0.08, DESK_HALF - 0.08):
        for foot, knee in ((0.66, 0.60), (0.88, 0.82)):
            parts.append(rod(point(x, 0, foot), point(x, top - 0.026, knee), 0.017, BLACK))
    return join(parts)


def laptop(top: float) -> Mesh:
    """An open laptop on a desk of height `top`, facing the sitter."""
    hinge = point(0.0, top + 0.014, 0.68)
    base = box(hinge + point(0, -0.005, -0.115), (0.33, 0.014, 0.23), METAL, 0.03)
    keys = box(hinge + point(0, 0.003, -0.095), (0.28, 0.003, 0.11), BLACK, 0.03)
    lean = turn_about("x", 18.0)
    lid = placed(
        box(np.zeros(3), (0.33, 0.22, 0.010), METAL, 0.03), lean, hinge + lean @ (0, 0.11, 0)
    )
    glow = box(np.zeros(3), (0.30, 0.19, 0.002), SCREEN, 0.03)
    return join(
        [base, raised(keys, 0.004), lid, placed(glow, lean, hinge + lean @ (0, 0.11, -0.006))]
    )


def mug(top: float) -> Mesh:
    """A mug on the desk."""
    foot = point(-0.36, top, 0.62)
    body = rod(foot, foot + point(0, 0.095, 0), 0.040, (214, 108, 84))
    angle = np.linspace(-0.5 * pi, 0.5 * pi, 10)
    loop = np.stack([0 * angle, 0.048 + 0.028 * np.sin(angle), 0.036 + 0.026 * np.cos(angle)], -1)
    handle = tube(rings(follow(foot + loop, ASIDE), np.full((3, 10), 0.006), 8), (214, 108, 84))
    return join([body, handle])
