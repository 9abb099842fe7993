"""How a metric was distributed over the time it was measured, from minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from posecoach.history.sums import Values
from posecoach.periods.digest import Distribution

ENOUGH_S, PRELIMINARY_S = 3600.0, 900.0  # measured time that percentiles need, SCIENCE F4
STEPS = 40  # of a distribution on the page


def distribution(found: Values) -> Distribution:
    """Return the distribution of a metric."""
    counts = found.seconds
    values = sorted(counts)
    seconds = sum(counts.values())
    note = "" if seconds >= ENOUGH_S else "preliminary"
    note = note if seconds >= PRELIMINARY_S else "short sample"
    low, middle, high = (_below(values, counts, s * seconds) for s in (0.1, 0.5, 0.9))
    return Distribution(
        found.unit, low, middle, high, round(seconds, 1), note, _steps(values, counts)
    )


def _below(values: Sequence[float], counts: Mapping[float, float], seconds: float) -> float:
    """Return the value below or at which so many seconds lie."""
    passed = 0.0
    for value in values:
        passed += counts[value]
        if passed >= seconds:
            return value
    return values[-1]


def _steps(
    values: Sequence[float], counts: Mapping[float, float]
) -> tuple[tuple[float, float], ...]:
    low, high = values[0], values[-1]
    width = (high - low) / STEPS or 1.0
    sums: defaultdict[int, float] = defaultdict(float)
    for value in values:
        sums[min(int((value - low) / width), STEPS - 1)] += counts[value]
    return tuple((round(low + (i + 0.5) * width, 3), round(s, 1)) for i, s in sorted(sums.items()))
