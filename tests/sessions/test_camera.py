"""Where the camera stands around a body that stands, sits or lies."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
import pytest

from posecoach.joints import JOINT_COUNT, PAIRS
from posecoach.sessions.camera import stand


def world(trunk, left):
    """Return joints of a body with these directions of the trunk and of its left, metres."""
    joints = np.zeros((JOINT_COUNT, 3))
    trunk, left = np.array(trunk, float) / 2, np.array(left, float) * 0.15
    joints[PAIRS["hip"][0]], joints[PAIRS["hip"][1]] = left, -left
    joints[PAIRS["shoulder"][0]], joints[PAIRS["shoulder"][1]] = trunk + left, trunk - left
    return joints


def upright(yaw):
    """A body turned by `yaw` to its own left: at 90 its right side is to the camera."""
    return world((0, -1, 0), (cos(radians(yaw)), 0, sin(radians(yaw))))


@pytest.mark.parametrize(
    ("yaw", "cameras"),
    [
        (0, ("front",)),
        (30, ("front", "oblique")),
        (48, ("oblique",)),
        (60, ("oblique", "side")),
        (90, ("side",)),
        (-90, ("side",)),
        (-60, ("oblique", "side")),
        (180, ("front",)),
    ],
)
def test_an_upright_body_is_seen_by_its_yaw(yaw, cameras):
    seen = stand(upright(yaw))
    assert seen.cameras == cameras
    assert seen.yaw == pytest.approx(abs(yaw), abs=1e-6)


@pytest.mark.parametrize(("yaw", "near"), [(90, "right"), (-90, "left"), (0, ""), (30, "right")])
def test_the_nearer_side_is_the_persons_own(yaw, near):
    assert stand(upright(yaw)).near == near


def lying(feet):
    """On the back, the feet pointing at the camera by so many degrees."""
    a = radians(feet)
    return world((-cos(a), 0, sin(a)), (sin(a), 0, cos(a)))


@pytest.mark.parametrize(
    ("feet", "cameras"),
    [
        (0, ("side",)),
        (15, ("side", "oblique")),
        (30, ("side", "oblique", "foot-end")),
        (55, ("oblique", "foot-end")),
        (85, ("foot-end",)),
        (-25, ("side", "oblique")),
        (-80, ("front",)),
    ],
)
def test_a_lying_body_is_seen_by_where_its_feet_point(feet, cameras):
    assert stand(lying(feet)).cameras == cameras


def test_on_its_side_head_down_or_unseen_it_cannot_be_told():
    assert stand(world((-1, 0, 0), (0, -1, 0))).cameras == ()
    assert stand(world((0.2, 1, 0), (1, 0, 0))).cameras == ()
    assert stand(np.full((JOINT_COUNT, 3), np.nan)).cameras == ()
    assert stand(np.zeros((JOINT_COUNT, 3))).cameras == ()
