"""The truth of drawn figures follows from their joint angles, wherever the camera stands."""

from math import isnan

import numpy as np
import pytest

from posecoach.evaluate.truth import Taken, true_framing, true_metrics, true_view
from posecoach.joints import JOINT_COUNT
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.cameras import laptop, phone_on_tripod
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.postures import NEUTRAL, head_roll, leaning_in, seated, trunk_lean
from posecoach.mannequin.render import Picture
from posecoach.mannequin.skeleton import Figure, pose
from posecoach.mannequin.spec import PoseSpec
from posecoach.types import Framing, View


def taken(figure: Figure, camera: Camera) -> Taken:
    """A picture of which only the joints matter."""
    px, _ = camera.project(landmarks(figure))
    blank = np.zeros((camera.size[1], camera.size[0], 3), np.uint8)
    seen = np.ones(JOINT_COUNT, bool)
    return Taken(figure, camera, Picture(blank, px, px, seen, blank[..., 0]))


def by_phone(spec: PoseSpec, azimuth: float, **placing: float) -> Taken:
    figure = pose(spec)
    return taken(figure, phone_on_tripod(figure, azimuth=azimuth, **placing))  # type: ignore[arg-type]


@pytest.mark.parametrize("azimuth", [90, -90, 60, -45, 130])
@pytest.mark.parametrize("lean", [-10, 20])
def test_a_lean_is_the_same_from_everywhere(lean: float, azimuth: float) -> None:
    shot = by_phone(trunk_lean(NEUTRAL, lean), azimuth, elevation=20)
    found = true_metrics(shot, ["trunk_inclination", "neck_inclination", "knee_angle"])
    assert found["trunk_inclination"] == pytest.approx(lean, abs=0.3)
    assert found["neck_inclination"] == pytest.approx(lean + 8, abs=0.3)


@pytest.mark.parametrize("azimuth", [0, 30, -30])
def test_a_tilt_to_the_left_is_positive_from_everywhere(azimuth: float) -> None:
    figure = pose(head_roll(NEUTRAL, 12))
    shot = taken(figure, laptop(pose(NEUTRAL), azimuth=azimuth))
    assert true_metrics(shot, ["head_roll"])["head_roll"] == pytest.approx(12, abs=1)


def test_a_change_is_from_the_neutral_picture_through_the_same_camera() -> None:
    before = pose(NEUTRAL)
    camera = laptop(before)
    near = taken(pose(leaning_in(NEUTRAL, 15)), camera)
    names = ["screen_scale", "screen_distance"]
    found = true_metrics(near, names, taken(before, camera))
    assert found["screen_scale"] == pytest.approx(60 / 45, rel=0.06)
    assert isnan(true_metrics(near, names)["screen_scale"])  # without one there is no change
    assert true_metrics(taken(before, camera), names)["screen_distance"] == pytest.approx(60, abs=2)


@pytest.mark.parametrize(("centimetres", "grown"), [(0, 0.0), (5, 0.08)])
def test_a_head_ahead_has_a_truth_though_no_network_saw_a_face(
    centimetres: float, grown: float
) -> None:
    camera = laptop(pose(NEUTRAL))
    neutral, ahead = (taken(pose(seated("forward_head", cm)), camera) for cm in (0, centimetres))
    found = true_metrics(ahead, ["forward_head"], neutral)
    assert found["forward_head"] == pytest.approx(grown, abs=0.02)


def test_what_is_outside_the_picture_has_no_truth() -> None:
    figure = pose(NEUTRAL)
    shot = taken(figure, laptop(figure))
    found = true_metrics(shot, ["lateral_trunk_lean", "shoulder_roll"])
    assert isnan(found["lateral_trunk_lean"])
    assert found["shoulder_roll"] == pytest.approx(0, abs=0.2)


@pytest.mark.parametrize(
    ("azimuth", "view"),
    [
        (0, View.FRONT),
        (-30, View.FRONT),
        (36, View.UNKNOWN),
        (48, View.OBLIQUE),
        (75, View.SIDE_LEFT),
        (-110, View.SIDE_RIGHT),
        (150, View.BACK),
        (-170, View.BACK),
        (450, View.SIDE_LEFT),
    ],
)
def test_the_view_follows_from_the_azimuth(azimuth: float, view: View) -> None:
    assert true_view(by_phone(NEUTRAL, azimuth)) is view


def test_framing_is_what_the_picture_holds() -> None:
    figure = pose(NEUTRAL)
    assert true_framing(by_phone(NEUTRAL, 90)) is Framing.FULL_BODY
    assert true_framing(taken(figure, laptop(figure))) is Framing.HEAD_AND_SHOULDERS
    assert true_framing(taken(figure, laptop(figure, distance=1.6))) is Framing.UPPER_BODY


def test_a_joint_at_the_very_edge_leaves_the_framing_open() -> None:
    figure = pose(NEUTRAL)
    shot = by_phone(NEUTRAL, 90)
    hips = figure.points["pelvis"]
    camera = Camera(90, 0, 2, (hips[0], hips[1] + 0.5, hips[2]), fov=2 * 14.04, size=(480, 480))
    assert true_framing(taken(shot.figure, camera)) is Framing.UNKNOWN
