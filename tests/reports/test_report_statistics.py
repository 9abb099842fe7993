from math import isnan, nan

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from posecoach.reports.bands import BAND_FLOORS, MetricBands, band_codes, band_of
from posecoach.reports.rounding import apportion, rounded
from posecoach.reports.weighted import mean, quantiles
from posecoach.types import BANDS


def test_a_value_counts_for_its_weight_and_nan_for_nothing():
    assert mean(np.array([10.0, 20.0, nan]), np.array([1.0, 3.0, 100.0])) == 17.5
    assert isnan(mean(np.array([nan]), np.array([1.0])))
    assert isnan(mean(np.array([5.0]), np.array([0.0])))


def test_quantiles_are_those_of_the_weight():
    values, weights = np.array([3.0, 1.0, nan, 2.0]), np.array([2.0, 1.0, 9.0, 1.0])
    # middles of 1, 2 and 3 lie at 0.5, 1.5 and 3 of 4
    low, p50, p75, high = quantiles(values, weights, (0.0, 0.5, 0.75, 1.0))
    assert (low, p75, high) == (1.0, 3.0, 3.0)
    assert abs(p50 - (2 + 0.5 / 1.5)) < 1e-12


def test_equal_weights_give_the_usual_percentiles():
    values = np.random.default_rng(0).normal(size=101)
    ours = quantiles(values, np.full(101, 0.3), (0.1, 0.5, 0.9))
    np.testing.assert_allclose(ours, np.percentile(values, (10, 50, 90), method="hazen"))


def test_no_weight_no_quantile():
    assert all(map(isnan, quantiles(np.array([1.0]), np.array([0.0]), (0.1, 0.9))))
    assert all(map(isnan, quantiles(np.array([nan]), np.array([1.0]), (0.1, 0.9))))


def test_rounded_parts_still_add_up():
    parts = apportion({"a": 33.333, "b": 33.333, "c": 33.334}, 100, 0)
    assert parts == {"a": 33, "b": 33, "c": 34}
    assert apportion({"a": 0.05, "b": 0.05}, 0.1, 1) == {"a": 0.1, "b": 0.0}


def test_what_never_added_up_is_rounded_alone():
    assert apportion({"a": 1.26, "b": 2.0}, 50, 1) == {"a": 1.3, "b": 2.0}
    assert apportion({"a": 1.26}, nan, 1) == {"a": 1.3}


@given(st.lists(st.floats(0, 40), min_size=1, max_size=8))
def test_apportioned_parts_add_up_and_stay_within_one_step(values):
    parts = {str(i): value for i, value in enumerate(values)}
    total = sum(values)
    found = apportion(parts, total, 1)
    assert abs(sum(found.values()) - round(total * 10) / 10) < 1e-6
    assert all(abs(found[name] - parts[name]) < 0.1 + 1e-6 for name in parts)


def test_output_numbers_are_never_nan_or_minus_zero():
    assert rounded(nan, 1) is None
    assert rounded(float("inf"), 1) is None
    assert str(rounded(-0.01, 1)) == "0.0"
    assert rounded(12.345, 1) == 12.3


def test_score_bands_agree_with_the_assessment_at_every_edge():
    for band, floor in BAND_FLOORS.items():
        assert band_of(floor) == band
        if floor:
            assert band_of(np.nextafter(floor, 0)) != band
    scores = np.array([nan, 0, 49.9, 50, 69.9, 70, 84.9, 85, 100])
    assert [BANDS[code] for code in band_codes(scores)] == [band_of(s) for s in scores]


def test_metric_bands_belong_to_the_better_side_of_an_edge():
    bands = MetricBands((-20, 10), (-30, 20))
    levels = [bands.level(v) for v in (-30.1, -30, -20.1, -20, 10, 10.1, 20, 20.1, nan)]
    assert levels == [
        *("poor", "caution", "caution", "good", "good"),
        *("caution", "caution", "poor", "unknown"),
    ]


def test_two_rules_on_one_metric_leave_the_narrowest_band():
    inf = float("inf")
    bands = MetricBands.narrowest([((-inf, 10), (-inf, 20)), ((-5, inf), (-12, inf))])
    assert bands == MetricBands((-5, 10), (-12, 20))
    assert bands.edges == (-12, -5, 10, 20)
    assert MetricBands.narrowest([]).level(1e9) == "good"
