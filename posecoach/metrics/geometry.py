"""Angles and lengths between points: the only trigonometry on landmarks in the project.

Points are `(..., 2)` arrays in pixels (x right, y down) or `(..., 3)`; results are `(...)`, degrees
or the unit of the points. NaN in, NaN out.
"""

from __future__ import annotations

import numpy as np

from posecoach.types import Floats


def distance(a: Floats, b: Floats) -> Floats:
    """Length of a->b, in the unit of the points; never negative."""
    d = b - a
    return np.asarray(np.sqrt(np.einsum("...i,...i->...", d, d)))


def angle_at(a: Floats, b: Floats, c: Floats) -> Floats:
    """Angle at b between b->a and b->c, 0..180 degrees; NaN where a limb has no length."""
    u, v = a - b, c - b
    dot = np.einsum("...i,...i->...", u, v)
    norm = distance(a, b) * distance(c, b)
    with np.errstate(invalid="ignore", divide="ignore"):
        cosine = dot / norm
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def inclination(bottom: Floats, top: Floats, facing: Floats | float = 1.0) -> Floats:
    """Angle of bottom->top from straight up, -180..180 degrees; positive towards `facing`.

    `facing` is +1 when forward is picture right, -1 when it is picture left.
    """
    d = top - bottom
    return np.degrees(np.arctan2(facing * d[..., 0], -d[..., 1]))


def roll(a: Floats, b: Floats) -> Floats:
    """Angle of the undirected line a-b from level, -90..90 degrees.

    Positive when the end further to the picture's right is the lower one.
    """
    d = b - a
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.degrees(np.arctan(d[..., 1] / d[..., 0]))
