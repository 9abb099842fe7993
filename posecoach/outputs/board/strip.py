"""A picture with a strip below it that tells of an exercise: ring, title and one sentence."""

from __future__ import annotations

import cv2
import numpy as np

from posecoach.outputs.board import GROUND, Image, Scene, draw_joints
from posecoach.outputs.board.ring import draw_ring
from posecoach.outputs.board.scene import COLOURS, FILLED
from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.style import BLACK, WHITE, Style
from posecoach.outputs.overlay.text import Fitted, Ink
from posecoach.types import Floats

SHARE = 0.26  # height of the strip, of the picture's shorter side
LEAST_PX = 96
TITLE, WORDS = 0.19, 0.2  # type sizes, of the strip
LINES = 2  # of the sentence


class Strip:
    """Draws scenes below pictures of one size, so that nothing of the picture is hidden."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Take the (width, height) of the pictures, pixels."""
        self._width, self._height = size
        self._band = max(LEAST_PX, round(SHARE * min(size)))
        self._style, self._ink = Style(), Ink()
        self._unit = self._style.unit(size)

    def draw(self, image: Image, px: Floats | None, scene: Scene) -> Image:
        """Return the picture with the joints (33, 2), if any were seen, and the strip below."""
        canvas = np.full((self._height + self._band, self._width, 3), GROUND, np.uint8)
        picture = canvas[: self._height]
        picture[:] = image
        if px is not None:
            draw_joints(picture, px, scene, self._style, self._unit)
        self._tell(canvas, scene)
        return canvas

    def _tell(self, canvas: Image, scene: Scene) -> None:
        pad = self._band // 12
        side = self._band - 2 * pad
        ring = Box(pad, self._height + pad, side, side)
        draw_ring(canvas, ring, scene, self._ink)
        x = ring.right + 2 * pad
        room = self._width - x - pad
        title = Box(x, ring.y, room, round(1.3 * TITLE * self._band))
        words = Box(x, title.bottom, room, ring.bottom - title.bottom)
        heading = ", ".join(filter(None, (scene.title, scene.detail)))
        self._ink.write(canvas, title, self._fit(heading, title, TITLE, 1), WHITE)
        colour = WHITE
        if scene.stage in FILLED and scene.words:
            place = (words.x - pad, words.y), (words.right, words.bottom)
            cv2.rectangle(canvas, *place, COLOURS[scene.stage], -1)
            colour = BLACK
        self._ink.write(canvas, words, self._fit(scene.words, words, WORDS, LINES), colour)

    def _fit(self, text: str, box: Box, share: float, lines: int) -> Fitted:
        return self._ink.fit(text, box.w, share * self._band, lines)
