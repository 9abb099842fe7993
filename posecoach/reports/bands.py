"""Bands of the score and of metrics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

import numpy as np

from posecoach.reports.timeline import Codes
from posecoach.reports.words import Interval
from posecoach.types import BANDS, Assessment, Band, Floats, Level

BAND_FLOORS: dict[Band, float] = {"good": 85, "fair": 70, "strained": 50, "poor": 0}  # SCIENCE F1


def band_of(score: float) -> Band:
    """Return the band of a score 0..100, "unknown" for NaN."""
    return Assessment(score=score).band


def band_codes(scores: Floats) -> Codes:
    """Return the position of each score's band in BANDS, `(frames,)`."""
    floors = np.array(sorted(BAND_FLOORS.values(), reverse=True))
    codes = (scores[:, None] < floors[:-1]).sum(axis=1)
    return np.where(np.isnan(scores), BANDS.index("unknown"), codes)


@dataclass(frozen=True, slots=True)
class MetricBands:
    """What counts as good and as not yet poor for one metric, in its unit, inclusive."""

    good: Interval = (-inf, inf)
    caution: Interval = (-inf, inf)

    @classmethod
    def narrowest(cls, bands: Iterable[tuple[Interval, Interval]]) -> MetricBands:
        """Return what satisfies every (good, caution) pair; unlimited without any."""
        good, caution = cls().good, cls().caution
        for other_good, other_caution in bands:
            good, caution = _both(good, other_good), _both(caution, other_caution)
        return cls(good, caution)

    @property
    def edges(self) -> tuple[float, ...]:
        """The finite edges, ascending."""
        return tuple(sorted({e for e in (*self.good, *self.caution) if abs(e) < inf}))

    def level(self, value: float) -> Level:
        """Return the level of a value, "unknown" for NaN."""
        if value != value:
            return "unknown"
        if self.good[0] <= value <= self.good[1]:
            return "good"
        return "caution" if self.caution[0] <= value <= self.caution[1] else "poor"


def _both(a: Interval, b: Interval) -> Interval:
    return max(a[0], b[0]), min(a[1], b[1])
