"""Statistics in which every value counts for the seconds it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, isfinite, nan

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


def apportion(values: Mapping[str, float], total: float, decimals: int) -> dict[str, float]:
    """Round values so that they still add up to the rounded total (largest remainder).

    Where they did not add up to begin with, each is rounded on its own.
    """
    unit = 10**decimals
    scaled = {name: value * unit for name, value in values.items()}
    whole = {name: floor(value + 1e-9) for name, value in scaled.items()}
    spare = round(total * unit) - sum(whole.values()) if isfinite(total) else -1
    if not 0 <= spare <= len(whole):
        return {name: round(value, decimals) for name, value in values.items()}
    by_remainder = sorted(whole, key=lambda name: whole[name] - scaled[name])
    for name in by_remainder[:spare]:
        whole[name] += 1
    return {name: count / unit for name, count in whole.items()}


def rounded(value: float, decimals: int) -> float | None:
    """Return a number for output: rounded, None where NaN or infinite, never -0."""
    return round(float(value), decimals) + 0.0 if isfinite(value) else None
