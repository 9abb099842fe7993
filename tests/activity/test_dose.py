"""Dose of sitting, posture of a session, day index: the formulas of SCIENCE B and F2."""

from __future__ import annotations

from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.activity.dose import Dose, Posture, day_index, dose
from posecoach.activity.stretch import Bout
from posecoach.types import Activity

MIN = 60.0


def sat(*minutes, ending="seen", activity=Activity.SITTING):
    return [Bout(0.0, m * MIN, activity, 0.0, 0.0, ending) for m in minutes]


def test_a_day_is_summed_up_from_its_sitting_bouts():
    found = dose(sat(20, 50, 100) + sat(90, activity=Activity.STANDING))
    assert found.sitting_s == 170 * MIN
    assert found.longest_s == 100 * MIN
    assert found.prolonged_s == (20 + 70) * MIN


@pytest.mark.parametrize(
    ("minutes", "chances"), [(5, 1), (30, 1), (35, 1), (35.1, 2), (65, 2), (65.1, 3), (120, 4)]
)
def test_one_break_is_due_in_every_30_minutes_with_5_of_grace_and_the_last_was_taken(
    minutes, chances
):
    found = dose(sat(minutes))
    assert (found.chances, found.taken) == (chances, 1)


@pytest.mark.parametrize(("minutes", "missed"), [(34.9, 0), (35, 1), (64.9, 1), (65, 2)])
def test_of_a_bout_that_goes_on_or_whose_end_nobody_saw_only_missed_breaks_count(minutes, missed):
    for found in (dose(sat(minutes, ending="unknown")), dose([], minutes * MIN)):
        assert (found.chances, found.taken) == (missed, 0)
        assert found.longest_s == minutes * MIN


def test_compliance_is_the_share_of_due_breaks_that_were_taken():
    assert dose(sat(30, 30, 60)).compliance == 3 / 4
    assert isnan(dose(sat(10, ending="unknown")).compliance)


@pytest.mark.parametrize(
    ("found", "score"),
    [
        (Dose(3600, 1800, 0, 2, 2), 100.0),
        (Dose(3600, 1800, 120 * MIN, 2, 2), 80.0),
        (Dose(3600, 1800, 240 * MIN, 2, 2), 60.0),
        (Dose(3600, 1800, 500 * MIN, 2, 2), 60.0),
        (Dose(3600, 75 * MIN, 0, 2, 2), 82.5),
        (Dose(3600, 120 * MIN, 0, 2, 2), 65.0),
        (Dose(3600, 300 * MIN, 0, 2, 2), 65.0),
        (Dose(3600, 1800, 0, 4, 1), 81.25),
        (Dose(3600, 1800, 0, 4, 0), 75.0),
        (Dose(60000, 300 * MIN, 500 * MIN, 4, 0), 0.0),
        (Dose(600, 600, 0, 0, 0), 100.0),
    ],
)
def test_the_sitting_dose_score_is_the_formula_of_science_b(found, score):
    assert found.score == pytest.approx(score)


def test_a_day_without_sitting_has_no_score():
    assert isnan(dose([]).score)


@given(st.lists(st.floats(1, 200), min_size=1, max_size=8), st.integers(0, 7), st.floats(0, 60))
def test_sitting_longer_at_a_stretch_never_raises_the_score(minutes, which, more):
    longer = list(minutes)
    longer[which % len(minutes)] += more
    assert dose(sat(*longer)).score <= dose(sat(*minutes)).score + 1e-9


def test_a_session_is_the_mean_over_time_of_what_was_scored():
    posture = Posture().after(60, 90.0, False).after(180, 50.0, False).after(600, nan, True)
    assert posture.score == 60.0
    assert posture.scored_s == 240.0
    assert isnan(Posture().score)


@pytest.mark.parametrize(("minutes", "lost"), [(0, 0), (5, 3.75), (10, 7.5), (20, 15), (40, 15)])
def test_holding_a_fault_too_long_costs_up_to_15_points(minutes, lost):
    posture = Posture().after(minutes * MIN, 80.0, True).after(3600, 80.0, False)
    assert posture.score == pytest.approx(80.0 - lost)


def test_a_session_score_is_never_below_zero():
    assert Posture().after(3600, 5.0, True).score == 0.0


def test_the_day_index_is_60_percent_posture_and_40_percent_sitting():
    assert day_index(80.0, 50.0) == pytest.approx(68.0)
    assert isnan(day_index(nan, 50.0))
    assert isnan(day_index(80.0, nan))
