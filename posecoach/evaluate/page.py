"""An evaluation as a page that needs nothing but itself."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from posecoach.evaluate.document import Curve, Document, Grid, Point, Section, Table
from posecoach.reports.atomic import write_whole
from posecoach.reports.charts import HEIGHT, WIDTH, nice_step, value_range, value_ticks
from posecoach.reports.html import environment
from posecoach.reports.marks import LEAST_RANGE, UNIT_WORDS, Mark, number, percent_of

X_TICKS = 7


@dataclass(frozen=True, slots=True)
class Plot:
    """A curve laid out in a box of charts.WIDTH x HEIGHT."""

    title: str
    unit: str
    x_title: str
    about: str  # the whole plot in words
    box: tuple[int, int]
    line: str  # SVG paths
    interval: str
    limits: str
    zero: str
    x_ticks: tuple[Mark, ...]
    y_ticks: tuple[Mark, ...]
    dots: tuple[Mark, ...]  # at: from the left; size: from the bottom, percent


@dataclass(frozen=True, slots=True)
class Shown:
    """A section with its plots laid out."""

    title: str
    about: str
    tables: tuple[Table, ...]
    grids: tuple[Grid, ...]
    curves: tuple[Plot, ...]
    snapshots: tuple[Embedded, ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture inside the page."""

    source: str  # data URI
    caption: str


def write_page(path: Path, document: Document) -> None:
    """Write the page of an evaluation."""
    sections = [_shown(section) for section in document.sections]
    template = environment().get_template("evaluation.html")
    write_whole(path, template.render(document=document, sections=sections))


def _shown(section: Section) -> Shown:
    return Shown(
        section.title,
        section.about,
        section.tables,
        section.grids,
        tuple(plot(curve) for curve in section.curves),
        tuple(
            Embedded(
                "data:image/jpeg;base64," + base64.b64encode(each.jpeg).decode("ascii"),
                each.caption,
            )
            for each in section.snapshots
        ),
    )


def plot(curve: Curve) -> Plot:
    """Lay a curve out; where an interval or a limit is not known, the band closes on the line."""
    points = curve.points
    bands = [value for p in points for value in (p.value, *_band(p), *_limits(p))]
    low, high = value_range(np.array(bands), (0.0,), LEAST_RANGE[curve.unit])
    left, right = points[0].x, points[-1].x

    def at(x: float, y: float) -> tuple[int, int]:
        across = (x - left) / (right - left) * WIDTH if right > left else 0
        return round(across), round(np.clip((high - y) / (high - low), 0, 1) * HEIGHT)

    def path(pairs: Sequence[tuple[float, float]], end: str = "") -> str:
        steps = (f"{x} {y}" for x, y in (at(*pair) for pair in pairs))
        return "M" + "L".join(steps) + end

    def around(edges: Sequence[tuple[float, float]]) -> str:
        there = [(p.x, edge[0]) for p, edge in zip(points, edges, strict=True)]
        back = [(p.x, edge[1]) for p, edge in zip(points, edges, strict=True)]
        return path([*there, *reversed(back)], "Z")

    return Plot(
        curve.title,
        UNIT_WORDS[curve.unit],
        curve.x_title,
        f"{curve.title} by {curve.x_title}. " + "; ".join(p.text for p in points),
        (WIDTH, HEIGHT),
        line=path([(p.x, p.value) for p in points]),
        interval=around([_band(p) for p in points]),
        limits=around([_limits(p) for p in points]),
        zero=path([(left, 0.0), (right, 0.0)]),
        x_ticks=tuple(
            Mark(percent_of(x - left, right - left), 0, number(x))
            for x in _ticks([p.x for p in points])
        ),
        y_ticks=tuple(
            Mark(percent_of(y - low, high - low), 0, number(y)) for y in value_ticks(low, high)
        ),
        dots=tuple(
            Mark(
                percent_of(p.x - left, right - left), percent_of(p.value - low, high - low), p.text
            )
            for p in points
        ),
    )


def _ticks(xs: Sequence[float]) -> list[float]:
    """Round places along the axis; every one of those that are numbered."""
    left, right = xs[0], xs[-1]
    if list(xs) == list(range(1, len(xs) + 1)):
        return list(xs)
    if right - left <= 90:
        return value_ticks(left, right, X_TICKS)
    # camera azimuths read best in thirds of a right angle
    step = max(30.0, nice_step((right - left) / 30, X_TICKS) * 30)
    first = -(-left // step) * step
    return [first + i * step for i in range(int((right - first) // step) + 1)]


def _band(point: Point) -> tuple[float, float]:
    return _known(point.low, point.value), _known(point.high, point.value)


def _limits(point: Point) -> tuple[float, float]:
    return _known(point.lower, point.value), _known(point.upper, point.value)


def _known(value: float, otherwise: float) -> float:
    return otherwise if value != value else value
