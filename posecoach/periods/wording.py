"""A digest in words: the same sentences for the terminal and the page. Pure.

Nothing here says that one thing causes another: two things on the same days are only that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from posecoach.periods.digest import Digest, Distribution, Totals
from posecoach.reports.words import UNIT_SIGNS, length, percent, title

LEAST_S = 900.0  # of judged time on both sides before scores are compared
SAME = 1.0  # points nearer than this are the same
TWO_SIDED = 0.10  # sides that differ by less are even, as a share of both
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BREAK_NAMES = {"micro": "micro", "short": "short", "full": "full", "ideal": "of 5 minutes or more"}

Row = tuple[str, str]


def rows(digest: Digest) -> list[Row]:
    """Return (question, answer) of everything that is known, in order of weight."""
    return [row for row in _rows(digest) if row[1]]


def _rows(digest: Digest) -> Iterator[Row]:
    totals, days = digest.totals, digest.tracked_days
    yield "Judged", judged(totals)
    yield "Compared", compared(digest)
    yield "Sitting", sitting(totals, days)
    yield "Breaks", breaks(totals)
    yield "Standing", _standing(totals, days)
    yield "Alerts", alerts(totals)
    yield "Worst", worst(digest)
    yield "Left, right", sides(totals.sides_s)
    yield "Day index", _day_index(digest)
    yield "Exercises", exercises(digest)
    yield "Pain", pain(digest)


def judged(totals: Totals) -> str:
    """Return how much of the tracked time was judged, and why the rest was not."""
    if not totals.tracked_s > 0:
        return "nothing was tracked"
    text = f"{percent(totals.coverage)} of {length(totals.tracked_s)} tracked"
    why = [f"{reason} {length(s)}" for reason, s in list(totals.reasons_s.items())[:3] if s >= 1]
    return text + (f"; not judged: {', '.join(why)}" if why else "")


def compared(digest: Digest) -> str:
    """Return the score against that of the days before; empty where either is too short."""
    now, before = digest.totals, digest.before
    if before is None or now.score is None or before.score is None:
        return ""
    if min(now.judged_s, before.judged_s) < LEAST_S:
        return "too little was judged to compare with the days before"
    change = now.score - before.score
    way = "as" if abs(change) < SAME else "higher than" if change > 0 else "lower than"
    size = "" if abs(change) < SAME else f" by {abs(change):.1f}"
    return f"{way} in the days before ({before.score:.1f}){size}"


def sitting(totals: Totals, days: int) -> str:
    """Return how long somebody sat, and at a stretch."""
    found = totals.sitting
    seconds = totals.activity_s.get("sitting", 0.0)
    if not seconds > 0:
        return ""
    text = length(seconds) + (f", {length(seconds / days)} a day" if days > 1 else "")
    if not found.bouts:
        return text
    times = "1 time" if found.bouts == 1 else f"{found.bouts} times"
    return f"{text}; sat down {times}, longest {length(found.longest_s)}"


def breaks(totals: Totals) -> str:
    """Return which breaks were taken of those that were due."""
    found = totals.sitting
    kinds = [
        f"{count} {BREAK_NAMES[kind]}" for kind in BREAK_NAMES if (count := found.breaks.get(kind))
    ]
    if not found.breaks_due:
        return ", ".join(kinds)
    share = percent(found.breaks_taken / found.breaks_due)
    text = f"{found.breaks_taken} of {found.breaks_due} due were taken ({share})"
    return text + (f": {', '.join(kinds)}" if kinds else "")


def _standing(totals: Totals, days: int) -> str:
    seconds = totals.activity_s.get("standing", 0.0)
    if not seconds > 0:
        return ""
    changes = totals.sitting.changes
    words = f"; {changes} changes between sitting and standing" if changes else ""
    return length(seconds) + (f", {length(seconds / days)} a day" if days > 1 else "") + words


def alerts(totals: Totals) -> str:
    """Return what was said about posture and what came of it."""
    found = totals.alerts
    if not found.said:
        return ""
    text = f"{found.said}, {found.corrected} corrected"
    if found.corrected_s is not None:
        text += f", half within {length(found.corrected_s)}"
    part, count = next(iter(found.by_part.items()))
    return f"{text}; most about: {part} ({count})"


def worst(digest: Digest) -> str:
    """Return where most points were lost, and when."""
    if digest.worst is None:
        return ""
    part, points, hour = digest.worst.part, digest.worst.points, digest.worst.hour
    when = "" if hour is None else f", most of all between {hour}:00 and {hour + 1}:00"
    return f"{part}: {points:.1f} points{when}"


def sides(seconds: Mapping[str, float]) -> str:
    """Return on which side the weight was while sitting."""
    left, right, even = (seconds.get(side, 0.0) for side in ("left", "right", "even"))
    if not left + right > 0:
        return ""
    text = f"weight left {length(left)}, right {length(right)}, even {length(even)}"
    if abs(left - right) <= TWO_SIDED * (left + right):
        return f"{text}: much the same"
    return f"{text}: more on the {'left' if left > right else 'right'}"


def _day_index(digest: Digest) -> str:
    totals = digest.totals
    if totals.day_index is None or totals.sitting.dose_score is None:
        return ""
    return (
        f"{totals.day_index:.0f} of 100 (posture and, for 40 %, how sitting was broken up: "
        f"{totals.sitting.dose_score:.0f})"
    )


def exercises(digest: Digest) -> str:
    """Return which exercises were done, and how evenly."""
    found = []
    for it in digest.exercises:
        name = title(it.exercise).lower()
        both = f" (left {length(it.left_s)}, right {length(it.right_s)})"
        sided = it.left_s + it.right_s > 0
        days = "1 day" if it.days == 1 else f"{it.days} days"
        found.append(f"{name} {length(it.seconds)} on {days}{both if sided else ''}")
    return "; ".join(found)


def pain(digest: Digest) -> str:
    """Return the stated pain, and what else was so on those days, without a claim."""
    stated = [day for day in digest.days if day.pain is not None]
    if not stated:
        return ""
    levels = [day.pain for day in stated if day.pain is not None]
    text = f"stated on {len(stated)} days, {min(levels):g} to {max(levels):g} of 10"
    if len(stated) < 6 or min(levels) == max(levels):
        return text
    middle = sorted(levels)[len(levels) // 2]
    high = [d for d in stated if (d.pain or 0) >= middle and d.totals.tracked_s > 0]
    low = [d for d in stated if (d.pain or 0) < middle and d.totals.tracked_s > 0]
    if not high or not low:
        return text
    sat = [
        length(sum(d.totals.activity_s.get("sitting", 0.0) for d in days) / len(days))
        for days in (high, low)
    ]
    return (
        f"{text}; days with {middle:g} or more had {sat[0]} of sitting, the others {sat[1]}, "
        "which says nothing about causes"
    )


def measured(metric: Distribution) -> tuple[str, str, str]:
    """Return the 10th, 50th and 90th percentile as read."""
    low, middle, high = (
        number(value, metric.unit) for value in (metric.p10, metric.p50, metric.p90)
    )
    return low, middle, high


def number(value: float, unit: str) -> str:
    """Return a value of a metric with its unit."""
    decimals = {"deg": 1, "ratio": 2}.get(unit, 0)
    value = round(value, decimals) + 0.0  # never "-0"
    return f"{value:.{decimals}f}{UNIT_SIGNS.get(unit, '')}".replace("-", "\N{MINUS SIGN}")
