"""Landmarks against points placed by people."""

from dataclasses import replace
from math import isnan, nan

import numpy as np
import pytest

from posecoach.evaluate.datasets import Points
from posecoach.evaluate.keypoints import parts
from posecoach.joints import Joint
from posecoach.types import Pose, View
from tests.bodies import FACING_RIGHT, FRONT
from tests.evaluate.made import row
from tests.people import TRUNK_PX, person

SIDE_ON = person(azimuth=FACING_RIGHT)
FACED = person(azimuth=FRONT)


def at(pose: Pose, *names: str, off: float = 0.0) -> Points:
    """The true points of joints, `off` torsos to the right."""
    shift = np.array([off * TRUNK_PX, 0.0])
    return {n: tuple((pose.px[Joint[n.upper()]] + shift).tolist()) for n in names}


TORSO = ("left_shoulder", "right_shoulder", "left_hip", "right_hip")


def test_errors_are_in_torsos_and_a_fifth_of_one_is_the_limit() -> None:
    inside = at(FACED, *TORSO) | at(FACED, "nose", off=0.19)
    outside = at(FACED, *TORSO) | at(FACED, "nose", off=0.21)
    rows = [row("a", pose=FACED, people=(points,)) for points in (inside, outside)]
    found = {part.name: part for part in parts(rows)}
    assert found["nose"].within.value == 0.5
    assert found["shoulder"].within.value == 1
    assert found["shoulder"].n == 4
    assert found["all"].n == 10
    assert found["all"].within.value == pytest.approx(0.9)
    assert found["nose"].error.value == pytest.approx(0.19, abs=0.005)


def test_nobody_found_is_off_and_without_an_error() -> None:
    (shoulder, both) = parts([row("a", people=(at(FACED, "left_shoulder"),))])
    assert (shoulder.name, both.name) == ("shoulder", "all")
    assert both.within.value == 0
    assert isnan(both.error.value)
    assert both.unseen == 1


def test_a_part_without_a_side_is_the_one_nearer_the_camera() -> None:
    right = at(SIDE_ON, "right_knee")["right_knee"]
    seen = row("a", pose=SIDE_ON, view=View.SIDE_RIGHT, people=({"knee": right},))
    other = row("a", pose=SIDE_ON, view=View.SIDE_LEFT, people=({"knee": right},))
    apart = np.hypot(*(SIDE_ON.px[Joint.LEFT_KNEE] - SIDE_ON.px[Joint.RIGHT_KNEE]))
    assert parts([seen])[0].error.value == pytest.approx(0, abs=1e-6)
    assert parts([other])[0].error.value == pytest.approx(apart / TRUNK_PX, abs=1e-3)


def test_of_several_people_the_one_followed_counts() -> None:
    far = {name: (x + 900, y) for name, (x, y) in at(FACED, *TORSO).items()}
    near = at(FACED, *TORSO, off=0.01)
    found = parts([row("a", pose=FACED, people=(far, near))])
    assert found[-1].within.value == 1


def test_without_hips_the_shoulders_give_the_torso() -> None:
    points = at(FACED, "left_shoulder", "right_shoulder") | at(FACED, "nose", off=0.1)
    nose = next(part for part in parts([row("a", pose=FACED, people=(points,))]) if part.n == 1)
    # shoulders are 0.70 torsos wide, in this figure and by SCIENCE A7
    assert nose.error.value == pytest.approx(0.1, abs=0.002)


def test_a_joint_the_product_does_not_believe_is_counted_but_still_measured() -> None:
    px = FACED.px.copy()
    px[Joint.LEFT_HIP] = nan
    one = row("a", pose=FACED, people=(at(FACED, *TORSO),))
    doubted = replace(one, result=replace(one.result, pose=replace(FACED, px=px)))
    hip = parts([doubted])[0]
    assert hip.name == "hip"
    assert (hip.unseen, hip.within.value) == (0.5, 1)
