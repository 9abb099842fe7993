"""What the score of a session rests on: fixed after the warm-up, never better for losing sight."""

from __future__ import annotations

import itertools
from math import isnan, nan

import pytest

from posecoach.rules.scoring import (
    LEAST_COVERAGE,
    LEAST_WEIGHT,
    VISIBLE,
    Scoring,
    score,
    unassessed,
)
from posecoach.scores.posture import Edges
from posecoach.types import Verdict
from tests.rulebook import judged, rule, rule_set

POOR_AT_1 = Edges.of((0.0, 0.0), (-0.4, 0.4), (-1.0, 1.0))  # the penalty is the value, 0..1
WEIGHTS = {"a": 40.0, "b": 30.0, "c": 20.0, "d": 10.0}
SET = rule_set(*(rule(name, POOR_AT_1, weight=w) for name, w in WEIGHTS.items()))
ALL = dict.fromkeys(WEIGHTS, 0.0)
LATER = 12.0  # seconds by which the warm-up is over


def film(scene, seconds=60.0, fps=4.0):
    """The assessments of a scene: seconds -> values."""
    return judged(SET, [(i / fps, scene(i / fps)) for i in range(round(seconds * fps) + 1)])


def without(*names, **values):
    return {name: nan if name in names else values.get(name, 0.0) for name in WEIGHTS}


def at(found, t, fps=4.0):
    return found[round(t * fps)]


def test_all_good_is_100_with_full_coverage_from_the_first_frame():
    for a in film(lambda t: ALL):
        assert (a.score, a.coverage, a.partial, a.losses) == (100.0, 1.0, False, {})


def test_a_part_out_of_sight_keeps_its_last_penalty_for_10_seconds_and_then_costs_nothing():
    found = film(lambda t: without("c", a=0.5) if t >= 20 else without(a=0.5, c=1.0))
    whole = at(found, 19.75)
    assert whole.score == pytest.approx(100 * (1 - (0.4 * 0.25 + 0.2) ** 0.5))
    held = at(found, 29.75)
    assert (held.score, held.losses) == (whole.score, whole.losses)
    over = at(found, 30.0)
    assert over.score == pytest.approx(100 * (1 - (0.4 * 0.25) ** 0.5))  # not renormalised
    assert over.coverage == held.coverage == pytest.approx(0.8)


def test_losing_sight_of_any_part_never_lowers_the_score():
    for hidden in WEIGHTS:
        before = dict(zip(WEIGHTS, (0.2, 0.9, 0.5, 1.0), strict=True))
        found = film(lambda t, b=before, h=hidden: b | {h: nan} if t >= 20 else b)
        shown = [a.score for a in found if not isnan(a.score)]
        assert all(later >= earlier - 1e-9 for earlier, later in itertools.pairwise(shown))


def test_below_60_percent_coverage_there_is_no_score():
    found = film(lambda t: without("b", "d") if t >= 20 else ALL)
    assert at(found, 25).coverage == pytest.approx(0.6)
    assert at(found, 25).score == 100
    found = film(lambda t: without("b", "c") if t >= 20 else ALL)
    assert at(found, 25).coverage == pytest.approx(0.5)
    assert isnan(at(found, 25).score)
    assert at(found, 25).losses == {}
    assert at(found, 25).band == "unknown"


def test_what_is_not_seen_in_the_warm_up_is_left_out_for_good():
    found = film(lambda t: without("d") if t < LATER else without(d=1.0, a=0.5))
    assert at(found, 5).coverage == 1.0
    assert at(found, 30).score == pytest.approx(100 * (1 - (40 / 90 * 0.25) ** 0.5))
    assert "d" not in at(found, 30).losses


def test_what_is_seen_in_the_warm_up_stays_in_for_good():
    found = film(lambda t: ALL if t < LATER else without("d", a=0.5), seconds=300)
    assert at(found, 300).coverage == pytest.approx(0.9)
    assert at(found, 300).score == pytest.approx(100 * (1 - (0.4 * 0.25) ** 0.5))


@pytest.mark.parametrize(("hidden_s", "counts"), [(1.75, True), (2.25, False)])
def test_a_part_must_be_seen_for_80_percent_of_the_warm_up(hidden_s, counts):
    found = film(lambda t: without("d") if 3 < t <= 3 + hidden_s else ALL)
    assert (at(found, 30).coverage, at(found, 30).partial) == (1.0, False)
    worse = film(lambda t: without("d") if 3 < t <= 3 + hidden_s else without(d=1.0 * (t > 20)))
    assert ("d" in at(worse, 30).losses) is counts


def test_the_warm_up_lasts_10_judged_seconds():
    # d comes into sight at once, but for the score only if that is before the end of the warm-up
    for from_t, counts in ((1.5, True), (2.5, False)):
        found = film(lambda t, f=from_t: without("d") if t < f else without(d=1.0 * (t > 20)))
        assert ("d" in at(found, 40).losses) is counts


def test_the_first_frame_weighs_nothing_in_the_warm_up():
    first, rest = without("d"), without(d=0.5)
    found = judged(SET, [(t, rest if t else first) for t in (0.0, 0.25, 0.5, 0.75, 1.0)])
    assert "d" in found[1].losses


@pytest.mark.parametrize(
    ("hidden", "partial"), [("d", False), ("a", False), ("ad", True), ("ab", True)]
)
def test_it_is_partial_when_less_than_60_percent_of_the_set_can_be_seen(hidden, partial):
    a = at(film(lambda t: without(*hidden)), 30)
    assert a.partial is partial
    assert (a.score, a.coverage) == (100.0, 1.0)


def test_with_less_than_three_tenths_of_the_set_there_is_no_score():
    for seen in ("c", "d"):
        a = at(film(lambda t, s=seen: without(*set("abcd") - {s})), 30)
        assert isnan(a.score)
        assert (a.coverage, a.partial, a.rule_set) == (0.0, True, "made")
    assert at(film(lambda t: without("a", "b")), 30).score == 100  # exactly three tenths


def test_a_frame_in_which_nothing_is_seen_has_no_score():
    (a,) = judged(SET, [(0.0, {})])
    assert isnan(a.score)
    assert (a.coverage, a.partial) == (0.0, True)


def test_losses_are_summed_by_body_part_and_with_the_score_make_100():
    parts = rule_set(
        rule("a", POOR_AT_1, weight=3.0, part="trunk"),
        rule("b", POOR_AT_1, weight=2.0, part="neck"),
        rule("c", POOR_AT_1, weight=1.0, part="trunk"),
    )
    (a,) = judged(parts, [(0.0, {"a": 0.3, "b": 0.8, "c": 1.0})])
    squares = {"a": 3 / 6 * 0.09, "b": 2 / 6 * 0.64, "c": 1 / 6}
    lost = 100 * sum(squares.values()) ** 0.5
    assert a.losses == pytest.approx(
        {
            "trunk": lost * (squares["a"] + squares["c"]) / sum(squares.values()),
            "neck": lost * squares["b"] / sum(squares.values()),
        }
    )
    assert a.score + sum(a.losses.values()) == pytest.approx(100)


INSTEAD = rule_set(
    rule("relative", POOR_AT_1, weight=5.0),
    rule("absolute", POOR_AT_1, weight=5.0, instead_of="relative"),
    rule("other", POOR_AT_1, weight=5.0),
)


def test_a_substitute_counts_only_where_the_other_cannot_be_measured():
    both = {"relative": 0.0, "absolute": 1.0, "other": 0.0}
    assert judged(INSTEAD, [(0.0, both)])[0].score == 100
    alone = judged(INSTEAD, [(0.0, both | {"relative": nan})])[0]
    assert alone.score == pytest.approx(100 * (1 - 0.5**0.5))
    assert (alone.partial, alone.coverage) == (False, 1.0)


def test_a_substitute_that_is_not_there_either_is_not_missed():
    heavy = rule("absolute", POOR_AT_1, weight=50.0, instead_of="relative")
    made = rule_set(*(r for r in INSTEAD.rules if not r.instead_of), heavy)
    (a,) = judged(made, [(0.0, {"relative": 0.0, "other": 0.0})])
    assert (a.score, a.partial, a.coverage) == (100, False, 1.0)


def test_what_can_be_seen_is_settled_after_10_seconds():
    verdicts = tuple(Verdict(name, "good", 0.0, 0.0) for name in WEIGHTS)
    memory = Scoring()
    for i in range(60):
        memory, _ = score(SET, memory, i / 4, 0.25 if i else 0.0, verdicts)
    assert memory.active == frozenset(WEIGHTS)
    assert memory.judged_s == pytest.approx(10.0)
    assert unassessed(SET, memory) == []


def test_what_could_not_be_assessed_can_be_told():
    found, memory = (), Scoring()
    known = (Verdict("a", "good", 0.0, 0.0), Verdict("b", "poor", 1.0, 1.0))
    hidden = tuple(Verdict(name, "unknown", nan, 0.0) for name in ("c", "d"))
    for i in range(60):
        memory, found = score(SET, memory, i / 4, 0.25 if i else 0.0, (*known, *hidden))
    assert unassessed(SET, memory) == ["c", "d"]
    assert unassessed(INSTEAD, Scoring()) == ["relative", "other"]
    assert found.coverage == 1.0


def test_the_limits_are_those_of_the_science():
    # SCIENCE F1: visible for 80 % of the calibration of 10 s; a score only from 60 % coverage
    assert (VISIBLE, LEAST_COVERAGE, LEAST_WEIGHT) == (0.8, 0.6, 0.3)
