"""Standing up, sitting down and walking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from posecoach.mannequin.curves import curve
from posecoach.mannequin.motion import between, eased
from posecoach.mannequin.skeleton import ADULT, Figure, Proportions, pose
from posecoach.mannequin.spec import Arm, Leg, PoseSpec, Turn
from posecoach.types import Floats

STRIDE_M = 1.02  # two steps at 1.70 m stature
# one leg from heel strike to heel strike, degrees; shapes as in Winter, Biomechanics 2009
PHASE = (0.0, 0.12, 0.35, 0.50, 0.62, 0.75, 0.90, 1.0)
HIP = (25.0, 20.0, 4.0, -9.0, -4.0, 15.0, 26.0, 25.0)
KNEE = (4.0, 15.0, 6.0, 9.0, 38.0, 58.0, 18.0, 4.0)
ANKLE = (0.0, -4.0, 6.0, 9.0, -12.0, 0.0, 2.0, 0.0)
TURN_M = 0.30  # metres of walking that a radian of turning on the spot counts for
BRISK = 0.7  # metres a second from which the steps are full
RISE_LEAN = 34.0  # how far the trunk comes forward in standing up, degrees


def stepping(distance: float, vigour: float = 1.0, stand: PoseSpec | None = None) -> PoseSpec:
    """A walking posture after `distance` metres; `vigour` 0 is standing still."""
    stand = stand or PoseSpec(trunk=Turn(2.0), neck=Turn(8.0), head=Turn(-6.0))
    phase = distance / STRIDE_M
    swing = 16 * np.cos(2 * np.pi * (phase + 0.5))
    walking = replace(
        stand,
        left_leg=_leg(phase),
        right_leg=_leg(phase + 0.5),
        left_arm=Arm(float(swing), 7.0, 6.0, 24.0, 30.0),
        right_arm=Arm(float(-swing), 7.0, 6.0, 24.0, 30.0),
    )
    return between(stand, walking, vigour)


def _leg(phase: float) -> Leg:
    at = np.array(phase % 1.0)
    hip, knee, ankle = curve(PHASE, np.array([HIP, KNEE, ANKLE]), at)
    return Leg(float(hip), 2.0, 5.0, float(knee), float(ankle))


def rising(seated: PoseSpec, standing: PoseSpec, share: float) -> PoseSpec:
    """A share of the way from sitting to standing: the trunk comes forward first."""
    lean = RISE_LEAN * np.sin(np.pi * min(1.0, share * 1.15)) ** 2
    spec = between(seated, standing, eased(max(0.0, (share - 0.2) / 0.8)))
    trunk = replace(spec.trunk, forward=spec.trunk.forward + float(lean))
    return replace(spec, trunk=trunk, head=replace(spec.head, forward=spec.head.forward - lean / 2))


def on_feet(spec: PoseSpec, feet: tuple[float, float], proportions: Proportions = ADULT) -> Figure:
    """A figure facing ahead whose ankles' middle is at x and z of `feet`, metres."""
    loose = pose(spec, proportions)
    middle = (loose.points["left_ankle"] + loose.points["right_ankle"]) / 2
    return pose(spec, proportions, (feet[0] - float(middle[0]), feet[1] - float(middle[2])))


@dataclass(frozen=True, slots=True)
class Walk:
    """A way through the room: where the hips are and which way they face at given times."""

    times: Sequence[float]  # seconds, rising
    x: Sequence[float]  # metres
    z: Sequence[float]
    heading: Sequence[float]  # degrees to the person's left of straight ahead

    def _at(self, t: Floats) -> Floats:
        return curve(self.times, np.array([self.x, self.z, self.heading]), t)

    def figure(self, t: float, proportions: Proportions = ADULT) -> Figure:
        """The figure walking, t seconds in; its steps fit the way it has come."""
        fine = np.arange(self.times[0], t + 0.02, 0.02)
        dx, dz, turned = np.abs(np.diff(self._at(fine), axis=1))
        steps = np.maximum(np.hypot(dx, dz), np.radians(turned) * TURN_M)
        x, z, heading = self._at(np.array(t)).tolist()
        recent = float(steps[-10:].mean()) / 0.02 if len(steps) else 0.0
        vigour = eased(min(1.0, recent / BRISK))
        return pose(stepping(float(steps.sum()), vigour), proportions, (x, z), heading)
