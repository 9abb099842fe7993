"""Eyes, brows and lips: flat patches that follow the face."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Colour, Mesh, join, raised, sheet
from posecoach.mannequin.skull import MOUTH_Y, on_face
from posecoach.types import Floats

EYE_X, EYE_Y = 0.0315, 0.028  # half the usual 63 mm between the pupils
LASH, SEAM = np.array([0.0, 0.0022]), np.array([0.0, 0.0008])  # thickness of lashes and lips' line
WHITE: Colour = (244, 242, 238)
PUPIL: Colour = (24, 20, 20)


def _patch(upper: Floats, lower: Floats, rows: int, colour: Colour, layer: int) -> Mesh:
    """A patch between two edges `(S, 2)` of x and y running to the left; layers lie on top."""
    t = np.linspace(0, 1, rows)[:, None, None]
    xy = lower * (1 - t) + upper * t
    points = on_face(xy[..., 0], xy[..., 1], 0.001 * layer)
    return raised(sheet(points, colour, closed=False), 0.002 + 0.002 * layer)


def _disc(x: float, y: float, radius: float, colour: Colour, layer: int) -> Mesh:
    across = np.cos(np.linspace(np.pi, 0, 9)) * radius
    half = np.sqrt(np.maximum(radius**2 - across**2, 0))
    upper = np.stack([x + across, y + half], -1)
    return _patch(upper, np.stack([x + across, y - half], -1), 5, colour, layer)


def eye(look: Look) -> Mesh:
    """The left eye."""
    x = np.linspace(-1, 1, 11)
    xs, slant = EYE_X + x * 0.0140, EYE_Y + 0.0010 * x
    top, bottom = slant + 0.0072 * (1 - x**2) ** 0.8, slant - 0.0054 * (1 - x**2)
    upper = np.stack([xs, top], -1)
    parts = [
        _patch(upper, np.stack([xs, bottom], -1), 5, WHITE, 1),
        _disc(EYE_X, EYE_Y + 0.0012, 0.0062, look.iris, 2),
        _disc(EYE_X, EYE_Y + 0.0012, 0.0030, PUPIL, 3),
        _patch(upper + LASH, upper - LASH / 4, 2, _shade(look.hair, 0.6), 4),
    ]
    return join(parts)


def brow(look: Look) -> Mesh:
    """The left eyebrow, thinner outwards."""
    x = np.linspace(-1, 1, 11)
    middle = 0.0500 + 0.0030 * (1 - (x - 0.2) ** 2)
    half = 0.0030 * (1 - 0.65 * np.clip(x, -0.2, 1))
    xs = 0.0325 + x * 0.0180
    edges = (np.stack([xs, middle + half], -1), np.stack([xs, middle - half], -1))
    return _patch(*edges, 3, _shade(look.hair, 0.85), 2)


def mouth(look: Look) -> Mesh:
    """Closed lips, hardly smiling."""
    x = np.linspace(-1, 1, 13)
    xs, seam = x * 0.0250, MOUTH_Y + 0.0042 * x**2
    bow = 0.0056 * (1 - x**2) ** 0.8 - 0.0012 * np.exp(-((x / 0.16) ** 2))
    line = np.stack([xs, seam], -1)
    upper, lower = np.stack([xs, seam + bow], -1), np.stack([xs, seam - 0.007 * (1 - x**2)], -1)
    return join(
        [
            _patch(upper, line, 3, look.lips, 1),
            _patch(line, lower, 3, look.lips, 1),
            _patch(line + SEAM, line - SEAM, 2, _shade(look.lips, 0.55), 2),
        ]
    )


def _shade(colour: Colour, share: float) -> Colour:
    r, g, b = colour
    return r * share, g * share, b * share
