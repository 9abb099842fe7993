"""The figure of an exercise at its start and its end, side by side, as one picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.mannequin.plans import Side
from posecoach.mannequin.props import equipped
from posecoach.mannequin.render import render
from posecoach.mannequin.stretches import Stretch
from posecoach.outputs.overlay.text import Ink

CAPTION_PX, TYPE_PX, LEFT_PX = 44, 22, 14
PAPER, INK = 255, (40, 40, 40)  # grey level; BGR


def figure_card(
    stretch: Stretch, captions: tuple[str, str], side: Side = "right"
) -> NDArray[np.uint8]:
    """Return start and end, each under its caption; `(H, W, 3)` BGR."""
    ink = Ink()
    halves = []
    for share, caption in zip((0.0, 1.0), captions, strict=True):
        image = render(*equipped(stretch, share, side)).image
        strip = np.full((CAPTION_PX, image.shape[1], 3), PAPER, np.uint8)
        fitted = ink.fit(caption, image.shape[1] - 2 * LEFT_PX, TYPE_PX)
        ink.draw(strip, fitted.lines[0], (LEFT_PX, CAPTION_PX - LEFT_PX), fitted.size, INK)
        halves.append(np.vstack([strip, image]))
    return np.hstack(halves)


def png(image: NDArray[np.uint8]) -> bytes:
    """Return a picture as a PNG file."""
    return bytes(cv2.imencode(".png", image)[1])
