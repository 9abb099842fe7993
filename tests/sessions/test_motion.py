"""Speed and turning points of values, whatever the frame rate."""

from __future__ import annotations

from math import isnan, nan, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.sessions.motion import (
    SPEED_S,
    STILL_S,
    Swing,
    Trace,
    fastest,
    quick_turns,
    remember,
    speeds,
    swing,
)

RATES = (30.0, 15.0, 10.0, 5.0)


def traced(course, seconds, fps):
    trace = Trace()
    for i in range(int(seconds * fps) + 1):
        trace = remember(trace, i / fps, course(i / fps))
    return trace


def swung(course, seconds, fps, least=4.0):
    state = Swing()
    for i in range(int(seconds * fps) + 1):
        state = swing(state, i / fps, course(i / fps), least, seconds)
    return state


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize("window", [SPEED_S, STILL_S])
@settings(max_examples=15)
@given(st.floats(-90, 90))
def test_the_speed_of_a_steady_movement_is_its_slope(fps, window, slope):
    trace = traced(lambda t: (10 + slope * t, 5.0), 2.0, fps)
    assert speeds(trace, window) == pytest.approx((slope, 0.0), abs=1e-6)
    assert fastest(trace, window) == pytest.approx(abs(slope), abs=1e-6)


def test_two_frames_a_moment_apart_tell_no_speed():
    trace = remember(remember(Trace(), 0.0, (0.0,)), 1 / 30, (1.0,))
    assert isnan(fastest(trace, SPEED_S))


def test_an_unseen_angle_has_no_speed_and_hides_no_other():
    trace = traced(lambda t: (nan, 20 * t), 1.0, 10)
    assert isnan(speeds(trace, SPEED_S)[0])
    assert fastest(trace, SPEED_S) == pytest.approx(20)


def test_after_a_gap_the_past_is_forgotten():
    trace = remember(traced(lambda t: (0.0,), 1.0, 10), 2.1, (90.0,))
    assert trace.times == (2.1,)
    assert remember(traced(lambda t: (0.0,), 1.0, 10), 1.9, (90.0,)).times[0] < 1.0


def test_little_is_remembered():
    assert len(traced(lambda t: (0.0,), 60.0, 30).times) < 60


@pytest.mark.parametrize("fps", RATES)
def test_turns_of_a_swinging_angle_are_counted(fps):
    state = swung(lambda t: 5 * sin(2 * pi * 0.5 * t), 8.0, fps)
    assert len(state.turns) == 8  # one a second: the first at the first crest
    assert state.turns[1][0] == pytest.approx(1.5, abs=1 / fps)
    assert state.turns[1][1] == pytest.approx(-5, abs=0.5)


def test_a_swing_smaller_than_asked_has_no_turns():
    assert not swung(lambda t: 1.9 * sin(2 * pi * t), 8.0, 30).turns
    assert swung(lambda t: 2.1 * sin(2 * pi * t), 8.0, 30).turns


def test_only_turns_that_follow_closely_make_a_run():
    state = Swing(turns=((1.0, 0), (4.0, 4), (4.5, 0), (5.2, 9)))
    assert quick_turns(state, 6.0, within_s=5.0, apart_s=1.0, least=4.0) == 3
    assert quick_turns(state, 6.0, within_s=5.0, apart_s=0.6, least=4.0) == 1
    assert quick_turns(state, 9.3, within_s=5.0, apart_s=1.0, least=4.0) == 2
    assert quick_turns(state, 6.0, within_s=5.0, apart_s=1.0, least=5.0) == 2
