"""Noticing that the camera was moved: the whole body jumps across the picture, as large as before.

SCIENCE A3: all landmarks by more than 5 % of the frame in under half a second, with the face's
scale unchanged. The time between two pictures may be a second when nothing moved, so that much is
allowed; in return the body must still be at its new place some seconds later. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from posecoach.types import Floats

JUMP = 0.05  # of the width or height of the picture
TOGETHER = 0.3  # joints shift alike within this share of the shift: a body that moves does not
SAME_SCALE = 0.03
WITHIN_S = 1.1  # between two pictures of a coach that judges one a second
LASTING_S = 4.0
FEWEST = 5  # joints


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a body is in the picture."""

    t: float  # seconds
    px: Floats  # (33, 2) pixels, unseen NaN
    size: tuple[int, int]  # of the picture, pixels


@dataclass(frozen=True, slots=True, eq=False)
class Camera:
    """What is remembered of where the body was."""

    last: Place | None = None
    before: Place | None = None  # of a jump that may turn out to be a moved camera
    jumped_s: float = 0.0


def shifted(before: Place, now: Place) -> bool:
    """Return whether a body is elsewhere as a whole, and as large as it was."""
    if before.size != now.size:
        return False
    seen = np.isfinite(before.px).all(axis=1) & np.isfinite(now.px).all(axis=1)
    if seen.sum() < FEWEST:
        return False
    was, is_now = before.px[seen], now.px[seen]
    shift = is_now - was
    middle = np.median(shift, axis=0)
    if not (np.abs(middle) / now.size > JUMP).any():
        return False
    apart = np.linalg.norm(shift - middle, axis=1)
    extent = np.linalg.norm(was - was.mean(axis=0), axis=1).sum()
    scale = np.linalg.norm(is_now - is_now.mean(axis=0), axis=1).sum() / max(extent, 1e-9)
    together = bool((apart < TOGETHER * np.linalg.norm(middle)).all())
    return together and abs(scale - 1) < SAME_SCALE


def watch(camera: Camera, now: Place) -> tuple[Camera, bool]:
    """Take where the body is; return the new memory, and True once when the camera was moved."""
    before, jumped_s = camera.before, camera.jumped_s
    last = camera.last
    if before is not None and now.t - jumped_s >= LASTING_S:
        return Camera(now), shifted(before, now)
    if before is None and last is not None and now.t - last.t <= WITHIN_S and shifted(last, now):
        before, jumped_s = last, now.t
    return Camera(now, before, jumped_s), False
