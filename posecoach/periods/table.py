"""A period as CSV: one row per day, for statistics programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from posecoach.periods.digest import Day, Digest, Totals
from posecoach.reports.atomic import write_whole

FIRST = ("date", "tracked_s", "judged_s", "coverage", "score", "band", "day_index")


def write_days(path: Path, digest: Digest) -> None:
    """Write the days of a digest; not known is empty, units end the names of columns."""
    found = [dict(_row(day)) for day in digest.days]
    columns = dict.fromkeys((*FIRST, *(name for row in found for name in row)))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    write_whole(path, out.getvalue())


def _row(day: Day) -> Iterator[tuple[str, object]]:
    totals = day.totals
    yield "date", day.date
    yield "tracked_s", totals.tracked_s
    yield "judged_s", totals.judged_s
    yield "coverage", round(totals.coverage, 3)
    yield "score", _cell(totals.score)
    yield "band", totals.band
    yield "day_index", _cell(totals.day_index)
    yield from _amounts(totals)
    yield from _counts(totals)
    yield "exercise_s", day.exercise_s
    yield "pain", _cell(day.pain)


def _amounts(totals: Totals) -> Iterator[tuple[str, object]]:
    for band, seconds in totals.band_s.items():
        yield f"band_{band}_s", seconds
    for activity, seconds in totals.activity_s.items():
        yield f"{activity}_s", seconds
    for part, points in totals.losses.items():
        yield f"lost_{part}", points
    for side, seconds in totals.sides_s.items():
        yield f"weight_{side}_s", seconds


def _counts(totals: Totals) -> Iterator[tuple[str, object]]:
    sitting, alerts = totals.sitting, totals.alerts
    yield "bouts", sitting.bouts
    yield "longest_bout_s", sitting.longest_s
    yield "prolonged_s", sitting.prolonged_s
    yield "breaks_due", sitting.breaks_due
    yield "breaks_taken", sitting.breaks_taken
    for kind, count in sitting.breaks.items():
        yield f"breaks_{kind}", count
    yield "dose_score", _cell(sitting.dose_score)
    yield "alerts", alerts.said
    yield "corrected", alerts.corrected
    yield "corrected_median_s", _cell(alerts.corrected_s)


def _cell(value: float | None) -> object:
    return "" if value is None else value
