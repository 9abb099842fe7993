"""Getting from one support to another: up from a chair and back, down onto the mat."""

from __future__ import annotations

from dataclasses import dataclass, replace

from posecoach.mannequin.bases import BASES
from posecoach.mannequin.gait import on_feet, rising
from posecoach.mannequin.motion import Track
from posecoach.mannequin.skeleton import ADULT, Figure, Proportions, pose
from posecoach.mannequin.spec import Arm, Leg, PoseSpec, Turn
from posecoach.mannequin.stances import STANDING

PROP = Arm(flexion=-42.0, abduction=14.0, elbow=12.0, pronation=60.0, wrist=-70.0)


@dataclass(frozen=True, slots=True)
class Rise:
    """Standing up from a chair, or sitting down on it, the feet staying where they are."""

    seated: PoseSpec
    standing: PoseSpec = STANDING
    start: float = 0.0  # seconds
    seconds: float = 1.7
    down: bool = False  # sitting down instead

    def figure(self, t: float, body: Proportions = ADULT) -> Figure:
        """The figure at t seconds; sitting, its hips are above x = z = 0."""
        share = min(max((t - self.start) / self.seconds, 0.0), 1.0)
        share = 1.0 - share if self.down else share
        points = pose(self.seated, body).points
        x, _, z = ((points["left_ankle"] + points["right_ankle"]) / 2).tolist()
        return on_feet(rising(self.seated, self.standing, share), (x, z), body)


def _bent(pelvis: float, trunk: float, leg: Leg, arm: Arm) -> PoseSpec:
    return PoseSpec(
        pelvis=Turn(pelvis),
        trunk=Turn(trunk),
        neck=Turn(10.0),
        left_arm=arm,
        right_arm=arm,
        left_leg=leg,
        right_leg=leg,
    )


SQUAT = _bent(30.0, 10.0, Leg(120.0, 8.0, 8.0, 118.0, 28.0), Arm(flexion=30.0, abduction=65.0))
SITTING_DOWN = _bent(-12.0, 4.0, Leg(112.0, 6.0, 6.0, 118.0, -6.0), PROP)
KNEES_UP = _bent(-90.0, -2.7, Leg(52.0, 5.0, 2.0, 99.0, -43.0), Arm(flexion=-2.0, abduction=16.0))


@dataclass(frozen=True, slots=True)
class LyingDown:
    """From standing down onto the back: squat, sit, lie back, let the legs slide out."""

    start: float = 0.0  # seconds
    seconds: float = 9.0
    up: bool = False  # getting up instead

    def figure(self, t: float, body: Proportions = ADULT) -> Figure:
        """The figure at t seconds; lying, its hips are above x = z = 0."""
        done = min(max((t - self.start) / self.seconds, 0.0), 1.0)
        done = 1.0 - done if self.up else done
        legs_out = replace(BASES["supine"], neck=Turn(8.0))
        way = Track((0.0, 0.3, 0.5, 0.78, 1.0), (STANDING, SQUAT, SITTING_DOWN, KNEES_UP, legs_out))
        spec = way.at(done)
        if done >= way.times[3]:
            return pose(spec, body)
        ankles = pose(KNEES_UP, body).points
        feet = (ankles["left_ankle"] + ankles["right_ankle"]) / 2
        return on_feet(spec, (float(feet[0]), float(feet[2])), body)
