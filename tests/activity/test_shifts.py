"""Posture shifts: 8 degrees or 8 %, for 5 seconds; static time; what is not one."""

from __future__ import annotations

from math import nan

import msgspec
import numpy as np
import pytest

from posecoach.activity.shifts import Shifts, update
from posecoach.types import Activity

SITTING, STANDING, AWAY = Activity.SITTING, Activity.STANDING, Activity.AWAY
DEGREES = ("trunk_inclination", "lateral_trunk_lean", "pelvic_obliquity")


def course(values, fps=4.0, metric="trunk_inclination", state=None, start=0.0):
    """(state, times of shifts) of a metric: a function of seconds, for so many seconds."""
    value, seconds = values
    state, times = state or Shifts(start), []
    for i in range(round(seconds * fps) + 1):
        t = start + i / fps
        state, shifted = update(state, t, SITTING, {metric: value(t)})
        times += [t] * shifted
    return state, times


def step(to, at=20.0, back=1e9, base=2.0):
    return lambda t: to if at <= t < back else base


@pytest.mark.parametrize("metric", DEGREES)
@pytest.mark.parametrize(("change", "shifts"), [(7.9, 0), (8.0, 1), (-7.9, 0), (-8.0, 1)])
def test_a_lasting_change_by_8_degrees_is_a_shift(metric, change, shifts):
    state, times = course((step(2.0 + change), 40.0), metric=metric)
    assert times == [25.0] * shifts
    assert state.count == shifts


@pytest.mark.parametrize(("change", "shifts"), [(0.079, 0), (0.081, 1), (-0.079, 0), (-0.081, 1)])
def test_a_lasting_change_of_the_distance_by_8_percent_is_a_shift(change, shifts):
    state, _ = course((step(1.2 * (1 + change), base=1.2), 40.0), metric="screen_scale")
    assert state.count == shifts


@pytest.mark.parametrize(("lasts", "shifts"), [(4.9, 0), (5.3, 1)])
def test_a_change_for_less_than_5_seconds_is_none(lasts, shifts):
    state, _ = course((step(20.0, back=20.0 + lasts), 24.0 + lasts), fps=10.0)
    assert state.count == shifts


@pytest.mark.parametrize(("wobble", "when"), [(1.8, 25.0), (2.1, 29.1)])
def test_a_moment_back_does_not_undo_a_change_but_two_seconds_do(wobble, when):
    def value(t):
        return 2.0 if t < 20 or 22 <= t < 22 + wobble - 1e-9 else 20.0

    _, times = course((value, 40.0), fps=10.0)
    assert times == [pytest.approx(when, abs=0.11)]


@pytest.mark.parametrize("fps", [1.0, 2.0, 7.5, 30.0])
def test_any_rate_tells_the_same_shift_within_a_frame(fps):
    state, times = course((step(15.0), 60.0), fps=fps)
    assert len(times) == 1
    assert 25.0 <= times[0] <= 25.0 + 1 / fps + 1e-9
    assert state.static_s == pytest.approx(35.0, abs=1 / fps + 1e-6)


def test_creeping_into_a_slump_relieves_nothing_but_sitting_up_again_does():
    state, times = course((lambda t: 0.02 * min(t, 900.0), 1200.0))
    assert times == []
    assert state.level == "poor"
    assert course((step(2.0), 60.0), state=state, start=1200.0)[1] == [pytest.approx(1205.0)]


def test_swaying_about_one_posture_is_not_shifting():
    random, sway, values = np.random.default_rng(3), 0.0, []
    for _ in range(4 * 3600):
        sway += -sway * 0.25 / 25.0 + 0.035 * (2 * 0.25 / 25.0) ** 0.5 * random.standard_normal()
        values.append(1.0 + sway + 0.02 * random.standard_normal())
    state, _ = course((lambda t: values[round(4 * t) - 1], 3600.0), metric="screen_scale")
    assert state.count <= 8


def test_there_and_back_are_two():
    state, _ = course((step(14.0, back=60.0), 80.0))
    assert state.count == 2


@pytest.mark.parametrize(
    ("minutes", "level"), [(9.9, "good"), (10.1, "caution"), (14.9, "caution"), (15.1, "poor")]
)
def test_static_time_is_worth_a_word_from_10_and_15_minutes(minutes, level):
    state, _ = course((lambda t: 3.0, minutes * 60), fps=2.0)
    assert state.level == level
    assert state.static_s == pytest.approx(minutes * 60, abs=1.0)


def test_nothing_measured_is_no_stillness():
    state, _ = course((lambda t: nan, 1200.0), fps=2.0)
    assert state.level == "unknown"
    assert state.static_s == 0.0


def test_unseen_moments_stop_the_static_time_and_longer_ones_begin_it_anew():
    state, _ = course((lambda t: 3.0, 300.0), fps=2.0)
    held = state.static_s
    for t in range(301, 320):
        state, shifted = update(state, float(t), AWAY, {})
        assert not shifted
    state, _ = update(state, 319.9, SITTING, {"trunk_inclination": 3.0})
    assert held <= state.static_s <= held + 2.0
    for t in range(320, 340):
        state, _ = update(state, float(t), AWAY, {})
    state, shifted = update(state, 341.0, SITTING, {"trunk_inclination": 3.0})
    assert (state.static_s, shifted, state.count) == (0.0, False, 0)


def test_getting_up_is_a_shift():
    state, _ = course((lambda t: 3.0, 300.0), fps=2.0)
    state, shifted = update(state, 300.5, STANDING, {"trunk_inclination": 3.0})
    assert shifted
    assert (state.static_s, state.count) == (0.0, 1)


def test_a_posture_changed_while_unseen_is_found_anew():
    def value(t):
        return 2.0 if t < 20 else nan if t < 45 else 20.0

    assert course((value, 80.0))[1] == []


def test_time_nobody_watched_is_not_static():
    state, _ = course((lambda t: 3.0, 60.0))
    state, _ = update(state, 75.0, SITTING, {"trunk_inclination": 3.0})
    assert state.static_s == pytest.approx(62.0)


def test_the_state_survives_being_written_down():
    state, _ = course((step(20.0), 22.0))
    assert msgspec.json.decode(msgspec.json.encode(state), type=Shifts) == state
