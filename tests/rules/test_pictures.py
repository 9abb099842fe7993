"""Rules about single pictures: at once, and softly where a single picture is what is usual."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from posecoach.metrics import METRICS
from posecoach.rules.engine import State, update
from posecoach.rules.pictures import at_once, from_one_picture
from posecoach.types import Errors, Expected
from tests.rulebook import OURS, rule, rule_set


def test_what_is_told_from_one_picture_need_not_last():
    for before, after in zip(OURS, at_once(OURS), strict=True):
        for old, new in zip(before.rules, after.rules, strict=True):
            assert new.hold_s == 0
            assert new.error_in_band == (old.error_in_band and not old.median_s)


def test_only_changes_from_a_single_picture_are_doubted_and_weigh_a_share():
    for before, after in zip(OURS, from_one_picture(OURS, 0.5), strict=True):
        for old, new in zip(before.rules, after.rules, strict=True):
            if METRICS[old.metric].relative:
                softened = replace(old, weight=old.weight / 2, error_in_band=False, doubted=True)
                assert new == softened
            else:
                assert new is old


@pytest.mark.parametrize(
    ("error", "value", "lost"),
    [(4.0, 12.0, 0.0), (4.0, 16.0, 0.0), (4.0, 22.0, 0.4), (0.0, 18.0, 0.4)],
)
def test_a_doubted_rule_costs_what_it_would_if_the_value_were_off_by_its_error(error, value, lost):
    assert penalty_of(value, {"neck": Expected(error, 1.0)}, doubted=True) == pytest.approx(lost)


def test_without_a_known_error_or_doubt_the_value_itself_costs():
    assert penalty_of(18.0, {}, doubted=True) == pytest.approx(0.4)
    assert penalty_of(18.0, {"neck": Expected(4.0, 1.0)}, doubted=False) == pytest.approx(0.4)


def penalty_of(value: float, errors: Errors, *, doubted: bool) -> float:
    made = rule_set(rule(doubted=doubted))
    _, found = update({made.id: made}, made, State(), 0.0, {"neck": value}, errors)
    (verdict,) = found.verdicts
    assert not isnan(verdict.penalty)
    return verdict.penalty
