"""From measurements to verdicts, events and the one cue."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isnan, nan

import pytest

from posecoach.rules.engine import State, update
from posecoach.scores.posture import Edges
from posecoach.types import Expected
from tests.rulebook import TRUNK, judged, rule, rule_set

TWO_SIDED = Edges.of((-5.0, 5.0), (-10.0, 10.0))


def steady(values, seconds=12.0, fps=8.0, start=0.0):
    """The same values again and again."""
    return [(start + i / fps, values) for i in range(round(seconds * fps) + 1)]


def events(assessments):
    return [(e.kind, e.rule) for a in assessments for e in a.events]


# --- verdicts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "level", "penalty"),
    [
        (10, "good", 0),
        (15, "caution", 0.2),
        (18, "caution", 0.4),
        (22.5, "poor", 0.7),
        (30, "poor", 1),
    ],
)
def test_a_verdict_has_the_band_and_the_penalty_of_its_value(value, level, penalty):
    # SCIENCE A10 V11
    (verdict,) = judged(rule_set(rule()), [(0.0, {"neck": value})])[0].verdicts
    assert (verdict.rule, verdict.level, verdict.value) == ("neck", level, value)
    assert verdict.penalty == pytest.approx(penalty)


@pytest.mark.parametrize(
    ("value", "error", "level"),
    [
        (15.9, 4.0, "good"),  # 12 is good: it may be that
        (16.1, 4.0, "caution"),
        (21.9, 4.0, "caution"),  # 18 is not yet poor
        (22.1, 4.0, "poor"),
        (12.1, nan, "caution"),
        (11.9, 4.0, "good"),
    ],
)
def test_a_level_holds_even_if_the_value_is_off_by_its_expected_error(value, error, level):
    (verdict,) = judged(rule_set(rule()), [(0.0, {"neck": value})], {"neck": Expected(error, 1.0)})[
        0
    ].verdicts
    assert (verdict.level, verdict.value) == (level, value)


@pytest.mark.parametrize(("value", "level"), [(-33, "caution"), (-23, "good"), (-35, "poor")])
def test_below_a_band_the_error_counts_upwards(value, level):
    trunk = rule("trunk", TRUNK)
    (verdict,) = judged(rule_set(trunk), [(0.0, {"trunk": value})], {"trunk": Expected(4.0, 1.0)})[
        0
    ].verdicts
    assert verdict.level == level


def test_a_band_that_holds_the_error_is_taken_at_its_word_but_counts_no_more():
    errors = {"neck": Expected(4.0, 0.5)}

    def of(**changes):
        rules = rule_set(rule(**changes))
        return judged(rules, [(0.0, {"neck": 13.0})], errors)[0].verdicts[0]

    plain, tuned = of(), of(error_in_band=True)
    assert (plain.level, tuned.level) == ("good", "caution")
    assert replace(tuned, level="good") == plain


def test_what_lies_within_the_error_is_never_said():
    found = judged(rule_set(rule()), steady({"neck": 15}), {"neck": Expected(4.0, 1.0)})
    assert events(found) == []
    assert events(judged(rule_set(rule()), steady({"neck": 15}))) != []


def test_a_value_counts_in_the_score_as_far_as_it_is_trusted():
    def lost(trust):
        errors = {"neck": Expected(1.0, trust)}
        return 100 - judged(rule_set(rule()), [(0.0, {"neck": 27})], errors)[0].score

    assert lost(1.0) == pytest.approx(100)
    assert lost(0.5) == pytest.approx(100 * 0.5**0.5)  # as a weight of half
    assert lost(0.0) == 0.0


def test_of_two_equal_faults_the_surer_one_is_named():
    both = rule_set(rule("neck"), rule("head"))
    for poorer in ("neck", "head"):
        found = judged(both, steady({"neck": 30, "head": 30}), {poorer: Expected(1.0, 0.5)})
        assert (
            found[-1].cue == {"neck": "mend head, go right", "head": "mend neck, go right"}[poorer]
        )
        surer = {"neck": "head", "head": "neck"}[poorer]
        assert found[-1].losses[poorer] == pytest.approx(0.5 * found[-1].losses[surer])


@pytest.mark.parametrize("values", [{}, {"neck": nan}])
def test_what_is_not_measured_is_unknown_and_costs_nothing(values):
    (verdict,) = judged(rule_set(rule()), [(0.0, values)])[0].verdicts
    assert (verdict.level, verdict.penalty) == ("unknown", 0.0)
    assert isnan(verdict.value)


def test_leaning_back_to_rest_costs_at_most_the_caution_edge_and_is_never_said():
    lean = rule("trunk", TRUNK, rest_below=True)
    (verdict,) = judged(rule_set(lean), [(0.0, {"trunk": -20})])[0].verdicts
    assert (verdict.level, verdict.penalty) == ("good", 0.0)
    for value, penalty in ((-25, 0.2), (-30, 0.4), (-60, 0.4)):
        found = judged(rule_set(lean), steady({"trunk": value}))
        (verdict,) = found[-1].verdicts
        assert (verdict.level, verdict.penalty) == ("caution", pytest.approx(penalty))
        assert events(found) == []
    assert events(judged(rule_set(lean), steady({"trunk": 25}))) == [("raised", "trunk")]


def test_without_that_leave_leaning_back_is_said():
    found = judged(rule_set(rule("trunk", TRUNK)), steady({"trunk": -60}))
    assert found[-1].verdicts[0].penalty == 1.0
    assert events(found) == [("raised", "trunk")]


# --- medians ----------------------------------------------------------------------------------


def verdicts(found):
    return [a.verdicts[0].value for a in found]


def test_a_noisy_metric_is_judged_by_the_median_of_its_last_seconds():
    slow = rule_set(rule(median_s=5.0))
    samples = [(i * 0.5, {"neck": 100.0 if i % 5 == 0 else 4.0}) for i in range(40)]
    assert set(verdicts(judged(slow, samples))[6:]) == {4.0}
    assert 100.0 in verdicts(judged(rule_set(rule()), samples))


def test_the_median_follows_a_change_within_half_of_its_window():
    samples = [(t / 8, {"neck": 20.0 if t >= 80 else 0.0}) for t in range(160)]
    changed = next(
        t
        for (t, _), v in zip(
            samples, verdicts(judged(rule_set(rule(median_s=5.0)), samples)), strict=True
        )
        if v == 20.0
    )
    assert changed == pytest.approx(12.5, abs=0.13)


def test_the_median_of_the_mirror_image_is_the_mirror_image_of_the_median():
    tilt = rule_set(rule("tilt", TWO_SIDED, median_s=5.0))
    there = [(i * 0.5, {"tilt": float(i % 7 - 2)}) for i in range(30)]
    here = [(t, {"tilt": -v["tilt"]}) for t, v in there]
    assert verdicts(judged(tilt, here)) == [-v for v in verdicts(judged(tilt, there))]


def test_a_median_is_unknown_while_the_metric_is_and_remembers_only_its_window():
    slow = rule_set(rule(median_s=5.0))
    samples = [
        (0.0, {"neck": 1.0}),
        (1.0, {"neck": nan}),
        (2.0, {"neck": 3.0}),
        (9.0, {"neck": 7.0}),
    ]
    first, hidden, _, later = verdicts(judged(slow, samples))
    assert (first, later) == (1.0, 7.0)
    assert isnan(hidden)


# --- who is blamed ----------------------------------------------------------------------------

NECK_YIELDS = rule(yields_to="trunk", unless_above=("flexion", 10.0))
LEAN = rule("trunk", TRUNK)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"neck": 27, "trunk": 18, "flexion": 9}, ["trunk"]),  # SCIENCE A1 note e, A10 V2
        ({"neck": 27, "trunk": 18, "flexion": 10}, ["trunk"]),
        ({"neck": 27, "trunk": 18, "flexion": 10.1}, ["neck", "trunk"]),
        ({"neck": 27, "trunk": 5, "flexion": 9}, ["neck"]),
        ({"neck": 27, "trunk": 18}, ["trunk"]),
        ({"neck": 27, "trunk": nan}, ["neck"]),
    ],
)
def test_a_leaning_trunk_is_blamed_for_the_neck_unless_the_neck_bends_by_itself(values, said):
    found = judged(rule_set(NECK_YIELDS, LEAN), steady(values))
    assert sorted(name for _, name in events(found)) == said
    assert found[-1].verdicts[0].level == "poor"  # the score still counts it


def test_a_rule_that_always_yields_needs_no_limit():
    both = rule_set(rule(yields_to="trunk"), LEAN)
    assert events(judged(both, steady({"neck": 27, "trunk": 18}))) == [("raised", "trunk")]


def test_a_neck_that_was_forward_is_over_once_the_trunk_is_what_leans():
    both = rule_set(NECK_YIELDS, LEAN)
    forward = {"neck": 27.0, "trunk": 0.0, "flexion": 27.0}
    leaning = {"neck": 27.0, "trunk": 25.0, "flexion": 2.0}
    found = judged(both, steady(forward, 8.0) + steady(leaning, 12.0, start=8.125))
    assert events(found) == [("raised", "neck"), ("raised", "trunk"), ("cleared", "neck")]


def test_the_cue_is_never_for_a_part_that_another_is_blamed_for():
    heavy = rule(yields_to="trunk", unless_above=("flexion", 10.0), weight=2.0)
    forward = {"neck": 27.0, "trunk": 0.0, "flexion": 27.0}
    leaning = {"neck": 40.0, "trunk": 25.0, "flexion": 2.0}
    found = judged(rule_set(heavy, LEAN), steady(forward, 8.0) + steady(leaning, 4.5, start=8.125))
    assert found[60].cue == "mend neck, go right"
    assert found[-1].cue == "mend trunk, go right"


# --- events -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "side", "other"), [(8.0, "left", "right"), (-8.0, "right", "left")]
)
def test_words_name_the_persons_own_side(value, side, other):
    tilt = rule("tilt", TWO_SIDED)
    (event,) = (e for a in judged(rule_set(tilt), steady({"tilt": value})) for e in a.events)
    assert event.message == f"tilt out to the {side}"
    assert event.cue == f"mend tilt, go {other}"
    assert (event.t, event.since, event.part) == (4.0, 0.0, "tilt")


@pytest.mark.parametrize(("value", "side"), [(0.1, "left"), (-0.1, "right")])
def test_words_name_the_side_of_shares_too(value, side):
    shift = rule("shift", Edges.of((-0.06, 0.06), (-0.12, 0.12)))
    (event,) = (e for a in judged(rule_set(shift), steady({"shift": value})) for e in a.events)
    assert event.message == f"shift out to the {side}"


def test_a_value_under_the_band_has_words_of_its_own_where_given():
    nod = rule("nod", TWO_SIDED, message="down", cue="up!", message_below="up", cue_below="down!")
    said = {
        value: next(e for a in judged(rule_set(nod), steady({"nod": value})) for e in a.events)
        for value in (8.0, -8.0)
    }
    assert (said[8.0].message, said[8.0].cue) == ("down", "up!")
    assert (said[-8.0].message, said[-8.0].cue) == ("up", "down!")


def test_episodes_of_a_set_that_no_longer_applies_end_out_of_sight():
    front, side = rule_set(rule(), name="front"), rule_set(LEAN, name="side")
    sets = {s.id: s for s in (front, side)}
    state, told = State(), []
    for i in range(160):
        t = i / 8
        state, a = update(sets, front if t < 8 else side, state, t, {"neck": 30, "trunk": 0})
        told += [(e.kind, e.rule, e.t, e.since) for e in a.events]
    assert told == [("raised", "neck", 4.0, 0.0), ("cleared", "neck", 13.0, 8.0)]


def test_while_nothing_can_be_judged_episodes_end_and_there_is_neither_score_nor_verdict():
    made = rule_set(rule())
    state, found = State(), []
    for i in range(160):
        state, a = update({"made": made}, made if i < 80 else None, state, i / 8, {"neck": 30})
        found.append(a)
    assert events(found) == [("raised", "neck"), ("cleared", "neck")]
    assert all(isnan(a.score) and a.verdicts == () and a.rule_set == "" for a in found[80:])


# --- jumps in time ----------------------------------------------------------------------------


def test_two_glimpses_far_apart_are_not_a_hold():
    made = rule_set(rule())
    for gap in (2.5, 10.0, 3600.0):
        assert events(judged(made, [(0.0, {"neck": 30}), (gap, {"neck": 30})])) == []


def test_a_second_without_frames_is_bridged():
    made = rule_set(rule())
    samples = [(t, {"neck": 30}) for t in (0.0, 1.0, 2.0, 3.0, 4.0)]
    assert events(judged(made, samples)) == [("raised", "neck")]


def test_what_was_raised_before_a_jump_in_time_is_over_after_it():
    made = rule_set(rule())
    before, later = steady({"neck": 30}), steady({"neck": 30}, start=600.0)
    found = judged(made, [*before, *later])
    assert events(found) == [("raised", "neck"), ("cleared", "neck"), ("raised", "neck")]
    raised = [e.t for a in found for e in a.events if e.kind == "raised"]
    assert raised == [4.0, 604.0]


def test_a_jump_in_time_is_not_time_out_of_the_band():
    made = rule_set(rule())
    before, later = steady({"neck": 30}, 30), steady({"neck": 30}, 30, start=600.0)
    assert ("alert", "neck") not in events(judged(made, [*before, *later]))


# --- the one cue ------------------------------------------------------------------------------


def test_the_cue_is_that_of_the_raised_rule_that_costs_most():
    both = rule_set(rule(weight=1.0), rule("trunk", TRUNK, weight=2.0))
    found = judged(both, steady({"neck": 20, "trunk": 20}))
    assert found[-1].cue == "mend trunk, go right"
    assert found[0].cue == ""  # nothing has lasted yet
    heavier = rule_set(rule(weight=5.0), rule("trunk", TRUNK, weight=2.0))
    assert judged(heavier, steady({"neck": 20, "trunk": 20}))[-1].cue == "mend neck, go right"


def test_what_costs_next_to_nothing_is_not_worth_a_cue():
    made = rule_set(rule(weight=1.0), rule("trunk", TRUNK, weight=99.0))
    found = judged(made, steady({"neck": 13, "trunk": 0}))
    assert ("raised", "neck") in events(found)
    assert found[-1].losses["neck"] < 5.0
    assert found[-1].cue == ""
    worse = judged(made, steady({"neck": 40, "trunk": 0}))
    assert worse[-1].losses["neck"] == pytest.approx(10.0)
    assert worse[-1].cue == "mend neck, go right"


@pytest.mark.parametrize(("value", "lost", "said"), [(19.35, 4.9, False), (19.65, 5.1, True)])
def test_there_is_something_to_say_from_5_points_on(value, lost, said):
    made = rule_set(rule(weight=1.0), rule("trunk", TRUNK, weight=99.0))
    last = judged(made, steady({"neck": value, "trunk": 0}))[-1]
    assert last.losses["neck"] == pytest.approx(lost)
    assert bool(last.cue) is said


def test_a_rule_that_is_not_raised_gives_no_cue_however_much_it_costs():
    both = rule_set(rule(hold_s=inf), rule("trunk", TRUNK))
    assert judged(both, steady({"neck": 60, "trunk": 21}))[-1].cue == "mend trunk, go right"


def test_update_changes_nothing_it_was_given():
    made = rule_set(rule(median_s=5.0))
    state, _ = update({"made": made}, made, State(), 0.0, {"neck": 30})
    copies = dict(state.episodes), dict(state.windows), dict(state.scoring)
    first = update({"made": made}, made, state, 1.0, {"neck": 30})
    assert (dict(state.episodes), dict(state.windows), dict(state.scoring)) == copies
    assert update({"made": made}, made, state, 1.0, {"neck": 30}) == first
