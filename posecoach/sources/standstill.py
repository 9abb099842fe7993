"""Telling a camera that hangs from one that sees a room in which nothing moves."""

from __future__ import annotations

import zlib
from math import inf

from posecoach.sources.shape import Image

FROZEN_S = 10.0  # the same bytes for so long ...
FROZEN_PICTURES = 3  # ... in so many pictures: a driver may hand out one twice, as after sleep
_EVERY = 16  # a pixel in so many, each way, is plenty: a sensor's noise changes them all


class Standstill:
    """Whether a camera repeats one picture: a sensor that works never gives the same bytes twice.

    A black picture may repeat, because a covered sensor can read zero everywhere.
    """

    def __init__(self) -> None:
        """No picture was seen yet."""
        self._print = -1
        self._since = inf
        self._repeats = 0

    def see(self, t: float, image: Image) -> bool:
        """Take the picture of time `t` seconds; return whether the camera hangs.

        Once it hangs, it does until another picture comes, whatever is opened in between.
        """
        sample = image[::_EVERY, ::_EVERY]
        now = zlib.crc32(sample.tobytes())
        if now != self._print or not sample.any():
            self._print, self._since, self._repeats = now, t, 0
        else:
            self._repeats += 1
        return self._repeats >= FROZEN_PICTURES and t - self._since >= FROZEN_S
