"""The test vectors of SCIENCE A10: y down, pixels, facing picture right unless said otherwise."""

import numpy as np
import pytest

from posecoach.joints import JOINT_COUNT, Joint
from posecoach.metrics import METRICS, Body, measure
from posecoach.metrics.geometry import inclination, roll
from posecoach.metrics.trunk import trunk_inclination
from posecoach.types import Pose, View
from posecoach.view import read
from tests.bodies import baseline_of, mapped, mirrored, points

V1 = points(
    ear=(110, 100),
    shoulder=(100, 170),
    hip=(100, 370),
    knee=(270, 370),
    ankle=(270, 540),
    elbow=(106.5, 300),  # this arm is longer than in SCIENCE, where it is shorter than anybody's
    wrist=(256.5, 310),
    eye_outer=(140, 95),
)
V2 = points(
    ear=(190, 130), shoulder=(160, 190), hip=(100, 370), knee=(270, 370), eye_outer=(220, 125)
)
V3 = points(ear=(70, 110), shoulder=(60, 180), hip=(100, 370), knee=(270, 370))


def side(px, facing=1.0, **changes):
    view = View.SIDE_RIGHT if facing > 0 else View.SIDE_LEFT
    return mapped(measure(Body(px, facing, facing < 0, **changes), METRICS, view))


def front(px):
    return mapped(measure(Body(px), METRICS, View.FRONT))


def agrees(values, **expected):
    """Each metric equals the vector's figure, which is given to two decimals."""
    got = {name: round(values[name], 2) + 0.0 for name in expected}
    assert got == expected


def test_v1_upright_seated():
    agrees(
        side(V1),
        neck_inclination=8.13,
        trunk_inclination=0.0,
        neck_flexion=8.13,
        torso_thigh_angle=90.0,
        knee_angle=90.0,
        elbow_angle=96.68,
        shoulder_flexion=2.86,
    )


def test_v2_slouched():
    values = side(V2, baseline=baseline_of(Body(V1, 1.0, False)))
    agrees(
        values,
        neck_inclination=26.57,
        trunk_inclination=18.43,
        neck_flexion=8.13,
        torso_thigh_angle=71.57,
    )
    assert values["trunk_length_ratio"] == pytest.approx(0.949, abs=5e-4)


def test_v3_reclined():
    agrees(side(V3), trunk_inclination=-11.89, neck_inclination=8.13, torso_thigh_angle=101.89)


@pytest.mark.parametrize("px", [V1, V2, V3])
def test_v4_facing_left_gives_identical_signed_values(px):
    right, left = side(px), side(mirrored(px, 400), facing=-1.0)
    assert left == pytest.approx(right, nan_ok=True)


def test_v5_front_roll():
    px = points(left_shoulder=(380, 300), right_shoulder=(260, 312))
    agrees(front(px), shoulder_roll=-5.71)
    assert round(roll(260 + 312j, 380 + 300j), 2) == -5.71


def test_v6_lateral_lean():
    px = points(
        left_hip=(380, 600),
        right_hip=(260, 600),
        left_shoulder=(420, 300),
        right_shoulder=(280, 300),
    )
    agrees(front(px), lateral_trunk_lean=5.71)
    agrees(front(mirrored(px)), lateral_trunk_lean=-5.71)


@pytest.mark.parametrize(
    ("width", "yaw", "view"),
    [(140, 0.0, View.FRONT), (85, 52.6, View.OBLIQUE), (40, 73.4, View.SIDE_RIGHT)],
)
def test_v7_view_ratio(width, yaw, view):
    """The network's depth, the other vote, is made to agree."""
    px = points(
        left_shoulder=(200 + width, 200),
        right_shoulder=(200, 200),
        hip=(200 + width / 2, 400),
        ear=(200 + width / 2, 140),
        nose=(240 + width / 2, 140),
    )
    world = np.full((JOINT_COUNT, 3), np.nan)
    across, deep = np.cos(np.radians(yaw)), np.sin(np.radians(yaw))
    world[Joint.LEFT_SHOULDER], world[Joint.RIGHT_SHOULDER] = (across, 0, deep), (0, 0, 0)
    reading = read(Pose(0.0, px, world, np.ones(JOINT_COUNT)))
    assert round(float(reading.yaw), 1) == yaw
    assert View(int(reading.view)) is view


def test_v8_yaw_corrected_inclination():
    a = np.radians(17.5)
    px = points(hip=(300, 400), shoulder=(300 + 200 * np.sin(a), 400 - 200 * np.cos(a)))
    assert round(trunk_inclination(Body(px, 1.0, yaw=90.0 - 30.0)), 1) == 20.0
    assert round(trunk_inclination(Body(px, 1.0)), 1) == 17.5


@pytest.mark.parametrize(
    ("forward_m", "cva"), [(0.02, 55.8), (0.035, 50.4), (0.05, 45.7), (0.07, 40.4)]
)
def test_v9_cva_hint(forward_m, cva):
    """Trunk .49 m, ear .17 m above the shoulder; 1000 pixels to the metre."""
    px = points(shoulder=(300, 300), hip=(300, 790), ear=(300 + 1000 * forward_m, 130))
    assert round(side(px)["craniovertebral_angle_estimate"], 1) == cva


@pytest.mark.parametrize(
    ("true", "yaw", "seen"),
    [
        (20, 10, 19.7),
        (20, 20, 18.9),
        (20, 30, 17.5),
        (20, 45, 14.4),
        (45, 10, 44.6),
        (45, 20, 43.2),
        (45, 30, 40.9),
        (45, 45, 35.3),
    ],
)
def test_a6_a_lean_looks_smaller_off_perpendicular_and_is_corrected(true, yaw, seen):
    top = np.array([np.sin(np.radians(true)) * np.cos(np.radians(yaw)), -np.cos(np.radians(true))])
    measured = inclination(0j, complex(*top))
    assert round(float(measured), 1) == seen
    px = points(hip=(300, 400), shoulder=(300 + 200 * top[0], 400 + 200 * top[1]))
    assert trunk_inclination(Body(px, 1.0, yaw=90.0 - yaw)) == pytest.approx(true)
    assert trunk_inclination(Body(px, 1.0, yaw=90.0 + yaw)) == pytest.approx(measured)
