"""Put facets and shadows into a picture; with `exposure` the only module that uses OpenCV.

A plate is `(h, w)` int32 at FINER times the picture's size: blue, green, red and light of what is
seen, a byte each; 0 is nothing.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.mannequin.facets import Facets
from posecoach.mannequin.shadow import Shade
from posecoach.types import Floats

Image = NDArray[np.uint8]
Plate = NDArray[np.int32]
FINER = 2  # drawn at this multiple of the picture's size and averaged down
SUBPIXEL = 4  # fractional bits of drawn corners
FULL_LIGHT = 128  # light that leaves a colour as it is
SOFTEN_PX = 5  # pixels over which light is evened out, so that facets do not show
COARSER = 2  # shadows are drawn at this fraction of the picture


def plate(shown: Facets, size: tuple[int, int]) -> Plate:
    """What is seen of facets in a picture `size` wide and high."""
    light = np.clip(shown.light * FULL_LIGHT, 1, 255)
    values = np.clip(np.column_stack([shown.colours[:, ::-1], light]), 0, 255).astype(np.uint8)
    canvas = np.zeros((size[1] * FINER, size[0] * FINER), np.int32)
    _fill(canvas, shown, values.view(np.int32)[:, 0].tolist())
    return canvas


def _fill(canvas: NDArray[Any], shown: Facets, values: list[Any]) -> None:
    """Paint each facet with its value, the first below the others."""
    outlines = np.round(shown.px * (FINER << SUBPIXEL)).astype(np.int32)
    for outline, value in zip(outlines, values, strict=True):
        cv2.fillConvexPoly(canvas, outline, value, cv2.LINE_8, SUBPIXEL)


def developed(seen: Plate, background: Image) -> tuple[Image, Image]:
    """The lit picture of a plate before a background `(h, w, 3)`, and its mask `(h, w)`."""
    size = (background.shape[1], background.shape[0])
    small = cv2.resize(seen[..., None].view(np.uint8), size, None, 0, 0, AREA)
    painted = (seen != 0).view(np.uint8) * np.uint8(255)
    mask = np.asarray(cv2.resize(painted, size, None, 0, 0, AREA), np.uint8)
    even = (SOFTEN_PX, SOFTEN_PX)
    # over painted neighbours only, so that no light leaks in across the outline
    light = cv2.blur(cv2.extractChannel(small, 3), even)
    light = cv2.divide(light, cv2.blur(mask, even), scale=255)
    gain = cv2.applyColorMap(light, TONES)
    lit = cv2.multiply(cv2.cvtColor(small, cv2.COLOR_BGRA2BGR), gain, scale=1 / FULL_LIGHT)
    left = cv2.cvtColor(255 - mask, cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.add(lit, cv2.multiply(background, left, scale=1 / 255)), np.uint8), mask


AREA = cv2.INTER_AREA


def _tones() -> Image:
    """Light 0..255 -> gain of B, G, R in 1/FULL_LIGHT; shade is a little cooler."""
    light = np.arange(256) / FULL_LIGHT
    shade = np.clip(1 - light, 0, 1)
    gains = [light * (1 + 0.05 * shade), light, light * (1 - 0.03 * shade)]
    return np.clip(np.stack(gains, -1) * FULL_LIGHT, 0, 255).astype(np.uint8)[:, None]


TONES = _tones()


def painted_flat(layers: list[Facets], size: tuple[int, int], blur_px: float) -> Image:
    """Layers painted over each other and put out of focus, `(h, w, 3)` BGR."""
    canvas = np.full((size[1] * FINER, size[0] * FINER, 3), 128, np.uint8)
    for shown in layers:
        gains = TONES[np.clip(shown.light * FULL_LIGHT, 1, 255).astype(int), 0] / FULL_LIGHT
        _fill(canvas, shown, (shown.colours[:, ::-1] * gains).tolist())
    return np.asarray(cv2.GaussianBlur(cv2.resize(canvas, size, None, 0, 0, AREA), (0, 0), blur_px))


def darkened(image: Image, shades: Shade, corner: Floats, soft_px: float) -> Image:
    """A picture that starts at `corner` with shadows on it, blurred by `soft_px` pixels."""
    height, width = (n // COARSER for n in image.shape[:2])
    plane = np.full((height, width), 255, np.uint8)
    outlines = np.round((shades.px - corner) / COARSER).astype(np.int32)
    low, high = outlines.min(1), outlines.max(1)
    seen = ((low < (width, height)) & (high >= 0)).all(1)
    if not seen.any():
        return image
    for outline, light in zip(outlines[seen], shades.light[seen].tolist(), strict=True):
        cv2.fillConvexPoly(plane, outline, 255 * light)
    soft = cv2.GaussianBlur(plane, (0, 0), soft_px / COARSER)
    left = cv2.cvtColor(cv2.resize(soft, image.shape[1::-1]), cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.multiply(image, left, scale=1 / 255), np.uint8)
