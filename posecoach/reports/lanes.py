"""Strips over time, and histograms."""

from __future__ import annotations

from dataclasses import dataclass

from posecoach.metrics import METRICS
from posecoach.reports.bands import MetricBands
from posecoach.reports.charts import Span, histogram, spans, value_range, value_ticks, visible
from posecoach.reports.events import EventSpan
from posecoach.reports.marks import (
    LEAST_RANGE,
    UNIT_WORDS,
    Mark,
    TimeAxis,
    number,
    percent_of,
    zones,
)
from posecoach.reports.plots import spoken
from posecoach.reports.timeline import Timeline
from posecoach.reports.words import UNIT_SIGNS, length, percent, title
from posecoach.types import Activity, Floats

LANE_STRIPS = 300  # more cannot be told apart


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of strips over time."""

    title: str
    strips: tuple[Mark, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """How long a metric had which value."""

    title: str
    unit: str
    bars: tuple[Mark, ...]  # at: from the left; size: height of the box
    bar_width: float  # percent
    zones: tuple[Mark, ...]  # from the left
    ticks: tuple[Mark, ...]  # from the left
    about: str


def event_lanes(events: tuple[EventSpan, ...], axis: TimeAxis) -> tuple[Lane, ...]:
    """Return one lane per rule that was broken, the most broken first."""
    by_rule: dict[str, list[EventSpan]] = {}
    for event in events:
        by_rule.setdefault(event.rule, []).append(event)
    totals = {rule: sum(e.length_s for e in found) for rule, found in by_rule.items()}
    lanes = []
    for rule in sorted(totals, key=lambda rule: -totals[rule]):
        longest = sorted(by_rule[rule], key=lambda event: -event.length_s)[:LANE_STRIPS]
        strips = tuple(
            axis.mark(Span(e.t, e.end, 0), f"{e.message} ({e.level})", e.level) for e in longest
        )
        count = len(by_rule[rule])
        about = f"{count} time{'s' if count != 1 else ''}, {length(totals[rule])} in all"
        lanes.append(Lane(title(rule), strips, about))
    return tuple(lanes)


def activity_lane(timeline: Timeline, axis: TimeAxis) -> Lane:
    """Return what the body was doing over time."""
    found = spans(axis.t, axis.seconds, timeline.activity, axis.duration_s, int(Activity.UNKNOWN))
    labelled = [(span, Activity(span.code).label) for span in visible(found, axis.duration_s)]
    strips = tuple(axis.mark(span, label, label) for span, label in labelled)
    return Lane("Activity", strips, ", ".join(dict.fromkeys(label for _, label in labelled)))


def histogram_of(
    name: str, values: Floats, bands: MetricBands, seconds: Floats
) -> Histogram | None:
    """Return how long a metric had which value; None when it was never measured."""
    unit = METRICS[name].unit
    bars = histogram(values, seconds, value_range(values, bands.edges, LEAST_RANGE[unit]))
    if not bars:
        return None
    low, high = bars[0].low, bars[-1].high
    tallest, sign = max(bar.share for bar in bars), UNIT_SIGNS[unit]
    return Histogram(
        title=title(name),
        unit=UNIT_WORDS[unit],
        bars=tuple(
            Mark(
                percent_of(bar.low - low, high - low),
                percent_of(bar.share, tallest),
                f"{number(bar.low)} to {number(bar.high)}{sign}: {percent(bar.share)} of the time",
                bands.level((bar.low + bar.high) / 2),
            )
            for bar in bars
            if bar.share > 0
        ),
        bar_width=percent_of(bars[0].high - bars[0].low, high - low),
        zones=zones(bands, low, high),
        ticks=tuple(
            Mark(percent_of(value - low, high - low), 0, number(value))
            for value in value_ticks(low, high, 5)
        ),
        about=f"Distribution of {title(name).lower()}: {spoken(values, seconds, unit)}",
    )
