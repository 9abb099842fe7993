"""Statistics in which every value counts for the seconds it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np

from posecoach.types import Floats


def mean(values: Floats, weights: Floats) -> float:
    """Return the weighted mean of the finite values; NaN when they weigh nothing."""
    known = np.isfinite(values)
    total = float(weights[known].sum())
    return float(values[known] @ weights[known]) / total if total > 0 else nan


def quantiles(values: Floats, weights: Floats, shares: Sequence[float]) -> tuple[float, ...]:
    """Return the values below which the given shares (0..1) of the weight lie, NaN when none.

    Each value sits in the middle of its own weight, with straight lines between.
    """
    known = np.isfinite(values) & (weights > 0)
    if not known.any():
        return (nan,) * len(shares)
    order = np.argsort(values[known], kind="stable")
    ranked, weight = values[known][order].astype(float), weights[known][order]
    middles = np.cumsum(weight) - weight / 2
    return tuple(np.interp(np.asarray(shares) * weight.sum(), middles, ranked).tolist())
