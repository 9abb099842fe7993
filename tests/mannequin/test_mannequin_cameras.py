"""Cameras stand where people put them, and perspective follows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from posecoach.joints import Joint
from posecoach.mannequin import cameras
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.presets import PRESETS, sitting
from posecoach.mannequin.skeleton import Proportions, pose

FIGURE = pose(sitting())
EYES = landmarks(FIGURE)[[Joint.LEFT_EYE, Joint.RIGHT_EYE]].mean(0)
EVERY = (
    cameras.laptop,
    cameras.webcam_on_monitor,
    cameras.phone_on_tripod,
    cameras.phone_on_floor,
)


def pixels(camera: Camera) -> np.ndarray:
    return camera.project(landmarks(FIGURE))[0]


def test_a_laptop_looks_up_from_below_the_eyes() -> None:
    camera = cameras.laptop(FIGURE, distance=0.6, elevation=-20.0)
    below = EYES - camera.eye
    assert np.linalg.norm(below) == pytest.approx(0.6)
    assert below[1] == pytest.approx(0.6 * np.sin(np.radians(20)))
    assert camera.elevation < -5  # it looks up
    assert camera.eye[2] > EYES[2] + 0.4


def test_from_below_the_chin_looks_bigger_than_the_brow() -> None:
    """Perspective: what is nearer the lens is larger, so mouth to nose grows against eyes."""
    low, level = (pixels(cameras.laptop(FIGURE, elevation=e)) for e in (-35.0, 0.0))

    def ratio(px: np.ndarray) -> float:
        mouth = np.linalg.norm(px[Joint.LEFT_MOUTH] - px[Joint.RIGHT_MOUTH])
        return float(mouth / np.linalg.norm(px[Joint.LEFT_EYE] - px[Joint.RIGHT_EYE]))

    assert ratio(low) > ratio(level) * 1.02


def test_a_monitor_camera_is_above_the_eyes_and_looks_down() -> None:
    camera = cameras.webcam_on_monitor(FIGURE)
    assert camera.eye[1] > EYES[1] + 0.05 and camera.elevation > 5


def test_a_phone_on_the_floor_stands_on_the_floor_and_sees_the_whole_body() -> None:
    for distance in (2.0, 3.0):
        camera = cameras.phone_on_floor(FIGURE, distance=distance)
        assert camera.eye[1] == pytest.approx(0.08, abs=1e-6)
        px = pixels(camera)
        assert (px > 0).all() and (px < camera.size).all()


@pytest.mark.parametrize("name", ["standing_upright", "sitting_upright", "supine"])
@pytest.mark.parametrize("stature", [1.50, 1.95])
def test_a_tripod_shows_the_whole_body_from_two_to_four_metres(name: str, stature: float) -> None:
    figure = pose(PRESETS[name], Proportions(stature))
    for distance in (2.4, 4.0):
        camera = cameras.phone_on_tripod(figure, distance=distance, azimuth=70.0)
        px = camera.project(landmarks(figure))[0]
        assert (px > 0).all() and (px < camera.size).all()


def test_the_lens_is_the_angle_across_the_longer_side() -> None:
    for size in ((640, 480), (1280, 720), (480, 640)):
        camera = cameras.phone_on_tripod(FIGURE, lens=70.0, size=size)
        across = 2 * np.degrees(np.arctan(max(size) / 2 / camera.focal_px))
        assert across == pytest.approx(70.0)


@pytest.mark.parametrize("place", EVERY)
def test_every_camera_takes_azimuth_roll_distance_and_size(
    place: Callable[..., Camera],
) -> None:
    camera = place(FIGURE, azimuth=30.0, roll=4.0, size=(800, 600), distance=1.3, elevation=5.0)
    assert camera.roll == 4.0 and camera.size == (800, 600)
    away = camera.eye - FIGURE.points["head"]
    assert np.degrees(np.arctan2(away[0], away[2])) == pytest.approx(30.0, abs=8.0)


def test_a_camera_stays_put_while_the_person_moves() -> None:
    camera = cameras.laptop(FIGURE)
    leaning = pose(sitting(trunk=PRESETS["sitting_trunk_lean"].trunk))
    before, after = (camera.project(landmarks(f))[0] for f in (FIGURE, leaning))

    def width(px: np.ndarray) -> float:
        return float(np.linalg.norm(px[Joint.LEFT_EYE] - px[Joint.RIGHT_EYE]))

    assert width(after) > 1.3 * width(before)  # nearer is larger
