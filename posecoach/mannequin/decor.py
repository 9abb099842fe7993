"""What hangs and stands at a wall; made as if at the far end of the room (z = -HALF), metres."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.curves import curve
from posecoach.mannequin.mesh import Colour, Mesh, join, placed, raised, sheet
from posecoach.mannequin.solids import box, follow, rings, tube
from posecoach.mannequin.spec import turn_about
from posecoach.types import Floats

HALF = 2.0  # half the length of a wall
WHITE: Colour = (244, 242, 238)
LEAF: Colour = (92, 142, 92)
BOOKS: tuple[Colour, ...] = (
    (178, 88, 74),
    (74, 104, 128),
    (216, 176, 104),
    (110, 128, 96),
    (150, 110, 130),
    (226, 218, 204),
)


def flat(across: Floats, up: Floats, z: float) -> Floats:
    """Points of an upright grid facing +z."""
    x, y = np.meshgrid(across, up)
    return np.stack([x, y, np.full(x.shape, z, float)], -1)


def window() -> list[Mesh]:
    """A window with morning sky over hills, and a picture."""
    wide, low, high = 0.62, 0.95, 2.15
    top, bottom = np.array((176.0, 208, 236)), np.array((250.0, 244, 230))

    def sky(centres: Floats) -> Floats:
        return np.asarray(top + (bottom - top) * np.clip((1.9 - centres[:, 1:2]) / 0.7, 0, 1))

    x = np.linspace(-wide, wide, 60)
    ridges = (1.30 + 0.05 * np.sin(x * 4.0 + 2), 1.18 + 0.05 * np.sin(x * 5.5))
    layers = [sheet(flat(x, np.linspace(low, high, 40), -HALF + 0.004), sky, False)]
    for ridge, colour in zip(ridges, ((172, 196, 178), (138, 170, 134)), strict=True):
        layers.append(_under(x, low, ridge, colour))
    laths = [_lath((at, (low + high) / 2), (0.05, high - low + 0.05)) for at in (-wide, 0.0, wide)]
    for y, thick in ((low, 0.07), (high, 0.05)):
        laths.append(_lath((0.0, y), (2 * wide + 0.10, thick)))
    landscape = picture((1.25, 1.62), (0.46, 0.58))
    return [*layers, join(laths), *landscape]


def _under(x: Floats, low: float, edge: Floats, colour: Colour, lift: float = 0.005) -> Mesh:
    """A flat area on the wall between a level and a curved upper edge."""
    points = np.stack(
        [np.stack([x, y, np.full(x.shape, lift - HALF)], -1) for y in (low + 0 * x, edge)]
    )
    return sheet(points, colour, closed=False)


def _lath(at: tuple[float, float], size: tuple[float, float]) -> Mesh:
    return box(np.array([*at, -HALF + 0.02]), (*size, 0.04), WHITE, 0.2)


def picture(at: tuple[float, float], size: tuple[float, float]) -> list[Mesh]:
    """A framed landscape in three tones."""
    (x, y), (w, h) = at, (size[0] * 0.44, size[1] * 0.45)
    frame = box(np.array([x, y, -HALF + 0.015]), (*size, 0.03), (120, 92, 70), 0.2)
    paper = _under(np.linspace(x - w, x + w, 2), y - h, np.full(2, y + h), (238, 226, 206), 0.031)
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    round_edge = np.stack([0.30 * w * np.cos(turn) + x + 0.15 * w, 0.30 * w * np.sin(turn)], -1)
    disc = np.stack([round_edge[:, 0], round_edge[:, 1] + y + 0.3 * h, 0 * turn - HALF + 0.032], -1)
    sun = sheet(np.stack([disc, disc.mean(0) + 0 * disc]), (222, 160, 122))
    across = np.linspace(x - w, x + w, 30)
    hill = y - 0.2 * h + 0.35 * h * np.sin((across - x) / w * 2.6)
    return [frame, paper, sun, _under(across, y - h, hill, (96, 124, 138), 0.033)]


def shelf(left: float, wide: float, heights: tuple[float, ...]) -> Mesh:
    """Boards with books; the first book stands `left` on the wall."""
    parts = []
    for row, y in enumerate(heights):
        middle = np.array([left + wide / 2 - 0.03, y, -HALF + 0.12])
        parts.append(box(middle, (wide, 0.026, 0.24), (176, 138, 100), 0.06))
        at = left + 0.22 * wide * row
        for i, colour in enumerate(BOOKS * 2):
            thick, tall = 0.034 + 0.012 * ((i * 5 + row) % 3), 0.20 + 0.025 * ((i * 7 + row) % 4)
            if at + thick > left + wide * 0.85:
                break
            centre = np.array([at + thick / 2, y + 0.013 + tall / 2, -HALF + 0.13])
            parts.append(raised(box(centre, (thick, tall, 0.16), colour, 0.05), 0.03))
            at += thick + 0.002
    return join(parts)


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
