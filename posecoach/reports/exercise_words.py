"""A clip's exercise in words, for the page and the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from posecoach.reports.exercise import AUTO, ExerciseSummary, SideSummary
from posecoach.reports.words import length, percent, title

FEW_HOLDS = 40  # listed; all are in holds.csv


def headline(it: ExerciseSummary) -> str:
    """Return what it is, and how sure that is."""
    if it.exercise is None:
        return "None of the exercises that the camera knows, or not clearly one"
    if it.asked != AUTO or not it.candidates or it.margin is None:
        return it.title
    share = percent(it.candidates[0].share)
    return f"{it.title}: {it.certainty} ({share} of the time, {percent(it.margin)} ahead)"


def likelihoods(it: ExerciseSummary) -> list[str]:
    """Return what else it may be, or what came nearest."""
    others = [one for one in it.candidates if one.exercise != it.exercise]
    return [f"{one.title} {percent(one.share)} of the time" for one in others]


def amount(side: SideSummary) -> str:
    """Return how much was done of how much: "24 s of 30 s", "8 of 10"."""
    if side.target_count:
        return f"{side.count} of {side.target_count}"
    strokes = f", {side.count} strokes" if side.count else ""
    return f"{length(side.held_s)} of {length(side.target_s)}{strokes}"


def quality(side: SideSummary, depth_measure: str | None) -> Iterator[str]:
    """Yield how well a side was done, as far as that is known."""
    if side.form is not None:
        yield f"done well {percent(side.form)} of the time"
    if side.pace is not None:
        yield f"good pace {percent(side.pace)}"
    if side.depth is not None:
        yield f"{title(depth_measure or 'depth').lower()} {side.depth:.0f}°"
    for name, times in side.faults.items():
        yield f"{title(name).lower()} {times} time{'' if times == 1 else 's'}"


def done(it: ExerciseSummary) -> list[str]:
    """Return how much was done on each side: "right 24 s of 30 s"."""
    return [
        f"{'' if name == 'both' else name} {amount(side)}".strip()
        for name, side in it.sides.items()
    ]


def wrong(it: ExerciseSummary) -> list[str]:
    """Return what was at fault, the most frequent first: "knee high, 3 times"."""
    times = Counter(fault.fault for fault in it.faults)
    return [
        f"{title(name).lower()}, {n} time{'' if n == 1 else 's'}" for name, n in times.most_common()
    ]


def balance(it: ExerciseSummary) -> str:
    """Return how even the sides are; empty where only one was worked."""
    if it.balance is None:
        return ""
    return f"Sides {percent(it.balance)} apart" if it.balance else "Both sides even"


def unseen(it: ExerciseSummary) -> str:
    """Return why there is nothing to tell; empty where there is."""
    if it.holds:
        return ""
    if it.exercise is None:
        return "Name the exercise if you know it: --stretch ID, of `posecoach catalog`."
    return (
        "Its position was not seen for long enough. The whole body must be in the picture, from "
        "where the exercise's camera may stand: `posecoach catalog " + it.exercise + "`."
    )
