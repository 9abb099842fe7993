"""Every form measure against figures whose joint angles are known."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import cos, hypot, radians, sin

import pytest

from posecoach.form import Shape, evaluate
from posecoach.mannequin.bases import BASES
from posecoach.mannequin.skeleton import SHARES
from posecoach.mannequin.spec import Leg, PoseSpec, Turn
from tests.form.seen import ARM, AZIMUTHS, LEG, seen, straight

THIGH, SHANK, TRUNK = SHARES["thigh"], SHARES["shank"], SHARES["trunk"]
HIPS, SHOULDERS = 2 * SHARES["hip"], 2 * SHARES["shoulder"]

ARMS, WIDER = SHARES["upper_arm"] + SHARES["forearm"], (SHOULDERS - HIPS) / 2


def raised(flexion: float, knee: float = 0.0, abduction: float = 0.0) -> Leg:
    return replace(LEG, flexion=flexion, knee=knee, abduction=abduction)


def value(name: str, spec: PoseSpec, azimuth: float = 0.0, side: str = "right") -> float:
    part = (name, side)
    return float(evaluate(Shape.of(seen(spec, azimuth)), [part])[part])  # type: ignore[index,list-item]


CROSSED = straight(right_leg=raised(0.0, abduction=-20.0))
ANGLES = [
    ("hip_flexion", straight(), 0.0),
    ("hip_flexion", straight(right_leg=raised(100.0)), 100.0),
    ("hip_flexion", straight(right_leg=raised(-15.0)), -15.0),
    ("hip_flexion", straight(pelvis=Turn(-90.0), right_leg=raised(120.0, 90.0)), 120.0),
    ("hip_flexion", straight(pelvis=Turn(90.0), right_leg=raised(-20.0)), -20.0),
    ("hip_flexion", straight(trunk=Turn(60.0)), 60.0),
    ("shoulder_hip_knee", straight(right_leg=raised(-15.0)), 165.0),
    ("hip_difference", straight(right_leg=raised(100.0), left_leg=raised(30.0)), 70.0),
    ("shoulder_difference", straight(left_arm=replace(ARM, flexion=50.0)), 50.0),
    ("knee_flexion", straight(right_leg=raised(0.0, 70.0)), 70.0),
    ("elbow_angle", straight(right_arm=replace(ARM, elbow=60.0)), 120.0),
    ("trunk_inclination", straight(pelvis=Turn(forward=35.0)), 35.0),
    ("trunk_inclination", straight(pelvis=Turn(forward=-30.0)), -30.0),
    ("trunk_inclination", straight(trunk=Turn(forward=110.0)), 110.0),
    ("trunk_inclination", straight(pelvis=Turn(forward=-90.0)), -90.0),
    ("trunk_inclination", straight(pelvis=Turn(forward=90.0)), 90.0),
    ("side_lean", straight(pelvis=Turn(left=-20.0)), 20.0),
    ("side_lean", straight(pelvis=Turn(left=15.0)), -15.0),
    ("trunk_twist", straight(trunk=Turn(twist=-40.0)), 40.0),
    ("trunk_twist", straight(trunk=Turn(twist=25.0)), -25.0),
    ("trunk_twist", straight(pelvis=Turn(twist=50.0)), 0.0),
    ("pelvis_roll", straight(pelvis=Turn(left=12.0)), -12.0),
    ("pelvis_roll", straight(pelvis=Turn(left=-12.0)), 12.0),
    ("shoulder_roll", straight(trunk=Turn(left=-14.0)), 14.0),
    ("shoulder_roll", BASES["side_lying"], -83.2),  # on the left side, 6.8 of side bend
    ("head_roll", straight(head=Turn(left=-25.0)), 25.0),
    ("head_yaw", straight(head=Turn(twist=-35.0)), 35.0),
    ("head_yaw", straight(neck=Turn(twist=20.0)), -20.0),
    ("head_yaw", straight(pelvis=Turn(twist=60.0)), 0.0),
    ("head_pitch", straight(), 6.3),  # the nose is 13 mm below and 117 ahead of the ears
    ("head_pitch", straight(head=Turn(forward=20.0)), 26.3),
    ("neck_flexion", straight(pelvis=Turn(forward=50.0), neck=Turn(forward=30.0)), 30.0),
    ("neck_flexion", straight(pelvis=Turn(forward=-90.0), neck=Turn(forward=-20.0)), -20.0),
    ("neck_inclination", straight(neck=Turn(forward=30.0)), 30.0),
    ("shoulder_elevation", straight(right_arm=replace(ARM, flexion=90.0)), 90.0),
    ("shoulder_elevation", straight(right_arm=replace(ARM, flexion=-40.0)), 40.0),
    ("forearm_inclination", straight(right_arm=replace(ARM, flexion=50.0)), 50.0),
    ("forearm_inclination", straight(right_arm=replace(ARM, flexion=90.0, elbow=70.0)), 20.0),
    ("shank_inclination", straight(pelvis=Turn(forward=25.0)), 25.0),
    ("shank_inclination", straight(right_leg=raised(0.0, 30.0)), 30.0),
    ("shank_inclination", straight(right_leg=raised(30.0)), -30.0),
    ("thigh_abduction", straight(), 24.2),  # 2 atan(hip / thigh)
]
LENGTHS = [
    ("knee_height", straight(right_leg=raised(120.0)), 0.5),
    ("knee_height", straight(), -1.0),
    ("knee_height_difference", straight(right_leg=raised(90.0)), THIGH / TRUNK),
    ("hip_to_heel", straight(), (THIGH + SHANK) / TRUNK),
    ("shank_level", straight(right_leg=raised(90.0)), 0.0),
    ("shank_level", straight(), 1.0),
    ("knees_together", straight(), HIPS / THIGH),
    ("knees_apart", straight(), 1.0),
    ("ankles_apart", straight(), HIPS / SHANK),
    ("ankles_crossed", straight(), -1.0),
    ("knee_crossing", straight(), -HIPS / 2 / TRUNK),
    ("knee_under_hip", straight(right_leg=raised(40.0)), sin(radians(40)) * THIGH / TRUNK),
    ("knee_under_hip", straight(right_leg=raised(-20.0)), sin(radians(20)) * THIGH / TRUNK),
    ("wrist_under_shoulder", straight(right_arm=replace(ARM, flexion=90.0)), ARMS / TRUNK),
    ("wrist_to_ankle", straight(), hypot(THIGH + SHANK + TRUNK - ARMS, WIDER) / TRUNK),
    ("wrist_to_ear", straight(), hypot(SHARES["neck"] + ARMS, 0.1 - 0.074 / 1.7) / TRUNK),
    ("wrist_height", straight(), (THIGH + SHANK + TRUNK - ARMS + 0.05 / 1.7) / TRUNK),
    ("ankle_on_knee", straight(), hypot(HIPS, SHANK) / THIGH),
    ("knee_to_opposite_shoulder", straight(), hypot(TRUNK + THIGH, 0.1 + HIPS / 2) / TRUNK),
    ("knee_past_toes", straight(), -0.155 / 1.7 / TRUNK),
    ("knee_crossing", CROSSED, (sin(radians(20)) * THIGH - HIPS / 2) / TRUNK),
    ("ankles_crossed", CROSSED, (sin(radians(20)) * (THIGH + SHANK) - HIPS) / HIPS),
    ("hip_sag", straight(left_leg=raised(-15.0), right_leg=raised(-15.0)), 0.1197),
    ("hip_sag", straight(left_leg=raised(15.0), right_leg=raised(15.0)), -0.1197),
    ("tail_lift", straight(), -1.0),
    ("tail_lift", straight(trunk=Turn(forward=120.0)), cos(radians(60))),
    ("hip_sway", straight(), 0.0),
    ("hip_sway", straight(pelvis=Turn(left=-10.0)), sin(radians(10)) * (THIGH + SHANK) / TRUNK),
    ("shoulder_height", straight(), TRUNK / SHOULDERS),
    ("ear_to_shoulder", straight(), SHARES["neck"] / SHOULDERS),
    ("ear_ahead", straight(neck=Turn(forward=30.0)), 0.5 * SHARES["neck"] / TRUNK),
    ("ear_ahead", straight(neck=Turn(forward=-30.0)), -0.5 * SHARES["neck"] / TRUNK),
    ("head_lift", straight(pelvis=Turn(-90.0), neck=Turn(30.0)), 0.5 * SHARES["neck"] / TRUNK),
    ("heel_lift", straight(right_leg=replace(LEG, ankle=-60.0)), 0.382),
    ("heel_lift", straight(right_leg=replace(LEG, ankle=30.0)), -0.206),
    ("hip_height", straight(left_leg=raised(90.0), right_leg=raised(90.0)), 0.045 / 1.7 / TRUNK),
]


@pytest.mark.parametrize("azimuth", AZIMUTHS)
@pytest.mark.parametrize(("name", "spec", "expected"), ANGLES)
def test_an_angle_is_the_figures_own_from_wherever_it_is_seen(
    name: str, spec: PoseSpec, expected: float, azimuth: float
) -> None:
    assert value(name, spec, azimuth) == pytest.approx(expected, abs=0.6)


@pytest.mark.parametrize("azimuth", AZIMUTHS)
@pytest.mark.parametrize(("name", "spec", "expected"), LENGTHS)
def test_a_length_is_the_figures_own_from_wherever_it_is_seen(
    name: str, spec: PoseSpec, expected: float, azimuth: float
) -> None:
    assert value(name, spec, azimuth) == pytest.approx(expected, abs=0.012)


@pytest.mark.parametrize("abduction", [4.0, 10.0, 16.0])
def test_the_flexion_of_a_straight_leg_does_not_jump_where_it_changes_sign(abduction):
    angles = [
        value("hip_flexion", straight(right_leg=raised(flexion, abduction=abduction)))
        for flexion in (-3.0, -1.0, 1.0, 3.0)
    ]
    steps = [after - before for before, after in pairwise(angles)]
    assert all(0.5 < step < 4.0 for step in steps)
