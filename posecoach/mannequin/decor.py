"""What hangs on a wall; made as if at the far end of the room (z = -HALF), metres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from posecoach.mannequin.mesh import Colour, Mesh, join, raised, sheet
from posecoach.mannequin.solids import box
from posecoach.types import Floats

HALF = 2.0  # half the length of a wall
WHITE: Colour = (244, 242, 238)
METAL: Colour = (168, 172, 178)
BLACK: Colour = (52, 54, 58)
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


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a window shows: the sky's colours from top to bottom, and the hills'."""

    top: Colour
    bottom: Colour
    hills: tuple[Colour, Colour]


MORNING = Outlook((176, 208, 236), (250, 244, 230), ((172, 196, 178), (138, 170, 134)))
OVERCAST = Outlook((214, 218, 222), (238, 238, 236), ((166, 174, 172), (128, 138, 132)))
EVENING = Outlook((70, 84, 128), (236, 168, 120), ((96, 90, 110), (62, 62, 80)))
NIGHT = Outlook((22, 28, 46), (40, 48, 70), ((28, 34, 48), (20, 24, 34)))


def window(middle: float = 0.0, outlook: Outlook = MORNING) -> list[Mesh]:
    """A window with sky over hills, its middle at `middle` along the wall."""
    wide, low, high = 0.62, 0.95, 2.15
    top, bottom = np.array(outlook.top), np.array(outlook.bottom)

    def sky(centres: Floats) -> Floats:
        return np.asarray(top + (bottom - top) * np.clip((1.9 - centres[:, 1:2]) / 0.7, 0, 1))

    x = np.linspace(-wide, wide, 40)
    ridges = (1.30 + 0.05 * np.sin(x * 4.0 + 2), 1.18 + 0.05 * np.sin(x * 5.5))
    rows = np.linspace(low, high, 24)
    layers = [sheet(flat(x[::3] + middle, rows, -HALF + 0.004), sky, False)]
    for ridge, colour in zip(ridges, outlook.hills, strict=True):
        layers.append(_under(x + middle, low, ridge, colour))
    height = high - low + 0.05
    laths = [_lath((middle + at, (low + high) / 2), (0.05, height)) for at in (-wide, 0.0, wide)]
    for y, thick in ((low, 0.07), (high, 0.05)):
        laths.append(_lath((middle, y), (2 * wide + 0.10, thick)))
    return [*layers, join(laths)]


def _under(x: Floats, low: float, edge: Floats, colour: Colour, lift: float = 0.005) -> Mesh:
    """A flat area on the wall between a level and a curved upper edge."""
    points = np.stack(
        [np.stack([x, y, np.full(x.shape, lift - HALF)], -1) for y in (low + 0 * x, edge)]
    )
    return sheet(points, colour, closed=False)


def _lath(at: tuple[float, float], size: tuple[float, float]) -> Mesh:
    return box(np.array([*at, -HALF + 0.02]), (*size, 0.04), WHITE, 0.2)


Scene = tuple[Colour, Colour, Colour]
SEASIDE: Scene = ((238, 226, 206), (222, 160, 122), (96, 124, 138))
"""Paper, sun and hill of a picture."""


def picture(
    at: tuple[float, float], size: tuple[float, float], scene: Scene = SEASIDE
) -> list[Mesh]:
    """A framed landscape in three tones."""
    (x, y), (w, h) = at, (size[0] * 0.44, size[1] * 0.45)
    frame = box(np.array([x, y, -HALF + 0.015]), (*size, 0.03), (120, 92, 70), 0.2)
    paper = _under(np.linspace(x - w, x + w, 2), y - h, np.full(2, y + h), scene[0], 0.031)
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    round_edge = np.stack([0.30 * w * np.cos(turn) + x + 0.15 * w, 0.30 * w * np.sin(turn)], -1)
    disc = np.stack([round_edge[:, 0], round_edge[:, 1] + y + 0.3 * h, 0 * turn - HALF + 0.032], -1)
    sun = sheet(np.stack([disc, disc.mean(0) + 0 * disc]), scene[1])
    across = np.linspace(x - w, x + w, 16)
    hill = y - 0.2 * h + 0.35 * h * np.sin((across - x) / w * 2.6)
    return [frame, paper, sun, _under(across, y - h, hill, scene[2], 0.033)]


def shelf(
    left: float,
    wide: float,
    heights: tuple[float, ...],
    books: tuple[Colour, ...] = BOOKS,
) -> Mesh:
    """Boards with books; the first book stands `left` on the wall."""
    parts = []
    for row, y in enumerate(heights):
        middle = np.array([left + wide / 2 - 0.03, y, -HALF + 0.12])
        parts.append(box(middle, (wide, 0.026, 0.24), (176, 138, 100), 0.06))
        at = left + 0.22 * wide * row
        for i, colour in enumerate(books * 2):
            thick, tall = 0.034 + 0.012 * ((i * 5 + row) % 3), 0.20 + 0.025 * ((i * 7 + row) % 4)
            if at + thick > left + wide * 0.85:
                break
            centre = np.array([at + thick / 2, y + 0.013 + tall / 2, -HALF + 0.13])
            parts.append(raised(box(centre, (thick, tall, 0.16), colour, 0.05), 0.03))
            at += thick + 0.002
    return join(parts)


def door(middle: float, colour: Colour) -> list[Mesh]:
    """A closed door in its frame."""
    frame = box(np.array([middle, 1.03, -HALF + 0.015]), (0.98, 2.06, 0.03), WHITE, 0.3)
    leaf = box(np.array([middle, 1.0, -HALF + 0.03]), (0.86, 2.0, 0.03), colour, 0.3)
    handle = box(np.array([middle + 0.36, 1.02, -HALF + 0.07]), (0.12, 0.02, 0.04), METAL, 0.06)
    return [frame, leaf, handle]


def curtains(middle: float, colour: Colour) -> Mesh:
    """Curtains drawn back on both sides of a window at `middle`."""
    parts = []
    base = np.array(colour)
    for side in (-1, 1):
        x = np.linspace(-0.2, 0.2, 25)

        def folds(centres: Floats, edge: float = middle + side * 0.78) -> Floats:
            wave = np.sin((centres[:, 0:1] - edge) * 70)
            return np.asarray(base * (0.92 + 0.08 * wave))

        grid = flat(x + middle + side * 0.78, np.linspace(0.12, 2.32, 4), -HALF + 0.06)
        parts.append(sheet(grid, folds, closed=False))
    parts.append(_lath((middle, 2.34), (2.1, 0.03)))
    return join(parts)


def clock(at: tuple[float, float]) -> list[Mesh]:
    """A round clock."""
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    layers = []
    for radius, lift, colour in ((0.16, 0.02, BLACK), (0.14, 0.022, WHITE)):
        edge = np.stack([radius * np.cos(turn) + at[0], radius * np.sin(turn) + at[1]], -1)
        disc = np.column_stack([edge, np.full(len(turn), lift - HALF)])
        layers.append(sheet(np.stack([disc, disc.mean(0) + 0 * disc]), colour))
    for x, y, w, h in ((0.0, 0.045, 0.012, 0.09), (0.03, 0.0, 0.06, 0.012)):
        centre = np.array([at[0] + x, at[1] + y, -HALF + 0.024])
        layers.append(box(centre, (w, h, 0.002), BLACK, 0.2))
    return layers
