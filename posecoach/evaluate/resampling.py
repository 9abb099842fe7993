"""A statistic with its 95 % interval, by resampling whole groups.

Pictures of one person are alike, so drawing them one by one would claim more certainty than there
is: where the rows belong to at least `FEWEST_GROUPS` groups, whole groups are drawn (cluster
bootstrap, Davison & Hinkley 1997, 3.8). With fewer, single rows are drawn and `per` says so:
such an interval holds for these people only.

A statistic here takes weights `(..., rows)`, how often each row was drawn, and returns `(...)`;
so all draws are worked on at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Literal

import numpy as np

from posecoach.types import Floats

Statistic = Callable[[Floats], Floats]
ROUNDS = 1000
FEWEST_GROUPS = 5
TAILS = (2.5, 97.5)  # percentiles


@dataclass(frozen=True, slots=True)
class Estimate:
    """A statistic and its 95 % interval; NaN where it is not defined."""

    value: float = nan
    low: float = nan
    high: float = nan


UNKNOWN = Estimate()


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """How often each row is drawn in each round."""

    weights: Floats  # (rounds, rows)
    per: Literal["group", "row"]  # what was drawn
    groups: int  # different groups among the rows

    @classmethod
    def of(cls, groups: Sequence[object], seed: int = 0, rounds: int = ROUNDS) -> Draws:
        """Draw rows that belong to `groups`, one name for each row."""
        names, member = np.unique(np.array([str(g) for g in groups]), return_inverse=True)
        by_group = len(names) >= FEWEST_GROUPS
        units = len(names) if by_group else len(groups)
        if not units:
            return cls(np.zeros((rounds, 0)), "row", 0)
        random = np.random.default_rng(seed)
        counts = random.multinomial(units, np.full(units, 1 / units), rounds).astype(float)
        if by_group:
            return cls(counts[:, member], "group", len(names))
        return cls(counts, "row", len(names))

    def estimate(self, statistic: Statistic) -> Estimate:
        """Return the statistic of all rows with its percentile interval.

        A round in which it is not defined (one class drawn only) does not count.
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            value = float(statistic(np.ones((1, self.weights.shape[1])))[0])
            drawn = statistic(self.weights)
        drawn = drawn[np.isfinite(drawn)]
        if np.isnan(value) or not drawn.size:
            return Estimate(value)
        low, high = np.percentile(drawn, TAILS).tolist()
        return Estimate(value, low, high)
