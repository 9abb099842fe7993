"""Put a hand somewhere: the arm angles that bring a wrist to a point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import acos, atan2, cos, degrees, hypot, radians, remainder, sin, tau

import numpy as np

from posecoach.mannequin.skeleton import ADULT, Proportions, pose
from posecoach.mannequin.spec import SIDES, Arm, PoseSpec
from posecoach.types import Floats

# inward turns of the upper arm to try; the first lets the elbow point a little outwards
TURNS = (12.0, 40.0, 70.0, -20.0, -50.0, -80.0)


def reaching(
    spec: PoseSpec,
    targets: Mapping[str, Floats],
    proportions: Proportions = ADULT,
) -> PoseSpec:
    """The posture with its wrists at `targets` ("left", "right"), as near as the arms allow.

    Targets are `(3,)` metres in scene axes, with the middle of the hips above the origin and the
    floor at y = 0.
    """
    figure = pose(spec, proportions)
    for side, sign in SIDES:
        if side in targets:
            shoulder = figure.points[f"{side}_shoulder"]
            offset = figure.frames["chest"].T @ (targets[side] - shoulder)
            spec = spec.with_arm(side, _bent(spec.arm(side), offset, sign, proportions))
    return spec


def _bent(arm: Arm, offset: Floats, sign: int, size: Proportions) -> Arm:
    """The arm with its wrist at `offset` from the shoulder in the chest's axes."""
    upper, fore = size.length("upper_arm"), size.length("forearm")
    span = float(np.clip(np.linalg.norm(offset), abs(upper - fore) + 0.05, upper + fore - 0.002))
    right, above, ahead = (offset * (span / float(np.linalg.norm(offset)))).tolist()
    inner = (upper**2 + fore**2 - span**2) / (2 * upper * fore)
    elbow = np.pi - acos(min(max(inner, -1.0), 1.0))
    # the wrist before flexion and abduction: bent forward, then turned about the upper arm
    down, out = -upper - fore * cos(elbow), fore * sin(elbow)
    for rotation in TURNS:
        turn = -sign * radians(rotation)
        x, z = out * sin(turn), out * cos(turn)
        if abs(right) <= hypot(x, down):
            break
    abduction = _turned_to(x, down, right)
    y = x * sin(abduction) + down * cos(abduction)
    flexion = degrees(atan2(ahead, -above) - atan2(z, -y))
    return replace(
        arm,
        flexion=(flexion + 180) % 360 - 180,
        abduction=sign * degrees(abduction),
        rotation=rotation,
        elbow=degrees(elbow),
    )


def _turned_to(x: float, y: float, wanted: float) -> float:
    """The smaller turn about z, radians, that gives the vector (x, y) the wanted x."""
    start = atan2(y, x)
    half = acos(min(max(wanted / hypot(x, y), -1.0), 1.0))
    return min((remainder(s * half - start, tau) for s in (1, -1)), key=abs)
