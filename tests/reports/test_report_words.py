from math import inf, nan

import pytest

from posecoach import pipeline, view
from posecoach.pose import follow
from posecoach.reports import words
from posecoach.reports.advice import REASON_ADVICE, camera_advice
from posecoach.reports.summary import SourceFacts, Summary
from posecoach.reports.summing import summarise
from tests.reports.recordings import frame, timeline_of


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (3.24, "3.2 s"),
        (9.96, "10 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (725, "12 min 5 s"),
        (3599.7, "1 h"),
        (3720, "1 h 2 min"),
    ],
)
def test_time_spans(seconds, text):
    assert words.length(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (41.9, "0:41"), (725, "12:05"), (3725, "1:02:05")]
)
def test_positions_in_time(seconds, text):
    assert words.clock(seconds) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.001, "<1 %"), (0.504, "50 %"), (0.999, ">99 %"), (1, "100 %")],
)
def test_a_little_is_not_nothing_and_nearly_all_is_not_all(share, text):
    assert words.percent(share) == text


def test_values_with_their_units():
    assert words.reading(14.23, "deg") == "14.2°"
    assert words.reading(-3.0, "deg") == "−3.0°"
    assert words.reading(-3.0, "deg", 2.55) == "−3.0 ± 2.5°"
    assert words.reading(0.968, "ratio") == "0.97"
    assert words.reading(58.4, "cm") == "58 cm"
    assert words.reading(None, "deg") == words.reading(nan, "deg") == "-"


def test_bands_in_words():
    assert words.interval((-inf, 12), "deg") == "up to 12°"
    assert words.interval((-20, 10), "deg") == "−20 to 10°"
    assert words.interval((50, inf), "cm") == "from 50 cm"
    assert words.interval((-inf, inf), "deg") == "any"


def test_the_points_shown_add_up_to_100_and_never_claim_a_better_band():
    losses = {"neck": 18.2, "trunk": 10.5}
    assert words.equation(71.3, losses) == "71 = 100 - 18 neck - 11 trunk"
    assert words.decomposition(84.9, {"neck": 15.1}) == (84, {"neck": 16})
    assert words.equation(100.0, {}) == "100 = 100"
    assert words.equation(99.8, {"neck": 0.1, "trunk": 0.1})[:8] == "99 = 100"


def recording(*reasons: str) -> Summary:
    frames = [
        frame(i, score=nan if reason else 90.0, reason=reason, person=reason != "no person")
        for i, reason in enumerate(reasons)
    ]
    return summarise(timeline_of(*frames), SourceFacts("a.mp4", "video"), {})


def test_the_camera_advice_is_against_what_cost_most():
    advice = camera_advice(recording("", "too dark", "too dark", "turned away"))
    assert "light" in advice
    assert camera_advice(recording("", "")) == ""


def test_a_tenth_of_the_time_is_worth_advice_and_less_is_not():
    assert camera_advice(recording(*[""] * 9, "too dark")) != ""
    assert camera_advice(recording(*[""] * 10, "too dark")) == ""


def test_being_away_is_no_fault_of_the_camera_but_never_being_seen_is():
    assert camera_advice(recording("", "", "no person")) == ""
    assert camera_advice(recording("", "no person", "no person")) != ""


def test_every_reason_that_a_camera_can_cause_has_advice():
    given = {
        *(follow.NOBODY, follow.COMPANY, follow.JUMPED, follow.COVERED, follow.DARK),
        *(view.TURNED, view.AWAY_FACE, view.TOO_FAR, view.UNSEEN),
        *(pipeline.NO_RULES, pipeline.TOO_LITTLE, pipeline.CROPPED),
    }
    assert given == set(REASON_ADVICE)
