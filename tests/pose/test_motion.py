"""Noticing movement on a coarse grid: bodies count, noise and light do not."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.pose.motion import GRID, moved, thumbnail

RANDOM = np.random.default_rng(4)


def scene(x=300, noise=0.0, light=0.0, size=(640, 480)):
    """A grey room with a lighter body 200 pixels wide, its left edge at x."""
    image = np.full((size[1], size[0], 3), 90.0)
    image[size[1] // 3 :, x * size[0] // 640 : (x + 200) * size[0] // 640] = 170.0
    image += light + RANDOM.normal(0, noise, image.shape) if noise else light
    return np.clip(image, 0, 255).astype(np.uint8)


def changed(a, b):
    return moved(thumbnail(a), thumbnail(b))


def test_a_thumbnail_holds_the_mean_grey_of_its_cells():
    small = thumbnail(scene())
    assert small.shape == (GRID[1], GRID[0])
    assert small[0, 0] == 90
    assert small[-1, 20] == 170


@pytest.mark.parametrize("noise", [0.0, 3.0, 6.0])
def test_the_noise_of_a_sensor_is_no_movement(noise):
    assert not any(changed(scene(noise=noise), scene(noise=noise)) for _ in range(20))


@pytest.mark.parametrize("size", [(640, 480), (1280, 960)])
@pytest.mark.parametrize("by", [8, -8, 60])
def test_a_body_that_shifts_by_a_hundredth_of_the_picture_is_movement(by, size):
    assert changed(scene(size=size, noise=3.0), scene(300 + by, size=size, noise=3.0))


@pytest.mark.parametrize("light", [-30.0, 12.0, 40.0])
def test_light_that_changes_for_all_alike_is_no_movement(light):
    assert not changed(scene(noise=2.0), scene(noise=2.0, light=light))


def test_somebody_who_comes_in_is_movement():
    empty = np.full((480, 640, 3), 90, np.uint8)
    assert changed(empty, scene())
    assert changed(scene(), empty)
