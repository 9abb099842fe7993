"""What a pose shows to a session: where the camera is, what is unseen, whose hand is up."""

from __future__ import annotations

from math import isnan, nan

import numpy as np
import pytest

from posecoach.exercises.load import load_exercises
from posecoach.joints import Joint
from posecoach.sessions.criteria import parts_of
from posecoach.sessions.gate import claim
from posecoach.sessions.seeing import measured, sight_of
from posecoach.sessions.task import Task
from posecoach.types import Pose
from tests.relief.sessions import drawn

EXERCISES = load_exercises()
FOUR, QUAD = "supine_figure_four", "standing_quad"
BEND, CAT = "upper_trap_side_bend", "cat_cow"


def without(pose: Pose, *joints: Joint) -> Pose:
    px = pose.px.copy()
    px[list(joints)] = nan
    return Pose(pose.t, px, pose.world, pose.visibility)


def test_nobody_is_nobody_and_the_reason_stays_known() -> None:
    sight = sight_of(None, Task(EXERCISES[FOUR], "right"), "too dark")
    assert (sight.person, sight.problem) == (False, "too dark")
    assert sight_of(drawn(FOUR, 1.0), None, "covered").problem == "covered"


def test_with_nothing_asked_nothing_is_measured_but_the_body_is_there() -> None:
    sight = sight_of(drawn(QUAD, 0.0), None)
    assert sight.person and not sight.values and sight.missing == ()
    assert "side" in sight.camera and sight.near == "right"
    px = drawn(QUAD, 0.0).px
    hips = px[[Joint.LEFT_HIP, Joint.RIGHT_HIP]].mean(0)
    shoulders = px[[Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]].mean(0)
    assert sight.hips == pytest.approx(complex(*hips))
    assert sight.scale_px == pytest.approx(float(np.hypot(*(shoulders - hips))))
    assert len(sight.limbs) == 8


@pytest.mark.parametrize("side", ["right", "left"])
def test_what_is_asked_is_measured_on_the_side_that_is_worked(side: str) -> None:
    exercise, pose = EXERCISES[BEND], drawn(BEND, 1.0, side)
    there = {
        worked: claim(exercise, sight_of(pose, Task(exercise, worked)).values, False)
        for worked in ("right", "left")
    }
    other = "left" if side == "right" else "right"
    assert there == {side: True, other: False}
    assert set(measured(pose, Task(exercise, side))) == set(parts_of(exercise))


def test_where_both_sides_work_the_nearer_one_is_measured() -> None:
    pose, task = drawn(CAT, 1.0), Task(EXERCISES[CAT])
    bent = Pose(pose.t, pose.px.copy(), pose.world, pose.visibility)
    bent.px[Joint.RIGHT_ELBOW] += (-60.0, 0.0)
    changed = {
        near: measured(bent, task, near)["elbow_angle", "right"]
        < measured(pose, task, near)["elbow_angle", "right"] - 10
        for near in ("left", "right", "")
    }
    assert changed == {"left": False, "right": True, "": True}


def test_what_is_unseen_and_needed_is_named_whole_regions_first() -> None:
    task = Task(EXERCISES[FOUR], "right")
    assert sight_of(drawn(FOUR, 1.0), task).missing == ()
    one = sight_of(without(drawn(FOUR, 1.0), Joint.LEFT_KNEE), task)
    assert one.missing == ("knees", "body")
    hidden = (Joint.LEFT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)
    both = sight_of(without(drawn(FOUR, 1.0), *hidden), task)
    assert both.missing == ("feet", "knees", "body")
    assert any(isnan(value) for value in both.values.values())


def test_what_is_unseen_but_not_needed_is_not_missed() -> None:
    hidden = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST)
    assert (
        sight_of(without(drawn(QUAD, 1.0), *hidden), Task(EXERCISES[QUAD], "right")).missing == ()
    )


def test_a_hand_held_up_is_seen_whatever_is_asked() -> None:
    pose = drawn(QUAD, 0.0)
    up = Pose(pose.t, pose.px.copy(), pose.world, pose.visibility)
    top = pose.px[: Joint.LEFT_SHOULDER, 1].min()
    up.px[Joint.RIGHT_ELBOW] = pose.px[Joint.RIGHT_SHOULDER] - (0, 20)
    up.px[Joint.RIGHT_WRIST] = pose.px[Joint.RIGHT_SHOULDER][0], top - 60
    for task in (None, Task(EXERCISES[QUAD], "right")):
        assert sight_of(up, task).hand_up and not sight_of(pose, task).hand_up
