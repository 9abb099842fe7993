"""Ears side-on: known geometry, mirror, several poses at once, what is not seen."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.anatomical import EAR_LEAD, anatomical
from posecoach.joints import PAIRS, Joint
from tests.bodies import FACING_RIGHT, Figure, hidden, mirrored, points

EARS = list(PAIRS["ear"])
REST = [joint for joint in Joint if joint not in EARS]
BODY = Figure(neck=25, head=20).seen(FACING_RIGHT)


def test_each_ear_goes_back_from_its_own_outer_eye():
    px = points(
        left_eye_outer=(200, 100),
        left_ear=(100, 120),
        right_eye_outer=(210, 90),
        right_ear=(130, 90),
    )
    found = anatomical(px, True)
    assert found[Joint.LEFT_EAR] == pytest.approx((100 - 100 * EAR_LEAD, 120 + 20 * EAR_LEAD))
    assert found[Joint.RIGHT_EAR] == pytest.approx((130 - 80 * EAR_LEAD, 90))


def test_the_lead_is_between_that_on_a_real_man_and_on_drawn_people():
    assert 0.35 <= EAR_LEAD <= 0.39


def test_nothing_else_moves_and_what_was_given_stays():
    before = BODY.copy()
    found = anatomical(BODY, True)
    assert np.array_equal(found[REST], BODY[REST], equal_nan=True)
    assert (found[EARS] != BODY[EARS]).all()
    assert np.array_equal(BODY, before, equal_nan=True)


def test_a_mirrored_body_has_mirrored_ears():
    assert anatomical(mirrored(BODY), True) == pytest.approx(
        mirrored(anatomical(BODY, True)), nan_ok=True
    )


def test_of_many_only_those_seen_from_the_side_change():
    many = np.stack([BODY, BODY + 7, BODY * 2])
    found = anatomical(many, np.array([True, False, True]))
    for one, before, side_on in zip(found, many, (True, False, True), strict=True):
        assert np.array_equal(one, anatomical(before, side_on), equal_nan=True)
    assert np.array_equal(anatomical(BODY, False), BODY, equal_nan=True)


@pytest.mark.parametrize("unseen", [Joint.LEFT_EAR, Joint.LEFT_EYE_OUTER])
def test_an_ear_that_or_whose_eye_is_not_seen_is_unknown_and_the_other_is_not(unseen):
    found = anatomical(hidden(BODY, [unseen]), True)
    assert np.isnan(found[Joint.LEFT_EAR]).all()
    assert np.array_equal(found[Joint.RIGHT_EAR], anatomical(BODY, True)[Joint.RIGHT_EAR])
