"""What a camera makes of light: darker, noisier, blurred, tinted, compressed; the same by seed."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from posecoach.mannequin import cameras
from posecoach.mannequin.exposure import Exposure, draw_exposure, expose
from posecoach.mannequin.presets import PRESETS
from posecoach.mannequin.render import render
from posecoach.mannequin.skeleton import pose

FIGURE = pose(PRESETS["standing_upright"])
PICTURE = render(FIGURE, cameras.phone_on_tripod(FIGURE, azimuth=0.0))
GREY = np.full((120, 160, 3), 120, np.uint8)


def taken(exposure: Exposure, image: np.ndarray = GREY, seed: int = 1) -> np.ndarray:
    return expose(image, exposure, np.random.default_rng(seed)).astype(float)


def test_the_plain_exposure_changes_nothing() -> None:
    np.testing.assert_array_equal(taken(Exposure(), PICTURE.image), PICTURE.image)


def test_a_seed_gives_the_same_grain_and_another_seed_another() -> None:
    noisy = Exposure(noise=4.0)
    assert (taken(noisy, seed=3) == taken(noisy, seed=3)).all()
    assert (taken(noisy, seed=3) != taken(noisy, seed=4)).any()


def test_gain_scales_the_light() -> None:
    assert taken(Exposure(gain=0.5)).mean() == pytest.approx(60, abs=0.6)


def test_grain_has_the_stated_size_and_is_stronger_in_the_dark() -> None:
    bright, dark = (taken(Exposure(gain=g, noise=4.0)) for g in (128 / 120, 0.25))
    assert bright.std() == pytest.approx(4.0 * 1.25, rel=0.05)
    # a quarter of the light: half the shot noise, amplified twice as much against the signal
    assert dark.std() / dark.mean() > 2 * bright.std() / bright.mean()


def test_white_balance_moves_red_against_blue() -> None:
    blue, _, red = taken(Exposure(white_balance=1.0)).mean((0, 1))
    assert red > 130 and blue < 95
    blue, _, red = taken(Exposure(white_balance=-1.0)).mean((0, 1))
    assert red < 110 and blue > 145


@pytest.mark.parametrize(("angle", "across"), [(0.0, True), (90.0, False)])
def test_motion_draws_a_point_out_in_its_direction(angle: float, across: bool) -> None:
    dot = np.zeros((41, 41, 3), np.uint8)
    dot[20, 20] = 250
    blurred = taken(Exposure(motion_blur_px=9.0, motion_angle=angle), dot)[..., 0]
    rows, columns = (np.ptp(np.nonzero(blurred > 5)[axis]) for axis in (0, 1))
    assert max(rows, columns) in (8, 9) and (columns > rows) == across
    assert np.argwhere(blurred > 5).mean(0) == pytest.approx((20, 20), abs=0.6)


def test_low_quality_costs_detail() -> None:
    worse, better = (
        np.abs(taken(Exposure(jpeg_quality=q), PICTURE.image) - PICTURE.image).mean()
        for q in (20, 95)
    )
    assert worse > 2 * better > 0


def test_backlight_darkens_the_person_and_brightens_the_room() -> None:
    lit = expose(
        PICTURE.image, Exposure(backlight=0.8), np.random.default_rng(0), PICTURE.foreground
    )
    figure = cv2.erode(PICTURE.foreground, np.ones((5, 5), np.uint8)) == 255
    room = PICTURE.foreground == 0
    assert lit[figure].mean() < 0.75 * PICTURE.image[figure].mean()
    assert lit[room].mean() > 1.15 * PICTURE.image[room].mean()


def test_drawn_exposures_reach_from_dark_to_backlit_and_keep_a_picture() -> None:
    drawn = [draw_exposure(np.random.default_rng(seed)) for seed in range(200)]
    gains = np.array([e.gain for e in drawn])
    assert gains.min() < 0.25 and (gains > 0.7).mean() > 0.6
    assert 0.1 < np.mean([e.backlight > 0.3 for e in drawn]) < 0.4
    image = expose(PICTURE.image, drawn[0], np.random.default_rng(0), PICTURE.foreground)
    assert image.shape == PICTURE.image.shape and image.dtype == np.uint8
