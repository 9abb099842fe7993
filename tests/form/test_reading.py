"""Which leg is which, when the camera is beside the body."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from posecoach.exercises.exercise import Criterion, Exercise
from posecoach.exercises.reading import read
from posecoach.joints import MIRROR, Joint
from posecoach.mannequin.bases import BASES
from posecoach.mannequin.spec import Leg, Turn
from posecoach.types import Pose
from tests.form.seen import seen, stacked

HIP = ("hip_flexion", "right")
SUPINE = replace(BASES["supine"], trunk=Turn())
RAISED = replace(SUPINE, right_leg=Leg(flexion=110.0, abduction=0.0, knee=90.0))
EXERCISE = Exercise(
    title="t",
    kind="stretch",
    purpose="p",
    muscles=("m",),
    position="supine",
    setup=("s",),
    source="s",
    gate=(
        Criterion("hip_flexion", (95.0, 150.0), "right"),
        Criterion("hip_flexion", (-20.0, 30.0), "left"),
    ),
)


def mistaken(pose: Pose) -> Pose:
    """The same, one leg taken for the other."""
    legs = [MIRROR[j] if j >= Joint.LEFT_KNEE else int(j) for j in Joint]
    return replace(pose, px=pose.px[legs], world=pose.world[legs])


def hip(pose: Pose, worked: str = "right") -> float:
    return float(read(EXERCISE, pose, worked, [HIP])[HIP])


@pytest.mark.parametrize("azimuth", [60.0, 90.0, -110.0])
def test_from_the_side_either_leg_may_be_the_worked_one(azimuth: float) -> None:
    pose = seen(RAISED, azimuth)
    assert hip(pose) == pytest.approx(110.0, abs=0.5)
    assert hip(mistaken(pose)) == pytest.approx(110.0, abs=0.5)


@pytest.mark.parametrize("azimuth", [0.0, 30.0, -40.0, 180.0])
def test_from_the_front_the_wrong_leg_is_the_wrong_leg(azimuth: float) -> None:
    assert hip(mistaken(seen(RAISED, azimuth))) < 10.0


def test_on_the_way_the_likelier_leg_is_taken_too() -> None:
    lying = seen(replace(SUPINE, right_leg=Leg(flexion=30.0)), 90.0)
    assert hip(lying) == pytest.approx(30.0, abs=1.0)
    assert hip(mistaken(lying)) == pytest.approx(30.0, abs=1.0)


def test_many_are_read_as_each_alone() -> None:
    poses = [seen(RAISED, a) for a in (0.0, 90.0)]
    poses += [mistaken(pose) for pose in poses]
    many = read(EXERCISE, stacked(poses), "right", [HIP])
    alone = [read(EXERCISE, pose, "right", [HIP]) for pose in poses]
    for part in many:
        assert np.asarray(many[part]) == pytest.approx([one[part] for one in alone])


def test_the_worked_left_is_read_as_the_right() -> None:
    pose = seen(RAISED.mirrored, 90.0)
    assert hip(pose, "left") == pytest.approx(110.0, abs=0.5)
    assert hip(mistaken(pose), "left") == pytest.approx(110.0, abs=0.5)
