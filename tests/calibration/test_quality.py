"""How still is still enough: 1.5 degrees or 2 per cent, SCIENCE A8."""

from __future__ import annotations

import pytest

from posecoach.baseline import Baseline
from posecoach.calibration.quality import unrest


def baseline(**named):
    """Quantities as name=(value, spread)."""
    values = {name: pair[0] for name, pair in named.items()}
    spread = {name: pair[1] for name, pair in named.items()}
    return Baseline("front", "upper-body", 640, 480, 100, values, spread)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("head_line", -20.0, 1.5),
        ("head_roll_raw", 0.0, 1.5),
        ("pitch_index", 0.3, 1.5 * 0.016),
        ("yaw_index", 0.0, 1.5 * 0.018),
        ("face_ratio", 0.4, 0.008),
        ("trunk_over_head", 5.0, 0.1),
        ("shoulder_width", 200.0, 4.0),
        ("lateral_index", 0.0, 0.02),
        ("shoulder_lead", -0.03, 0.02),
    ],
)
def test_each_quantity_may_spread_by_its_own_measure(name, value, allowed):
    assert unrest(baseline(**{name: (value, allowed)})) == (pytest.approx(1.0), name)
    assert unrest(baseline(**{name: (value, allowed * 1.5)}))[0] == pytest.approx(1.5)
    assert unrest(baseline(**{name: (value, 0.0)}))[0] == 0.0


@pytest.mark.parametrize("name", ["eye_height", "shoulder_height"])
def test_a_height_in_the_picture_is_measured_by_the_size_of_the_body(name):
    found = baseline(**{name: (100.0, 4.0)}, shoulder_width=(200.0, 1.0))
    assert unrest(found) == (pytest.approx(1.0), name)


def test_the_worst_counts():
    found = baseline(head_roll_raw=(0.0, 0.3), face_ratio=(0.4, 0.02), shoulder_width=(200.0, 1.0))
    assert unrest(found) == (pytest.approx(2.5), "face_ratio")


def test_nothing_measured_is_not_still():
    assert unrest(baseline())[0] > 1
