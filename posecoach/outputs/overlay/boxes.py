"""Rectangles on the picture, one or many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from posecoach.types import Floats


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, pixels: x right, y down; right and bottom are just outside."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """First column to the right of the box."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """First row below the box."""
        return self.y + self.h

    def moved(self, dx: int, dy: int) -> Box:
        """Return the box shifted by pixels."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def within(self, other: Box) -> bool:
        """Tell whether no pixel of this box lies outside the other."""
        across = other.x <= self.x and self.right <= other.right
        return across and other.y <= self.y and self.bottom <= other.bottom

    def meets(self, other: Box, gap: int = 0) -> bool:
        """Tell whether the boxes share a pixel, or are less than `gap` pixels apart."""
        across = self.x < other.right + gap and other.x < self.right + gap
        return across and self.y < other.bottom + gap and other.y < self.bottom + gap


def corners(boxes: list[Box]) -> Floats:
    """Return boxes as (n, 4) x, y, right, bottom."""
    rows = [(b.x, b.y, b.right, b.bottom) for b in boxes]
    return np.array(rows, np.float64).reshape(-1, 4)
