"""The posture score: band penalties, joined by a weighted p-norm (SCIENCE F1). Pure.

A penalty is 0 inside the good band, 0.4 at the caution edge and 1 at the poor edge and beyond.
The score is `100 * (1 - sqrt(sum w p^2))` with weights that sum to 1: continuous, never better
when any part gets worse, and one very bad part stays visible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isinf, isnan, nan, sqrt

CAUTION_PENALTY = 0.4
POOR_REACH = 1.5  # the poor edge lies 1.5 caution zones beyond the caution edge, unless stated


@dataclass(frozen=True, slots=True)
class Edges:
    """Bands of one metric, in its unit, each (low, high); an infinite edge is never crossed."""

    good: tuple[float, float]
    caution: tuple[float, float]
    poor: tuple[float, float]

    @classmethod
    def of(
        cls,
        good: tuple[float, float],
        caution: tuple[float, float],
        poor: tuple[float, float] | None = None,
    ) -> Edges:
        """Return the edges, with the poor ones at their default reach where not stated."""
        if poor is None:
            low = caution[0] + POOR_REACH * (caution[0] - good[0]) if good[0] > -inf else -inf
            high = caution[1] + POOR_REACH * (caution[1] - good[1]) if good[1] < inf else inf
            poor = (low, high)
        return cls(good, caution, poor)


def penalty(edges: Edges, value: float) -> float:
    """Return 0..1 for a value in the metric's unit; NaN when the value is NaN."""
    if isnan(value):
        return nan
    low, high = edges.good
    if low <= value <= high:
        return 0.0
    if value > high:
        a, b, c = high, edges.caution[1], edges.poor[1]
    else:
        a, b, c, value = -low, -edges.caution[0], -edges.poor[0], -value
    if value <= b:
        return 0.0 if isinf(b) else CAUTION_PENALTY * (value - a) / (b - a)
    if value >= c:
        return 1.0
    return CAUTION_PENALTY + (1 - CAUTION_PENALTY) * (value - b) / (c - b)


@dataclass(frozen=True, slots=True)
class Score:
    """One instant's score, and where the lost points went: 100 = points + sum(losses)."""

    points: float  # 0..100
    losses: Mapping[str, float]  # key of the weights -> points lost; only those that lost any


def posture_score(weights: Mapping[str, float], penalties: Mapping[str, float]) -> Score:
    """Return the score of one instant.

    Args:
        weights: weight of each active rule, any positive scale; normalised here to sum 1.
        penalties: 0..1 per rule. A rule without one, or NaN, adds nothing and is NOT renormalised
            away, so losing sight of a joint can never lower the score.
    """
    total = sum(weights.values())
    squares = {
        key: square
        for key, weight in weights.items()
        if (square := weight / total * penalties.get(key, 0.0) ** 2) > 0
    }
    norm_squared = sum(squares.values())
    lost = 100 * min(1.0, sqrt(norm_squared))
    return Score(100 - lost, {key: lost * square / norm_squared for key, square in squares.items()})
