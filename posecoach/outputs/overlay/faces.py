"""How blocks of text look: drawn once, copied into many frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.strokes import stroke
from posecoach.outputs.overlay.style import BLACK, Colour, Style
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


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """What a block looks like."""

    bitmap: NDArray[np.uint8]  # (h, w, 3)
    opaque: NDArray[np.uint8] | None  # (h, w) 255 where nothing shines through; None: nowhere


def draw_face(
    size: tuple[int, int], chip: tuple[int, Colour], pieces: Sequence[Piece], ink: Ink, style: Style
) -> Face:
    """Return a (width, height) block: a chip of so many rows and a colour, the rest dark."""
    rows, colour = chip
    bitmap = np.full((size[1], size[0], 3), style.backing, np.uint8)
    bitmap[:rows] = colour
    tones = {"chip": BLACK, "text": style.text, "quiet": style.quiet}
    for piece in pieces:
        origin = piece.box.x, piece.box.y + piece.size
        ink.draw(bitmap, piece.text, origin, piece.size, tones[piece.tone])
    if rows == size[1]:
        return Face(bitmap, None)
    dark = (style.backing,) * 3
    opaque = cv2.bitwise_not(cv2.inRange(bitmap, dark, dark))
    return Face(bitmap, np.asarray(opaque, np.uint8))


def add_sign(face: Face, level: Level, rim: Colour) -> None:
    """Put the sign of a level into the square at the face's left end, and a rim round it."""
    height, width = face.bitmap.shape[:2]
    cv2.rectangle(face.bitmap, (0, 0), (width - 1, height - 1), rim, max(1, height // 24))
    lines = [height * np.array(line) for line in SIGNS[level]]
    stroke(face.bitmap, lines, BLACK, max(1.0, height / 9))
