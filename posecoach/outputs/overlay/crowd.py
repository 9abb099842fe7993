"""How badly a rectangle would cover the person, for many rectangles at once."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.boxes import Box
from posecoach.types import Floats

HEAD_COST = 60.0  # of covering the whole head; a covered point costs its weight
CELLS_PER_UNIT = 2.5
ROUND_OUT = (0.0, 0.0, 0.999, 0.999)  # a cell covered in part counts in full


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """What labels should keep clear of, counted in square cells of the picture."""

    cell: float  # pixels
    sums: Floats  # (rows + 1, columns + 1) cost of everything above and left

    def cost(self, edges: Floats) -> Floats:
        """Return (...) cost of boxes (..., 4) x, y, right, bottom; 0 covers nothing."""
        rows, columns = self.sums.shape
        cells = np.clip(edges / self.cell + ROUND_OUT, 0, (columns - 1, rows - 1) * 2)
        x0, y0, x1, y1 = np.moveaxis(cells.astype(np.intp), -1, 0)
        flat = self.sums.ravel()
        low, high = y0 * columns, y1 * columns
        return np.asarray(flat[high + x1] - flat[low + x1] - flat[high + x0] + flat[low + x0])


def count_crowd(
    size: tuple[int, int], unit: float, points: Floats, weights: Floats, head: Box | None
) -> Crowd:
    """Return the cost of covering points (n, 2), each of its weight, and the head."""
    cell = unit / CELLS_PER_UNIT
    columns, rows = (int(side / cell) + 1 for side in size)
    at: NDArray[np.intp] = np.floor(points / cell).astype(np.intp)
    inside = ((at >= 0) & (at < (columns, rows))).all(axis=-1)
    flat = at[inside, 1] * columns + at[inside, 0]
    costs = np.zeros((rows, columns))
    costs.ravel()[:] = np.bincount(flat, weights[inside], rows * columns)
    if head is not None:
        x, y = (max(0, int(start / cell)) for start in (head.x, head.y))
        right, bottom = int(head.right / cell) + 1, int(head.bottom / cell) + 1
        costs[y:bottom, x:right] += HEAD_COST / max(1, (right - x) * (bottom - y))
    return Crowd(cell, np.asarray(cv2.integral(costs, sdepth=cv2.CV_64F), np.float64))
