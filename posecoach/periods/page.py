"""A digest as a page that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from posecoach.periods.digest import Cell, Day, Digest, Distribution
from posecoach.periods.wording import WEEKDAYS, measured, number, rows
from posecoach.reports.atomic import write_whole
from posecoach.reports.bands import MetricBands
from posecoach.reports.charts import value_ticks
from posecoach.reports.exposure import exposure
from posecoach.reports.html import environment
from posecoach.reports.lanes import Histogram
from posecoach.reports.marks import UNIT_WORDS, Mark, percent_of, zones
from posecoach.reports.page import shares
from posecoach.reports.words import decomposition, length, percent, title
from posecoach.types import Assessment

MANY_STATED = 200


def write_page(
    path: Path,
    digest: Digest,
    bands: Mapping[str, MetricBands] | None = None,
    plan: Mapping[str, Any] | None = None,
) -> None:
    """Write the page about a period.

    `bands` are those of the rules that judged, by metric; `plan` is how the week stands against its
    plan (`posecoach.plan.progress.facts`), where the period is one.
    """
    page = environment("zoom.js").get_template("period.html")
    context = _context(digest, bands or {}) | {"plan": plan}
    write_whole(path, page.render(context))


def _context(digest: Digest, bands: Mapping[str, MetricBands]) -> dict[str, Any]:
    totals = digest.totals
    tracked = [day for day in digest.days if day.totals.tracked_s > 0]
    first, last = _span(tracked)
    return {
        "digest": digest,
        "totals": totals,
        "points": None if totals.score is None else decomposition(totals.score, totals.losses),
        "bands": shares(totals.band_s, totals.tracked_s),
        "rows": rows(digest),
        "days": [_day(day, first, last) for day in tracked],
        "ticks": [
            Mark(percent_of(h - first, last - first), 0, f"{h}:00") for h in _hours(first, last)
        ],
        "heat": _heat(digest.hours),
        "histograms": list(_histograms(digest, bands)),
        "metrics": list(_metrics(digest)),
        "exposure": exposure(digest.holds_s),
        "stated": digest.stated[-MANY_STATED:],
    }


def _span(days: list[Day]) -> tuple[int, int]:
    """Return the first and last hour that any bout reaches into."""
    starts = [bout.start_h for day in days for bout in day.bouts]
    ends = [min(bout.end_h, 25.0) for day in days for bout in day.bouts]
    if not starts:
        return 8, 18
    return int(min(starts)), min(int(max(ends)) + 1, 25)


def _hours(first: int, last: int) -> range:
    return range(first, last + 1, 1 if last - first <= 12 else 2)


def _day(day: Day, first: int, last: int) -> dict[str, Any]:
    when = date.fromisoformat(day.date)
    score = day.totals.score
    marks = [
        Mark(
            percent_of(bout.start_h - first, last - first),
            percent_of(min(bout.end_h, last) - bout.start_h, last - first),
            bout.activity,
            bout.activity,
            f"{bout.activity} {_clock(bout.start_h)} to {_clock(bout.end_h)}, "
            f"{length(3600 * (bout.end_h - bout.start_h))}",
        )
        for bout in day.bouts
    ]
    sat = day.totals.activity_s.get("sitting", 0.0)
    longest = day.totals.sitting.longest_s
    return {
        "title": f"{WEEKDAYS[when.weekday()]} {when:%d %b}",
        "marks": marks,
        "about": f"{day.date}: sitting {length(sat)}, longest {length(longest)}",
        "band": day.totals.band,
        "score": None if score is None else f"{score:.1f}",
    }


def _clock(hours: float) -> str:
    minutes = round(hours * 60) % (24 * 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _heat(cells: tuple[Cell, ...]) -> dict[str, Any] | None:
    judged = {(c.weekday, c.hour): c for c in cells if c.score is not None}
    if not judged:
        return None
    hours = range(min(h for _, h in judged), max(h for _, h in judged) + 1)
    days = sorted({day for day, _ in judged})
    return {
        "hours": list(hours),
        "rows": [
            {"day": WEEKDAYS[day], "cells": [_cell(judged.get((day, hour))) for hour in hours]}
            for day in days
        ],
    }


def _cell(cell: Cell | None) -> dict[str, str] | None:
    if cell is None or cell.score is None:
        return None
    return {
        "band": Assessment(score=cell.score).band,
        "text": f"{cell.score:.0f}",
        "about": f"{WEEKDAYS[cell.weekday]} {cell.hour}:00: {cell.score:.1f}, "
        f"{length(cell.judged_s)} judged",
    }


def _histograms(digest: Digest, bands: Mapping[str, MetricBands]) -> Iterator[Histogram]:
    for name, metric in digest.metrics.items():
        if len(metric.values) >= 2:
            yield _histogram(name, metric, bands.get(name, MetricBands()))


def _histogram(name: str, metric: Distribution, bands: MetricBands) -> Histogram:
    values = metric.values
    step = min(b[0] - a[0] for a, b in pairwise(values))
    low, high = values[0][0] - step / 2, values[-1][0] + step / 2
    tallest = max(seconds for _, seconds in values)

    def bar(value: float, seconds: float) -> Mark:
        at = percent_of(value - step / 2 - low, high - low)
        kind = bands.level(value) if bands.edges else "sitting"
        held = f"{number(value, metric.unit)}: {percent(seconds / metric.seconds)} of the time"
        return Mark(at, percent_of(seconds, tallest), held, kind)

    ticks = value_ticks(low, high, 5)
    return Histogram(
        title=title(name),
        unit=UNIT_WORDS.get(metric.unit, ""),
        bars=tuple(bar(*pair) for pair in values),
        bar_width=percent_of(step, high - low),
        zones=zones(bands, low, high) if bands.edges else (),
        ticks=tuple(Mark(percent_of(v - low, high - low), 0, f"{v:g}") for v in ticks),
        about=f"{title(name)}: P10, P50 and P90 are {', '.join(measured(metric))}",
    )


def _metrics(digest: Digest) -> Iterator[dict[str, str]]:
    for name, metric in digest.metrics.items():
        low, middle, high = measured(metric)
        note = f", {metric.note}" if metric.note else ""
        lasted = length(metric.seconds) + note
        yield {"title": title(name), "low": low, "middle": middle, "high": high, "measured": lasted}
