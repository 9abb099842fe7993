"""Lines with a dark rim, so that they show on any background."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.style import Colour
from posecoach.types import Floats

SUBPIXEL_BITS = 4  # lines move smoothly in sixteenths of a pixel
SUBPIXELS = 1 << SUBPIXEL_BITS
RIM = 0.5  # of the line's width, on each side


def stroke(
    image: NDArray[np.uint8],
    lines: Sequence[Floats] | Floats,
    colour: Colour,
    width: float,
    rim: Colour | None = None,
) -> None:
    """Draw polylines (n, 2) of pixels, `width` pixels wide, into the picture."""
    if isinstance(lines, np.ndarray):
        paths = list(np.rint(lines * SUBPIXELS).astype(np.int32))
    else:
        paths = [np.rint(line * SUBPIXELS).astype(np.int32) for line in lines]
    if rim is not None:
        around = width + 2 * max(1.0, RIM * width)
        _polylines(image, paths, rim, around, cv2.LINE_8)  # a smooth rim would double the cost
    _polylines(image, paths, colour, width, cv2.LINE_AA)


def _polylines(
    image: NDArray[np.uint8],
    paths: list[NDArray[np.int32]],
    colour: Colour,
    width: float,
    edges: int,
) -> None:
    thickness = max(1, round(width))
    cv2.polylines(image, paths, False, colour, thickness, edges, SUBPIXEL_BITS)


def dots(
    image: NDArray[np.uint8], centres: Floats, colour: Colour, radius: float, rim: Colour
) -> None:
    """Draw filled circles at (n, 2) pixels into the picture."""
    scaled = np.rint(centres * SUBPIXELS).astype(np.int32).tolist()
    around = radius + max(1.0, RIM * radius)
    for size, paint, edges in ((around, rim, cv2.LINE_8), (radius, colour, cv2.LINE_AA)):
        for centre in scaled:
            cv2.circle(image, centre, round(size * SUBPIXELS), paint, -1, edges, SUBPIXEL_BITS)


def dashes(line: Floats, length: float) -> list[Floats]:
    """Cut a straight line (2, 2) into dashes of about `length` pixels with gaps as long."""
    span = float(np.hypot(*(line[1] - line[0])))
    count = max(1, round(span / length / 2))
    stops = (np.arange(2 * count) / (2 * count - 0.999))[:, None]
    points = line[0] + stops * (line[1] - line[0])
    return [points[i : i + 2] for i in range(0, 2 * count, 2)]
