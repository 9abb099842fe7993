"""Chart geometry: from columns to SVG paths and positions in percent. Knows nothing of HTML.

Plots are drawn in a box of WIDTH x HEIGHT that the page stretches to any size, so every text sits
outside the drawing and is placed in percent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, inf, log10

import numpy as np

from posecoach.reports.timeline import Codes
from posecoach.types import Floats

WIDTH, HEIGHT = 2000, 500  # units of a plot's box; finer than any screen or print
BUCKETS = 500  # each keeps its lowest and highest value, on both sides of a break: 2000 points
TIME_STEPS_S = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time with one code."""

    start: float  # seconds
    end: float  # seconds
    code: int


def spans(t: Floats, seconds: Floats, codes: Codes, duration_s: float, gap: int) -> list[Span]:
    """Return stretches of equal code from 0 to the end; time no frame stands for gets `gap`.

    `t` and `seconds` (frames,): when each frame begins and how long it stands for.
    """
    found: list[Span] = []

    def extend(start: float, end: float, code: int) -> None:
        if end - start < 1e-6:
            return
        if found and found[-1].code == code:
            found[-1] = Span(found[-1].start, end, code)
        else:
            found.append(Span(start, end, code))

    at = 0.0
    for begin, lasting, code in zip(t.tolist(), seconds.tolist(), codes.tolist(), strict=True):
        extend(at, begin, gap)
        extend(max(begin, at), begin + lasting, code)
        at = max(at, begin + lasting)
    extend(at, duration_s, gap)
    return found


def visible(found: Iterable[Span], duration_s: float) -> list[Span]:
    """Return the spans long enough to be seen in a plot of `duration_s`: at most 400."""
    return [span for span in found if span.end - span.start >= duration_s / 400]


def line(t: Floats, values: Floats, seconds: Floats, x_max: float, y: tuple[float, float]) -> str:
    """Return the SVG path of values over 0 .. `x_max` seconds: at most 2000 points.

    Each bucket of time keeps its lowest and highest value, so no peak is lost. The line breaks
    where nothing was measured, if the break is wide enough to be seen.
    """
    known = np.isfinite(values)
    t, values, ends = t[known], values[known].astype(float), (t + seconds)[known]
    if not t.size or x_max <= 0:
        return ""
    shown_gap = max(x_max / BUCKETS, 1e-3) if t.size > BUCKETS else 1e-3
    segment = np.concatenate([[0], np.cumsum(t[1:] - ends[:-1] > shown_gap)])
    keep = _extremes(segment * BUCKETS + np.minimum(t / x_max * BUCKETS, BUCKETS - 1), values)
    xs = np.rint(t[keep] / x_max * WIDTH).astype(int)
    ys = np.rint((y[1] - values[keep]) / (y[1] - y[0]) * HEIGHT).astype(int)
    return _path(xs.tolist(), np.clip(ys, 0, HEIGHT).tolist(), segment[keep].tolist())


def _extremes(buckets: Floats, values: Floats) -> Codes:
    """Return the positions of the lowest and highest value of each bucket, in order."""
    if len(values) <= 2 * BUCKETS:
        return np.arange(len(values))
    bucket = buckets.astype(int)
    order = np.lexsort((values, bucket))
    first = np.flatnonzero(np.diff(bucket[order], prepend=-1))
    last = np.append(first[1:], len(order)) - 1
    return np.unique(order[np.concatenate([first, last])])


def _path(xs: list[int], ys: list[int], segments: list[int]) -> str:
    parts: list[str] = []
    for i, (x, y, segment) in enumerate(zip(xs, ys, segments, strict=True)):
        if i == 0 or segment != segments[i - 1]:
            parts.append(f"M{x} {y}l0 0")  # a round cap shows even a single point
        else:
            dx, dy = x - xs[i - 1], y - ys[i - 1]
            parts.append(f" {dx}{dy}" if dy < 0 else f" {dx} {dy}")
    return "".join(parts)


def time_ticks(duration_s: float, most: int = 8) -> list[float]:
    """Return at most `most` + 1 round times from 0 to the end, seconds."""
    step = next((s for s in TIME_STEPS_S if duration_s / s <= most), 86400.0)
    return [i * step for i in range(floor(duration_s / step + 1e-9) + 1)]


def nice_step(reach: float, count: int) -> float:
    """Return 1, 2 or 5 times a power of ten that divides `reach` into about `count` parts."""
    rough = max(reach, 1e-9) / count
    power = 10.0 ** floor(log10(rough))
    return next(power * m for m in (1, 2, 5, 10) if rough <= power * m * 1.0001)


def value_ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Return about `count` round values within low .. high."""
    step = nice_step(high - low, count)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(i * step, 6) for i in range(first, last + 1)]


def value_range(values: Floats, edges: tuple[float, ...], least: float) -> tuple[float, float]:
    """Return low and high of an axis at least `least` wide: the values and the band edges nearby.

    A wild value does not flatten the rest: at most three times the spread of the middle 98 % is
    shown beyond them. An edge is nearby when it lies no further off than the values spread.
    """
    known = values[np.isfinite(values)]
    if not known.size:
        return min(edges, default=0.0) - least / 2, max(edges, default=0.0) + least / 2
    p1, p99 = np.percentile(known, (1, 99)).tolist()
    reach = max(p99 - p1, least / 2)
    low, high = max(float(known.min()), p1 - 3 * reach), min(float(known.max()), p99 + 3 * reach)
    near = [edge for edge in edges if low - reach <= edge <= high + reach]
    low, high = min(low, *near, inf), max(high, *near, -inf)
    air = max(0.06 * (high - low), (least - (high - low)) / 2)
    return low - air, high + air


def samples(t: Floats, seconds: Floats, values: Floats, x_max: float, count: int) -> list[float]:
    """Return the weighted mean in each of `count` equal stretches of 0 .. x_max, NaN if none."""
    known = np.isfinite(values) & (seconds > 0)
    at = np.minimum((t[known] / x_max * count).astype(int), count - 1)
    weight = np.bincount(at, seconds[known], count)
    total = np.bincount(at, values[known] * seconds[known], count)
    with np.errstate(invalid="ignore"):
        means: list[float] = (total / weight).tolist()
    return means


@dataclass(frozen=True, slots=True)
class Bar:
    """One bin of a histogram."""

    low: float
    high: float
    share: float  # of the measured time, 0..1


def histogram(values: Floats, weights: Floats, y: tuple[float, float]) -> list[Bar]:
    """Return about 24 bins with round edges over the axis `y`; the outer two hold what is beyond.

    Empty without a measured value.
    """
    known = np.isfinite(values) & (weights > 0)
    if not known.any():
        return []
    step = nice_step(y[1] - y[0], 24)
    first, last = floor(y[0] / step), ceil(y[1] / step)
    bins = np.clip(np.floor(values[known] / step).astype(int), first, last - 1) - first
    shares = np.bincount(bins, weights[known], last - first) / weights[known].sum()
    return [
        Bar(round((first + i) * step, 6), round((first + i + 1) * step, 6), float(share))
        for i, share in enumerate(shares)
    ]
