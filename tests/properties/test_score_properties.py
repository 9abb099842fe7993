"""What must hold of every rule and every score (SCIENCE F4, end)."""

from __future__ import annotations

import re
from functools import cache
from math import inf, isnan, nan

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from posecoach.metrics import METRICS
from posecoach.rules.engine import State, update
from posecoach.scores.posture import penalty, posture_score
from posecoach.types import Assessment
from tests.rulebook import OURS

SETS = {s.id: s for s in OURS}
RANKS = ("good", "caution", "poor")
RULES = [(s, r) for s in OURS for r in s.rules]
any_rule = st.sampled_from(RULES)
any_set = st.sampled_from(OURS)
shares = st.floats(0.0, 1.0)


def worse(rule, depth, high):
    """A value so many caution zones outside the band, above or below; NaN without an edge."""
    side = 1 if high else 0
    edge, caution = rule.edges.good[side], rule.edges.caution[side]
    return nan if abs(edge) == inf else edge + depth * (caution - edge)


def inside(rule):
    """A value in the middle of the band, or well inside its only edge."""
    low, high = rule.edges.good
    if low == -inf:
        return high - abs(high)
    return low + abs(low) if high == inf else (low + high) / 2


def all_good(rule_set):
    return {rule.metric: inside(rule) for rule in rule_set.rules}


@cache
def warmed_up(name):
    """The state after a warm-up of 11 seconds in which all is good."""
    rule_set, state = SETS[name], State()
    for i in range(23):
        state, _ = update(SETS, rule_set, state, i / 2, all_good(rule_set))
    return state


def scored(rule_set, *instants) -> list[Assessment]:
    """Assessments of values half a second apart, after the warm-up."""
    state, found = warmed_up(rule_set.id), []
    for i, values in enumerate(instants):
        state, assessment = update(SETS, rule_set, state, (23 + i) / 2, values)
        found.append(assessment)
    return found


@given(any_rule, st.floats(0, 5), st.floats(0, 5), st.booleans())
def test_a_penalty_never_falls_as_a_value_moves_away_from_its_band(which, a, b, high):
    rule = which[1]
    near, far = worse(rule, min(a, b), high), worse(rule, max(a, b), high)
    assume(not isnan(near))
    assert 0 <= penalty(rule.edges, near) <= penalty(rule.edges, far) <= 1
    levels = [RANKS.index(rule.level(v)) for v in (near, far)]
    assert levels == sorted(levels)


@given(any_rule, st.floats(-0.5, 5), st.floats(1e-9, 1e-3), st.booleans())
def test_a_penalty_is_continuous(which, depth, change, high):
    rule = which[1]
    here, there = worse(rule, depth, high), worse(rule, depth + change, high)
    assume(not isnan(here))
    assert abs(penalty(rule.edges, here) - penalty(rule.edges, there)) <= 0.65 * change + 1e-9


@given(any_rule, st.floats(0, 5), st.booleans())
def test_the_level_and_the_penalty_agree(which, depth, high):
    rule = which[1]
    value = worse(rule, depth, high)
    assume(not isnan(value))
    cost, level = penalty(rule.edges, value), rule.level(value)
    assert (cost == 0) is (level == "good")
    assert (cost > 0.4 + 1e-12) <= (level == "poor")
    assert (level == "poor") <= (cost >= 0.4 - 1e-12)


@given(st.dictionaries(st.text(), st.tuples(st.floats(0.1, 100), shares, shares), min_size=1))
def test_a_score_never_rises_when_any_penalty_does(parts):
    weights = {k: w for k, (w, _, _) in parts.items()}
    mild = posture_score(weights, {k: min(a, b) for k, (_, a, b) in parts.items()})
    bad = posture_score(weights, {k: max(a, b) for k, (_, a, b) in parts.items()})
    assert -1e-9 <= bad.points <= mild.points + 1e-9
    assert mild.points <= 100
    for found in (mild, bad):
        assert found.points + sum(found.losses.values()) == pytest.approx(100)
        assert all(lost >= 0 for lost in found.losses.values())


@given(st.dictionaries(st.text(), st.tuples(st.floats(0.1, 100), shares), min_size=1), st.data())
def test_a_part_without_a_penalty_never_lowers_a_score(parts, data):
    weights = {k: w for k, (w, _) in parts.items()}
    penalties = {k: p for k, (_, p) in parts.items()}
    gone = data.draw(st.sampled_from(sorted(parts)))
    without = posture_score(weights, {k: p for k, p in penalties.items() if k != gone})
    assert without.points >= posture_score(weights, penalties).points - 1e-9
    assert posture_score(weights, penalties | {gone: nan}).points == without.points


# --- through the engine -----------------------------------------------------------------------

some = settings(max_examples=30)

depths = st.floats(0, 4)


def values_of(rule_set, draw):
    """Values of every metric of a set, each somewhere in or out of its band."""
    values = {}
    for rule in rule_set.rules:
        high = draw(st.booleans())
        value = worse(rule, draw(depths), high)
        values[rule.metric] = inside(rule) if isnan(value) else value
    return values


@pytest.mark.parametrize("rule_set", OURS, ids=lambda s: s.id)
def test_all_good_is_100(rule_set):
    (found,) = scored(rule_set, all_good(rule_set))
    assert (found.score, found.coverage, found.losses) == (100.0, 1.0, {})


@some
@given(any_set, st.data())
def test_every_metric_that_gets_worse_lowers_the_score_or_leaves_it(rule_set, data):
    rule = data.draw(st.sampled_from(rule_set.rules))
    high, depth, more = data.draw(st.booleans()), data.draw(depths), data.draw(depths)
    near, far = worse(rule, depth, high), worse(rule, depth + more, high)
    assume(not isnan(near))
    others = values_of(rule_set, data.draw)
    # two searches of one instant, so that medians see one value only
    mild, bad = (scored(rule_set, *[others | {rule.metric: v}] * 12)[-1] for v in (near, far))
    assert bad.score <= mild.score + 1e-9


@some
@given(any_set, st.data())
def test_losing_sight_of_anything_never_lowers_the_score(rule_set, data):
    values = values_of(rule_set, data.draw)
    names = data.draw(st.sets(st.sampled_from(sorted(values))))
    hidden = values | dict.fromkeys(names, nan)
    *_, before = scored(rule_set, *[values] * 12)
    for after in scored(rule_set, *[values] * 12, *[hidden] * 30)[12:]:
        assert isnan(after.score) or after.score >= before.score - 1e-9
        assert isnan(after.score) is (
            after.coverage < 0.6 - 1e-9
        ) or after.coverage == pytest.approx(0.6)


@some
@given(any_set, st.data())
def test_losses_and_score_make_100_in_every_set(rule_set, data):
    *_, found = scored(rule_set, *[values_of(rule_set, data.draw)] * 12)
    assert found.score + sum(found.losses.values()) == pytest.approx(100)
    assert found.losses.keys() <= {rule.part for rule in rule_set.rules}


@some
@given(st.sampled_from([s for s in OURS if s.id.startswith("front")]), st.data())
def test_the_mirror_image_scores_the_same_and_exchanges_left_and_right(rule_set, data):
    values = values_of(rule_set, data.draw)
    sided = {r.metric for r in rule_set.rules if "left" in METRICS[r.metric].sign}
    mirrored = {name: -v if name in sided else v for name, v in values.items()}
    here, there = (scored(rule_set, *[v] * 12) for v in (values, mirrored))
    assert here[-1].score == pytest.approx(there[-1].score)
    assert here[-1].losses == pytest.approx(there[-1].losses)
    words = [[(e.rule, e.t, e.message) for a in found for e in a.events] for found in (here, there)]
    swap = {"left": "right", "right": "left"}
    exchanged = [
        (rule, t, re.sub(r"left|right", lambda word: swap[word[0]], message))
        for rule, t, message in words[0]
    ]
    by_metric = {r.id: r.metric for r in rule_set.rules}
    expected = [
        (r, t, m) if by_metric[r] in sided else original
        for (r, t, m), original in zip(exchanged, words[0], strict=True)
    ]
    assert words[1] == expected
