"""The small values the page's charts are made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from posecoach.reports.bands import MetricBands
from posecoach.reports.charts import Span, time_ticks
from posecoach.reports.words import clock, length
from posecoach.types import Floats

UNIT_WORDS = {"deg": "degrees", "ratio": "ratio", "cm": "cm", "px": "pixels"}
LEAST_RANGE = {"deg": 16.0, "ratio": 0.12, "cm": 15.0, "px": 50.0}  # narrowest axis


@dataclass(frozen=True, slots=True)
class Mark:
    """A tick, zone or strip: a position and size in percent, with a text."""

    at: float
    size: float
    text: str
    kind: str = ""  # css class
    about: str = ""  # shown on hover


@dataclass(frozen=True, slots=True, eq=False)
class TimeAxis:
    """When each frame begins, how long it stands for, and how long the recording is."""

    t: Floats  # (frames,) seconds
    seconds: Floats  # (frames,)
    duration_s: float

    def ticks(self) -> tuple[Mark, ...]:
        """Return round times, from the left."""
        short = self.duration_s <= 8
        return tuple(
            Mark(percent_of(t, self.duration_s), 0, f"{t:g} s" if short else clock(t))
            for t in time_ticks(self.duration_s)
        )

    def mark(self, span: Span, text: str, kind: str) -> Mark:
        """Return a strip over a span of time."""
        lasting = span.end - span.start
        when = f"{clock(span.start)} to {clock(span.end)}, {length(lasting)}"
        at, size = percent_of(span.start, self.duration_s), percent_of(lasting, self.duration_s)
        return Mark(at, size, text, kind, f"{text}: {when}")


def zones(bands: MetricBands, low: float, high: float) -> tuple[Mark, ...]:
    """Return the bands that lie within low .. high, as positions from `low`."""
    edges = [low, *(edge for edge in bands.edges if low < edge < high), high]
    marks = []
    for start, end in pairwise(edges):
        level = bands.level((start + end) / 2)
        at, size = percent_of(start - low, high - low), percent_of(end - start, high - low)
        marks.append(Mark(at, size, level, level))
    return tuple(marks)


def number(value: float) -> str:
    """Return a tick's text, with a true minus sign."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def percent_of(part: float, whole: float) -> float:
    """Return part / whole in percent, for placing."""
    return round(100 * part / whole, 2) if whole > 0 else 0.0
