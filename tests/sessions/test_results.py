"""The score of SCIENCE F4, balance, and what cannot be told."""

from __future__ import annotations

from math import isnan, nan

import pytest

from posecoach.sessions.results import Outcome, report, tighter
from posecoach.sessions.routine import Turn
from posecoach.sessions.task import Tally, Task
from tests.sessions.stage import exercise, raises


def outcome(side, held=30.0, **changed):
    usual = {"target_s": 30.0, "form_s": held, "known_s": held, "pace_good": 1, "pace_all": 1}
    tally = Tally(held_s=held, **{**usual, **changed})
    return Outcome(Turn(Task(exercise(), side), 1, 1), tally)


def only(*outcomes):
    return report(outcomes).results[0]


def test_everything_done_well_is_100():
    assert only(outcome("right"), outcome("left")).score == 100


def test_half_of_it_is_what_was_held_on_the_worse_side():
    assert only(outcome("right"), outcome("left", 15.0)).score == pytest.approx(75)
    assert only(outcome("right", 0.0, known_s=0.0), outcome("left")).score == pytest.approx(50)


def test_form_is_3_tenths_and_pace_2():
    assert only(outcome("right", form_s=15.0)).score == pytest.approx(85)
    assert only(outcome("right", pace_good=0.5)).score == pytest.approx(90)
    assert only(outcome("right", form_s=0.0, pace_good=0)).score == pytest.approx(50)


def test_more_than_asked_is_not_better():
    assert only(outcome("right", 90.0, form_s=90.0)).score == 100
    assert only(outcome("right", 90.0)).sides["right"].held_s == 30


def test_depth_never_counts():
    assert only(outcome("right", depth=20.0)).score == only(outcome("right", depth=90.0)).score


def test_what_cannot_be_told_is_not_known_and_costs_nothing():
    result = only(outcome("right", known_s=0.0, form_s=0.0))
    assert isnan(result.sides["right"].form) and result.score == 100
    assert isnan(only(outcome("right", checked=False)).score)
    assert isnan(report(()).score)


def test_sets_of_a_side_add_up():
    side = only(outcome("right", faults={"a": 1}), outcome("right", 15.0, faults={"a": 1, "b": 2}))
    assert side.sides["right"].held_s == 45 and side.sides["right"].target_s == 60
    assert side.sides["right"].faults == {"a": 2, "b": 2}
    assert side.score == pytest.approx(50 * 0.75 + 50)


def test_balance_is_the_difference_over_the_sum():
    assert only(outcome("right"), outcome("left")).balance == 0
    assert only(outcome("right"), outcome("left", 15.0)).balance == pytest.approx(1 / 3)
    assert isnan(only(outcome("right")).balance)


@pytest.mark.parametrize(
    ("right", "left", "told"),
    [
        ({}, {}, None),
        ({"held": 23.9}, {}, "right"),
        ({"held": 24.1}, {}, None),
        ({}, {"held": 20.0}, "left"),
        ({"depth": 60.0}, {"depth": 71.0}, "right"),
        ({"depth": 71.0}, {"depth": 60.0}, "left"),
        ({"depth": 60.0}, {"depth": 69.0}, None),
        ({"depth": nan}, {"depth": 69.0}, None),
        ({"held": 10.0, "checked": False}, {}, None),
    ],
)
def test_the_tighter_side_differs_by_a_fifth_of_the_time_or_10_degrees(right, left, told):
    assert tighter((outcome("right", **right), outcome("left", **left))) == told


def test_repetitions_are_scored_by_their_count():
    task = raises(4)
    tally = Tally(count=3, target_count=4, pace_good=3, pace_all=3, known_s=1, form_s=1)
    result = report((Outcome(Turn(task, 1, 1), tally),)).results[0]
    assert result.score == pytest.approx(50 * 0.75 + 50)
