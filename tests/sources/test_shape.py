import numpy as np
import pytest

from posecoach.errors import SourceError
from posecoach.sources.shape import fitted, require_size, shown_size, swaps_sides, turned
from tests.sources.made import (
    CLOCKWISE,
    COUNTERCLOCKWISE,
    HALF_TURN,
    MIRROR,
    quarters,
)

UPRIGHT = (65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
FLIPPED = (65536, 0, 0, 0, -65536, 0, 0, 0, 1 << 30)
TRANSPOSED = (0, 65536, 0, 65536, 0, 0, 0, 0, 1 << 30)


@pytest.mark.parametrize(
    ("matrix", "shown"),
    [
        (UPRIGHT, lambda stored: stored),
        (CLOCKWISE, lambda stored: np.rot90(stored, -1)),
        (HALF_TURN, lambda stored: np.rot90(stored, 2)),
        (COUNTERCLOCKWISE, lambda stored: np.rot90(stored, 1)),
        (MIRROR, lambda stored: stored[:, ::-1]),
        (FLIPPED, lambda stored: stored[::-1]),
        (TRANSPOSED, lambda stored: stored.transpose(1, 0, 2)),
    ],
)
def test_a_picture_is_turned_as_its_display_matrix_says(matrix, shown):
    stored = quarters(40, 30)
    assert np.array_equal(turned(stored, matrix), shown(stored))
    assert swaps_sides(matrix) == (shown(stored).shape[0] == 40)


def test_a_slightly_crooked_matrix_becomes_the_nearest_quarter_turn():
    crooked = (300, 65535, 0, -65535, 300, 0, 0, 0, 1 << 30)
    assert np.array_equal(turned(quarters(), crooked), np.rot90(quarters(), -1))


@pytest.mark.parametrize(
    ("stored", "aspect", "shown"),
    [
        ((640, 480), 1.0, (640, 480)),
        ((480, 270), 4 / 3, (640, 270)),
        ((720, 576), 0.5, (720, 1152)),
        ((7680, 4320), 1.0, (4096, 2304)),
        ((4320, 7680), 1.0, (2304, 4096)),
        ((4096, 100), 1.0, (4096, 100)),
        ((640, 480), 0.0, (640, 480)),
        ((640, 480), 50.0, (640, 480)),
    ],
)
def test_pixels_become_square_without_losing_any_unless_the_picture_is_huge(stored, aspect, shown):
    assert shown_size(stored, aspect) == shown


def test_a_picture_of_another_shape_is_framed_in_black_not_stretched():
    image = fitted(np.full((100, 50, 3), 200, np.uint8), (300, 100))
    assert image.shape == (100, 300, 3)
    columns = image[50, :, 0]
    assert columns[:125].max() == 0 and columns[175:].max() == 0
    assert columns[126:174].min() == 200


def test_a_picture_of_the_same_shape_is_only_scaled():
    image = fitted(np.full((480, 640, 3), 200, np.uint8), (320, 240))
    assert image.shape == (240, 320, 3) and image.min() == 200


@pytest.mark.parametrize("size", [(63, 640), (640, 63), (1, 1)])
def test_a_picture_under_64_pixels_a_side_is_refused_in_words(size):
    with pytest.raises(SourceError, match=rf"^a\.png: too small \({size[0]}x{size[1]}\): .*64"):
        require_size("a.png", size)
    require_size("a.png", (64, 64))
