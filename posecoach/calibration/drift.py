"""Noticing that a person's best no longer is what the baseline says, SCIENCE A8. Pure.

The best fifth of a day's minutes should lie at the baseline. Where its median is more than 5 deg
away, chair, screen or camera have changed, or the calibration was not their best.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

DRIFTED_DEG = 5.0
BEST = 0.2  # share of the day
FEWEST = 60  # minutes before a day says anything
DAY_S = 24 * 3600.0
WATCHED = ("head_pitch", "head_inclination")  # degrees from the baseline, front and side


@dataclass(frozen=True, slots=True)
class Drift:
    """A day so far."""

    minute: int = -1
    values: tuple[float, ...] = ()  # of this minute, degrees from the baseline
    minutes: tuple[float, ...] = ()  # medians of the minutes before
    offered: bool = False


def from_baseline(minutes: tuple[float, ...]) -> float:
    """Return the median of the fifth nearest the baseline, degrees; 0 without any."""
    best = sorted(minutes, key=abs)[: max(1, round(BEST * len(minutes)))]
    return median(best) if best else 0.0


def watch(drift: Drift, t: float, value: float) -> tuple[Drift, bool]:
    """Take a value in degrees from the baseline; return the new memory, and True once a day."""
    if value != value:
        return drift, False
    minute = int(t // 60)
    if minute == drift.minute:
        return replace(drift, values=(*drift.values, value)), False
    if int(t // DAY_S) != drift.minute * 60 // int(DAY_S):
        return Drift(minute, (value,)), False
    minutes = (*drift.minutes, median(drift.values)) if drift.values else drift.minutes
    far = len(minutes) >= FEWEST and abs(from_baseline(minutes)) > DRIFTED_DEG
    return Drift(minute, (value,), minutes, drift.offered or far), far and not drift.offered
