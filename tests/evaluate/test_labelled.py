"""What is made of labelled rows: coverage, separation, confusion."""

from math import inf, isnan, nan

import pytest

from posecoach.errors import ConfigError
from posecoach.evaluate.classes import (
    NOTHING,
    Expected,
    called,
    expectations,
    good_and_bad,
)
from posecoach.evaluate.labelled import classes, coverage, reasons, separations, views
from posecoach.rules.rule import Rule
from posecoach.scores.posture import Edges
from posecoach.types import Verdict, View
from tests.evaluate.made import row
from tests.rulebook import OURS

NECK = Rule("neck", "neck", "neck", Edges.of((-inf, 12.0), (-inf, 18.0)), 25, "m", "c", "s")
TRUNK = Rule("trunk", "trunk", "trunk", Edges.of((-20, 10), (-30, 20)), 25, "m", "c", "s")
RULES = {("side_sitting", "neck"): NECK, ("side_sitting", "trunk"): TRUNK}


def test_coverage_counts_what_was_found_judged_and_told() -> None:
    rows = [
        row("good", 90.0),
        row("good", 70.0, said=("neck",)),
        row("good", reason="too dark"),
        row("bad", 40.0),
    ]
    good, bad = coverage(rows)
    assert (good.label, good.rows, good.judged, good.told) == ("good", 3, 2 / 3, 0.5)
    assert good.score == 80
    assert good.found == 0  # nobody was found in any of them
    assert (bad.label, bad.rows, bad.score) == ("bad", 1, 40)
    assert reasons(rows) == {"too dark": 1}


def test_a_label_never_judged_has_no_score() -> None:
    (only,) = coverage([row("bad", reason="no person")])
    assert only.judged == 0
    assert isnan(only.score)
    assert isnan(only.told)


def test_the_score_separates_at_the_edge_of_its_good_band() -> None:
    good = [row("good", score) for score in (85.0, 90, 95, 99, 84)]
    bad = [row("bad", score) for score in (84.9, 60, 50, 40, 86)]
    found = {one.name: one for one in separations(good + bad, {"good"}, {"bad"}, {})}
    assert found["score"].balanced.value == pytest.approx(0.8)  # 85 itself is good, 84.9 is not
    # pairs in which the bad one has the lower score: 5 and 5 and 5 of three, 4 and 3 of the others
    assert found["score"].auc.value == pytest.approx((4 + 5 + 5 + 5 + 3) / 25)


def test_a_band_with_two_sides_is_left_at_both() -> None:
    good = [row("good", 90, values={"trunk": v}) for v in (-20.0, 0, 0, 5, 10)]
    bad = [row("bad", 50, values={"trunk": v}) for v in (-25.0, -21, 11, 30, 40)]
    found = {one.name: one for one in separations(good + bad, {"good"}, {"bad"}, RULES)}
    trunk = found["side_sitting/trunk"]
    assert (trunk.auc.value, trunk.balanced.value) == (1, 1)
    assert "side_sitting/neck" not in found  # never measured


def test_what_is_unknown_counts_as_missing_and_never_as_good() -> None:
    good = [row("good", 90.0)] * 5
    bad = [row("bad", 50.0)] * 5 + [row("bad", nan)] * 10
    score = separations(good + bad, {"good"}, {"bad"}, {})[0]
    assert (score.good, score.bad, score.missing) == (5, 5, 0.5)
    assert score.balanced.value == 1


def test_other_labels_take_no_part() -> None:
    rows = [row("good", 90.0)] * 5 + [row("bad", 50.0)] * 5 + [row("odd", 0.0)] * 5
    assert separations(rows, {"good"}, {"bad"}, {})[0].bad == 5


def test_either_side_is_the_side_and_an_unlabelled_view_takes_no_part() -> None:
    found = views(
        [
            row("a", view=View.SIDE_LEFT),
            row("a", view=View.SIDE_RIGHT),
            row("a", view=View.OBLIQUE),
            row("a", view=View.FRONT, truly=""),
        ]
    )
    assert found.names == ("side", "oblique")
    assert found.counts == ((2, 1), (0, 0))
    assert found.accuracy.value == pytest.approx(2 / 3)


def test_labels_called_good_are_good_and_the_others_bad_but_for_unclear_ones() -> None:
    labels = ["good", "slouch", "ambiguous"]
    assert good_and_bad(labels, (), ()) == ({"good"}, {"slouch"})
    assert good_and_bad(labels, ("slouch",), ()) == ({"slouch"}, {"good"})
    assert good_and_bad(labels, (), ("ambiguous",)) == ({"good"}, {"ambiguous"})
    assert good_and_bad(["lunge", "plank"], (), ()) == (set(), set())
    with pytest.raises(ConfigError, match="'fine'; there are: ambiguous, good, slouch"):
        good_and_bad(labels, ("fine",), ())


def test_a_label_that_names_a_rule_expects_it() -> None:
    found = expectations((), ["head_tilt_left", "slump", "lean", "good"], OURS)
    assert found == (
        Expected("head_tilt_left", (("head_tilt", 1),)),
        Expected("slump", (("slump", 0),)),
    )


def test_an_expectation_may_name_several_rules_and_sides() -> None:
    (found,) = expectations(("lean=side_lean:right+slump",), ["lean"], OURS)
    assert found == Expected("lean", (("side_lean", -1), ("slump", 0)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lean", "write LABEL=RULE"),
        ("tilt=slump", "write LABEL=RULE"),
        ("lean=slumpp", "no rule 'slumpp'"),
        ("lean=slump:up", "left or right, not 'up'"),
    ],
)
def test_a_wrong_expectation_is_refused_in_one_line(text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        expectations((text,), ["lean"], OURS)


LEFT, RIGHT = Expected("neck_left", (("neck", 1),)), Expected("neck_right", (("neck", -1),))
BOTH = Expected("trunk", (("trunk", 0),))
WEIGHTS = {key: rule.weight for key, rule in RULES.items()}


def verdict(rule: str, value: float, penalty: float) -> Verdict:
    return Verdict(rule, "caution", value, penalty)


def test_the_dearest_rule_that_speaks_up_names_the_class_and_its_side() -> None:
    verdicts = (verdict("neck", -15, 0.5), verdict("trunk", 30, 0.4))
    expected = (LEFT, RIGHT, BOTH)
    both = row("x", 50, verdicts=verdicts, said=("neck", "trunk"))
    assert called(both, expected, WEIGHTS) == "neck_right"
    assert called(row("x", 50, verdicts=verdicts, said=("trunk",)), expected, WEIGHTS) == "trunk"
    assert called(row("x", 50, verdicts=verdicts), expected, WEIGHTS) == NOTHING
    assert called(both, (LEFT,), WEIGHTS) == NOTHING  # it speaks of the other side


def test_classes_hold_good_and_expected_rows_that_were_judged() -> None:
    tilted = (verdict("neck", 15, 0.5),)
    rows = [
        row("good", 95),
        row("neck_left", 50, verdicts=tilted, said=("neck",)),
        row("neck_left", 90),
        row("neck_left", nan, reason="too dark"),
        row("odd", 90),
    ]
    found = classes(rows, {"good"}, (LEFT,), RULES)
    assert found.names == ("neck_left", NOTHING)
    assert found.counts == ((1, 1), (0, 1))
    assert found.balanced.value == 0.75
