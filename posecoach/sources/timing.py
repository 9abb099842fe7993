"""From the stamps in a file to seconds, and which frames come due."""

from __future__ import annotations

import math
import time

_RESTART_S = 1.0  # a jump back by more than this is a clock that began again, not a stray stamp
_EARLY = 0.2  # of a grid step: stamps rounded to milliseconds must not miss their turn


def steady_s() -> float:
    """Return seconds that never go back and, where the system can tell, go on during sleep.

    Neither a wall clock that is set back nor an hour with the lid closed may bend time: after sleep
    the next frame is an hour later, which everything downstream takes for a gap.
    """
    boot = getattr(time, "CLOCK_BOOTTIME", None)  # Linux; its monotonic clock stops in sleep
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class StreamClock:
    """Turns presentation stamps into seconds since the first frame, strictly increasing."""

    def __init__(self, tick_s: float, spacing_s: float) -> None:
        """Take the length of one tick and the usual time between two frames, in seconds."""
        self.repeats = 0  # frames left out because their time was not later than the last
        self.restarts: list[float] = []  # seconds at which the file's own clock began again
        self._tick_s = tick_s
        self._spacing_s = spacing_s
        self._origin: int | None = None
        self._shift_s = 0.0
        self._last_s = -math.inf

    def read(self, stamp: int | None) -> float | None:
        """Return the time of a frame in seconds, or None when the frame is to be left out."""
        if stamp is None:
            return self._accept(self._next_s())
        if self._origin is None:
            self._origin = stamp
            self._shift_s = self._next_s()
        t = (stamp - self._origin) * self._tick_s + self._shift_s
        if t > self._last_s:
            return self._accept(t)
        if self._last_s - t < _RESTART_S:
            self.repeats += 1
            return None
        self._shift_s += self._next_s() - t
        self.restarts.append(self._next_s())
        return self._accept(self._next_s())

    def _next_s(self) -> float:
        return max(0.0, self._last_s + self._spacing_s)

    def _accept(self, t: float) -> float:
        self._last_s = t
        return t


class RateCap:
    """Lets through at most `rate` frames per second of the source's own time."""

    def __init__(self, rate: float | None) -> None:
        """Take the highest rate in frames per second; None lets everything through."""
        self._rate = rate
        self._step = -1

    def due(self, t: float) -> bool:
        """Whether the frame at `t` seconds is the first of its step on the time grid."""
        if self._rate is None:
            return True
        step = math.floor(t * self._rate + _EARLY)
        if step <= self._step:
            return False
        self._step = step
        return True
