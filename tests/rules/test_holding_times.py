from itertools import pairwise

import numpy as np
import pytest

from posecoach.rules.holding_times import ZONES, alert_after_s

INF, NAN = np.inf, np.nan
trunk_holding_s, head_holding_s, arm_holding_s = (
    ZONES[part].holding_s for part in ("trunk", "head", "arm")
)


@pytest.mark.parametrize(
    ("holding_s", "angle_deg", "seconds"),
    [
        (trunk_holding_s, 19, INF),
        (trunk_holding_s, 30, 195),
        (trunk_holding_s, 60, 60),
        (trunk_holding_s, 61, 0),
        (head_holding_s, 25, INF),
        (head_holding_s, 45, 340),
        (head_holding_s, 85, 60),
        (arm_holding_s, 40, 120),
    ],
)
def test_holding_times_are_the_vectors_of_the_standard(holding_s, angle_deg, seconds):
    assert holding_s(angle_deg) == seconds


@pytest.mark.parametrize(
    ("holding_s", "angles", "seconds"),
    [
        (trunk_holding_s, (25, 30, 40, 50), (217.5, 195, 150, 105)),
        (head_holding_s, (30, 35, 40, 45, 60, 70), (445, 410, 375, 340, 235, 165)),
        (arm_holding_s, (30, 40, 50), (150, 120, 90)),
    ],
)
def test_holding_times_fall_in_a_straight_line(holding_s, angles, seconds):
    assert [holding_s(angle) for angle in angles] == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("holding_s", "near", "far", "longest"),
    [
        (trunk_holding_s, 20, 60, 240),
        (head_holding_s, 25, 85, 480),
        (arm_holding_s, 20, 60, 180),
    ],
)
def test_both_edges_of_a_zone_belong_to_the_milder_side(holding_s, near, far, longest):
    step = 1e-6
    assert holding_s(near) == INF
    assert holding_s(near + step) == pytest.approx(longest, abs=1e-3)
    assert holding_s(far) == 60
    assert holding_s(far - step) == pytest.approx(60, abs=1e-3)
    assert holding_s(far + step) == 0


def test_leaning_back_is_unlimited_and_unknown_stays_unknown():
    assert [trunk_holding_s(angle) for angle in (-30.0, 0.0, 90.0)] == [INF, INF, 0.0]
    assert np.isnan(head_holding_s(NAN))


@pytest.mark.parametrize("kind", sorted(ZONES))
def test_holding_times_never_rise_with_the_angle(kind):
    times = [ZONES[kind].holding_s(angle) for angle in np.linspace(-10, 100, 1101)]
    assert all(later <= earlier for earlier, later in pairwise(times))


@pytest.mark.parametrize(
    ("kind", "angle_deg", "seconds"),
    [
        ("trunk", 20, NAN),  # unlimited
        ("trunk", 30, 97.5),
        ("trunk", 60, 30),
        ("trunk", 75, 30),  # not recommended at all: the shortest wait
        ("head", 26, 236.5),
        ("head", 45, 170),
        ("head", 25 + 1e-9, 240),
        ("arm", 40, 60),
        ("arm", NAN, NAN),
    ],
)
def test_alert_comes_after_half_the_holding_time(kind, angle_deg, seconds):
    assert alert_after_s(kind, angle_deg) == pytest.approx(seconds, nan_ok=True)
