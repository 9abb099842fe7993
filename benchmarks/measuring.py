"""Timing by interleaved rounds, and figures with the target they are held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Literal

Work = Callable[[], int]  # does its work once and returns how many units that was


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds per unit of one contestant over all rounds."""

    least: float
    middle: float

    @property
    def ms(self) -> str:
        """Least and median, as "7.21 (7.35) ms"."""
        return f"{1e3 * self.least:.2f} ({1e3 * self.middle:.2f}) ms"


Clock = Callable[[], float]  # seconds

WALL: Clock = perf_counter
OWN: Clock = process_time  # of all threads of this program: what others do meanwhile does not count


def interleaved(
    contestants: Mapping[str, Work], rounds: int, clock: Clock = OWN
) -> dict[str, Timing]:
    """Let every contestant run once a round, so that a busy moment is shared; the first is warm-up.

    Ratios between the returned timings are steadier than any of them: the machine was the same.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, work in contestants.items():
            began = clock()
            units = work()
            spent = (clock() - began) / units
            if turn:
                seconds[name].append(spent)
    return {name: Timing(min(spent), median(spent)) for name, spent in seconds.items()}


@dataclass(frozen=True, slots=True)
class Target:
    """What DESIGN asks of a figure, in the figure's unit."""

    sense: Literal["at most", "at least"]
    value: float

    def met(self, value: float) -> bool:
        """Whether a figure of `value` is good enough; the bound itself is."""
        return value <= self.value if self.sense == "at most" else value >= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that came out."""

    what: str
    value: float
    unit: str  # "ms", "%", "x", "frames/s", "MB"
    note: str = ""  # what it is made of
    target: Target | None = None  # None when it is for information

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        return None if self.target is None else self.target.met(self.value)
