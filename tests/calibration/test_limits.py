"""Limits between sitting well and one's own slouch, SCIENCE A8."""

from __future__ import annotations

from math import inf, nan

import pytest

from posecoach.baseline import capture
from posecoach.calibration.limits import medians, personal, too_bent, with_limits
from posecoach.metrics import METRICS
from tests.bodies import FRONT, Figure
from tests.people import BELOW_HIPS, UPRIGHT, film, person, times, watched
from tests.rulebook import OURS

RULES = {rule.metric: rule for s in OURS if s.id == "side_sitting" for rule in s.rules}
FACING = {rule.metric: rule for s in OURS if s.id == "front_laptop" for rule in s.rules}


def limits(metric, well, slouched, rules=RULES):
    return personal([rules[metric]], {metric: well}, {metric: slouched}).get(metric)


def test_they_lie_at_four_and_seven_tenths_of_the_way():
    assert limits("neck_inclination", 6.0, 26.0) == pytest.approx((14.0, 20.0))
    assert limits("trunk_inclination", -2.0, 18.0) == pytest.approx((6.0, 12.0))
    assert limits("forward_head", 0.0, 0.12, FACING) == pytest.approx((0.048, 0.084))


def test_they_stay_within_half_of_the_tables_bands():
    table = RULES["neck_inclination"].edges
    assert (table.good[1], table.caution[1]) == (12, 18)
    assert limits("neck_inclination", 17.0, 60.0) == pytest.approx((18.0, 27.0))
    assert limits("neck_inclination", 0.0, 7.0) == pytest.approx((6.0, 9.0))


def test_a_metric_whose_neutral_is_one_is_measured_from_there():
    assert limits("trunk_length_ratio", 1.0, 0.90) == pytest.approx((0.96, 0.93))
    assert limits("trunk_length_ratio", 1.0, 0.5) == pytest.approx((0.955, 0.895))
    assert limits("screen_scale", 1.0, 1.3, FACING) == pytest.approx((1.12, 1.21))


def test_a_bad_baseline_does_not_make_bad_posture_normal():
    good, caution = limits("neck_inclination", 30.0, 40.0)
    assert (good, caution) == pytest.approx((18.0, 27.0))
    assert limits("neck_inclination", 30.0, 28.0) == limits("neck_inclination", 18.0, 28.0)
    assert limits("trunk_inclination", 40.0, 42.0) == limits("trunk_inclination", 15.0, 42.0)
    assert too_bent({"neck_inclination": 25.0, "trunk_inclination": 15.0}) == [
        "neck inclination 25 deg, taken as 18"
    ]
    assert too_bent({"neck_inclination": nan, "trunk_inclination": 15.4}) == [
        "trunk inclination 15 deg, taken as 15"
    ]


@pytest.mark.parametrize(
    ("well", "slouched"), [(6.0, 8.0), (6.0, 6.0), (6.0, nan), (nan, 20.0), (6.0, -30.0)]
)
def test_a_slouch_that_is_not_clear_changes_nothing(well, slouched):
    assert limits("neck_inclination", well, slouched) is None


def test_what_no_slouch_is_made_of_is_left_alone():
    assert limits("knee_angle", 100.0, 160.0) is None


@pytest.mark.parametrize("slouched", [15.0, 20.0, 40.0, 90.0])
@pytest.mark.parametrize("well", [-5.0, 0.0, 8.0, 18.0])
def test_caution_always_lies_beyond_good(well, slouched):
    found = limits("neck_inclination", well, slouched)
    assert found is None or found[0] < found[1]


def test_rules_take_them_over_on_the_side_of_the_slouch_only():
    changed = with_limits(
        OURS, {"trunk_inclination": (6.0, 12.0), "trunk_length_ratio": (0.9, 0.8)}
    )
    rules = {rule.metric: rule for s in changed if s.id == "side_sitting" for rule in s.rules}
    trunk = rules["trunk_inclination"]
    assert (trunk.edges.good, trunk.edges.caution) == ((-20, 6.0), (-30, 12.0))
    assert trunk.edges.poor == (RULES["trunk_inclination"].edges.poor[0], 21.0)
    length = rules["trunk_length_ratio"].edges
    assert (length.good, length.caution) == ((0.9, inf), (0.8, inf))
    assert length.poor[0] == pytest.approx(0.65)
    assert rules["neck_inclination"] == RULES["neck_inclination"]
    assert with_limits(OURS, {}) is OURS
    assert [trunk.level(v) for v in (5.9, 6.1, 12.1)] == ["good", "caution", "poor"]


def test_medians_are_of_judged_frames_in_the_view_of_the_baseline():
    sits = watched(film(lambda t: person(UPRIGHT), times(3, 5)))
    baseline = capture(sits)
    bent = Figure(trunk=10, neck=25, torso_thigh=100, knee=100, upper_arm=5)
    slouches = watched(film(lambda t: person(bent), times(3, 5)))
    turned = watched(film(lambda t: person(bent, FRONT), times(6, 5)))[-15:]
    assert medians(slouches, baseline)["trunk_inclination"] == pytest.approx(10.0, abs=0.1)
    assert medians(slouches, baseline)["neck_inclination"] == pytest.approx(25.0, abs=0.1)
    assert medians(sits, baseline)["trunk_length_ratio"] == pytest.approx(1.0)
    assert all(value != value for value in medians(turned, baseline).values())
    assert set(medians(sits, baseline)) <= set(METRICS)


def test_from_the_front_the_face_says_how_near_the_head_came():
    well = watched(film(lambda t: person(UPRIGHT, FRONT, hide=BELOW_HIPS, size=220), times(3, 5)))
    near = watched(film(lambda t: person(UPRIGHT, FRONT, hide=BELOW_HIPS, size=286), times(3, 5)))
    baseline = capture(well)
    assert medians(near, baseline)["screen_scale"] == pytest.approx(1.3, abs=0.01)
