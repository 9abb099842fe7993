import numpy as np
import pytest

from posecoach.joints import JOINT_COUNT
from posecoach.pose.picture import GREY, Image, light, only
from posecoach.types import Pose


def noise(width: int = 200, height: int = 100) -> Image:
    picture = np.random.default_rng(1).integers(0, 100, (height, width, 3), dtype=np.uint8)
    return picture


def person(left: float, top: float, right: float, bottom: float) -> Pose:
    px = np.full((JOINT_COUNT, 2), ((left + right) / 2, (top + bottom) / 2))
    px[0], px[1] = (left, top), (right, bottom)
    return Pose(0.0, px, np.zeros((JOINT_COUNT, 3)), np.ones(JOINT_COUNT))


def kept(picture: Image) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of what is not grey; right and bottom exclusive."""
    rows, columns = np.nonzero((picture != GREY).all(axis=2))
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


def test_black_and_white_halves_have_a_middle_brightness_and_full_contrast() -> None:
    picture = np.zeros((480, 640, 3), np.uint8)
    picture[:, 320:] = 255
    assert light(picture) == pytest.approx((127.5, 127.5), abs=1.5)


def test_a_flat_picture_has_no_contrast_at_any_size() -> None:
    for size in ((1, 1), (48, 64), (2160, 3840)):
        assert light(np.full((*size, 3), 77, np.uint8)) == (77.0, 0.0)


def test_the_brightness_of_a_colour_is_its_grey_level() -> None:
    blue_green_red = np.full((60, 80, 3), (255, 0, 0), np.uint8)
    assert light(blue_green_red)[0] == pytest.approx(0.114 * 255, abs=1)


def test_only_a_persons_surroundings_are_left() -> None:
    picture = noise()
    alone = only(person(80, 40, 120, 60), picture)
    assert kept(alone) == (70, 30, 130, 70)
    assert np.array_equal(alone[30:70, 70:130], picture[30:70, 70:130])
    assert not np.array_equal(alone, picture), "the frame itself is left as it is"


def test_the_surroundings_end_at_the_picture() -> None:
    assert kept(only(person(-20, -30, 190, 95), noise())) == (0, 0, 200, 100)


def test_unseen_joints_do_not_widen_the_surroundings() -> None:
    sitting = person(80, 40, 120, 60)
    sitting.px[30], sitting.visibility[30] = (199, 99), 0.1
    sitting.px[31] = np.nan
    assert kept(only(sitting, noise())) == (70, 30, 130, 70)


def test_somebody_outside_the_picture_leaves_nothing_of_it() -> None:
    assert (only(person(-90, -90, -50, -50), noise()) == GREY).all()


def test_a_person_without_any_joint_leaves_the_picture_alone() -> None:
    nobody = Pose(
        0.0,
        np.full((JOINT_COUNT, 2), np.nan),
        np.full((JOINT_COUNT, 3), np.nan),
        np.zeros(JOINT_COUNT),
    )
    picture = noise()
    assert np.array_equal(only(nobody, picture), picture)
