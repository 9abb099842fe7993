"""What is done to a frame's pixels before the network sees them. Pure."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.types import Pose

Image = NDArray[np.uint8]

LIGHT_SAMPLE = (64, 48)  # pixels picked from the frame, plenty for brightness and contrast
SEEN = 0.5  # visibility of the joints a person's box is drawn around
BODY_MARGIN = 0.25  # of the larger side of that box, kept around it
GREY = 127
BLANK = np.full((64, 64, 3), GREY, np.uint8)  # a picture with nobody in it


def light(image: Image) -> tuple[float, float]:
    """(brightness, contrast): mean and standard deviation of the grey level, 0..255."""
    sample = cv2.resize(image, LIGHT_SAMPLE, interpolation=cv2.INTER_NEAREST)
    mean, deviation = cv2.meanStdDev(cv2.cvtColor(sample, cv2.COLOR_BGR2GRAY))
    return float(mean.item()), float(deviation.item())


def only(person: Pose, image: Image) -> Image:
    """A copy of the picture with everything but one person's surroundings grey."""
    seen = person.px[(person.visibility >= SEEN) & np.isfinite(person.px).all(axis=1)]
    if not len(seen):
        return image
    low, high = seen.min(axis=0), seen.max(axis=0)
    margin = BODY_MARGIN * float((high - low).max())
    left, top = np.maximum(low - margin, 0).astype(int)
    right, bottom = np.maximum(np.ceil(high + margin), 0).astype(int)
    masked = np.full_like(image, GREY)
    masked[top:bottom, left:right] = image[top:bottom, left:right]
    return masked
