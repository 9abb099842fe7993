"""Events found against the times at which something truly was the case. Pure; seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

Interval = tuple[float, float]  # seconds: start, end


@dataclass(frozen=True, slots=True)
class Matches:
    """What was found, what was missed and what was not there."""

    hits: int = 0
    misses: int = 0
    false: int = 0
    delays_s: tuple[float, ...] = ()  # of each hit, from the true start; negative is early

    def __add__(self, other: Matches) -> Matches:
        """Both together."""
        return Matches(
            self.hits + other.hits,
            self.misses + other.misses,
            self.false + other.false,
            self.delays_s + other.delays_s,
        )

    @property
    def precision(self) -> float:
        """Share of what was found that was there; NaN when nothing was found."""
        found = self.hits + self.false
        return self.hits / found if found else nan

    @property
    def recall(self) -> float:
        """Share of what was there that was found; NaN when nothing was there."""
        there = self.hits + self.misses
        return self.hits / there if there else nan

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; NaN when nothing was there nor found."""
        whole = 2 * self.hits + self.misses + self.false
        return 2 * self.hits / whole if whole else nan

    @property
    def delay_s(self) -> float:
        """Median delay of the hits; NaN without one."""
        return float(np.median(self.delays_s)) if self.delays_s else nan


def match(
    found: Sequence[float], true: Sequence[Interval], early_s: float = 0.0, late_s: float = 0.0
) -> Matches:
    """Match the times of events, one to one, with the intervals in which they would be right.

    The first event from `early_s` before an interval to `late_s` after it finds it. Any
    further one there is false, as is one outside of all: nobody wants to be told twice.
    """
    left, delays = sorted(found), []
    for start, end in sorted(true):
        inside = [t for t in left if start - early_s <= t <= end + late_s]
        if inside:
            delays.append(inside[0] - start)
            left.remove(inside[0])
    return Matches(len(delays), len(true) - len(delays), len(left), tuple(delays))


def per_hour(count: int, seconds: float) -> float:
    """Rate of `count` events in `seconds`; NaN of no time."""
    return 3600 * count / seconds if seconds > 0 else nan
