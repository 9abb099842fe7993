"""Put a hand or a foot somewhere: the angles that bring a wrist or an ankle to a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import acos, atan2, cos, degrees, hypot, radians, remainder, sin, tau

import numpy as np

from posecoach.mannequin.skeleton import ADULT, Proportions, pose
from posecoach.mannequin.spec import SIDES, Arm, PoseSpec
from posecoach.types import Floats

# inward turns of the upper arm to try; the first lets the elbow point a little outwards
TURNS = (12.0, 40.0, 70.0, -20.0, -50.0, -80.0)
LEG_TURNS = (0.0, 20.0, -20.0, 45.0, 70.0)  # outward turns of the thigh to try
STRAIGHT_LEG_M = 0.0002  # people stand on straight legs, a hand reaches with a slight bend
BEHIND = 120.0  # degrees from which a limb pointing behind is meant to have come over the top


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
            spec = spec.with_arm(side, _arm(spec.arm(side), offset, sign, proportions))
    return spec


def stepping_on(
    spec: PoseSpec,
    targets: Mapping[str, Floats],
    proportions: Proportions = ADULT,
) -> PoseSpec:
    """The posture with its ankles at `targets` ("left", "right"), as near as the legs allow.

    Targets are as for `reaching`. Each leg keeps its rotation, which decides where the knee
    points, unless the ankle cannot get there with it.
    """
    figure = pose(spec, proportions)
    lengths = proportions.length("thigh"), proportions.length("shank")
    for side, sign in SIDES:
        if side in targets:
            leg = spec.leg(side)
            offset = figure.frames["pelvis"].T @ (targets[side] - figure.points[f"{side}_hip"])
            ways = (leg.rotation, *LEG_TURNS)
            flexion, abduction, rotation, knee = _bent(
                offset, (lengths[0], -lengths[1]), sign, ways, STRAIGHT_LEG_M
            )
            new = replace(leg, abduction=sign * abduction, rotation=rotation, knee=knee)
            spec = spec.with_leg(side, replace(new, flexion=flexion))
    return spec


def _arm(arm: Arm, offset: Floats, sign: int, size: Proportions) -> Arm:
    """The arm with its wrist at `offset` from the shoulder in the chest's axes."""
    lengths = size.length("upper_arm"), size.length("forearm")
    flexion, abduction, rotation, elbow = _bent(offset, lengths, -sign, TURNS)
    return replace(arm, flexion=flexion, abduction=sign * abduction, rotation=rotation, elbow=elbow)


def _bent(
    offset: Floats,
    lengths: tuple[float, float],
    sign: int,
    rotations: Sequence[float],
    slack: float = 0.002,
) -> tuple[float, float, float, float]:
    """Flexion, turn about z, rotation and bend, degrees, of a limb whose end is at `offset`.

    The limb hangs down by `lengths[0]`; bent, its end goes `lengths[1]` forward or (negative)
    backward. `sign` turns a rotation about the upper part into one about y; `slack` is how far
    from straight it stays, metres.
    """
    upper, lower = (abs(length) for length in lengths)
    span = float(np.clip(np.linalg.norm(offset), abs(upper - lower) + 0.05, upper + lower - slack))
    right, above, ahead = (offset * (span / float(np.linalg.norm(offset)))).tolist()
    inner = (upper**2 + lower**2 - span**2) / (2 * upper * lower)
    bend = np.pi - acos(min(max(inner, -1.0), 1.0))
    # the end before flexion and abduction: bent, then turned about the upper part
    down, out = -upper - lower * cos(bend), lengths[1] * sin(bend)
    for rotation in rotations:
        turn = sign * radians(rotation)
        x, z = out * sin(turn), out * cos(turn)
        if abs(right) <= hypot(x, down):
            break
    abduction = _turned_to(x, down, right)
    y = x * sin(abduction) + down * cos(abduction)
    flexion = degrees(atan2(ahead, -above) - atan2(z, -y))
    flexion = (flexion + 180) % 360 - 180
    if flexion < -BEHIND:
        flexion += 360
    return flexion, degrees(abduction), rotation, degrees(bend)


def _turned_to(x: float, y: float, wanted: float) -> float:
    """The smaller turn about z, radians, that gives the vector (x, y) the wanted x."""
    start = atan2(y, x)
    half = acos(min(max(wanted / hypot(x, y), -1.0), 1.0))
    return min((remainder(s * half - start, tau) for s in (1, -1)), key=abs)
