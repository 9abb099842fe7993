"""Angles and lengths between points: the only trigonometry on landmarks in the project.

Points are `(..., 2)` arrays in pixels (x right, y down) or `(..., 3)`; results are `(...)`, degrees
or the unit of the points. NaN in, NaN out; a limb without length has no angle, a share of nothing
is NaN.
"""

from __future__ import annotations

import numpy as np

from posecoach.types import Floats

CORRECTABLE_YAW = 45.0  # degrees off perpendicular; beyond, the correction amplifies noise, A6


def distance(a: Floats, b: Floats) -> Floats:
    """Length of a->b, in the unit of the points; never negative."""
    d = b - a
    return np.asarray(np.sqrt(np.einsum("...i,...i->...", d, d)))


def share(part: Floats, whole: Floats | float) -> Floats:
    """Return `part / whole`; NaN unless the whole is above 0."""
    with np.errstate(invalid="ignore"):
        return np.asarray(part / np.where(np.asarray(whole) > 0, whole, np.nan))


def bearing(across: Floats, along: Floats) -> Floats:
    """Angle of a direction from the `along` axis, -180..180 degrees; positive towards `across`."""
    nowhere = (across == 0) & (along == 0)
    return np.where(nowhere, np.nan, np.degrees(np.arctan2(across, along)))


def angle_at(a: Floats, b: Floats, c: Floats) -> Floats:
    """Angle at b between b->a and b->c, 0..180 degrees."""
    cosine = share(np.einsum("...i,...i->...", a - b, c - b), distance(a, b) * distance(c, b))
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def turn_at(a: Floats, b: Floats, c: Floats) -> Floats:
    """Turn from b->a to b->c, -180..180 degrees, `(..., 2)` points; positive is clockwise.

    Clockwise as seen in the picture.
    """
    u, v = a - b, c - b
    cross = u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]
    return bearing(cross, np.einsum("...i,...i->...", u, v))


def inclination(bottom: Floats, top: Floats, facing: Floats | float = 1.0) -> Floats:
    """Angle of bottom->top from straight up, -180..180 degrees; positive towards `facing`.

    `facing` is +1 when forward is picture right, -1 when it is picture left.
    """
    d = top - bottom
    return bearing(np.asarray(facing * d[..., 0]), -d[..., 1])


def yaw_corrected(inclination_deg: Floats | float, yaw_deg: Floats | float) -> Floats:
    """Return the inclination in the sagittal plane that looks like `inclination_deg` in a picture.

    Args:
        inclination_deg: -180..180, as measured in the picture.
        yaw_deg: how far the camera is off perpendicular to that plane, either way; beyond 45 the
            answer is NaN.
    """
    angle, yaw = np.radians(inclination_deg), np.asarray(np.abs(yaw_deg))
    true = np.degrees(np.arctan2(np.sin(angle), np.cos(angle) * np.cos(np.radians(yaw))))
    return np.where(yaw <= CORRECTABLE_YAW, true, np.nan)


def wrapped(angle_deg: Floats) -> Floats:
    """Return the same direction in -180 (included) .. 180 (not included) degrees."""
    return np.asarray((angle_deg + 180) % 360 - 180)


def roll(a: Floats, b: Floats) -> Floats:
    """Angle of the undirected line a-b from level, -90..90 degrees.

    Positive when the end further to the picture's right is the lower one.
    """
    d = b - a
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.degrees(np.arctan(d[..., 1] / d[..., 0])))
