"""Rooms and furniture: varied by seed, as high as the person needs, hiding what they hide."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.joints import Joint
from posecoach.mannequin import cameras
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.mesh import point
from posecoach.mannequin.presets import PRESETS, side_camera, sitting
from posecoach.mannequin.render import Picture, render
from posecoach.mannequin.room import Panel, room
from posecoach.mannequin.scenery import Furniture, Scenery, Seat, furnished, living_room
from posecoach.mannequin.skeleton import ADULT, Proportions, pose
from posecoach.mannequin.solids import box

SITTER = pose(sitting())
FRONT = cameras.phone_on_tripod(SITTER, azimuth=0.0)


def side(seat: Seat) -> Picture:
    scenery = furnished(Furniture(seat).fitting(SITTER))
    return render(SITTER, side_camera(SITTER), scenery)


def test_every_seed_is_another_room_and_the_same_one_again() -> None:
    camera = Camera(90.0, 0.0, 2.8, (0, 0.9, 0))
    images = [render(None, camera, furnished(seed=seed)).image for seed in range(6)]
    for i, image in enumerate(images):
        assert image.std() > 8
        assert all(np.abs(image.astype(int) - other).mean() > 4 for other in images[:i])
    room.cache_clear()
    furnished.cache_clear()
    assert (render(None, camera, furnished(seed=4)).image == images[4]).all()


@pytest.mark.parametrize(("z", "shown"), [(-1.5, True), (1.2, False)])
def test_what_stands_nearer_than_the_figure_is_left_out_of_the_backdrop(
    z: float, shown: bool
) -> None:
    """The backdrop is painted first: the figure would be drawn over it."""
    red = box(np.array([0.4, 0.8, z]), (0.3, 0.3, 0.3), (230.0, 20.0, 20.0))
    panel = Panel(living_room().backdrop[0].surface, (), (red,), np.zeros(3), point(0, 1, 0))
    image = render(None, FRONT, Scenery((panel,))).image.astype(int)
    assert (image[..., 2] - image[..., 1] > 100).any() == shown


@pytest.mark.parametrize("size", [ADULT, Proportions(1.5), Proportions(1.95, girth=1.4)])
def test_the_seat_is_under_the_thighs_and_the_desk_above_them(size: Proportions) -> None:
    figure = pose(sitting(), size)
    furniture = Furniture("chair", "laptop").fitting(figure)
    hip = figure.points["pelvis"][1]
    assert 0.07 * size.scale < hip - furniture.seat_m < 0.14 * size.scale
    assert furniture.desk_m - hip > 0.15


def test_fitting_the_usual_figure_gives_the_usual_heights() -> None:
    furniture = Furniture("chair", "laptop").fitting(SITTER)
    assert furniture.seat_m == pytest.approx(Furniture().seat_m, abs=0.003)
    assert furniture.desk_m == pytest.approx(Furniture().desk_m, abs=0.003)


def test_a_desk_without_a_seat_is_to_stand_at() -> None:
    figure = pose(PRESETS["standing_upright"])
    furniture = Furniture(desk="laptop").fitting(figure)
    elbow = figure.points["left_elbow"][1]
    assert furniture.desk_m == pytest.approx(elbow, abs=0.08)


def test_arm_rests_hide_the_hip_from_the_side_and_other_seats_do_not() -> None:
    assert side("chair").visible[Joint.LEFT_HIP] and side("stool").visible[Joint.LEFT_HIP]
    assert not side("armchair").visible[Joint.LEFT_HIP]


def test_a_stool_has_no_back() -> None:
    empty = [
        render(None, side_camera(SITTER), furnished(Furniture(seat))).foreground > 128
        for seat in ("chair", "stool")
    ]
    x, y = side_camera(SITTER).project(np.array([[0.0, 0.75, -0.22]]))[0][0].astype(int)
    assert empty[0][y, x] and not empty[1][y, x]


def test_a_closed_desk_hides_the_legs_from_the_front() -> None:
    joints = [Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE]
    scenes = (furnished(Furniture("chair", desk)) for desk in ("laptop", "closed"))
    usual, closed = (render(SITTER, FRONT, scenery).visible[joints] for scenery in scenes)
    assert usual.any() and not closed.any()


def test_mat_and_roller_lie_on_the_floor() -> None:
    scenery = furnished(Furniture(mat=True, roller=-0.5))
    assert scenery.props is not None
    heights = scenery.props.corners[..., 1]
    assert heights.min() >= -1e-9 and heights.max() == pytest.approx(0.15, abs=0.005)
    camera = Camera(90.0, 20.0, 2.5, (0, 0.1, 0))
    mask = render(None, camera, scenery).foreground
    for place in ((0.0, 0.005, 0.8), (0.0, 0.15, -0.5)):
        x, y = camera.project(np.array([place]))[0][0].astype(int)
        assert mask[y, x] == 255
