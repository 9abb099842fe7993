"""The postures that stretches start from, by name: each rests on the floor or the chair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from posecoach.mannequin.postures import NEUTRAL
from posecoach.mannequin.spec import Arm, Leg, PoseSpec, Turn
from posecoach.mannequin.stances import STANDING

POINTED = -58.0  # ankle of a foot whose back lies on the floor, degrees
BESIDE = Arm(flexion=-2.0, abduction=16.0, elbow=10.0, pronation=80.0)
STRAIGHT = Leg(flexion=-2.5, abduction=4.0, rotation=14.0, ankle=-22.0)
# hips a little higher than the shoulders, which have less flesh; the head level with both
LYING = PoseSpec(trunk=Turn(-2.7), neck=Turn(8.0), left_arm=BESIDE, right_arm=BESIDE)
KNEELING = Leg(flexion=0.0, abduction=3.0, rotation=0.0, knee=90.0, ankle=POINTED)
PROPPED = Arm(flexion=77.0, abduction=2.0, elbow=2.0, pronation=60.0, wrist=-80.0)
ON_FLOOR = Leg(flexion=87.5, abduction=5.0, rotation=8.0, knee=2.0, ankle=-5.0)
TAILOR = Leg(flexion=88.0, abduction=48.0, rotation=42.0, knee=118.0, ankle=-14.0)

SUPINE = replace(LYING, pelvis=Turn(-90.0), left_leg=STRAIGHT, right_leg=STRAIGHT)

BASES: Mapping[str, PoseSpec] = {
    "standing": STANDING,
    "chair": NEUTRAL,
    "supine": SUPINE,
    "prone": PoseSpec(
        pelvis=Turn(90.0),
        trunk=Turn(2.0),
        neck=Turn(-6.0),
        left_arm=Arm(flexion=150.0, abduction=20.0, elbow=70.0, pronation=60.0),
        right_arm=Arm(flexion=150.0, abduction=20.0, elbow=70.0, pronation=60.0),
        left_leg=Leg(ankle=POINTED),
        right_leg=Leg(ankle=POINTED),
    ),
    "all_fours": PoseSpec(
        pelvis=Turn(77.0),
        neck=Turn(2.0),
        left_arm=PROPPED,
        right_arm=PROPPED,
        left_leg=replace(KNEELING, flexion=77.0),
        right_leg=replace(KNEELING, flexion=77.0),
    ),
    "kneeling": replace(STANDING, left_leg=KNEELING, right_leg=KNEELING),
    "long_sitting": replace(NEUTRAL, left_leg=ON_FLOOR, right_leg=ON_FLOOR),
    "tailor": replace(NEUTRAL, left_leg=TAILOR, right_leg=TAILOR),
    "side_lying": replace(LYING, pelvis=Turn(0.0, 90.0), trunk=Turn(), neck=Turn(5.0, -8.0)),
}
"""Name -> posture. On the side is on the left one."""
