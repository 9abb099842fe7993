"""The figure's joints are where its angles say, through any camera."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from posecoach.joints import MIRROR, Joint
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.head import head
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.look import Look
from posecoach.mannequin.presets import PRESETS, front_camera, side_camera, sitting
from posecoach.mannequin.render import render, true_pose
from posecoach.mannequin.skeleton import SHARES, Proportions, pose
from posecoach.mannequin.spec import Arm, Leg, Turn
from posecoach.metrics import METRICS, Body
from tests.mannequin.exact import PLAIN, from_side, px

SIDES = ("left", "right")
SHAPES = {"16:9": (1280, 720), "4:3": (640, 480), "9:16": (480, 854)}


def value(name: str, body: Body) -> float:
    return float(METRICS[name].compute(body))


def test_the_ear_is_the_tragus_half_way_along_the_drawn_head() -> None:
    """Depths from the tragus: Gordon et al. 1989, Farkas 1994; its height: Gordon et al. 2014."""
    figure = pose(sitting())
    ear = landmarks(figure)[[Joint.LEFT_EAR, Joint.RIGHT_EAR]].mean(0)
    surface = head(figure, Look(hair_style="bald"), 1.0).corners.reshape(-1, 3)
    reach = (surface - ear) @ figure.frames["head"]
    assert reach[:, 2].min() == pytest.approx(-0.099, abs=0.004)
    assert reach[:, 2].max() == pytest.approx(0.118, abs=0.004)
    assert reach[:, 1].max() == pytest.approx(0.126, abs=0.007)
    nose = landmarks(figure)[Joint.NOSE]
    assert np.linalg.norm(surface - nose, axis=1).min() < 0.008
    standing = pose(PLAIN)
    shoulders = (standing.points["left_shoulder"] + standing.points["right_shoulder"]) / 2
    assert shoulders[1] / 1.70 == pytest.approx(0.80, abs=0.005)
    assert standing.points["head"][1] / 1.70 == pytest.approx(0.927, abs=0.005)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_true_lean_of_20_degrees_reads_20_in_every_shape_of_picture(
    shape: str, side: str
) -> None:
    figure = pose(sitting(trunk=Turn(20)))
    picture = render(figure, side_camera(figure, side, size=SHAPES[shape]))
    facing = -1 if side == "left" else 1
    body = Body.of(true_pose(picture, 0.0), facing, near_left=side == "left")
    assert value("trunk_inclination", body) == pytest.approx(20, abs=1)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("lean", [-30, -10, 0, 20, 60])
def test_trunk_inclination_is_the_trunks_angle(lean: float, side: str) -> None:
    body = from_side(sitting(trunk=Turn(lean)), side)
    assert value("trunk_inclination", body) == pytest.approx(lean, abs=0.5)


@pytest.mark.parametrize("trunk", [-20, 0, 25])
@pytest.mark.parametrize("neck", [-10, 0, 15, 30])
def test_neck_inclination_is_trunk_and_neck_together(trunk: float, neck: float) -> None:
    for side in SIDES:
        body = from_side(sitting(trunk=Turn(trunk), neck=Turn(neck)), side)
        assert value("neck_inclination", body) == pytest.approx(trunk + neck, abs=1)
        assert value("neck_flexion", body) == pytest.approx(neck, abs=1)


@pytest.mark.parametrize("side", SIDES)
def test_limb_angles_follow_from_the_spec(side: str) -> None:
    leg, arm = Leg(70, 0, 0, knee=50), Arm(flexion=40, abduction=0, elbow=75)
    spec = replace(PLAIN, left_leg=leg, right_leg=leg, left_arm=arm, right_arm=arm)
    body = from_side(spec, side)
    assert value("knee_angle", body) == pytest.approx(180 - 50, abs=1)
    assert value("elbow_angle", body) == pytest.approx(180 - 75, abs=1)
    # shoulder and hip are not equally far from the camera
    assert value("torso_thigh_angle", body) == pytest.approx(180 - 70, abs=2)
    assert value("shoulder_flexion", body) == pytest.approx(40, abs=2)


def test_both_sides_give_the_same_signed_values() -> None:
    spec = sitting(trunk=Turn(17), neck=Turn(22))
    left, right = (from_side(spec, side) for side in SIDES)
    for name in ("trunk_inclination", "neck_inclination", "torso_thigh_angle", "knee_angle"):
        assert value(name, left) == pytest.approx(value(name, right), abs=1e-6)


def test_a_camera_on_the_left_sees_the_person_facing_picture_left() -> None:
    figure = pose(sitting())
    for side, sign in (("left", -1), ("right", 1)):
        seen = px(figure, side_camera(figure, side))
        assert np.sign(seen[Joint.NOSE, 0] - seen[Joint.LEFT_EAR, 0]) == sign


@pytest.mark.parametrize("lean", [-15, 10])
def test_side_lean_and_head_tilt_read_from_the_front_as_posed(lean: float) -> None:
    figure = pose(sitting(trunk=Turn(left=lean), head=Turn(left=8)))
    body = Body(px(figure, front_camera(figure)))
    assert value("lateral_trunk_lean", body) == pytest.approx(lean, abs=0.5)
    assert value("head_roll", body) == pytest.approx(lean + 8, abs=1)
    assert value("shoulder_roll", body) == pytest.approx(lean, abs=1)


def test_turning_the_head_left_moves_the_nose_to_the_persons_left() -> None:
    figure = pose(sitting(head=Turn(twist=20)))
    assert value("head_yaw", Body(px(figure, front_camera(figure)))) > 10


def test_left_joints_are_on_the_persons_left() -> None:
    figure = pose(PRESETS["standing_upright"])
    points = landmarks(figure)
    for joint in Joint:
        assert joint == Joint.NOSE or (points[joint, 0] > 0) == joint.name.startswith("LEFT")
    np.testing.assert_allclose(points[list(MIRROR)] * (-1, 1, 1), points, atol=1e-9)


def test_segments_have_the_proportions_of_drillis_and_contini() -> None:
    tall = Proportions(1.9)
    points = pose(PRESETS["standing_upright"], tall).points
    spans = {
        "thigh": ("left_hip", "left_knee"),
        "shank": ("left_knee", "left_ankle"),
        "trunk": ("pelvis", "chest"),
        "upper_arm": ("right_shoulder", "right_elbow"),
        "forearm": ("right_elbow", "right_wrist"),
        "neck": ("chest", "head"),
    }
    for segment, (a, b) in spans.items():
        length = float(np.linalg.norm(points[a] - points[b]))
        assert length == pytest.approx(SHARES[segment] * 1.9, rel=1e-9)
    width = points["left_shoulder"] - points["right_shoulder"]
    assert float(np.linalg.norm(width)) == pytest.approx(0.2 * 1.9)


def test_the_eyes_of_somebody_standing_are_at_936_thousandths_of_stature() -> None:
    eyes = landmarks(pose(PRESETS["standing_upright"]))[[Joint.LEFT_EYE, Joint.RIGHT_EYE], 1]
    assert eyes.mean() / 1.70 == pytest.approx(0.936, abs=0.015)


def test_angles_do_not_depend_on_stature() -> None:
    spec = sitting(trunk=Turn(14), neck=Turn(20))
    small, tall = (from_side(spec, proportions=Proportions(s)) for s in (1.5, 1.95))
    for name in ("trunk_inclination", "neck_inclination", "knee_angle"):
        assert value(name, small) == pytest.approx(value(name, tall), abs=0.5)


def test_a_rounded_back_is_shorter_and_no_less_upright() -> None:
    straight, rounded = from_side(sitting()), from_side(sitting(rounding=60.0))
    assert value("trunk_inclination", rounded) == pytest.approx(0, abs=0.5)
    ratio = value_of_trunk(rounded) / value_of_trunk(straight)
    assert ratio == pytest.approx(np.sin(np.pi / 6) / (np.pi / 6), abs=0.005)


def value_of_trunk(body: Body) -> float:
    return float(np.linalg.norm(body.middle("shoulder") - body.middle("hip")))


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_rests_on_the_floor(name: str) -> None:
    heights = landmarks(pose(PRESETS[name]))[:, 1]
    assert 0 < heights.min() < 0.11


def test_lying_on_the_back_the_face_looks_up_and_the_trunk_is_level() -> None:
    points = landmarks(pose(PRESETS["supine"]))
    assert points[Joint.NOSE, 1] > points[Joint.LEFT_EAR, 1] + 0.05
    assert points[Joint.LEFT_SHOULDER, 1] == pytest.approx(points[Joint.LEFT_HIP, 1], abs=0.02)


def test_the_target_is_at_the_centre_and_a_metre_is_focal_length_over_distance() -> None:
    camera = Camera(30, 10, 2.0, (0.1, 0.7, -0.2), fov=50, size=(800, 600))
    right = np.array(camera.target) + camera.axes[0]
    seen, depth = camera.project(np.array([camera.target, right]))
    np.testing.assert_allclose(seen[0], (400, 300), atol=1e-9)
    assert depth[0] == pytest.approx(2.0)
    assert seen[1, 0] - 400 == pytest.approx(300 / np.tan(np.radians(25)) / 2)


def test_a_camera_tipped_clockwise_sees_the_world_tip_the_other_way() -> None:
    figure = pose(PRESETS["standing_upright"])
    camera = replace(front_camera(figure), roll=7.0)
    body = Body(px(figure, camera))
    assert value("lateral_trunk_lean", body) == pytest.approx(-7, abs=0.2)


def test_what_is_behind_the_camera_has_no_pixels() -> None:
    seen, depth = Camera(0, 0, 1.0, (0, 1, 0)).project(np.array([[0.0, 1.0, 3.0]]))
    assert np.isnan(seen).all() and np.isnan(depth).all()
