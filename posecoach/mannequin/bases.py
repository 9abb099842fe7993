"""The postures that stretches start from, by name: each rests on the floor or the chair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from posecoach.mannequin.postures import NEUTRAL
from posecoach.mannequin.spec import Arm, Leg, PoseSpec, Turn
from posecoach.mannequin.stances import STANDING

POINTED = -58.0  # ankle of a foot whose back lies on the floor, degrees
BESIDE = Arm(flexion=-2.0, abduction=16.0, elbow=10.0, pronation=80.0)
STRAIGHT = Leg(flexion=-1.5, abduction=4.0, rotation=14.0, ankle=-22.0)
# hips a little higher than the shoulders, which have less flesh; the head level with both
LYING = PoseSpec(trunk=Turn(-2.7), neck=Turn(8.0), left_arm=BESIDE, right_arm=BESIDE)
OVERHEAD = Arm(flexion=0.0, abduction=88.0, rotation=-90.0, elbow=90.0, pronation=0.0)
KNEELING = Leg(flexion=0.0, abduction=3.0, rotation=0.0, knee=90.0, ankle=POINTED)
PROPPED = Arm(flexion=75.3, abduction=2.0, elbow=2.0, pronation=60.0, wrist=-80.0)
ON_FLOOR = Leg(flexion=88.8, abduction=5.0, rotation=8.0, knee=2.0, ankle=-5.0)
TAILOR = Leg(flexion=84.0, abduction=48.0, rotation=76.0, knee=120.0, ankle=-14.0)

SUPINE = replace(LYING, pelvis=Turn(-90.0), left_leg=STRAIGHT, right_leg=STRAIGHT)

BASES: Mapping[str, PoseSpec] = {
    "standing": STANDING,
    "chair": NEUTRAL,
    "supine": SUPINE,
    "prone": PoseSpec(
        pelvis=Turn(90.0),
        trunk=Turn(2.0),
        neck=Turn(-6.0),
        left_arm=OVERHEAD,
        right_arm=OVERHEAD,
        left_leg=Leg(ankle=POINTED),
        right_leg=Leg(ankle=POINTED),
    ),
    "all_fours": PoseSpec(
        pelvis=Turn(75.3),
        neck=Turn(2.0),
        left_arm=PROPPED,
        right_arm=PROPPED,
        left_leg=replace(KNEELING, flexion=75.3),
        right_leg=replace(KNEELING, flexion=75.3),
    ),
    "kneeling": replace(STANDING, left_leg=KNEELING, right_leg=KNEELING),
    "long_sitting": replace(NEUTRAL, left_leg=ON_FLOOR, right_leg=ON_FLOOR),
    "tailor": replace(NEUTRAL, left_leg=TAILOR, right_leg=TAILOR),
    "side_lying": replace(
        LYING, pelvis=Turn(-90.0, 0.0, 90.0), trunk=Turn(0.0, -6.8), neck=Turn(5.0, -4.0)
    ),
}
"""Name -> posture. On the side is on the left one."""
