"""Put facets and shadows on a canvas and make a picture of it: the only module that uses OpenCV.

A canvas is `(h, w, 4)` uint8 at FINER times the picture's size: blue, green and red unlit, and how
much light falls there (0 where nothing was painted).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.mannequin.facets import Facets
from posecoach.mannequin.shadow import Shade
from posecoach.types import Floats

Image = NDArray[np.uint8]
FINER = 2  # drawn at this multiple of the picture's size and averaged down
SUBPIXEL = 4  # fractional bits of drawn corners
FULL_LIGHT = 128  # light that leaves a colour as it is
SOFTEN_PX = 9  # canvas pixels over which light is evened out, so that facets do not show
COARSER = 4  # shadows are drawn at this fraction of the canvas


def paint(canvas: Image, shown: Facets, corner: Floats) -> None:
    """Paint facets, far to near, on a canvas whose first pixel is the picture's `corner`."""
    outlines = np.round((shown.px - corner) * (FINER << SUBPIXEL)).astype(np.int32)
    light = np.clip(shown.light * FULL_LIGHT, 1, 255)
    values = np.column_stack([shown.colours[:, ::-1], light]).tolist()
    for outline, value in zip(outlines, values, strict=True):
        cv2.fillConvexPoly(canvas, outline, value, cv2.LINE_8, SUBPIXEL)


def darken(canvas: Image, shades: Shade, corner: Floats, soft_px: float) -> None:
    """Lay shadows, blurred by `soft_px` picture pixels, on a canvas that starts at `corner`."""
    height, width = (n // COARSER for n in canvas.shape[:2])
    plane = np.full((height, width), 255, np.uint8)
    outlines = np.round((shades.px - corner) * (FINER / COARSER)).astype(np.int32)
    for outline, light in zip(outlines, shades.light.tolist(), strict=True):
        cv2.fillConvexPoly(plane, outline, 255 * light)
    soft = cv2.GaussianBlur(plane, (0, 0), soft_px * FINER / COARSER)
    left = cv2.resize(soft, (canvas.shape[1], canvas.shape[0]))
    left = cv2.merge([left, left, left, np.full_like(left, 255)])
    cv2.multiply(canvas, left, dst=canvas, scale=1 / 255)


def blur(canvas: Image, px: float) -> None:
    """Light a canvas, put it out of focus by `px` picture pixels, and call it unpainted."""
    canvas[..., :3] = cv2.GaussianBlur(_lit(canvas), (0, 0), px * FINER)
    canvas[..., 3] = 0


def picture(canvas: Image) -> Image:
    """The canvas lit and brought to the picture's size, BGR."""
    size = (canvas.shape[1] // FINER, canvas.shape[0] // FINER)
    return np.asarray(cv2.resize(_lit(canvas), size, interpolation=cv2.INTER_AREA), np.uint8)


def painted(canvas: Image) -> Image:
    """Where something was painted, 255, at the picture's size `(h, w)`."""
    size = (canvas.shape[1] // FINER, canvas.shape[0] // FINER)
    mask = cv2.threshold(cv2.extractChannel(canvas, 3), 0, 255, cv2.THRESH_BINARY)[1]
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)


def _tones() -> Image:
    """Light 0..255 -> gain of B, G, R in 1/FULL_LIGHT; shade is a little cooler."""
    light = np.arange(256) / FULL_LIGHT
    shade = np.clip(1 - light, 0, 1)
    gains = [light * (1 + 0.05 * shade), light, light * (1 - 0.03 * shade)]
    return np.clip(np.stack(gains, -1) * FULL_LIGHT, 0, 255).astype(np.uint8)[:, None]


TONES = _tones()


def _lit(canvas: Image) -> Image:
    """Colours times light, `(h, w, 3)`; where nothing was painted the colours as they are."""
    light = cv2.extractChannel(canvas, 3)
    painted = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY)[1]
    soft = cv2.blur(light, (SOFTEN_PX, SOFTEN_PX))
    # over painted neighbours only, so that no light leaks in across the outline
    soft = cv2.divide(soft, cv2.blur(painted, (SOFTEN_PX, SOFTEN_PX)), scale=255)
    soft[painted == 0] = FULL_LIGHT
    gain = cv2.applyColorMap(soft, TONES)
    colours = cv2.cvtColor(canvas, cv2.COLOR_BGRA2BGR)
    return np.asarray(cv2.multiply(colours, gain, scale=1 / FULL_LIGHT), np.uint8)
