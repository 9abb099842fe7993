"""The loop of a guided session: frames when there are some, time in any case."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf
from typing import Protocol

from posecoach.sources import LiveSource
from posecoach.sources.timing import steady_s
from posecoach.types import Frame

POLL_S = 0.05  # how long the loop waits for a frame before it looks at keys and time again


class Guided(Protocol):
    """What the loop drives."""

    @property
    def closed(self) -> bool:
        """Whether it is over."""

    def take(self, frame: Frame, t: float) -> None:
        """One frame at `t` seconds of the session."""

    def idle(self, t: float, lost: bool) -> None:
        """No frame for a moment; `lost` when the camera is gone."""


class Timeline:
    """Time of the session: that of the frames, and between them that of the clock."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin at zero; `clock` tells seconds that never go back."""
        self._clock = clock
        self._offset_s = -clock()  # from the clock to the session
        self._shift_s: float | None = None  # from the frames to the session
        self._now = 0.0

    def at(self, frame_t: float) -> float:
        """Return the time of a frame; frames that are dated back never turn time back."""
        if self._shift_s is None:
            self._shift_s = self.now() - frame_t
        self._now = max(self._now, frame_t + self._shift_s)
        self._offset_s = self._now - self._clock()
        return self._now

    def now(self) -> float:
        """Return the time where there is no frame."""
        self._now = max(self._now, self._clock() + self._offset_s)
        return self._now


def run(
    source: LiveSource | None,
    guided: Guided,
    stop: Callable[[], bool],
    *,
    clock: Callable[[], float] = steady_s,
    wait: Callable[[float], object] = time.sleep,
) -> None:
    """Drive a session until it is over, the source ends or somebody asks to stop.

    Args:
        source: frames in real time; None: the clock alone.
        guided: the session.
        stop: asked between frames.
        clock: seconds that never go back.
        wait: lets seconds pass.
    """
    timeline = Timeline(clock)
    while not (stop() or guided.closed or (source is not None and source.ended)):
        frame = None
        if source is None:
            wait(POLL_S)
        else:
            frame = source.poll(POLL_S)
        if frame is None:
            guided.idle(timeline.now(), source is not None and source.lost)
        else:
            guided.take(frame, timeline.at(frame.t))


class Cap:
    """Which moments are worth the network, at most so many a second."""

    def __init__(self) -> None:
        """The first one is."""
        self._next = -inf

    def due(self, t: float, rate: float) -> bool:
        """Return whether the frame of t seconds is; `rate` per second."""
        if t < self._next:
            return False
        self._next = max(self._next + 1 / rate, t)
        return True
