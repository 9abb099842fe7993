"""Coloured chips with black text on them, drawn once and copied into many frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.strokes import stroke
from posecoach.outputs.overlay.style import BLACK, Colour
from posecoach.outputs.overlay.text import Ink
from posecoach.types import Level

Tone = Literal["chip", "text", "quiet"]

# strokes inside a unit square, x right, y down: tick, exclamation mark, cross, dash
SIGNS: dict[Level, list[list[tuple[float, float]]]] = {
    "good": [[(0.22, 0.55), (0.42, 0.75), (0.80, 0.28)]],
    "caution": [[(0.50, 0.19), (0.50, 0.54)], [(0.50, 0.77), (0.50, 0.81)]],
    "poor": [[(0.24, 0.24), (0.76, 0.76)], [(0.76, 0.24), (0.24, 0.76)]],
    "unknown": [[(0.25, 0.50), (0.75, 0.50)]],
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of text; its baseline is `size` below the top of its box."""

    text: str
    box: Box  # relative to the block it belongs to
    size: int  # pixels
    tone: Tone


def draw_chip(
    size: tuple[int, int], colour: Colour, pieces: Sequence[Piece], ink: Ink
) -> NDArray[np.uint8]:
    """Return a (width, height) chip as (h, w, 3)."""
    chip = np.full((size[1], size[0], 3), colour, np.uint8)
    for piece in pieces:
        ink.draw(chip, piece.text, (piece.box.x, piece.box.y + piece.size), piece.size, BLACK)
    return chip


def sign(chip: NDArray[np.uint8], level: Level, rim: Colour) -> NDArray[np.uint8]:
    """Put the sign of a level into the square at the chip's left end, and a rim round it."""
    height, width = chip.shape[:2]
    cv2.rectangle(chip, (0, 0), (width - 1, height - 1), rim, max(1, height // 24))
    lines = [height * np.array(line) for line in SIGNS[level]]
    stroke(chip, lines, BLACK, max(1.0, height / 9))
    return chip
