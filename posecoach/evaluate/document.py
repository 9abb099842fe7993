"""What an evaluation shows, as values that the terminal and the page both place."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isnan

from posecoach.evaluate.resampling import Estimate

DASH = "-"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text; the first column names the row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A confusion matrix: the truth in rows, what it was called in columns."""

    title: str
    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One place of a curve: a value, its 95 % interval, and the limits of agreement."""

    x: float
    value: float
    low: float
    high: float
    lower: float
    upper: float
    text: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A quantity over something that varies."""

    title: str
    unit: str
    x_title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A picture worth looking at."""

    jpeg: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the evaluation."""

    title: str
    about: str = ""
    tables: tuple[Table, ...] = ()
    grids: tuple[Grid, ...] = ()
    curves: tuple[Curve, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The whole evaluation."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...] = field(default_factory=tuple)


def figure(value: float, digits: int = 2) -> str:
    """Return a number as text; a dash where it is not known."""
    if isnan(value):
        return DASH
    return f"{value:.{digits}f}".replace("-", "\N{MINUS SIGN}")


def estimate(it: Estimate, digits: int = 2) -> str:
    """Return "0.89 (0.83 to 0.94)"; a dash where it is not known."""
    if isnan(it.value):
        return DASH
    if isnan(it.low):
        return figure(it.value, digits)
    return f"{figure(it.value, digits)} ({figure(it.low, digits)} to {figure(it.high, digits)})"


def share(value: float) -> str:
    """Return a share 0..1 as a percentage."""
    return DASH if isnan(value) else f"{100 * value:.0f} %"
