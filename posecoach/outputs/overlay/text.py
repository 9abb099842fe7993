"""Text in OpenCV's own UTF-8 typeface: measuring, breaking into lines, drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.style import SMALLEST_TYPE_PX, Colour

LINE_HEIGHT = 1.28  # times the type size: accents reach 0.98 above the baseline, tails 0.27 below
WEIGHT = 600
SHRINK = (1.0, 0.9, 0.8, 0.7)
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text broken into lines of one type size (pixels)."""

    lines: tuple[str, ...]
    size: int
    whole: bool = True  # no words were left out


class Ink:
    """One typeface. Not to be shared between threads."""

    def __init__(self) -> None:
        """Load the typeface that comes with OpenCV."""
        self._face = cv2.FontFace("sans")
        self.width = lru_cache(maxsize=4096)(self._width)
        """(text, size px) -> how far a line reaches from its origin, pixels."""

    def _width(self, text: str, size: int) -> int:
        return cv2.getTextSize((0, 0), text, (0, 0), self._face, size, WEIGHT)[2]

    def draw(
        self,
        image: NDArray[np.uint8],
        text: str,
        origin: tuple[int, int],
        size: int,
        colour: Colour,
    ) -> None:
        """Write one line into the picture; the origin is the left end of its baseline."""
        cv2.putText(image, text, origin, colour, self._face, size, WEIGHT)

    def write(
        self,
        image: NDArray[np.uint8],
        box: Box,
        fitted: Fitted,
        colour: Colour,
        to_right: bool = False,
    ) -> None:
        """Draw lines into a box: half-way down, from its left side or against its right one."""
        step = round(LINE_HEIGHT * fitted.size)
        y = box.y + (box.h - step * len(fitted.lines)) // 2 + fitted.size
        for line in fitted.lines:
            x = box.right - self.width(line, fitted.size) if to_right else box.x
            self.draw(image, line, (x, y), fitted.size, colour)
            y += step

    def fit(self, text: str, width: int, size: float, lines: int = 1) -> Fitted:
        """Break text into at most `lines` lines of at most `width` pixels.

        First by more lines, then by smaller type, and by an ellipsis only when all else fails.
        """
        sizes = list(dict.fromkeys(max(SMALLEST_TYPE_PX, round(size * s)) for s in SHRINK))
        for px in sizes:
            for count in range(1, lines + 1):
                broken = self._broken(text, width, px, count)
                if broken:
                    return Fitted(broken, px)
        return Fitted(self._shortened(text, width, sizes[-1], lines), sizes[-1], whole=False)

    def _broken(self, text: str, width: int, size: int, count: int) -> tuple[str, ...]:
        """Return the text in at most `count` lines, as even as can be; empty if it cannot."""
        whole = self.width(text, size)
        if whole <= width:
            return (text,)
        if count == 1 or whole > count * width:
            return ()
        for limit in (whole * 1.04 / count, whole * 1.12 / count, whole * 1.25 / count, width):
            broken = tuple(self._greedy(text, min(width, int(limit)), size))
            if len(broken) <= count and all(self.width(line, size) <= width for line in broken):
                return broken
        return ()

    def _greedy(self, text: str, width: int, size: int) -> Iterator[str]:
        """Yield lines as full as they can be; scripts without spaces break anywhere."""
        glue = " " if " " in text else ""
        line = ""
        for token in text.split(" ") if glue else text:
            longer = f"{line}{glue}{token}" if line else token
            if line and self.width(longer, size) > width:
                yield line
                longer = token
            line = longer
        yield line

    def _shortened(self, text: str, width: int, size: int, lines: int) -> tuple[str, ...]:
        """Return the longest beginning that fits, with an ellipsis."""
        fits: tuple[str, ...] = (ELLIPSIS,)
        low, high = 0, len(text)
        while high - low > 1:
            middle = (low + high) // 2
            broken = self._broken(text[:middle].rstrip() + ELLIPSIS, width, size, lines)
            low, high = (middle, high) if broken else (low, middle)
            fits = broken or fits
        return fits
