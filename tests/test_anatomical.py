"""Joints side-on: known geometry, mirror, several poses at once, what is not seen."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.anatomical import (
    EAR_LEAD,
    ELBOW_INSIDE,
    ELBOW_INSIDE_BEHIND,
    FAR_SHOULDER_RISE,
    anatomical,
)
from posecoach.joints import PAIRS, Joint
from tests.bodies import FACING_LEFT, FACING_RIGHT, Figure, hidden, mirrored, points
from tests.people import as_the_network

EARS = list(PAIRS["ear"])
MOVED = [*EARS, Joint.LEFT_SHOULDER, Joint.RIGHT_ELBOW]  # of somebody who looks to picture right
REST = [joint for joint in Joint if joint not in MOVED]
BODY = Figure(trunk=10, neck=25, head=20, upper_arm=15).seen(FACING_RIGHT)


def test_each_ear_goes_back_from_its_own_outer_eye():
    px = points(
        left_eye_outer=(200, 100),
        left_ear=(100, 120),
        right_eye_outer=(210, 90),
        right_ear=(130, 90),
    )
    found = anatomical(px, True, False)
    assert found[Joint.LEFT_EAR] == pytest.approx((100 - 100 * EAR_LEAD, 120 + 20 * EAR_LEAD))
    assert found[Joint.RIGHT_EAR] == pytest.approx((130 - 80 * EAR_LEAD, 90))


def test_the_lead_is_between_that_on_a_real_man_and_on_drawn_people():
    assert 0.35 <= EAR_LEAD <= 0.39


def test_the_far_shoulder_goes_down_along_the_trunk():
    px = points(
        left_shoulder=(90, 100), right_shoulder=(110, 100), left_hip=(50, 300), right_hip=(50, 300)
    )
    for near_left, far, stays in (
        (False, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
        (True, Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER),
    ):
        found = anatomical(px, True, near_left)
        assert found[far] - px[far] == pytest.approx(
            (-50 * FAR_SHOULDER_RISE, 200 * FAR_SHOULDER_RISE)
        )
        assert np.array_equal(found[stays], px[stays])


@pytest.mark.parametrize("near_left", [False, True])
@pytest.mark.parametrize("ahead", [-0.05, 0.0, 0.05])
def test_the_near_elbow_goes_out_of_the_bend_more_where_the_arm_is_seen_from_behind(
    near_left, ahead
):
    facing, (near, far) = (-1, ("left", "right")) if near_left else (1, ("right", "left"))
    lead = facing * ahead * 200  # of the near shoulder before the middle of both, pixels
    px = points(
        **{
            f"{near}_shoulder": (100 + lead, 100),
            f"{far}_shoulder": (100 - lead, 100),
            f"{near}_elbow": (100 + lead, 220),
            f"{near}_wrist": (100 + lead + facing * 100, 220),
            "left_hip": (100, 300),
            "right_hip": (100, 300),
        }
    )
    elbow = Joint[f"{near}_elbow".upper()]
    share = ELBOW_INSIDE + ELBOW_INSIDE_BEHIND * ahead
    assert share > 0
    # midway between shoulder and wrist is 50 ahead of the elbow and 60 above it
    assert anatomical(px, True, near_left)[elbow] - px[elbow] == pytest.approx(
        (-facing * 50 * share, 60 * share)
    )


@pytest.mark.parametrize("azimuth", [FACING_LEFT, FACING_RIGHT, 75.0, 105.0])
def test_what_the_network_is_off_by_is_taken_off(azimuth):
    exact = Figure(trunk=-8, neck=12, upper_arm=20, elbow=105).seen(azimuth)
    near_left = azimuth < 0
    assert anatomical(as_the_network(exact, near_left), True, near_left) == pytest.approx(
        exact, nan_ok=True
    )


def test_nothing_else_moves_and_what_was_given_stays():
    before = BODY.copy()
    found = anatomical(BODY, True, False)
    assert np.array_equal(found[REST], BODY[REST], equal_nan=True)
    assert (found[MOVED] != BODY[MOVED]).any(-1).all()
    assert np.array_equal(BODY, before, equal_nan=True)


def test_a_mirrored_body_has_mirrored_joints_and_a_larger_one_larger_steps():
    found = anatomical(BODY, True, False)
    assert anatomical(mirrored(BODY), True, True) == pytest.approx(mirrored(found), nan_ok=True)
    assert anatomical(3 * BODY, True, False) == pytest.approx(3 * found, nan_ok=True)


def test_of_many_only_those_seen_from_the_side_change():
    many = np.stack([BODY, mirrored(BODY), BODY * 2])
    side_on, near_left = np.array([True, False, True]), np.array([False, True, True])
    found = anatomical(many, side_on, near_left)
    for i, one in enumerate(found):
        alone = anatomical(many[i], bool(side_on[i]), bool(near_left[i]))
        assert one == pytest.approx(alone, nan_ok=True)
    assert np.array_equal(anatomical(BODY, False, False), BODY, equal_nan=True)


@pytest.mark.parametrize("unseen", [Joint.LEFT_EAR, Joint.LEFT_EYE_OUTER])
def test_an_ear_that_or_whose_eye_is_not_seen_is_unknown_and_the_other_is_not(unseen):
    found = anatomical(hidden(BODY, [unseen]), True, False)
    assert np.isnan(found[Joint.LEFT_EAR]).all()
    assert np.array_equal(found[Joint.RIGHT_EAR], anatomical(BODY, True, False)[Joint.RIGHT_EAR])


@pytest.mark.parametrize("unseen", [Joint.LEFT_HIP, Joint.RIGHT_WRIST])
def test_a_shoulder_or_elbow_stays_where_nothing_says_how_far_to_move_it(unseen):
    before = hidden(BODY, [unseen])
    found = anatomical(before, True, False)
    assert np.array_equal(found[Joint.RIGHT_ELBOW], before[Joint.RIGHT_ELBOW])
    stays = unseen is Joint.LEFT_HIP
    assert np.array_equal(found[Joint.LEFT_SHOULDER], before[Joint.LEFT_SHOULDER]) == stays
