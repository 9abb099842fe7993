"""How a metric was distributed over the time it was measured, from minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from posecoach.history.ranks import below
from posecoach.history.sums import Values
from posecoach.periods.digest import Distribution
from posecoach.reports.words import sample_note

STEPS = 40  # of a distribution on the page


def distribution(found: Values) -> Distribution:
    """Return the distribution of a metric."""
    ranked = sorted(found.seconds.items())
    seconds = sum(lasted for _, lasted in ranked)
    low, middle, high = (below(ranked, share * seconds) for share in (0.1, 0.5, 0.9))
    shown, note = round(seconds, 1), sample_note(seconds)
    return Distribution(found.unit, low, middle, high, shown, note, _steps(ranked))


def _steps(ranked: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    low, high = ranked[0][0], ranked[-1][0]
    width = (high - low) / STEPS or 1.0
    sums: defaultdict[int, float] = defaultdict(float)
    for value, lasted in ranked:
        sums[min(int((value - low) / width), STEPS - 1)] += lasted
    return tuple((round(low + (i + 0.5) * width, 3), round(s, 1)) for i, s in sorted(sums.items()))
