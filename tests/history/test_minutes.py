"""Frames summed up to minutes: every second once, whatever the rate."""

from __future__ import annotations

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.history import Minute
from posecoach.history.minutes import Minutes
from posecoach.types import Activity, Assessment, Framing, Outlook, Result, View

NOON = 1_764_000_000.0  # the beginning of a minute
FRONT = Outlook(View.FRONT, Framing.HEAD_AND_SHOULDERS)
NOBODY = Outlook(reason="no person")


def result(score=90.0, activity=Activity.SITTING, outlook=FRONT, losses=None, **metrics):
    assessment = Assessment("x", score, losses=losses or {})
    return Result(0.0, 0, None, (1, 1), None, None, outlook, activity, metrics, assessment)


def summed(scene, seconds, fps=2.0, start=NOON):
    """Every minute of a scene: seconds -> Result, and the last, incomplete one."""
    minutes, found = Minutes(), []
    for i in range(round(seconds * fps) + 1):
        found += minutes.take(start + i / fps, scene(i / fps), "me")
    last = minutes.running("me")
    return found + ([last] if last else [])


def test_a_minute_holds_what_was_seen_and_for_how_long():
    def scene(t):
        if t <= 30:
            return result(90.0, losses={"neck": 10.0, "trunk": 0.0})
        if t <= 45:
            return result(60.0, losses={"neck": 25.0, "trunk": 15.0})
        return result(nan, Activity.AWAY, NOBODY)

    (minute,) = summed(scene, 60)
    assert minute == Minute(
        session="me",
        start=NOON,
        tracked_s=60.0,
        judged_s=45.0,
        score=80.0,
        view="front",
        framing="head-and-shoulders",
        bands={"good": 30.0, "strained": 15.0, "unknown": 15.0},
        losses={"neck": 15.0, "trunk": 5.0},
        activity={"sitting": 45.0, "away": 15.0},
        reasons={"no person": 15.0},
        holds={"good 15-31": 30.0, "strained 15-31": 15.0, "unknown 15-31": 15.0},
    )


def test_nothing_judged_is_no_score():
    (minute,) = summed(lambda t: result(nan, Activity.UNKNOWN, FRONT), 30)
    assert (minute.score, minute.view, minute.judged_s) == (None, "unknown", 0.0)
    assert minute.reasons == {"not judged": 30.0}


def test_percentiles_are_shares_of_the_time_and_what_is_not_seen_counts_for_nothing():
    def scene(t):
        return result(neck=nan if t > 50 else t, trunk=3.0)

    (minute,) = summed(scene, 60, fps=10.0)
    assert minute.metrics["neck"] == pytest.approx((5.0, 25.0, 45.0), abs=0.11)
    assert minute.metrics["trunk"] == (3.0, 3.0, 3.0)
    assert "head" not in minute.metrics


def test_percentiles_weigh_by_time_not_by_frames():
    minutes = Minutes()
    t = NOON
    minutes.take(t, result(neck=0.0), "me")
    for _ in range(100):  # ten seconds at ten a second, then thirty at one a second
        t += 0.1
        minutes.take(t, result(neck=1.0), "me")
    for _ in range(30):
        t += 1.0
        minutes.take(t, result(neck=9.0), "me")
    minute = minutes.running("me")
    assert minute is not None
    assert minute.metrics["neck"] == (1.0, 9.0, 9.0)


def test_a_frame_across_the_minutes_edge_counts_in_both():
    first, second = summed(lambda t: result(), 60, start=NOON + 29.25)
    assert (first.start, first.tracked_s) == (NOON, 30.75)
    assert (second.start, second.tracked_s) == (NOON + 60, 29.25)


def test_time_nobody_watched_is_not_tracked():
    minutes = Minutes()
    minutes.take(NOON, result(), "me")
    minutes.take(NOON + 1, result(), "me")
    done = minutes.take(NOON + 3601, result(), "me")
    last = minutes.running("me")
    assert [(m.start, m.tracked_s) for m in done] == [(NOON, 1.0), (NOON + 3540, 1.0)] or [
        (m.start, m.tracked_s) for m in done
    ] == [(NOON, 1.0)]
    assert sum(m.tracked_s for m in [*done, last] if m) == 3.0


def test_a_clock_set_back_gives_no_negative_time():
    minutes = Minutes()
    minutes.take(NOON, result(), "me")
    minutes.take(NOON + 2, result(), "me")
    (done,) = minutes.take(NOON - 3600, result(), "me")
    assert (done.start, done.tracked_s) == (NOON, 2.0)
    minutes.take(NOON - 3599, result(), "me")
    running = minutes.running("me")
    assert running is not None
    assert (running.start, running.tracked_s) == (NOON - 3600, 1.0)


@given(
    st.lists(st.sampled_from([0.1, 0.5, 1.0, 1.9, 2.0]), min_size=1, max_size=300),
    st.floats(0, 60),
    st.lists(st.sampled_from([nan, 40.0, 60.0, 80.0, 95.0]), min_size=1, max_size=7),
)
def test_times_add_up_to_the_time_tracked(steps, begin, scores):
    minutes, found, t = Minutes(), [], NOON + begin
    minutes.take(t, result(), "me")
    for i, step in enumerate(steps):
        t += step
        found += minutes.take(t, result(scores[i % len(scores)]), "me")
    last = minutes.running("me")
    assert last is not None
    found.append(last)
    rounding = 0.02 * len(found)
    assert sum(m.tracked_s for m in found) == pytest.approx(sum(steps), abs=rounding)
    for m in found:
        assert m.tracked_s <= 60.0
        assert sum(m.bands.values()) == pytest.approx(m.tracked_s, abs=0.03)
        assert sum(m.activity.values()) == pytest.approx(m.tracked_s, abs=0.03)
        assert m.judged_s + sum(m.reasons.values()) == pytest.approx(m.tracked_s, abs=0.03)


def test_any_rate_gives_the_same_minute():
    def scene(t):
        return result(80.0 if t <= 20 else 60.0, losses={"neck": 20.0 if t <= 20 else 40.0})

    slow, fast = (summed(scene, 60, fps=fps)[0] for fps in (1.0, 20.0))
    assert slow == fast


def test_a_hold_counts_where_it_ends_with_all_its_length():
    found = summed(lambda t: result(90.0 if t <= 70 or t > 78 else 60.0), 150)
    assert [minute.holds for minute in found] == [
        {},
        {"good 63-300": 70.0, "strained 7-15": 8.0},
        {"good 63-300": 72.0},
    ]


def test_the_time_held_is_the_time_tracked_whatever_the_band():
    found = summed(lambda t: result(40.0 + (7 * t) % 60), 200, fps=5.0)
    assert sum(sum(m.holds.values()) for m in found) == pytest.approx(200, abs=0.2)


def test_the_side_that_bears_the_weight_is_kept():
    minutes = Minutes()
    for i in range(21):
        minutes.take(NOON + i, result(), "me", "left" if i <= 15 else "even")
    assert minutes.running("me").sides == {"left": 15.0, "even": 5.0}
