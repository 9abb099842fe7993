"""Rounding so that what is printed still adds up. Without numpy: words must be ready at once."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, isfinite


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
