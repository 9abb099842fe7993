"""Several recordings side by side: before and after, person A and B. Pure.

A difference is called one only where it is larger than both expected errors together: each reading
may be off by its own, so their difference is off by the root of the sum of squares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from posecoach.reports.summary import MetricSummary, Summary
from posecoach.reports.words import reading, title

MOST = 12  # recordings beside each other; summary.csv has all


@dataclass(frozen=True, slots=True)
class Compared:
    """One metric of one recording against the first."""

    text: str  # the median with its error; "-" where not known
    range: str  # P10 to P90
    change: str  # against the first: "+4.1, more than the error" ...; empty for the first itself
    clear: bool  # the difference is larger than the error


@dataclass(frozen=True, slots=True)
class Row:
    """One metric of all recordings."""

    title: str
    cells: tuple[Compared, ...]


def compare(summaries: Sequence[Summary]) -> list[Row]:
    """Return every metric that at least two of the first MOST recordings have."""
    shown = summaries[:MOST]
    names = dict.fromkeys(name for summary in shown for name in summary.metrics)
    rows = []
    for name in names:
        found = [summary.metrics.get(name) for summary in shown]
        if sum(m is not None and m.p50 is not None for m in found) >= 2:
            rows.append(Row(title(name), tuple(_cells(found))))
    return rows


def same_view(summaries: Sequence[Summary]) -> bool:
    """Return whether scores may be compared: all were seen from one side, and as whole."""
    return len({(s.view, s.partial) for s in summaries[:MOST]}) == 1


def _cells(found: Sequence[MetricSummary | None]) -> Iterator[Compared]:
    first = found[0]
    for i, metric in enumerate(found):
        if metric is None or metric.p50 is None:
            yield Compared("-", "", "", False)
            continue
        spread = f"{reading(metric.p10, metric.unit)} to {reading(metric.p90, metric.unit)}"
        change, clear = ("", False) if i == 0 else _change(first, metric)
        text = reading(metric.p50, metric.unit, metric.error)
        yield Compared(text, spread, change, clear)


def _change(first: MetricSummary | None, metric: MetricSummary) -> tuple[str, bool]:
    if first is None or first.p50 is None or metric.p50 is None:
        return "", False
    change = metric.p50 - first.p50
    size = reading(abs(change), metric.unit)
    sign = "+" if change > 0 else "\N{MINUS SIGN}" if change < 0 else ""
    if first.error is None or metric.error is None:
        return f"{sign}{size}, error not known", False
    clear = abs(change) > hypot(first.error, metric.error)
    return f"{sign}{size}, {'more than' if clear else 'within'} the error", clear
