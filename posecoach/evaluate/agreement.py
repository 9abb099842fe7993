"""Agreement of a measurement with the truth (Bland & Altman 1986). Pure.

All figures are in the unit of the measurement; error = measured - true. A row whose truth is not
known (NaN) does not count; one that is known but was not measured counts as missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from posecoach.evaluate.resampling import UNKNOWN, Draws, Estimate
from posecoach.types import Floats

LIMITS_SD = 1.96  # standard deviations either side of the bias that hold 95 % of errors


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far off a measurement is."""

    n: int  # rows measured of which the truth is known
    missing: float  # share 0..1 of rows with a known truth that were not measured; NaN if none
    bias: Estimate = UNKNOWN  # mean error
    mae: Estimate = UNKNOWN  # mean absolute error
    sd: Estimate = UNKNOWN  # standard deviation of the errors
    rmse: Estimate = UNKNOWN  # root mean squared error
    lower: Estimate = UNKNOWN  # limits of agreement: 95 % of errors lie between
    upper: Estimate = UNKNOWN


def agreement(
    measured: Floats, true: Floats, groups: Sequence[object] | None = None, seed: int = 0
) -> Agreement:
    """Compare `measured` with `true`, both `(rows,)`; rows of one group depend on each other."""
    known = ~np.isnan(true)
    both = known & ~np.isnan(measured)
    n = int(both.sum())
    missing = 1 - n / int(known.sum()) if known.any() else nan
    if not n:
        return Agreement(0, missing)
    error = np.asarray(measured - true)[both]
    named = range(len(both)) if groups is None else groups
    draws = Draws.of([g for g, kept in zip(named, both, strict=True) if kept], seed)
    return Agreement(
        n,
        missing,
        bias=draws.estimate(lambda w: _mean(w, error)),
        mae=draws.estimate(lambda w: _mean(w, np.abs(error))),
        sd=draws.estimate(lambda w: _sd(w, error)),
        rmse=draws.estimate(lambda w: np.sqrt(_mean(w, error**2))),
        lower=draws.estimate(lambda w: _mean(w, error) - LIMITS_SD * _sd(w, error)),
        upper=draws.estimate(lambda w: _mean(w, error) + LIMITS_SD * _sd(w, error)),
    )


def _mean(weights: Floats, values: Floats) -> Floats:
    return np.asarray(weights @ values / weights.sum(-1))


def _sd(weights: Floats, values: Floats) -> Floats:
    """Sample standard deviation; NaN of a single row."""
    total = weights.sum(-1)
    centred = values - values.mean()  # keeps the difference of squares exact
    mean = weights @ centred / total
    squares = np.maximum(weights @ centred**2 - total * mean**2, 0)
    return np.asarray(np.sqrt(squares / np.where(total > 1, total - 1, nan)))
