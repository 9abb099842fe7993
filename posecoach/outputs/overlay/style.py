"""Colours and sizes of the overlay. The colours are Okabe and Ito's, told apart by all eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from posecoach.types import Band, Level

Colour = tuple[int, int, int]
"""Blue, green, red, 0..255."""

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
BLUISH_GREEN: Colour = (115, 158, 0)
YELLOW: Colour = (66, 228, 240)
ORANGE: Colour = (0, 159, 230)
VERMILLION: Colour = (0, 94, 213)
GREY: Colour = (170, 170, 170)

LEVELS: dict[Level, Colour] = {
    "good": BLUISH_GREEN,
    "caution": ORANGE,
    "poor": VERMILLION,
    "unknown": GREY,
}
BANDS: dict[Band, Colour] = {
    "good": BLUISH_GREEN,
    "fair": YELLOW,
    "strained": ORANGE,
    "poor": VERMILLION,
    "unknown": GREY,
}

# To be read from 2 m, a letter needs 16 minutes of arc (ISO 9241-303): capitals 9.3 mm high. A
# picture filling a 24-inch screen is 299 mm high, and capitals are three quarters of the type size.
UNIT_PER_HEIGHT = 9.3 / 299 / 0.75
UNIT_PER_WIDTH = 1 / 21  # an upright picture must still hold a few words on a line
SMALLEST_UNIT_PX = 12.0  # below this the letters are no longer drawn legibly
SMALLEST_TYPE_PX = 10


@dataclass(frozen=True, slots=True)
class Style:
    """How the overlay looks. Text on a coloured chip is black, on the dark backing `text`."""

    levels: Mapping[Level, Colour] = field(default_factory=lambda: LEVELS)
    bands: Mapping[Band, Colour] = field(default_factory=lambda: BANDS)
    text: Colour = WHITE
    quiet: Colour = (222, 222, 222)  # text of less weight
    near: Colour = WHITE  # bones of the nearer side, or of both
    far: Colour = (190, 170, 140)  # bones of the far side, and all bones when nothing is judged
    outline: Colour = (24, 24, 24)
    backing: int = 20  # grey level behind text
    opacity: float = 0.75  # 0..1 of that backing; below 0.67 it is too light on a white wall
    scale: float = 1.0  # times all sizes

    def unit(self, size: tuple[int, int]) -> float:
        """Return the type size of the main words for a picture (width, height), pixels."""
        width, height = size
        fitting = min(height * UNIT_PER_HEIGHT, width * UNIT_PER_WIDTH)
        return self.scale * max(SMALLEST_UNIT_PX, fitting)
