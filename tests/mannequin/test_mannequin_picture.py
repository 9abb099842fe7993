"""What is drawn: the same every time, where the joints say, and what hides what."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from posecoach.joints import Joint
from posecoach.mannequin import render as rendering
from posecoach.mannequin.body import COARSE, FILLET_M, HAND_M, SHOE_M
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.extremities import hand, shoe
from posecoach.mannequin.limbs import leg, leg_rings
from posecoach.mannequin.look import SHORTS, Look
from posecoach.mannequin.presets import (
    PRESETS,
    SHOTS,
    Shot,
    front_camera,
    laptop_camera,
    side_camera,
    sitting,
)
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.render import Picture, render, true_pose
from posecoach.mannequin.scenery import living_room, workplace
from posecoach.mannequin.skeleton import Proportions, pose
from posecoach.mannequin.spec import Arm, Turn
from posecoach.mannequin.torso import seat, seat_rings
from posecoach.types import Floats

STANDING = pose(PRESETS["standing_upright"])
CLOSE = Camera(azimuth=20.0, elevation=-5.0, distance=0.6, fov=60.0, size=(320, 240))


def seen(picture: Picture) -> set[Joint]:
    return {joint for joint in Joint if picture.visible[joint]}


def test_drawing_again_gives_the_same_bytes() -> None:
    figure, camera, scenery = Shot("sitting_slumped", "side").take()
    first = render(figure, camera, scenery)
    rendering._stage.cache_clear()
    second = render(figure, camera, scenery)
    assert first.image.tobytes() == second.image.tobytes()
    assert first.px.tobytes() == second.px.tobytes()


def test_the_picture_has_the_cameras_size() -> None:
    image = render(STANDING, replace(front_camera(STANDING), size=(300, 400))).image
    assert image.shape == (400, 300, 3) and image.dtype == np.uint8


def test_the_figure_is_drawn_where_its_joints_are() -> None:
    camera = front_camera(STANDING)
    picture, empty = render(STANDING, camera), render(None, camera)
    changed = np.abs(picture.image.astype(int) - empty.image).sum(2) > 30
    for joint in seen(picture):
        x, y = picture.px[joint].astype(int)
        assert (picture.foreground[y - 1 : y + 2, x - 1 : x + 2] == 255).all(), joint.name
    beside = np.argwhere(changed & (picture.foreground == 0))
    assert beside[:, 0].min() > picture.px[Joint.LEFT_KNEE, 1]  # nothing but a shadow on the floor
    assert changed[picture.foreground == 255].mean() > 0.9
    ys, xs = np.nonzero(changed)
    assert ys.min() < picture.px[Joint.NOSE, 1] < picture.px[Joint.LEFT_HEEL, 1] < ys.max()
    assert xs.max() - xs.min() < 200


@pytest.mark.parametrize("colour", [(200, 60, 50), (60, 160, 70)])
def test_the_chest_has_the_colour_of_the_shirt(colour: tuple[float, float, float]) -> None:
    picture = render(STANDING, front_camera(STANDING), look=Look(shirt=colour))
    middle = picture.px[[Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP]].mean(0)
    x, y = middle.astype(int)
    rgb = picture.image[y, x, ::-1].astype(float)
    np.testing.assert_allclose(rgb / rgb.max(), np.array(colour) / max(colour), atol=0.08)


def test_what_is_nearer_is_drawn_over_what_is_further() -> None:
    hand = {"left": STANDING.points["chest"] + (0.0, -0.15, 0.40)}
    figure = pose(reaching(PRESETS["standing_upright"], hand))
    picture = render(figure, front_camera(figure))
    x, y = picture.px[Joint.LEFT_WRIST].astype(int)
    blue, green, red = picture.image[y, x].tolist()
    assert red > green > blue  # skin before a blue shirt


def test_the_background_is_not_plain() -> None:
    for azimuth in (0.0, 90.0, -90.0):
        image = render(None, Camera(azimuth, 0, 2.5, (0, 1.0, 0))).image
        assert image.std() > 12
        assert len(np.unique(image.reshape(-1, 3) // 16, axis=0)) > 25


def test_from_the_front_both_sides_are_seen() -> None:
    picture = render(STANDING, front_camera(STANDING))
    both = {"SHOULDER", "HIP", "KNEE", "EYE", "WRIST"}
    assert seen(picture) >= {Joint[f"{side}_{p}"] for p in both for side in ("LEFT", "RIGHT")}


@pytest.mark.parametrize("near", ["LEFT", "RIGHT"])
def test_from_the_side_the_far_ear_shoulder_and_hip_are_hidden(near: str) -> None:
    far = "RIGHT" if near == "LEFT" else "LEFT"
    figure = pose(sitting())
    picture = render(figure, side_camera(figure, near.lower()))
    parts = ("EAR", "SHOULDER", "HIP", "KNEE")
    assert seen(picture) >= {Joint[f"{near}_{p}"] for p in parts}
    assert not seen(picture) & {Joint[f"{far}_{p}"] for p in parts[:3]}


def test_a_hanging_hand_hides_the_hip_behind_it() -> None:
    wide = replace(PRESETS["standing_upright"], left_arm=Arm(abduction=70.0))
    for spec, hidden in ((PRESETS["standing_upright"], True), (wide, False)):
        figure = pose(spec)
        picture = render(figure, side_camera(figure, "left"))
        assert (Joint.LEFT_HIP in seen(picture)) is not hidden


def test_the_face_is_not_seen_from_behind() -> None:
    picture = render(STANDING, replace(front_camera(STANDING), azimuth=180.0))
    assert not seen(picture) & {Joint.NOSE, Joint.LEFT_EYE, Joint.RIGHT_MOUTH}


def test_a_desk_hides_what_is_behind_it() -> None:
    figure = pose(sitting())
    above = Camera(0.0, 25.0, 2.2, (0, 0.6, 0))
    free, desk = render(figure, above), render(figure, above, workplace())
    knees = {Joint.LEFT_KNEE, Joint.RIGHT_KNEE}
    assert seen(free) >= knees and not seen(desk) & knees
    assert Joint.LEFT_SHOULDER in seen(desk)


def test_what_is_outside_the_picture_is_not_visible() -> None:
    figure = pose(PRESETS["sitting_upright"])
    picture = render(figure, laptop_camera(figure))
    assert not seen(picture) & {Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.RIGHT_ANKLE}
    assert seen(picture) >= {Joint.NOSE, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER}


def test_world_joints_are_metres_from_mid_hip_in_camera_axes() -> None:
    figure = pose(sitting(trunk=Turn(20)))
    world = render(figure, side_camera(figure, "left")).world
    np.testing.assert_allclose((world[Joint.LEFT_HIP] + world[Joint.RIGHT_HIP]) / 2, 0, atol=1e-9)
    shoulder = (world[Joint.LEFT_SHOULDER] + world[Joint.RIGHT_SHOULDER]) / 2
    trunk = 0.270 * 1.70
    expected = (-trunk * np.sin(np.radians(20)), -trunk * np.cos(np.radians(20)), 0)
    np.testing.assert_allclose(shoulder, expected, atol=1e-6)
    assert world[Joint.RIGHT_HIP, 2] > world[Joint.LEFT_HIP, 2]  # the right one is further away


def test_nobody_there_is_nan_and_the_empty_scene() -> None:
    camera = Camera(-90, 0, 2.5, (0, 0.8, 0))
    picture = render(None, camera, living_room())
    assert np.isnan(picture.px).all() and np.isnan(picture.world).all()
    assert not picture.visible.any()
    behind = pose(PRESETS["standing_upright"], place=(-9.0, 0.0))
    np.testing.assert_array_equal(render(behind, camera, living_room()).image, picture.image)


def test_a_true_pose_carries_time_and_visibility() -> None:
    picture = render(STANDING, side_camera(STANDING))
    truth = true_pose(picture, 1.5)
    assert truth.t == 1.5
    np.testing.assert_array_equal(truth.visibility, picture.visible.astype(float))
    np.testing.assert_array_equal(truth.px, picture.px)


def test_every_preset_has_a_shot() -> None:
    assert {shot.preset for shot in SHOTS} == set(PRESETS)


def test_only_drawing_needs_opencv() -> None:
    modules = ("demo", "presets", "desk_day", "motion", "landmarks", "people", "cameras")
    code = "; ".join(f"import posecoach.mannequin.{m}" for m in modules)
    check = f"import sys; {code}; sys.exit('cv2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.parametrize("girth", [0.7, 1.5])
@pytest.mark.parametrize("preset", ["sitting_upright", "sitting_side_lean", "standing_upright"])
def test_whatever_is_left_out_lies_outside_the_picture(
    preset: str, girth: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = pose(PRESETS[preset], Proportions(girth=girth))
    look, misses = Look(trousers=(255, 0, 0), legs=SHORTS), Camera.misses
    cameras = [replace(CLOSE, target=(0.0, height, 0.2)) for height in np.arange(0.0, 1.5, 0.1)]
    left_out = []

    def noted(self: Camera, points: Floats, margin: float) -> bool:
        left_out.append(misses(self, points, margin))
        return left_out[-1]

    monkeypatch.setattr(Camera, "misses", noted)
    drawn = [render(figure, camera, look=look) for camera in cameras]
    assert any(left_out) and not all(left_out)
    monkeypatch.setattr(Camera, "misses", lambda *_: False)
    for camera, picture in zip(cameras, drawn, strict=True):
        whole = render(figure, camera, look=look)
        assert np.array_equal(picture.image, whole.image)
        assert np.array_equal(picture.visible, whole.visible)


def test_flesh_reaches_as_far_as_is_believed_of_what_is_left_out() -> None:
    directions = np.random.default_rng(0).normal(size=(500, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    beyond, look = [], Look(legs=SHORTS)
    for preset in ("standing_upright", "sitting_upright", "sitting_side_lean", "supine"):
        figure = pose(PRESETS[preset], Proportions(girth=1.5))
        waist, tubes = seat_rings(figure, 1.0), leg_rings(figure, "left", look, 1.0)
        tubes += leg_rings(figure, "right", look, 1.0)
        outline = np.vstack(
            [points[:, ::COARSE].reshape(-1, 3) for points in (waist, *(p for _, p in tubes))]
        )
        parts = [seat(figure, waist, look)]
        parts += leg(figure, "left", leg_rings(figure, "left", look, 1.0), look)
        furthest = np.max([(part.points @ directions.T).max(0) for part in parts], axis=0)
        beyond.append((furthest - (outline @ directions.T).max(0)).max())
        for side in ("left", "right"):
            for part, joint, reach in ((hand, "wrist", HAND_M), (shoe, "ankle", SHOE_M)):
                off = part(figure, side, look, 1.0).points - figure.points[f"{side}_{joint}"]
                assert 0.9 * reach < np.linalg.norm(off, axis=1).max() < reach
    assert 0.6 * FILLET_M < max(beyond) < FILLET_M


@pytest.mark.parametrize("azimuth", [0.0, 60.0, 200.0])
def test_a_camera_misses_only_what_is_beyond_one_edge_by_more_than_the_margin(
    azimuth: float,
) -> None:
    camera = Camera(azimuth=azimuth, elevation=20.0, distance=2.0, fov=40.0)
    right, down, away = camera.axes
    edge = np.tan(np.radians(20.0))  # of the lower edge, for each metre away
    below = camera.eye + 3 * away + 3 * edge * down  # on the lower edge
    outwards = down * np.cos(np.radians(20.0)) - away * np.sin(np.radians(20.0))
    for beyond, missed in ((0.09, False), (0.11, True)):
        points = below + outwards * beyond + right * np.array([[-5.0], [0.0], [5.0]])
        assert camera.misses(points, 0.1) is missed
    across = camera.eye + away + 9 * right * np.array([[-1.0], [1.0]])  # in at neither end
    assert not camera.misses(across, 0.0)
    assert camera.misses((camera.eye - 2 * away)[None], 0.5)
