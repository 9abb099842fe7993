"""Drawing the placed blocks."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.blocks import Layout
from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.strokes import stroke
from posecoach.outputs.overlay.style import Style
from posecoach.outputs.overlay.text import Ink


def draw_leaders(image: NDArray[np.uint8], layout: Layout, style: Style, unit: float) -> None:
    """Join each angle's label to its arc."""
    pinned = [(p.pin, p.box) for p in layout.placed if p.pin]
    ends = [(pin, (box.x + box.w / 2, box.y + box.h / 2)) for pin, box in pinned]
    if ends:
        stroke(image, np.array(ends), style.text, unit / 20, style.outline)


def draw_blocks(image: NDArray[np.uint8], layout: Layout, ink: Ink, style: Style) -> None:
    """Draw every block of a layout into the picture."""
    tones = {"text": style.text, "quiet": style.quiet}
    for placed in layout.placed:
        box, chip = placed.box, placed.block.chip
        below = 0 if chip is None else len(chip)
        _darken(image, Box(box.x, box.y + below, box.w, box.h - below), style)
        if chip is not None:
            image[box.y : box.y + below, box.x : box.right] = chip
        for piece in placed.block.pieces:
            if piece.tone in tones:
                origin = placed.x + piece.box.x, placed.y + piece.box.y + piece.size
                ink.draw(image, piece.text, origin, piece.size, tones[piece.tone])


def _darken(image: NDArray[np.uint8], box: Box, style: Style) -> None:
    part = image[box.y : box.bottom, box.x : box.right]
    if part.size:
        cv2.convertScaleAbs(part, part, 1 - style.opacity, style.opacity * style.backing)
