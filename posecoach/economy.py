"""Asking the camera for smaller pictures while the body is far larger than it needs to be."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import distance
from posecoach.types import Result

ENOUGH_PX = 80.0  # ear to shoulder: a pixel of noise is then below a degree (SCIENCE A5)
LASTING_S = 10.0  # nobody leans in and out this slowly


class Economy:
    """A listener that calls `coarsen(True)` when half the pixels are enough, `False` when not."""

    paused = False
    closed = False

    def __init__(self, coarsen: Callable[[bool], object]) -> None:
        """Begin with full pictures."""
        self._coarsen = coarsen
        self._coarse = False
        self._since = inf  # seconds since when the other size would be right

    def take(self, result: Result) -> None:
        """Look at how large the body is; lengths are pixels of the frame, which keeps its size."""
        if result.pose is None or result.outlook.reason:
            return
        body = Body(result.pose.px, near_left=result.outlook.facing < 0)
        ear, shoulder = body.best("ear", "shoulder")
        length = distance(ear, shoulder)
        if not (length < 2 * ENOUGH_PX if self._coarse else length > 2.5 * ENOUGH_PX):
            self._since = inf
            return
        self._since = min(self._since, result.t)
        if result.t - self._since >= LASTING_S:
            self._coarse, self._since = not self._coarse, inf
            self._coarsen(self._coarse)

    def idle(self, lost: bool) -> None:
        """Nothing to do; a camera found again gives full pictures and is asked anew."""
        if lost:
            self._coarse, self._since = False, inf
