"""Whether anything moves in front of the camera, without asking the network. Pure."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.pose.picture import Image

GRID = (32, 24)  # cells a picture is averaged over
SAMPLES = 5  # pixels picked each way in a cell: the noise of a sensor falls to a fifth
MOVED = (
    8.0  # grey levels by which one cell must change; noise of 5 levels a pixel changes it by 1.4
)

Thumbnail = NDArray[np.float32]  # (24, 32) grey levels


def thumbnail(image: Image) -> Thumbnail:
    """Return mean grey levels of a coarse grid over a picture."""
    picked = cv2.resize(
        image, (GRID[0] * SAMPLES, GRID[1] * SAMPLES), interpolation=cv2.INTER_NEAREST
    )
    grey = cv2.cvtColor(picked, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.resize(grey, GRID, interpolation=cv2.INTER_AREA), np.float32)


def moved(before: Thumbnail, now: Thumbnail) -> bool:
    """Return whether some cell has changed by more than the whole picture has.

    A lamp, or the camera's own exposure, changes all cells alike: their median change is left out.
    """
    change = now - before
    return bool(np.abs(change - np.median(change)).max() > MOVED)
