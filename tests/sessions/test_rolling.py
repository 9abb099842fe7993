"""Rolling, seen by the hips alone: strokes, tempo, rest on a spot, whatever scale and direction."""

from __future__ import annotations

from cmath import rect
from math import cos, isnan, nan, pi

import pytest

from posecoach.exercises.exercise import Criterion, Dose, Strokes
from posecoach.sessions.rolling import Rolling, rate, resting_s, roll, tempo
from posecoach.sessions.sight import Sight
from posecoach.sessions.task import Task
from tests.sessions.stage import POSE, exercise, held, watch

STROKES = Strokes()
RATES = (30.0, 10.0, 5.0)
each_rate = pytest.mark.parametrize("fps", RATES)


def to_and_fro(stroke_s, way=0.25):
    """Return the way along the roller, trunk lengths: a stroke takes so long."""
    return lambda t: way / 2 * (1 - cos(pi * t / stroke_s))


def rolled(course, seconds, fps=15.0, scale=120.0, angle=0.3):
    state = Rolling()
    for i in range(int(seconds * fps) + 1):
        hips = complex(400, 300) + scale * course(i / fps) * rect(1, angle)
        state = roll(state, STROKES, i / fps, hips, scale)
    return state


@each_rate
@pytest.mark.parametrize(
    ("stroke_s", "told"), [(4.0, "good"), (2.7, "good"), (2.0, "fast"), (1.2, "too_fast")]
)
def test_tempo_is_the_time_of_a_stroke(fps, stroke_s, told):
    state = rolled(to_and_fro(stroke_s), 30, fps)
    assert tempo(state, STROKES) == told
    assert rate(state) == pytest.approx(60 / stroke_s, rel=0.08)
    assert len(state.strokes) == pytest.approx(30 / stroke_s, abs=2.5)


@pytest.mark.parametrize("scale", [40.0, 400.0])
@pytest.mark.parametrize("angle", [0.0, 1.5, 2.9, -0.8])
def test_scale_and_direction_do_not_matter(scale, angle):
    state = rolled(to_and_fro(4.0), 40, scale=scale, angle=angle)
    last = [it.period_s for it in state.strokes[-6:]]
    assert last == pytest.approx([4.0] * 6, abs=0.2)


def test_small_and_far_movements_are_no_strokes():
    assert not rolled(to_and_fro(4.0, way=0.04), 40).strokes
    assert not rolled(to_and_fro(4.0, way=0.9), 40).strokes
    assert isnan(rate(Rolling())) and tempo(Rolling(), STROKES) == ""


@each_rate
def test_resting_on_a_spot_is_credited_from_20_to_90_seconds(fps):
    roll_then_rest = lambda t: to_and_fro(4.0)(min(t, 16.0))  # noqa: E731
    assert rolled(roll_then_rest, 34, fps).spot_s == 0
    assert rolled(roll_then_rest, 46, fps).spot_s == pytest.approx(30, abs=1.5)
    assert rolled(roll_then_rest, 130, fps).spot_s == pytest.approx(90, abs=0.5)
    assert resting_s(rolled(roll_then_rest, 46, fps)) == pytest.approx(30, abs=1.5)
    assert resting_s(rolled(to_and_fro(4.0), 46, fps)) == 0


def test_hips_that_are_not_seen_change_nothing():
    state = rolled(to_and_fro(4.0), 20)
    assert roll(state, STROKES, 20.1, complex(nan, nan), 120.0) == state
    assert roll(state, STROKES, 20.1, 1 + 1j, nan) == state


def task(**changed):
    it = exercise(
        kind="roll",
        gate=(Criterion("knee", (60.0, 125.0), "right", below="Cross it."),),
        form=(),
        dose=Dose(sets=2, hold_s=45.0, speed=60.0),
        strokes=STROKES,
        **changed,
    )
    return Task(it, "right")


def sight_of(course):
    def sight(t, values):
        hips = complex(400, 300) + 120 * course(max(t - 8, 0))
        return Sight(values, camera=("side",), hips=hips, scale_px=120.0)

    return sight


@each_rate
def test_rolling_counts_time_while_the_position_is_there(fps):
    run = watch(task(), held(8, 100, 1.0), 70, fps, sight_of(to_and_fro(4.0)))
    assert run.progress.tally.held_s == pytest.approx(45, abs=0.4)
    assert run.progress.tally.pace == 1
    assert 8 <= run.progress.tally.count <= 11
    assert not run.said("roll_slower") and not run.said("hold_still")
    assert run.said("begin_rolling")


@each_rate
def test_rolling_too_fast_is_said(fps):
    run = watch(task(), held(8, 100, 1.0), 60, fps, sight_of(to_and_fro(2.0)))
    assert run.said("roll_slower") and not run.said("roll_much_slower")
    assert run.progress.tally.faults["roll_fast"] == 1
    assert run.progress.tally.pace < 0.1
    assert watch(task(), held(8, 100, 1), 60, fps, sight_of(to_and_fro(1.2))).said(
        "roll_much_slower"
    )


def test_a_spot_is_greeted_and_left():
    rest = lambda t: to_and_fro(4.0)(min(t, 8.0))  # noqa: E731
    run = watch(task(), held(8, 100, 1.0), 60, 10, sight_of(rest))
    assert run.said("spot")[0] == pytest.approx(8 + 8 + 5, abs=3)
    assert run.said("spot_done")[0] > 40


def test_unseen_the_metronome_goes_on():
    def sight(t, values):
        return Sight() if 20 < t < 40 else sight_of(to_and_fro(4.0))(t, values)

    run = watch(task(), held(8, 100, 1.0), 60, 10, sight)
    ticks = run.said("tick")
    assert ticks and min(ticks) > 20 and max(ticks) < 41
    assert run.progress.tally.held_s == pytest.approx(60 - 8 - 20, abs=2)


def test_by_the_clock_rolling_is_led_by_the_metronome():
    run = watch(
        Task(task().exercise, "right", by_clock=True), lambda t: POSE, 80, 10, lambda t, v: None
    )
    ticks = run.said("tick")
    assert len(ticks) >= 8
    assert run.progress.phase == "done" and not run.progress.tally.checked


def test_no_more_is_remembered_than_the_line_of_rolling_needs():
    state = rolled(to_and_fro(4.0), 60)
    assert 49.5 <= state.track[0][0] <= 51 and len(state.track) <= 102
