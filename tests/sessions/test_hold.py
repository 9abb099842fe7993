"""A hold from setting up to letting go: what counts, what pauses, what is said."""

from __future__ import annotations

from itertools import pairwise
from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.exercises.exercise import Dose
from posecoach.sessions.cues import manner
from posecoach.sessions.sight import NOBODY, Sight
from posecoach.sessions.task import Task
from tests.sessions.stage import (
    CROSS,
    HIP,
    KNEE,
    POSE,
    REST,
    between,
    exercise,
    held,
    hold_task,
    moments,
    watch,
)

RATES = (30.0, 15.0, 10.0, 5.0)
each_rate = pytest.mark.parametrize("fps", RATES)


def seen_but(course, spells, other):
    """Return a sight in which `other(values)` is seen during the spells."""

    def sight(t, values):
        if any(a <= t < b for a, b in spells):
            return other(values)
        return Sight(values, camera=("side",))

    return sight


def blind(values):
    return Sight({**values, KNEE: nan}, missing=("knees",), camera=("side",))


@each_rate
@settings(max_examples=6)
@given(start=st.floats(8, 14), length=st.floats(3, 25))
def test_a_hold_counts_as_long_as_it_lasted(fps, start, length):
    run = watch(hold_task(), held(start, start + length), start + length + 12, fps)
    # gate criteria hold a little before and, loosened, after the rest: at the way's slow speed
    assert run.progress.tally.held_s == pytest.approx(length, abs=2 / fps + 1.0)


@each_rate
def test_a_hold_ends_when_its_time_is_up(fps):
    run = watch(hold_task(), held(10, 60), 70, fps)
    assert run.progress.tally.held_s == pytest.approx(30, abs=1.5 / fps)
    assert run.phases["exit"] == pytest.approx(40, abs=1.0)
    assert run.progress.phase == "done"
    assert run.progress.tally.done == 1
    assert run.progress.tally.form == run.progress.tally.pace == 1
    assert not run.progress.tally.faults


def test_what_is_said_in_a_hold_and_in_which_order():
    run = watch(hold_task(), held(10, 60), 70)
    assert [it.key for _, it in run.cues if it.rank <= 1] == [
        "hold", "half", *["count"] * 5, "leave",
    ]  # fmt: skip
    assert [it.fields["n"] for _, it in run.cues if it.key == "count"] == [5, 4, 3, 2, 1]
    hold, half, five = run.said("hold")[0], run.said("half")[0], run.said("count")[0]
    assert half - hold == pytest.approx(15, abs=1.0)
    assert five - hold == pytest.approx(25, abs=1.0)
    assert run.texts("setup") == ["Lie down.", "Cross your {side} ankle over."]
    assert run.texts("during") == ["Soften.", "Let it sink."]
    assert len(run.said("breathe")) == 2
    assert run.cues[-1][1].text == "Let go."


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_words_know_which_side_is_worked(side):
    task = Task(exercise(), side)
    run = watch(task, held(10, 60), 60)
    other = "left" if side == "right" else "right"
    worded = [it for _, it in run.cues if it.text]
    assert worded
    assert all(it.fields == {"side": side, "other": other} for it in worded)


def test_a_short_hold_has_no_half_time():
    run = watch(hold_task(dose=Dose(hold_s=19.0)), held(10, 60), 60)
    assert not run.said("half")
    assert watch(hold_task(dose=Dose(hold_s=20.0)), held(10, 60), 60).said("half")


@each_rate
def test_a_short_loss_of_sight_counts_in_the_end(fps):
    run = watch(hold_task(), held(10, 60), 70, fps, seen_but(None, [(20, 22.5)], blind))
    assert run.phases["exit"] == pytest.approx(40, abs=1.0)
    assert not run.said("lost")


@each_rate
def test_a_long_loss_pauses_says_so_and_is_no_fault(fps):
    run = watch(hold_task(), held(10, 60), 70, fps, seen_but(None, [(20, 30)], blind))
    assert run.phases["exit"] == pytest.approx(50, abs=1.2)
    lost = [it for _, it in run.cues if it.key == "lost"]
    assert lost and lost[0].fields == {"part": "knees"}
    assert run.said("lost")[0] == pytest.approx(23, abs=1.5 / fps)
    assert not run.progress.tally.faults
    assert run.progress.tally.form == 1


def test_a_loss_of_any_length_does_not_start_over():
    run = watch(hold_task(), held(10, 90), 100, 10, seen_but(None, [(20, 45)], blind))
    assert not run.said("again")
    assert run.phases["exit"] == pytest.approx(65, abs=1.2)


def test_nobody_in_the_picture_is_a_loss_too():
    run = watch(hold_task(), held(10, 60), 70, 10, seen_but(None, [(20, 30)], lambda v: NOBODY))
    assert run.phases["exit"] == pytest.approx(50, abs=1.2)
    assert run.said("lost")


def out(values):
    return Sight({**values, CROSS: 0.6}, camera=("side",))


@each_rate
def test_being_out_of_the_pose_pauses_the_clock(fps):
    run = watch(hold_task(), held(10, 60), 70, fps, seen_but(None, [(20, 25)], out))
    assert run.phases["exit"] == pytest.approx(45, abs=1.0)
    assert run.texts("adjust")[-1] == "Ankle over the knee."
    assert not run.said("again")


@each_rate
def test_out_of_the_pose_for_more_than_8_seconds_starts_over(fps):
    run = watch(hold_task(), held(10, 80), 90, fps, seen_but(None, [(20, 29)], out))
    assert run.said("again")[0] == pytest.approx(28, abs=1.5 / fps)
    assert run.phases["exit"] == pytest.approx(59, abs=1.2)
    assert run.progress.tally.held_s == pytest.approx(30, abs=0.5)


def test_a_hold_that_started_over_and_was_not_finished_is_as_long_as_its_longest_part():
    run = watch(hold_task(), held(10, 35), 60, 10, seen_but(None, [(20, 29)], out))
    assert run.progress.tally.held_s == pytest.approx(10, abs=1.0)


def test_a_criterion_may_be_left_by_a_little_but_not_entered():
    near = {**POSE, HIP: 77.0}
    assert watch(hold_task(), held(10, 60, pose=near), 60).progress.tally.held_s == 0

    def sinks(t):
        return held(10, 60)(t) if t < 20 else {**POSE, HIP: 77.0}

    assert watch(hold_task(), sinks, 45).phases["exit"] == pytest.approx(40, abs=1.6)


@each_rate
def test_moving_in_the_pose_stops_the_clock_and_is_said(fps):
    def restless(t):
        wobble = 12 * (t % 2 if t % 2 < 1 else 2 - t % 2) if 20 <= t < 30 else 0.0
        return {**held(10, 60)(t), KNEE: 90 + wobble}

    run = watch(hold_task(), restless, 70, fps)
    assert run.phases["exit"] > 46
    assert not run.said("again")


@pytest.mark.parametrize("changed", [{HIP: 70.0}, {HIP: 130.0}, {KNEE: 20.0}, {CROSS: 0.8}])
def test_another_pose_never_counts(changed):
    run = watch(hold_task(), held(10, 100, pose={**POSE, **changed}), 60)
    assert set(run.phases) == {"setup"}
    assert run.progress.tally.held_s == 0


def test_passing_through_the_pose_does_not_count():
    def through(t):
        return POSE if 10 <= t < 10.9 else REST

    run = watch(hold_task(), through, 30)
    assert set(run.phases) == {"setup"}
    assert run.progress.tally.held_s == 0


@each_rate
def test_somebody_at_rest_in_another_pose_is_told_after_15_seconds(fps):
    run = watch(hold_task(), lambda t: REST, 60, fps)
    assert run.said("not_this")[0] == pytest.approx(15, abs=1.5 / fps + 3)
    assert all(b - a >= 20 for a, b in pairwise(run.said("not_this")))
    assert not watch(hold_task(), lambda t: REST, 14.5, fps).said("not_this")


def test_somebody_who_moves_about_is_not_told_so():
    run = watch(hold_task(), lambda t: {**REST, HIP: 20 * (t % 2)}, 40)
    assert not run.said("not_this")


def test_the_camera_is_set_up_before_the_pose_one_thing_at_a_time():
    def sight(t, values):
        if t < 5:
            return NOBODY
        if t < 10:
            return Sight(values, missing=("feet", "body"), camera=("front",))
        return Sight(values, camera=("foot-end",) if t < 15 else ("side",))

    run = watch(hold_task(), lambda t: REST, 30, 10, sight)
    hints = [it for t, it in run.cues if it.rank == 3 and it.key != "setup"]
    assert [it.key for it in hints][:4] == ["no_person", "cut_off", "place_side", "adjust"]
    assert hints[1].fields == {"part": "feet"}
    assert hints[2].fields == {"side": "right"}
    assert hints[3].text == "Closer."


def test_what_makes_judging_impossible_is_said_first():
    sight = Sight(person=False, problem="too dark")
    run = watch(hold_task(), lambda t: REST, 10, 10, lambda t, values: sight)
    assert run.cues[0][1].key == "cannot_judge"
    assert run.cues[0][1].fields == {"reason": "too dark"}


def test_the_gate_does_not_open_from_a_wrong_place():
    wrong = lambda t, values: Sight(values, camera=("foot-end",))  # noqa: E731
    assert set(watch(hold_task(), held(5, 60), 40, 10, wrong).phases) == {"setup"}
    either = lambda t, values: Sight(values, camera=("oblique", "side"))  # noqa: E731
    assert "hold" in watch(hold_task(), held(5, 60), 40, 10, either).phases
    unknown = lambda t, values: Sight(values)  # noqa: E731
    assert "hold" in watch(hold_task(), held(5, 60), 40, 10, unknown).phases


def test_the_worked_side_is_asked_to_the_camera_but_who_is_in_position_may_stay():
    far = lambda t, values: Sight(values, camera=("side",), near="left")  # noqa: E731
    run = watch(hold_task(), lambda t: REST, 30, 10, far)
    hints = [it for _, it in run.cues if it.rank == 3 and it.key != "setup"]
    assert (hints[0].key, hints[0].fields["side"]) == ("place_side", "right")
    assert "hold" in watch(hold_task(), held(5, 60), 40, 10, far).phases
    near = lambda t, values: Sight(values, camera=("side",), near="right")  # noqa: E731
    assert not watch(hold_task(), lambda t: REST, 30, 10, near).said("place_side")


@each_rate
def test_no_hint_comes_again_within_its_time_and_the_words_come_again(fps):
    run = watch(hold_task(), lambda t: REST, 80, fps)
    last = {}
    for t, it in run.cues:
        name = f"{it.key} {it.text}"
        assert t - last.get(name, -100) >= manner(it.key).again_s
        last[name] = t
    assert run.texts("setup").count("Lie down.") >= 3
    gaps = [b - a for a, b in zip(run.said("setup")[1::2], run.said("setup")[2::2], strict=False)]
    assert all(20 <= gap < 26 for gap in gaps)


def test_one_thing_is_said_at_a_time():
    run = watch(hold_task(), lambda t: REST, 80, 30)
    times = [t for t, _ in run.cues]
    assert len(times) == len(set(times))
    assert min(b - a for a, b in pairwise(times)) > 1.0


@each_rate
def test_without_frames_nothing_happens(fps):
    task = hold_task()
    sparse = watch(task, held(10, 60), 70, fps, lambda t, v: None if 20 < t < 21 else Sight(v))
    assert sparse.phases["exit"] == pytest.approx(40, abs=1.0)
    assert not watch(task, held(10, 60), 30, fps, lambda t, v: None).cues


WAY_IN = "x" * 56  # takes 5 seconds to say


@each_rate
def test_the_words_of_the_way_in_are_heard_before_time_runs(fps):
    run = watch(hold_task(enter=WAY_IN), held(3, 60), 45, fps)
    assert run.said("enter")[0] == pytest.approx(3.1, abs=0.5)
    assert run.said("hold")[0] == pytest.approx(8.6, abs=0.8)
    assert run.phases["exit"] == pytest.approx(38.3, abs=0.8)


@each_rate
def test_who_has_heard_them_on_the_way_does_not_wait_for_them_again(fps):
    run = watch(hold_task(enter=WAY_IN), held(14, 60), 50, fps)
    assert run.said("enter") == pytest.approx([4.8], abs=0.5)
    assert run.phases["exit"] == pytest.approx(44, abs=1.0)


def test_without_words_of_the_way_in_the_position_is_confirmed():
    assert watch(hold_task(), held(0, 60), 8).said("gate_open")
    assert not watch(hold_task(), held(14, 60), 20).said("gate_open")


@each_rate
def test_time_runs_when_the_way_in_is_over(fps):
    def slowly(t):  # in the position from the start, and 18 degrees further with 9 degrees/s
        return {**POSE, KNEE: 118.0 - min(max(t - 6.0, 0.0) * 9.0, 18.0)}

    run = watch(hold_task(), slowly, 45, fps)
    assert run.phases["hold"] == pytest.approx(8.6, abs=0.5)
    assert run.phases["exit"] == pytest.approx(38.2, abs=0.6)
    assert run.progress.tally.form == 1


@each_rate
def test_at_rest_for_long_that_is_how_far_it_goes(fps):
    run = watch(hold_task(), lambda t: {**POSE, KNEE: 118.0}, 45, fps)
    assert run.phases["hold"] == pytest.approx(12.7, abs=0.5)
    assert run.phases["exit"] == pytest.approx(30.2, abs=0.5)
    assert run.progress.tally.form == 0


def test_moments_are_even():
    assert list(moments(1, 4)) == [0, 0.25, 0.5, 0.75, 1.0]


def test_depth_is_the_middle_of_what_was_held_not_its_deepest_moment() -> None:
    deep = {**POSE, KNEE: 108.0}

    def course(t: float) -> dict:
        values = held(10.0, 60.0)(t)
        return between(values, deep, (t - 20.0) / 4.0) if 20.0 < t < 27.0 else values

    run = watch(hold_task(), course, 60.0)
    assert run.progress.tally.depth == pytest.approx(POSE[KNEE], abs=0.5)
    times = [t for t, _ in run.progress.depths]
    assert all(b - a >= 0.5 for a, b in pairwise(times))
    assert 40 <= len(times) <= 61
