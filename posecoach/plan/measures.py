"""What the camera knows of a week's targets: one function of a digest each, None when not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from posecoach.periods.digest import Digest

LEAST_JUDGED_S = 3600.0  # SCIENCE F4: less says little about a week
ROLLS, MASSAGES = ("roll",), ("massage",)

Measure = Callable[[Digest], float | None]


def good_or_fair(week: Digest) -> float | None:
    """Share of the judged time with a score of 70 or more, per cent."""
    totals = week.totals
    if totals.judged_s < LEAST_JUDGED_S:
        return None
    ok = totals.band_s.get("good", 0.0) + totals.band_s.get("fair", 0.0)
    return 100 * ok / totals.judged_s


def breaks_taken(week: Digest) -> float | None:
    """Share of due breaks that were taken, per cent."""
    sitting = week.totals.sitting
    return 100 * sitting.breaks_taken / sitting.breaks_due if sitting.breaks_due else None


def longest_sitting(week: Digest) -> float | None:
    """Longest bout of sitting, minutes."""
    return _longest(week, "sitting")


def longest_standing(week: Digest) -> float | None:
    """Longest bout of standing, minutes."""
    return _longest(week, "standing")


def stretch_days(week: Digest) -> float | None:
    """Days with guided stretches."""
    return _days(week, "stretch", "mobility", "activation")


def rolling_days(week: Digest) -> float | None:
    """Days with guided or logged rolling."""
    return _days(week, "roll", "rolling")


def massage_days(week: Digest) -> float | None:
    """Days with guided or logged self-massage."""
    return _days(week, "massage", "ball")


MEASURES: Mapping[str, Measure] = {
    each.__name__: each
    for each in (
        good_or_fair,
        breaks_taken,
        longest_sitting,
        longest_standing,
        stretch_days,
        rolling_days,
        massage_days,
    )
}


def _longest(week: Digest, activity: str) -> float | None:
    lengths = [b.end_h - b.start_h for d in week.days for b in d.bouts if b.activity == activity]
    return 60 * max(lengths) if lengths else None


def _days(week: Digest, *kinds: str) -> float:
    return float(sum(bool(set(day.kinds) & set(kinds)) for day in week.days))
