"""Repetitions: what is one, what is not, and its tempo."""

from __future__ import annotations

from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from posecoach.exercises.exercise import Criterion, Dose, Repetition
from posecoach.sessions.repeats import Mover, begin, look, looseness, move, share_of
from posecoach.sessions.task import Task
from tests.sessions.stage import HIP, LEFT_HIP, POSE, exercise, raises, to_and_fro, watch

RATES = (30.0, 15.0, 10.0, 5.0)
each_rate = pytest.mark.parametrize("fps", RATES)


@each_rate
@settings(max_examples=5)
@given(period=st.floats(4.5, 9.0), stay=st.floats(1.8, 2.5), high=st.floats(88, 115))
def test_whole_repetitions_are_counted_at_any_rate(fps, period, stay, high):
    run = watch(raises(4), to_and_fro(period, high, stay), 5 + 4 * (period + 1) + 2, fps)
    assert run.progress.tally.count == 4
    assert run.progress.tally.done == 1
    assert run.progress.phase == "done"
    assert [it.fields["n"] for _, it in run.cues if it.key == "rep"] == [1, 2, 3, 4]


@each_rate
def test_a_repetition_is_placed_between_frames(fps):
    run = watch(raises(2), to_and_fro(6.0, 100.0, 2.0), 30, fps)
    first = run.progress.reps.done[0]
    # 100 degrees at 50 a second: it sets off within the first tenth (8 degrees of 0 to 80)
    assert first.period_s == pytest.approx(6.0 - 2 * 8 / 50, abs=0.05)
    assert first.held_s == pytest.approx(2.0 + 20 / 50 + 25 / 50, abs=0.25)
    assert first.side == "right"


@each_rate
def test_a_movement_that_turns_back_early_is_said_and_not_counted(fps):
    run = watch(raises(3, short="Higher."), to_and_fro(6.0, 60.0, 2.0), 30, fps)
    assert run.progress.tally.count == 0
    assert run.texts("partial") and set(run.texts("partial")) == {"Higher."}
    assert run.progress.tally.faults["rep_partial"] >= 3
    assert watch(raises(3), to_and_fro(6.0, 60.0, 2.0), 20, fps).said("rep_partial")


def test_a_small_movement_is_no_attempt():
    run = watch(raises(3), to_and_fro(6.0, 40.0, 2.0), 30)
    assert run.progress.tally.count == 0
    assert not run.progress.tally.faults


@each_rate
def test_a_touch_of_the_end_is_too_short(fps):
    run = watch(raises(3, hold_s=3.0), to_and_fro(6.0, 90.0, 1.0), 30, fps)
    assert run.progress.tally.count == 0
    assert next(it.fields["seconds"] for _, it in run.cues if it.key == "rep_hold") == 3.0
    assert run.progress.tally.faults["rep_hold"] >= 3


@each_rate
def test_too_fast_and_too_slow_count_and_are_said(fps):
    fast = watch(raises(3, hold_s=0.0), to_and_fro(2.5, 100.0, 0.6), 30, fps)
    assert fast.progress.tally.count == 3
    assert fast.said("rep_fast") and not fast.said("rep_slow")
    assert fast.progress.tally.pace == 0
    slow = watch(raises(3), to_and_fro(18.0, 100.0, 2.0), 62, fps)
    assert slow.progress.tally.count == 3
    assert slow.said("rep_slow") and not slow.said("rep_fast")
    good = watch(raises(3), to_and_fro(6.0, 100.0, 2.0), 40, fps)
    assert good.progress.tally.pace == 1


def test_beyond_the_end_range_is_not_there():
    run = watch(raises(2, end=(60.0, 80.0), hold_s=2.0), to_and_fro(4.0, 150.0, 0.0), 30)
    assert run.progress.tally.count == 0


@each_rate
def test_what_counts_is_the_change_where_the_ranges_are_changes(fps):
    def shifted(t):
        values = to_and_fro(6.0, 100.0, 2.0)(t)
        return {**values, HIP: values[HIP] + 40}

    assert watch(raises(3), shifted, 40, fps).progress.tally.count == 0
    assert watch(raises(3, change=True), shifted, 40, fps).progress.tally.count == 3


def test_a_falling_measure_repeats_as_well():
    def falling(t):
        values = to_and_fro(6.0, 100.0, 2.0)(t)
        return {**values, HIP: -values[HIP]}

    task = raises(3, start=(-20.0, 20.0), end=(-120.0, -80.0))
    assert watch(task, falling, 40).progress.tally.count == 3


def test_the_share_of_the_way_is_0_at_the_start_and_1_at_the_end():
    up = Repetition("hip", (0.0, 20.0), (80.0, 120.0), 3, "right")
    down = Repetition("hip", (0.0, 20.0), (-80.0, -40.0), 3, "right")
    assert [share_of(up, v) for v in (20, 50, 80, 120)] == pytest.approx([0, 0.5, 1, 100 / 60])
    assert share_of(up, 126) < 1
    assert [share_of(down, v) for v in (0, -20, -40, -80)] == pytest.approx([0, 0.5, 1, 2])
    assert share_of(down, -86) < 1
    assert looseness(up) == pytest.approx(5 / 60)
    assert looseness(Repetition("hip", (0.0, 1.0), (4.0, 9.0), 3, "right")) == 0.25
    assert looseness(Repetition("cross", (0.0, 0.1), (0.6, 0.9), 3, "right")) == 0.25


def test_a_repetition_half_unseen_is_none():
    def hidden(t):
        values = to_and_fro(6.0, 100.0, 2.0)(t)
        return {**values, HIP: nan} if 5 < t < 9 else values

    run = watch(raises(3), hidden, 30)
    assert run.progress.tally.count == 3
    assert run.said("rep")[0] > 15


@each_rate
def test_a_blink_does_not_lose_a_repetition(fps):
    def blinks(t):
        values = to_and_fro(6.0, 100.0, 2.0)(t)
        return {**values, HIP: nan} if 6 < t < 7 else values

    assert watch(raises(3), blinks, 26, fps).progress.tally.count == 3


def march(count=6):
    rep = Repetition(
        "hip", (-20, 20), (60, 130), count, "right", period_s=(0.4, 2.0), alternating=True
    )
    it = exercise(gate=(Criterion("knee", (60, 125), "right"),), form=(), dose=Dose(hold_s=0.0))
    return Task(replace(it, repetition=rep))


def steps(left_too=True):
    def at(t):
        which, part = divmod(t - 3, 1.0)
        lift = 90 * min(part * 3, 1, (1 - part) * 3) if t > 3 else 0.0
        right = int(which) % 2 == 0 or not left_too
        return {**POSE, HIP: lift if right else 0.0, LEFT_HIP: 0.0 if right else lift}

    return at


@each_rate
def test_steps_are_counted_in_turn(fps):
    run = watch(march(), steps(), 12, fps)
    assert run.progress.tally.count == 6
    assert not run.said("rep_other_side")


def test_the_same_leg_twice_does_not_count():
    run = watch(march(), steps(left_too=False), 12)
    assert run.progress.tally.count == 1
    assert run.said("rep_other_side")


def test_out_of_the_position_nothing_is_counted_and_what_was_stays():
    def sits_up(t):
        values = to_and_fro(6.0, 100.0, 2.0)(t)
        return {**values, ("knee", "right"): 10.0} if t > 11 else values

    run = watch(raises(3), sits_up, 40)
    assert run.progress.tally.count == 1
    assert run.progress.phase == "setup"


def shares(*way):
    """Return the attempt that ends a way through (seconds, share of the way)."""
    mover, ended = Mover(), None
    for t, share in way:
        mover, over = move(mover, "right", t, share, 0.1)
        ended = over or ended
    return ended


def test_of_two_stays_at_the_end_the_longer_one_is_kept():
    way = ((0, 0), (1, 0), (2, 1), (3.5, 1), (3.7, 0.5), (4.2, 1.0), (4.4, 1.0), (5.4, 0), (6, 0))
    assert shares(*way).held_s == pytest.approx(1.5, abs=0.1)


def test_a_stay_at_the_end_may_be_a_tenth_of_a_second_short_and_no_more():
    def counted(stay_s):
        rep = raises(3, hold_s=1.0).exercise.repetition
        state, wrong = begin((0.0,)), []
        for t, value in ((0, 0), (1, 0), (3.5, 85), (3.5 + stay_s, 85), (6 + stay_s, 0)):
            state, over, told = look(rep, state, float(t), (float(value),), ("right",))
            wrong += [told] if over else []
        return wrong

    ((short,), (enough,)) = counted(0.4), counted(1.0)
    assert (short, enough) == ("hold", "")
