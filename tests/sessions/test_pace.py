"""Too fast, a jerk at the end, bouncing: said when they are there, and only then."""

from __future__ import annotations

from math import pi, sin

import pytest

from posecoach.exercises.exercise import Dose
from tests.sessions.stage import HIP, KNEE, POSE, REST, between, held, hold_task, watch

RATES = (30.0, 15.0, 10.0, 5.0)
each_rate = pytest.mark.parametrize("fps", RATES)


def deepening(speed, amount=35.0, begin=18.0):
    """Return values of somebody in the pose whose knee bends on by `amount` at a speed."""

    def at(t):
        share = min(max((t - begin) * speed / amount, 0.0), 1.0)
        return {**held(10, 60)(t), KNEE: 70 + amount * share}

    return at


def bouncing(deg, hz, begin=20.0, end=26.0, parts=(HIP, KNEE)):
    def at(t):
        bob = deg / 2 * sin(2 * pi * hz * (t - begin)) if begin <= t < end else 0.0
        return {**held(10, 60)(t), **{part: held(10, 60)(t)[part] + bob for part in parts}}

    return at


@each_rate
@pytest.mark.parametrize(
    ("speed", "fault"), [(25.0, ""), (35.0, "fast"), (55.0, "fast"), (70.0, "too_fast")]
)
def test_faster_than_30_is_warned_of_and_than_60_stopped(fps, speed, fault):
    run = watch(hold_task(), deepening(speed), 23, fps)
    assert bool(run.said("fast")) == bool(fault)
    assert bool(run.said("too_fast")) == (fault == "too_fast")
    faults = run.progress.tally.faults
    assert faults.get("fast", 0) == (1 if fault else 0)
    assert faults.get("too_fast", 0) == (1 if fault == "too_fast" else 0)


def test_what_is_too_fast_depends_on_the_exercise():
    neck = hold_task(dose=Dose(hold_s=30.0, speed=15.0))
    assert watch(neck, deepening(27), 23).said("fast")
    assert watch(neck, deepening(50), 23).said("too_fast")
    assert not watch(hold_task(dose=Dose(hold_s=30.0, speed=60.0)), deepening(70), 23).said("fast")


@each_rate
def test_moving_fast_before_the_pose_is_nobodys_business(fps):
    run = watch(hold_task(), lambda t: {**REST, HIP: 60 * (t % 2)}, 20, fps)
    assert not run.progress.tally.faults


@each_rate
def test_a_jerk_into_the_end_is_a_fault(fps):
    torn = watch(hold_task(), deepening(90, 40), 23, fps)
    assert torn.progress.tally.faults.get("too_fast") == 1
    moving = watch(hold_task(), lambda t: {**between(REST, POSE, (t - 8) / 0.4)}, 20, fps)
    assert moving.progress.tally.faults.get("jerk") == 1
    assert moving.said("jerk")
    assert not watch(hold_task(), held(10, 60), 20, fps).progress.tally.faults


@each_rate
@pytest.mark.parametrize("hz", [0.7, 1.0])
def test_bouncing_is_a_fault(fps, hz):
    run = watch(hold_task(), bouncing(8.0, hz), 40, fps)
    assert run.progress.tally.faults.get("bounce") == 1
    assert 20.5 < run.said("bounce")[0] < 24.5
    assert run.progress.tally.pace < 0.75


@each_rate
@pytest.mark.parametrize(("deg", "hz"), [(3.0, 1.0), (8.0, 0.25), (0.0, 1.0)])
def test_small_or_slow_swaying_is_not(fps, deg, hz):
    run = watch(hold_task(), bouncing(deg, hz), 40, fps)
    assert not run.said("bounce")
    assert "bounce" not in run.progress.tally.faults


@each_rate
@pytest.mark.parametrize(("deg", "faults"), [(8.0, 0), (14.0, 1)])
def test_one_angle_alone_has_to_swing_further(fps, deg, faults):
    run = watch(hold_task(), bouncing(deg, 0.8, parts=(KNEE,)), 40, fps)
    assert run.progress.tally.faults.get("bounce", 0) == faults


def test_two_turns_are_not_bouncing():
    run = watch(hold_task(), bouncing(8.0, 1.0, 20.0, 21.0), 40, 30)
    assert "bounce" not in run.progress.tally.faults


@each_rate
def test_coming_out_too_fast_is_said(fps):
    quick = watch(hold_task(), held(10, 42, way_s=0.9), 60, fps)
    assert quick.progress.tally.faults.get("exit_slow") >= 1
    assert quick.said("exit_slow")
    assert not watch(hold_task(), held(10, 42, way_s=6.0), 60, fps).said("exit_slow")


def test_coming_up_from_head_down_is_slower():
    up = held(10, 42, way_s=4.0)  # 21 degrees/s at the hip
    assert not watch(hold_task(), up, 60).said("exit_slow")
    assert watch(hold_task(contraindications=("head_down",)), up, 60).said("exit_slow")
