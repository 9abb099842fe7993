"""Whether somebody is warm, told by how much the limbs move."""

from __future__ import annotations

from math import pi, sin

import pytest

from posecoach.sessions.sight import LIMBS, NOWHERE
from posecoach.sessions.warmth import Warmth, active_s, is_warm, move


def moved(speed, seconds, fps=15.0, scale=100.0, hidden=0.0, begin=0.0):
    """Return the warmth after all limbs have swung at a mean speed, in trunk lengths a second."""
    state = Warmth()
    for i in range(int(seconds * fps) + 1):
        t = i / fps
        swing = speed * scale / 4 * sin(2 * pi * t)  # a cycle a second goes 4 amplitudes
        point = NOWHERE if t % 10 < hidden else complex(300 + swing, 200)
        state = move(state, begin + t, (point,) * 2 * len(LIMBS), scale)
    return state


@pytest.mark.parametrize("fps", [30.0, 10.0, 5.0])
def test_light_activity_counts_and_fidgeting_does_not(fps):
    assert active_s(moved(0.5, 61, fps)) == pytest.approx(60, abs=10)
    assert active_s(moved(0.15, 61, fps)) == 0
    assert active_s(moved(0.0, 61, fps)) == 0


def test_size_on_the_picture_does_not_matter():
    assert active_s(moved(0.5, 61, scale=40)) == active_s(moved(0.5, 61, scale=400))


def test_five_minutes_make_warm_and_three_for_a_short_routine():
    short, long = moved(0.5, 200), moved(0.5, 320)
    assert is_warm(short, short=True) and not is_warm(short, short=False)
    assert is_warm(long, short=False)
    assert not is_warm(moved(0.5, 160), short=True)


def test_what_is_a_quarter_of_an_hour_ago_no_longer_counts():
    state = moved(0.5, 200)
    later = move(state, 200 + 950.0, state.limbs, 100.0)
    assert active_s(later) == 0


def test_windows_mostly_unseen_tell_nothing():
    assert active_s(moved(0.5, 61, hidden=6.0)) == 0
    assert active_s(moved(0.5, 61, hidden=2.0)) > 0
