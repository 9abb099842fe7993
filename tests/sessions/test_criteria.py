"""Criteria and faults at their edges, and where a joint is unseen."""

from __future__ import annotations

from math import inf, nan

import pytest

from posecoach.exercises.exercise import Criterion, Fault, Repetition
from posecoach.sessions.criteria import (
    advice,
    angles_of,
    at_fault,
    depth_of,
    every,
    looseness,
    parts_of,
    passes,
    repeated_parts,
    required,
)
from tests.sessions.stage import CROSS, HIP, KNEE, LEFT_HIP, exercise, raises

ANGLE = Criterion("hip", (80.0, 120.0), "right", below="more", above="less")


@pytest.mark.parametrize(
    ("value", "strict", "loose"),
    [
        (79.9, False, True),
        (80.0, True, True),
        (120.0, True, True),
        (120.1, False, True),
        (75.0, False, True),
        (74.9, False, False),
        (125.0, False, True),
        (125.1, False, False),
        (nan, None, None),
    ],
)
def test_an_angle_may_leave_its_range_by_5_degrees_once_it_has_been_in(value, strict, loose):
    assert passes(ANGLE, {HIP: value}) is strict
    assert passes(ANGLE, {HIP: value}, loose=True) is loose


def test_a_measure_that_was_not_taken_is_not_known():
    assert passes(ANGLE, {}) is None


@pytest.mark.parametrize(
    ("within", "margin"), [((0.0, 0.40), 0.04), ((0.0, 0.2), 0.03), ((-inf, 0.4), 0.03)]
)
def test_a_ratio_may_leave_by_a_tenth_of_its_range_and_003_at_least(within, margin):
    criterion = Criterion("cross", within, "right")
    assert looseness(criterion) == pytest.approx(margin)
    assert passes(criterion, {CROSS: within[1] + margin - 0.001}, loose=True) is True
    assert passes(criterion, {CROSS: within[1] + margin + 0.001}, loose=True) is False


def test_both_sides_are_asked_and_one_that_fails_decides():
    both = Criterion("hip", (80.0, 120.0), "both", below="more", above="less")
    assert passes(both, {HIP: 90, LEFT_HIP: 90}) is True
    assert passes(both, {HIP: 90, LEFT_HIP: 10}) is False
    assert passes(both, {HIP: nan, LEFT_HIP: 10}) is False
    assert passes(both, {HIP: nan, LEFT_HIP: 90}) is None
    assert advice(both, {HIP: 90, LEFT_HIP: 130}) == "less"


def test_what_is_said_depends_on_the_way_it_is_off():
    assert advice(ANGLE, {HIP: 79}) == "more"
    assert advice(ANGLE, {HIP: 121}) == "less"
    assert advice(ANGLE, {HIP: 100}) == advice(ANGLE, {HIP: nan}) == ""
    assert advice(ANGLE, {HIP: 76}, loose=True) == ""


@pytest.mark.parametrize(
    ("value", "begins", "lasts"),
    [(11.9, False, True), (12.0, True, True), (10.1, False, True), (9.9, False, False)],
)
def test_a_fault_begins_at_its_limit_and_is_over_2_degrees_inside(value, begins, lasts):
    fault = Fault("f", "lean", "Sit even.", above=12.0, below=-12.0)
    for sign in (1, -1):
        assert at_fault(fault, {("lean", "right"): sign * value}) is begins
        assert at_fault(fault, {("lean", "right"): sign * value}, lasting=True) is lasts


def test_an_unseen_joint_is_never_a_fault():
    fault = Fault("f", "hip", "Less.", "both", above=130.0)
    assert at_fault(fault, {HIP: nan, LEFT_HIP: nan}) is None
    assert at_fault(fault, {HIP: nan, LEFT_HIP: 90}) is None
    assert at_fault(fault, {HIP: nan, LEFT_HIP: 140}) is True


def test_every_is_false_before_unknown_before_true():
    assert every([True, None, False]) is False
    assert every([True, None]) is None
    assert every([True, True]) is True
    assert every([]) is True


def test_the_parts_of_an_exercise_are_all_it_measures_once_each():
    assert parts_of(exercise()) == (HIP, KNEE, CROSS, ("lean", "right"))
    assert required(exercise()) == (HIP, KNEE, CROSS)
    assert angles_of(exercise()) == (HIP, KNEE)


def test_repetitions_are_counted_on_both_sides_when_they_take_turns():
    assert repeated_parts(raises().exercise) == (HIP,)
    march = exercise(repetition=Repetition("hip", (0, 20), (60, 90), 10, "right", alternating=True))
    assert repeated_parts(march) == (HIP, LEFT_HIP)
    assert repeated_parts(exercise()) == ()


def test_depth_is_the_first_angle_of_the_form_and_there_is_none_of_repetitions():
    assert depth_of(exercise()) == KNEE
    assert depth_of(exercise(form=())) == HIP
    assert depth_of(raises().exercise) is None
