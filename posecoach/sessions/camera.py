"""Where the camera stands around a body in any posture, from the network's depth."""

from __future__ import annotations

from collections.abc import Mapping
from math import acos, asin, atan2, degrees, isnan, nan

import numpy as np
from msgspec import Struct

from posecoach.joints import PAIRS
from posecoach.sessions.sight import Camera, Near
from posecoach.types import Floats

LYING = 50.0  # degrees of the trunk from upright: from here it counts how the body lies
HEAD_DOWN = 120.0  # ... from here, and lying on its side, it cannot be told
UPRIGHT: Mapping[Camera, tuple[float, float]] = {
    "front": (0.0, 45.0),
    "oblique": (15.0, 75.0),
    "side": (50.0, 90.0),
}
"""Yaw of an upright body, degrees, to the front or the back: the network confuses the two in an
eighth of drawn figures facing it. The ranges overlap, as its depth is off by 15 or more."""
ALONG: Mapping[Camera, tuple[float, float]] = {
    "side": (-40.0, 40.0),
    "oblique": (10.0, 65.0),
    "foot-end": (20.0, 90.0),
    "front": (-90.0, -35.0),
}
"""How far the feet of a lying or bent body point at the camera, degrees; head first is negative."""
HEAD_FIRST_OBLIQUE = (-65.0, -15.0)
ON_ITS_SIDE = 40.0  # degrees of the shoulder line from level
TURNED = 0.3  # of the shoulder line's length towards the camera, to tell the nearer side


class Stand(Struct, frozen=True):
    """Where the camera stands."""

    cameras: tuple[Camera, ...] = ()  # all that it may count as; empty: cannot tell
    near: Near = ""  # the person's side nearer the camera
    yaw: float = nan  # degrees of the body from facing the camera, 0 .. 180


def stand(world: Floats) -> Stand:
    """Return where the camera stands, from joints `(33, 3)`: x right, y down, z away from it."""
    shoulders, hips = (world[list(PAIRS[part])] for part in ("shoulder", "hip"))
    trunk = shoulders.mean(0) - hips.mean(0)
    left = (shoulders[0] - shoulders[1]) + (hips[0] - hips[1])
    length, width = float(np.linalg.norm(trunk)), float(np.linalg.norm(left))
    if isnan(length + width) or not length or not width:
        return Stand()
    front = np.cross(left, trunk)
    yaw = degrees(atan2(abs(float(front[0])), -float(front[2])))
    deep = float(left[2]) / width
    near: Near = ""
    if abs(deep) > TURNED:
        near = "right" if deep > 0 else "left"
    tilt = degrees(acos(-float(trunk[1]) / length))
    if tilt < LYING:
        return Stand(_within(UPRIGHT, min(yaw, 180 - yaw)), near, yaw)
    rolled = degrees(asin(min(1.0, abs(float(left[1])) / width)))
    if tilt > HEAD_DOWN or rolled > ON_ITS_SIDE:
        return Stand((), near, yaw)
    feet = degrees(asin(float(trunk[2]) / length))
    cameras = _within(ALONG, feet)
    if HEAD_FIRST_OBLIQUE[0] <= feet <= HEAD_FIRST_OBLIQUE[1]:
        cameras = (*cameras, "oblique")
    return Stand(cameras, near, yaw)


def _within(ranges: Mapping[Camera, tuple[float, float]], angle: float) -> tuple[Camera, ...]:
    return tuple(name for name, (low, high) in ranges.items() if low <= angle <= high)
