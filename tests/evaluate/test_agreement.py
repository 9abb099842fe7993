"""Agreement statistics against values worked out by hand and known formulas."""

from math import isnan, nan, sqrt

import numpy as np
import pytest

from posecoach.evaluate.agreement import agreement
from posecoach.evaluate.resampling import FEWEST_GROUPS, Draws


def test_the_figures_of_four_errors_worked_out_by_hand() -> None:
    true = np.array([10.0, 20, 30, 40])
    found = agreement(true + np.array([1, -1, 3, 5]), true)  # mean 2, deviations -1 -3 1 3

    sd = sqrt(20 / 3)
    assert found.n == 4
    assert found.missing == 0
    assert found.bias.value == pytest.approx(2)
    assert found.mae.value == pytest.approx(2.5)
    assert found.sd.value == pytest.approx(sd)
    assert found.rmse.value == pytest.approx(3)
    assert found.lower.value == pytest.approx(2 - 1.96 * sd)
    assert found.upper.value == pytest.approx(2 + 1.96 * sd)


def test_a_measurement_too_low_has_a_negative_bias() -> None:
    assert agreement(np.array([1.0, 2]), np.array([3.0, 4])).bias.value == -2


def test_missing_counts_only_where_the_truth_is_known() -> None:
    measured = np.array([1.0, nan, nan, 2.0, nan])
    true = np.array([1.0, 5.0, 5.0, nan, nan])

    found = agreement(measured, true)

    assert found.n == 1
    assert found.missing == pytest.approx(2 / 3)
    assert isnan(found.sd.value)  # a single error has no spread


def test_nothing_measured_is_unknown_not_zero() -> None:
    found = agreement(np.array([nan]), np.array([1.0]))
    assert found.n == 0
    assert found.missing == 1
    assert isnan(found.bias.value)
    assert isnan(found.mae.low)
    assert isnan(agreement(np.array([]), np.array([])).missing)


def test_the_interval_of_a_mean_is_that_of_the_textbook() -> None:
    errors = np.random.default_rng(7).normal(3, 2, 400)
    bias = agreement(errors, np.zeros(400)).bias

    half = 1.96 * errors.std(ddof=1) / sqrt(400)
    assert bias.low == pytest.approx(errors.mean() - half, abs=0.15 * half)
    assert bias.high == pytest.approx(errors.mean() + half, abs=0.15 * half)


def test_pictures_of_the_same_people_make_the_interval_wider() -> None:
    person = np.repeat(np.arange(10), 40)
    errors = np.random.default_rng(1).normal(0, 2, 10)[person]
    alone = agreement(errors, np.zeros(400)).bias
    grouped = agreement(errors, np.zeros(400), person.tolist()).bias

    assert grouped.value == alone.value
    # forty copies of ten errors are ten errors: the standard error is sqrt(40) larger
    ratio = (grouped.high - grouped.low) / (alone.high - alone.low)
    assert ratio == pytest.approx(sqrt(40), rel=0.15)


def test_too_few_groups_are_said_and_rows_drawn_instead() -> None:
    few = Draws.of(["a", "b"] * 10)
    enough = Draws.of([i % FEWEST_GROUPS for i in range(20)])

    assert (few.per, few.groups) == ("row", 2)
    assert (enough.per, enough.groups) == ("group", FEWEST_GROUPS)
    assert (few.weights.sum(-1) == 20).all()
    # whole groups: rows of one group are drawn equally often
    assert (enough.weights[:, 0] == enough.weights[:, FEWEST_GROUPS]).all()


def test_the_same_seed_gives_the_same_interval() -> None:
    errors = np.random.default_rng(2).normal(size=30)
    first, again, other = (agreement(errors, np.zeros(30), seed=s).bias for s in (0, 0, 1))
    assert first == again
    assert first != other


def test_the_spread_does_not_suffer_from_a_large_bias() -> None:
    errors = np.array([1.0, 2, 3, 4])
    near, far = (agreement(errors + shift, np.zeros(4)).sd.value for shift in (0, 1e9))
    assert near == pytest.approx(sqrt(5 / 3))
    assert far == pytest.approx(near)
