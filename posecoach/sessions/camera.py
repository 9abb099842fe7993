"""Where the camera stands around a body in any posture, from the network's depth."""

from __future__ import annotations

from collections.abc import Mapping
from math import acos, asin, atan2, degrees, isnan, nan
from typing import Literal

import numpy as np
from msgspec import Struct

from posecoach.joints import PAIRS
from posecoach.sessions.sight import Camera
from posecoach.types import Floats

LYING = 50.0  # degrees of the trunk from upright: from here it counts how the body lies
UPRIGHT: Mapping[Camera, tuple[float, float]] = {
    "front": (0.0, 45.0),
    "oblique": (20.0, 75.0),
    "side": (50.0, 130.0),
    "back": (130.0, 180.0),
}
"""Yaw, degrees, of an upright body. The ranges overlap, as the network's depth is off by 15."""
ALONG: Mapping[Camera, tuple[float, float]] = {
    "side": (-40.0, 40.0),
    "oblique": (15.0, 65.0),
    "foot-end": (25.0, 90.0),
    "front": (-90.0, -40.0),
}
"""How far the feet of a lying or bent body point at the camera, degrees; head first is negative."""
ON_ITS_SIDE = 45.0  # degrees of the shoulder line from level
TURNED = 0.3  # of the shoulder line's length towards the camera, to tell the nearer side


class Stand(Struct, frozen=True):
    """Where the camera stands."""

    cameras: tuple[Camera, ...] = ()  # all that it may count as; empty: cannot tell
    near: Literal["", "right", "left"] = ""  # the person's side nearer the camera
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
    near: Literal["", "right", "left"] = ""
    if abs(deep) > TURNED:
        near = "right" if deep > 0 else "left"
    if degrees(acos(-float(trunk[1]) / length)) < LYING:
        return Stand(_within(UPRIGHT, yaw), near, yaw)
    if degrees(asin(min(1.0, abs(float(left[1])) / width))) > ON_ITS_SIDE:
        return Stand(("front", "side") if yaw <= UPRIGHT["side"][0] else ("back",), near, yaw)
    return Stand(_within(ALONG, degrees(asin(float(trunk[2]) / length))), near, yaw)


def _within(ranges: Mapping[Camera, tuple[float, float]], angle: float) -> tuple[Camera, ...]:
    return tuple(name for name, (low, high) in ranges.items() if low <= angle <= high)
