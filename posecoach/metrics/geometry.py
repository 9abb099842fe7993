"""Angles and lengths between points: the only trigonometry on landmarks in the project.

A point is a complex number of pixels, x right and y down: `x + 1j * y`. Points are `(...)` complex
arrays, one per pose, or plain `complex` for a single pose, which costs a tenth of an array of one.
Results are `(...)` arrays or plain floats accordingly, degrees or pixels. NaN in, NaN out; a limb
without length has no angle, a share of nothing is NaN.
"""

from __future__ import annotations

from math import acos, atan2, cos, degrees, nan, radians
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posecoach.types import Floats

CORRECTABLE_YAW = 45.0  # degrees off perpendicular; beyond, the correction amplifies noise, A6

Points = Any  # NDArray[np.complexfloating] or complex: what arithmetic makes no difference between
Numbers = Any  # NDArray[np.floating] or float
Claims = Any  # NDArray[np.bool_] or bool


def points(px: Floats) -> NDArray[np.complexfloating[Any]]:
    """Return pixels `(..., 2)` as points `(...)`."""
    return np.ascontiguousarray(px, np.float64).view(np.complex128)[..., 0]


def distance(a: Points, b: Points) -> Numbers:
    """Length of a->b, pixels; never negative."""
    return abs(b - a)


def where(claim: Claims, yes: Points, no: Points) -> Any:
    """Return `yes` where the claim holds, else `no`."""
    return np.where(claim, yes, no) if isinstance(claim, np.ndarray) else (yes if claim else no)


def lesser(a: Numbers, b: Numbers) -> Numbers:
    """Return the smaller of two; NaN where either is."""
    return (a + b - abs(a - b)) / 2


def share(part: Numbers, whole: Numbers) -> Numbers:
    """Return `part / whole`; NaN unless the whole is above 0."""
    if isinstance(whole, float) and isinstance(part, float):
        return part / whole if whole > 0 else nan
    with np.errstate(invalid="ignore"):
        return np.asarray(part / np.where(np.asarray(whole) > 0, whole, np.nan))


def bearing(across: Numbers, along: Numbers) -> Numbers:
    """Angle of a direction from the `along` axis, -180..180 degrees; positive towards `across`."""
    if isinstance(across, float) and isinstance(along, float):
        return nan if across == 0 == along else degrees(atan2(across, along))
    nowhere = (across == 0) & (along == 0)
    return np.where(nowhere, np.nan, np.degrees(np.arctan2(across, along)))


def turned_by(narrowing: Numbers) -> Numbers:
    """Degrees, 0..90, by which a line has turned that looks so much shorter (0..1; more is 1)."""
    if isinstance(narrowing, float):
        return degrees(acos(min(narrowing, 1.0)))
    return np.degrees(np.arccos(np.minimum(narrowing, 1.0)))


def turn_at(a: Points, b: Points, c: Points) -> Numbers:
    """Turn from b->a to b->c, -180..180 degrees; positive is clockwise as seen in the picture."""
    turned = (c - b) * (a - b).conjugate()
    return bearing(turned.imag, turned.real)


def angle_at(a: Points, b: Points, c: Points) -> Numbers:
    """Angle at b between b->a and b->c, 0..180 degrees."""
    return abs(turn_at(a, b, c))


def inclination(bottom: Points, top: Points, facing: Numbers = 1.0) -> Numbers:
    """Angle of bottom->top from straight up, -180..180 degrees; positive towards `facing`.

    `facing` is +1 when forward is picture right, -1 when it is picture left.
    """
    d = top - bottom
    return bearing(facing * d.real, -d.imag)


def widening(yaw_deg: Numbers) -> Numbers:
    """Return how much wider the sagittal plane is than it looks, 1 or more (SCIENCE A6).

    Args:
        yaw_deg: between the body and facing the camera, 90 side-on; NaN, not known, is 1. Further
            than 45 from side-on the answer stays that at 45: noise would grow with it. Beyond 90
            it is 1: from behind the shoulder the network's yaw is up to 20 too small, and
            correcting by it measured worse (docs/accuracy.md, run view).
    """
    if isinstance(yaw_deg, float):
        off = min(max(90.0 - yaw_deg, 0.0), CORRECTABLE_YAW)
        return 1 / cos(radians(off)) if off == off else 1.0
    narrowing = np.cos(np.radians(np.clip(90.0 - yaw_deg, 0.0, CORRECTABLE_YAW)))
    return np.where(narrowing == narrowing, 1 / narrowing, 1.0)


def wrapped(angle_deg: Numbers) -> Numbers:
    """Return the same direction in -180 (included) .. 180 (not included) degrees."""
    return (angle_deg + 180) % 360 - 180


def roll(a: Points, b: Points) -> Numbers:
    """Angle of the undirected line a-b from level, -90..90 degrees.

    Positive when the end further to the picture's right is the lower one.
    """
    d = b - a
    backwards = d.real < 0
    return bearing(where(backwards, -d.imag, d.imag), abs(d.real))
