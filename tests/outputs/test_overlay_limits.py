"""Limits on the picture: where they lie follows from the joints, the bands and the baseline."""

from __future__ import annotations

from math import atan2, degrees

import numpy as np
import pytest

from posecoach.outputs.overlay.limits import REACH, draw_limits, limit_lines
from tests.bodies import FACING_LEFT, FACING_RIGHT, FRONT
from tests.people import BELOW_HIPS, SIZE, UPRIGHT, film, person, times, watched
from tests.rulebook import OURS

RULES = {s.id: {rule.metric: rule for rule in s.rules} for s in OURS}


def seen(azimuth, hide=()):
    pose = person(UPRIGHT, azimuth, hide=hide)
    return watched(film(lambda t: pose, times(3, 5)))[-1]


@pytest.mark.parametrize(("azimuth", "forward"), [(FACING_RIGHT, 1), (FACING_LEFT, -1)])
def test_rays_from_the_hip_lean_as_far_as_the_trunk_may(azimuth, forward):
    lines = limit_lines(seen(azimuth), [RULES["side_sitting"]["trunk_inclination"]], {})
    angles = []
    for line, level in lines:
        across, down = line[1] - line[0]
        angles.append((round(degrees(atan2(forward * across, -down))), level))
        assert np.hypot(across, down) == pytest.approx(REACH * 220, rel=0.02)
    assert angles == [(-20, "good"), (10, "good"), (-30, "caution"), (20, "caution")]


def test_an_edge_that_cannot_be_crossed_is_not_drawn():
    lines = limit_lines(seen(FACING_RIGHT), [RULES["side_sitting"]["neck_inclination"]], {})
    assert [level for _, level in lines] == ["good", "caution"]


def test_shoulders_have_a_level_line_at_the_usual_height_and_the_bands():
    rule = RULES["front_laptop"]["slump"]
    usual = {"shoulder_height": 300.0, "shoulder_width": 200.0}
    lines = limit_lines(seen(FRONT, BELOW_HIPS), [rule], usual)
    assert [(line.tolist(), level) for line, level in lines] == [
        ([[0.0, 316.0], [SIZE[0] - 1, 316.0]], "good"),
        ([[0.0, 330.0], [SIZE[0] - 1, 330.0]], "caution"),
    ]
    assert limit_lines(seen(FRONT, BELOW_HIPS), [rule], {}) == ()


def test_where_nothing_is_judged_there_are_none():
    nobody = watched(film(lambda t: None, times(3, 5)))[-1]
    assert limit_lines(nobody, RULES["side_sitting"].values(), {}) == ()


def test_they_are_drawn_on_pictures_of_any_size():
    line = np.array([[0.0, 480.0], [1279.0, 480.0]])
    small = np.full((240, 320, 3), 120, np.uint8)
    draw_limits(small, [(line, "caution")], SIZE)
    changed = (small != 120).any(axis=(1, 2)).nonzero()[0]
    assert changed.min() >= 116 and changed.max() <= 124
    untouched = np.full((240, 320, 3), 120, np.uint8)
    draw_limits(untouched, [], SIZE)
    assert (untouched == 120).all()
