"""Give a picture of any shape the form the pipeline expects: upright, square pixels, sane size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posecoach.errors import SourceError

Image = NDArray[np.uint8]
Size = tuple[int, int]

MIN_SIDE = 64  # pixels; in smaller pictures the network finds bodies that are not there
MAX_SIDE = 4096  # pixels; the network looks at 256, so more only costs time and memory
_PIXEL_ASPECTS = (1 / 3, 3.0)  # width / height of a stored pixel that is believed


def require_size(name: str, size: Size) -> None:
    """Raise SourceError if a picture of `size` pixels is too small to find a body in."""
    if min(size) < MIN_SIDE:
        raise SourceError(
            f"{name}: too small ({size[0]}x{size[1]}): at least {MIN_SIDE} pixels a side are needed"
        )


def shown_size(size: Size, pixel_aspect: float = 1.0) -> Size:
    """Return the size with square pixels: never shrunk, unless beyond MAX_SIDE."""
    low, high = _PIXEL_ASPECTS
    aspect = pixel_aspect if low <= pixel_aspect <= high else 1.0
    width, height = size[0] * max(1.0, aspect), size[1] / min(1.0, aspect)
    scale = min(1.0, MAX_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def scaled(image: Image, size: Size) -> Image:
    """Return the image in exactly `size`, whatever that does to its proportions."""
    import cv2

    if (image.shape[1], image.shape[0]) == size:
        return image
    smaller = size[0] * size[1] < image.shape[0] * image.shape[1]
    method = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return _bytes(cv2.resize(image, size, interpolation=method))


def fitted(image: Image, size: Size) -> Image:
    """Return the image in exactly `size`, proportions kept, black where it does not reach."""
    import cv2

    height, width = image.shape[:2]
    if (width, height) == size:
        return image
    scale = min(size[0] / width, size[1] / height)
    inner = scaled(image, (max(1, round(width * scale)), max(1, round(height * scale))))
    across, down = size[0] - inner.shape[1], size[1] - inner.shape[0]
    left, top = across // 2, down // 2
    return _bytes(
        cv2.copyMakeBorder(inner, top, down - top, left, across - left, cv2.BORDER_CONSTANT)
    )


def turned(image: Image, matrix: Sequence[int]) -> Image:
    """Return the image as its display matrix (9 integers, row by row) says it is to be shown.

    Only quarter turns and reflections are meant by cameras; another angle becomes the nearest.
    """
    import cv2

    a, b, _, c, d = matrix[:5]  # shown x = a x + c y, shown y = b x + d y
    across, down = a, d
    if abs(a) + abs(d) < abs(b) + abs(c):
        image = _bytes(cv2.transpose(image))
        across, down = c, b
    if across >= 0 and down >= 0:
        return image
    both, horizontal, vertical = -1, 1, 0  # flip codes of OpenCV
    code = both if across < 0 and down < 0 else horizontal if across < 0 else vertical
    return _bytes(cv2.flip(image, code))


def swaps_sides(matrix: Sequence[int]) -> bool:
    """Whether showing the picture as the matrix says makes its width its height."""
    a, b, _, c, d = matrix[:5]
    return abs(a) + abs(d) < abs(b) + abs(c)


def finite_or_nan(value: float | None) -> float:
    """Return a positive finite number as it is, anything else as NaN."""
    return value if value is not None and math.isfinite(value) and value > 0 else math.nan


def _bytes(image: NDArray[Any]) -> Image:
    return image.astype(np.uint8, copy=False)
