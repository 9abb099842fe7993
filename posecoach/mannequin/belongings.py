"""What stands at a wall: made around the origin with its back to -z, on the floor; metres."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.curves import curve
from posecoach.mannequin.decor import BLACK, WHITE
from posecoach.mannequin.furniture import cushion, rod
from posecoach.mannequin.mesh import Colour, Mesh, join, placed, point, raised, sheet
from posecoach.mannequin.solids import box, follow, rings, tube
from posecoach.mannequin.spec import turn_about

LEAF: Colour = (92, 142, 92)
STRAIGHT = np.eye(3)


def plant() -> Mesh:
    """A pot with long arching leaves."""
    at = np.linspace(0, 1, 8)
    pot_points = np.stack([0 * at, 0.34 * at, 0 * at], -1)
    wide = curve((0, 0.1, 0.9, 1), (0.11, 0.125, 0.155, 0.15), at)
    pot = tube(rings(follow(pot_points, -np.array([1.0, 0, 0])), np.stack([wide] * 3), 24), WHITE)
    parts = [pot]
    rng = np.random.default_rng(3)
    for i in range(16):
        turn = turn_about("y", 360 * i / 16 + rng.uniform(-10, 10))
        parts.append(placed(_leaf(rng.uniform(0.5, 0.95), rng.uniform(18, 62)), turn, np.zeros(3)))
    return join(parts)


def _leaf(length: float, spread: float) -> Mesh:
    t = np.linspace(0, 1, 9)
    lean = np.radians(spread * (0.35 + 1.25 * t))
    step = length / 8
    y = 0.32 + np.cumsum(np.cos(lean)) * step
    z = np.cumsum(np.sin(lean)) * step
    half = 0.045 * np.sin(np.pi * (0.08 + 0.92 * t)) ** 0.8
    points = np.stack(
        [np.stack([s * half, y + 0.010 * abs(s), z], -1) for s in (-1.0, -0.5, 0.0, 0.5, 1.0)], 1
    )
    shade = np.array(LEAF) * (0.85 + 0.3 * (spread / 62))
    colour = (float(shade[0]), float(shade[1]), float(shade[2]))
    return join([sheet(points, colour, False), sheet(points[:, ::-1], colour, False)])


def sofa(colour: Colour) -> Mesh:
    """A two-seater."""
    parts = [
        placed(cushion((1.70, 0.30, 0.80), colour), STRAIGHT, point(0, 0.25, 0.02)),
        placed(cushion((1.60, 0.46, 0.20), colour), STRAIGHT, point(0, 0.58, -0.30)),
    ]
    for x in (-0.40, 0.40):
        seat = placed(cushion((0.74, 0.14, 0.60), colour), STRAIGHT, point(x, 0.42, 0.10))
        parts.append(raised(seat, 0.1))
    for x in (-0.86, 0.86):
        parts.append(placed(cushion((0.20, 0.58, 0.82), colour), STRAIGHT, point(x, 0.30, 0.02)))
    return join(parts)


def bed(colour: Colour) -> Mesh:
    """A single bed along the wall with a pillow and a blanket."""
    parts = [
        box(point(0, 0.20, 0), (2.0, 0.22, 0.90), (168, 130, 96), 0.25),
        box(point(0, 0.385, 0), (1.96, 0.15, 0.88), WHITE, 0.25),
        raised(box(point(0.3, 0.42, 0), (1.38, 0.16, 0.94), colour, 0.25), 0.1),
        raised(placed(cushion((0.42, 0.14, 0.62), WHITE), STRAIGHT, point(-0.72, 0.53, 0)), 0.1),
    ]
    return join(parts)


def wardrobe(colour: Colour) -> Mesh:
    """A cupboard with two doors."""
    body = box(point(0, 0.95, 0), (1.0, 1.9, 0.5), colour, 0.25)
    gap = box(point(0, 0.95, 0.252), (0.012, 1.8, 0.004), BLACK, 0.3)
    knobs = [box(point(x, 1.0, 0.26), (0.02, 0.12, 0.02), BLACK, 0.2) for x in (-0.06, 0.06)]
    return join([body, raised(gap, 0.1), *(raised(knob, 0.1) for knob in knobs)])


def lamp(colour: Colour) -> Mesh:
    """A floor lamp."""
    shade_points = np.stack([np.zeros(6), 1.32 + 0.06 * np.arange(6), np.zeros(6)], -1)
    wide = np.linspace(0.20, 0.13, 6)
    shade = tube(rings(follow(shade_points, point(-1.0, 0, 0)), np.stack([wide] * 3), 24), colour)
    post = rod(point(0, 0.02, 0), point(0, 1.34, 0), 0.014, BLACK)
    return join([post, shade, box(point(0, 0.015, 0), (0.26, 0.03, 0.26), BLACK, 0.1)])
