"""Totals of a live session: what each second was."""

from __future__ import annotations

from math import isnan, nan

import pytest

from posecoach.scores.totals import Totals
from posecoach.types import Activity, Assessment, Event, Outlook, Result


def frame(t, score=nan, *, reason="", activity=Activity.SITTING, losses=None, events=()):
    assessment = Assessment(score=score, losses=losses or {}, events=events)
    outlook = Outlook(reason=reason)
    return Result(t, 0, None, (640, 480), None, None, outlook, activity, {}, assessment)


def totals(*frames):
    found = Totals()
    for f in frames:
        found.add(f)
    return found


def test_nothing_watched_has_no_score_and_no_time():
    found = Totals()
    assert (found.duration_s, found.judged_s) == (0.0, 0.0)
    assert isnan(found.score)
    assert found.summary()["score"] is None


def test_each_frame_speaks_for_the_time_until_the_next():
    found = totals(
        frame(0, 90), frame(0.5, 60), frame(1.0, nan, reason="too dark"), frame(1.25, 10)
    )
    assert found.bands_s == pytest.approx(
        {"good": 0.5, "fair": 0, "strained": 0.5, "poor": 0, "unknown": 0.25}
    )
    assert found.score == pytest.approx(75)
    assert found.reasons_s == pytest.approx({"too dark": 0.25})
    assert (found.duration_s, found.judged_s) == pytest.approx((1.25, 1.0))


def test_the_score_is_weighted_by_time_not_by_frames():
    assert totals(frame(0, 100), frame(0.9, 0), frame(1.0)).score == pytest.approx(90)


def test_a_frame_speaks_for_a_second_at_most_and_the_rest_of_a_gap_is_unknown():
    found = totals(frame(5, 90), frame(65, 90))
    assert found.bands_s["good"] == pytest.approx(1)
    assert found.bands_s["unknown"] == pytest.approx(59)
    assert found.duration_s == pytest.approx(60)
    assert sum(found.bands_s.values()) == pytest.approx(found.duration_s)


def test_activities_losses_and_alerts_are_summed():
    alert = Event(1.0, "alert", "neck", 0.0, "poor", "neck", "", "")
    raised = Event(1.0, "raised", "neck", 0.0, "poor", "neck", "", "")
    found = totals(
        frame(0, 80, losses={"neck": 20.0}),
        frame(1, 90, losses={"neck": 5.0, "trunk": 5.0}, events=(raised, raised, alert)),
        frame(2, activity=Activity.AWAY, reason="no person"),
        frame(3, activity=Activity.AWAY),
    )
    assert found.summary() == {
        "duration_s": 3.0,
        "judged_s": 2.0,
        "score": 85.0,
        "losses": {"neck": 12.5, "trunk": 2.5},
        "band_s": {"good": 1.0, "fair": 1.0, "strained": 0.0, "poor": 0.0, "unknown": 1.0},
        "activity_s": {"sitting": 2.0, "away": 1.0},
        "reasons_s": {"no person": 1.0},
        "alerts": 1,
    }
