"""What a report page shows, as values; the templates only place them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import numpy as np

from posecoach.metrics import METRICS
from posecoach.reports.advice import camera_advice
from posecoach.reports.bands import MetricBands, band_codes
from posecoach.reports.charts import HEIGHT, WIDTH
from posecoach.reports.events import EventSpan
from posecoach.reports.exercise_page import exercise_context
from posecoach.reports.exposure import exposure, held_in
from posecoach.reports.findings import Rules, judged_metrics, look_up
from posecoach.reports.lanes import activity_lane, event_lanes, histogram_of
from posecoach.reports.marks import TimeAxis
from posecoach.reports.plots import LEVEL_LETTERS, SAMPLES, gaps, metric_plot, score_plot
from posecoach.reports.scale import Scale
from posecoach.reports.summary import MetricSummary, Summary
from posecoach.reports.timeline import Timeline
from posecoach.reports.words import decomposition, interval, percent, reading, title
from posecoach.types import Floats, Level

EVENT_ROWS = 150  # the longest; all are in events.csv


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One line of the table of metrics, in words."""

    title: str
    about: str
    low: str  # 10 % of the time below
    middle: str
    high: str  # 10 % of the time above
    good: str  # the good band; empty where no rule judges it
    level: Level  # of the middle
    shares: tuple[tuple[Level, float, str], ...]  # of the measured time: level, percent, words
    coverage: str
    note: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One line of the table of thresholds."""

    title: str
    metric: str
    good: str
    caution: str
    source: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event with its picture, if there is one."""

    event: EventSpan
    picture: str  # data: URI of a JPEG; empty without


def report_context(
    summary: Summary, timeline: Timeline, rules: Rules, evidence: Mapping[int, bytes]
) -> dict[str, Any]:
    """Return everything the report template needs."""
    scale = Scale.of(timeline, summary.duration_s, summary.kind == "picture")
    bands, columns = judged_metrics(timeline, rules), timeline.metrics
    rows = {
        name: _metric_row(name, metric, bands.get(name), columns.get(name), scale)
        for name, metric in summary.metrics.items()
        if metric.p50 is not None
    }
    order = sorted(rows, key=lambda name: _good_share(rows[name]))
    drawn = {
        name: bands[name]
        for name in order
        if name in bands and name in columns and np.isfinite(columns[name]).any()
    }
    axis = TimeAxis(timeline.t, scale.seconds, scale.duration)
    return {
        "summary": summary,
        "exercise": exercise_context(summary.exercise, axis) if summary.exercise else None,
        "name": PurePath(summary.source).name or summary.source,
        "points": None if summary.score is None else decomposition(summary.score, summary.losses),
        "bands": shares(summary.band_s, summary.duration_s),
        "advice": camera_advice(summary),
        "rows": [rows[name] for name in order],
        "events": _event_rows(summary.events, evidence),
        "rules": _rule_rows(timeline, rules),
        "charts": _charts(summary, drawn, timeline, axis, scale)
        if summary.duration_s > 0
        else None,
        "exposure": exposure(held_in(band_codes(timeline.score), scale.seconds)),
        "rate": len(timeline) / summary.duration_s if summary.duration_s > 0 else None,
    }


def _charts(
    summary: Summary,
    drawn: Mapping[str, MetricBands],
    timeline: Timeline,
    axis: TimeAxis,
    scale: Scale,
) -> dict[str, Any]:
    columns = timeline.metrics
    lines = [metric_plot(name, columns[name], bands, axis) for name, bands in drawn.items()]
    histograms = (
        histogram_of(name, columns[name], bands, scale.seconds) for name, bands in drawn.items()
    )
    return {
        "box": (WIDTH, HEIGHT),
        "plots": [score_plot(timeline.score, axis), *lines],
        "gaps": gaps(timeline, axis),
        "ticks": axis.ticks(),
        "lanes": event_lanes(summary.events, axis),
        "activity": activity_lane(timeline, axis),
        "histograms": [histogram for histogram in histograms if histogram is not None],
        "letters": LEVEL_LETTERS,
        "samples": SAMPLES,
    }


def _metric_row(
    name: str,
    metric: MetricSummary,
    bands: MetricBands | None,
    values: Floats | None,
    scale: Scale,
) -> MetricRow:
    about = METRICS[name]
    judged = bands is not None and metric.p50 is not None
    return MetricRow(
        title=title(name),
        about=f"{about.about} {_direction(about.sign)}.",
        low=reading(metric.p10, metric.unit),
        middle=reading(metric.p50, metric.unit, metric.error),
        high=reading(metric.p90, metric.unit),
        good=interval(bands.good, metric.unit) if bands else "",
        level=bands.level(metric.p50) if bands and metric.p50 is not None else "unknown",
        shares=_level_shares(values, bands, scale) if judged and values is not None else (),
        coverage=percent(metric.coverage),
        note=metric.note,
    )


def _direction(sign: str) -> str:
    whole = sign.startswith(("larger", "below", "1 "))
    return sign.capitalize() if whole else f"Higher: {sign}"


def _level_shares(
    values: Floats, bands: MetricBands | None, scale: Scale
) -> tuple[tuple[Level, float, str], ...]:
    bands = bands or MetricBands()
    known = np.isfinite(values)
    good = (values >= bands.good[0]) & (values <= bands.good[1])
    decent = (values >= bands.caution[0]) & (values <= bands.caution[1])
    masks: dict[Level, Any] = {"good": good, "caution": decent & ~good, "poor": known & ~decent}
    total = float(scale.weight[known].sum())
    shares = {level: float(scale.weight[mask].sum()) / total for level, mask in masks.items()}
    return tuple((level, round(100 * s, 1), percent(s)) for level, s in shares.items() if s > 0)


def _good_share(row: MetricRow) -> tuple[bool, float, str]:
    """Sort judged metrics before others, those least in their good band first."""
    good = next((share for level, share, _ in row.shares if level == "good"), 0.0)
    return not row.shares, good, row.title


def shares(seconds: Mapping[str, float], duration_s: float) -> list[tuple[str, float, float, str]]:
    """Return (name, seconds, percent, words) for each that took any time."""
    return [
        (name, s, round(100 * s / duration_s, 2), percent(s / duration_s))
        for name, s in seconds.items()
        if s > 0 and duration_s > 0
    ]


def _event_rows(events: tuple[EventSpan, ...], evidence: Mapping[int, bytes]) -> list[EventRow]:
    longest = sorted(range(len(events)), key=lambda i: (i not in evidence, -events[i].length_s))
    return [
        EventRow(events[i], _jpeg_uri(evidence[i]) if i in evidence else "")
        for i in sorted(longest[:EVENT_ROWS])
    ]


def _jpeg_uri(picture: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(picture).decode("ascii")


def _rule_rows(timeline: Timeline, rules: Rules) -> list[RuleRow]:
    return list(_applied(timeline.levels, rules))


def _applied(keys: Iterable[str], rules: Rules) -> Iterable[RuleRow]:
    for key in keys:
        rule = look_up(rules, key)
        if rule is not None:
            unit = METRICS[rule.metric].unit
            yield RuleRow(
                title=title(key.rpartition("/")[2]),
                metric=title(rule.metric),
                good=interval(rule.good, unit),
                caution=interval(rule.caution, unit),
                source=rule.source,
            )
