"""Put a hand or a foot somewhere: the angles that bring a wrist or an ankle to a point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import acos, atan2, cos, degrees, hypot, radians, remainder, sin, sqrt, tau

import numpy as np

from posecoach.mannequin.ranges import RANGES
from posecoach.mannequin.skeleton import ADULT, Proportions, pose
from posecoach.mannequin.spec import SIDES, Arm, PoseSpec
from posecoach.types import Floats

# inward turns of the upper arm to try; the first lets the elbow point a little outwards
TURNS = (12.0, 40.0, 70.0, -20.0, -50.0, -80.0)
LEG_TURNS = (0.0, 20.0, -20.0, 45.0, 70.0)  # outward turns of the thigh to try
FOLD_DEG = 1.0  # short of the hinge's range
UPRIGHT_SHIN = 0.6  # cosine of the lean of a shin whose foot can stand flat
ACROSS_DEG = -45.0  # adduction before another rotation is tried
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
    limb = _Limb(
        proportions.length("thigh"), -proportions.length("shank"), 0.0002, RANGES["leg.knee"][1]
    )
    for side, sign in SIDES:
        if side in targets:
            leg = spec.leg(side)
            offset = figure.frames["pelvis"].T @ (targets[side] - figure.points[f"{side}_hip"])
            ways = (leg.rotation, *LEG_TURNS)
            flexion, abduction, rotation, knee = _bent(offset, limb, sign, ways)
            new = replace(leg, abduction=abduction, rotation=rotation, knee=knee)
            spec = spec.with_leg(side, replace(new, flexion=flexion))
    return spec


def on_soles(spec: PoseSpec, sides: Iterable[str]) -> PoseSpec:
    """The posture with the soles of some sides ("left") level fore and aft, if shins stand."""
    frames = pose(spec).frames
    for side in sides:
        upright, ahead = frames[f"{side}_shank"][1, 1:].tolist()
        if upright > UPRIGHT_SHIN:
            leg = spec.leg(side)
            spec = spec.with_leg(side, replace(leg, ankle=degrees(atan2(-ahead, upright))))
    return spec


def _arm(arm: Arm, offset: Floats, sign: int, size: Proportions) -> Arm:
    """The arm with its wrist at `offset` from the shoulder in the chest's axes."""
    most = RANGES["arm.elbow"][1]
    limb = _Limb(size.length("upper_arm"), size.length("forearm"), 0.002, most)
    flexion, abduction, rotation, elbow = _bent(offset, limb, sign, TURNS)
    return replace(arm, flexion=flexion, abduction=abduction, rotation=rotation, elbow=elbow)


@dataclass(frozen=True, slots=True)
class _Limb:
    upper: float  # metres
    lower: float  # metres; negative bends backward
    slack: float  # how far from straight it stays: people stand on straight legs, metres
    most: float  # the furthest its hinge bends, degrees

    def span(self, wanted: float) -> float:
        """Distance from root to end, as near to the wanted one as the limb can, metres."""
        upper, lower = self.upper, abs(self.lower)
        fold = cos(radians(self.most - FOLD_DEG))
        least = sqrt(upper**2 + lower**2 + 2 * upper * lower * fold)
        return float(np.clip(wanted, least, upper + lower - self.slack))


def _bent(
    offset: Floats, limb: _Limb, sign: int, rotations: Sequence[float]
) -> tuple[float, float, float, float]:
    """Flexion, abduction, rotation and bend, degrees, of a limb whose end is at `offset`.

    `sign` is 1 for the left side, -1 for the right. The first rotation is taken that brings the
    end there without pulling the limb far across the body.
    """
    upper, lower = limb.upper, abs(limb.lower)
    length = float(np.linalg.norm(offset))
    span = limb.span(length)
    right, above, ahead = (offset * (span / length)).tolist()
    inner = (upper**2 + lower**2 - span**2) / (2 * upper * lower)
    bend = np.pi - acos(min(max(inner, -1.0), 1.0))
    # the end before flexion and abduction: bent, then turned about the upper part
    down, out = -upper - lower * cos(bend), limb.lower * sin(bend)
    inward = -sign if limb.lower > 0 else sign
    for rotation in rotations:
        turn = inward * radians(rotation)
        x, z = out * sin(turn), out * cos(turn)
        abduction = _turned_to(x, down, right)
        if abs(right) <= hypot(x, down) and sign * degrees(abduction) > ACROSS_DEG:
            break
    y = x * sin(abduction) + down * cos(abduction)
    flexion = degrees(atan2(ahead, -above) - atan2(z, -y))
    flexion = (flexion + 180) % 360 - 180
    if flexion < -BEHIND:
        flexion += 360
    return flexion, sign * degrees(abduction), rotation, degrees(bend)


def _turned_to(x: float, y: float, wanted: float) -> float:
    """The smaller turn about z, radians, that gives the vector (x, y) the wanted x."""
    start = atan2(y, x)
    half = acos(min(max(wanted / hypot(x, y), -1.0), 1.0))
    return min((remainder(s * half - start, tau) for s in (1, -1)), key=abs)
