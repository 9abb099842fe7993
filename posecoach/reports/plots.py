"""Lines over time: the score and the metrics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from posecoach.metrics import METRICS
from posecoach.reports.bands import BAND_FLOORS, MetricBands, band_of
from posecoach.reports.charts import line, samples, spans, value_range, value_ticks, visible
from posecoach.reports.marks import (
    LEAST_RANGE,
    UNIT_WORDS,
    Mark,
    TimeAxis,
    number,
    percent_of,
    zones,
)
from posecoach.reports.reasons import NO_FRAMES, reasons
from posecoach.reports.timeline import Timeline
from posecoach.reports.weighted import mean
from posecoach.reports.words import UNIT_SIGNS, length, reading, title
from posecoach.types import Floats

SAMPLES = 600  # positions of the read-out
DECIMALS = {"deg": 1, "ratio": 3, "cm": 0, "px": 0}
LEVEL_LETTERS = {
    **{"g": "good", "f": "fair", "s": "strained"},
    **{"c": "caution", "p": "poor", "u": "unknown"},
}


@dataclass(frozen=True, slots=True)
class Plot:
    """One line over time."""

    title: str
    unit: str  # in words
    sign: str  # behind a value: "°"
    path: str  # SVG, in a box of charts.WIDTH x HEIGHT
    zones: tuple[Mark, ...]  # from the bottom
    ticks: tuple[Mark, ...]  # from the bottom
    series: str  # SAMPLES comma-joined values for the read-out, empty where not known
    levels: str  # a key of LEVEL_LETTERS for each of them
    about: str  # the whole plot in a sentence


def score_plot(score: Floats, axis: TimeAxis) -> Plot:
    """Return the score over time."""
    tops = (100.0, *BAND_FLOORS.values())
    means = samples(axis.t, axis.seconds, score, axis.duration_s, SAMPLES)
    return Plot(
        title="Score",
        unit="0 to 100",
        sign="",
        path=line(axis.t, score, axis.seconds, axis.duration_s, (0.0, 100.0)),
        zones=tuple(
            Mark(floor, top - floor, band, band)
            for top, (band, floor) in zip(tops, BAND_FLOORS.items(), strict=False)
        ),
        ticks=tuple(Mark(value, 0, number(value)) for value in (0, 50, 70, 85, 100)),
        series=_joined(means, 1),
        levels="".join(band_of(value)[0] for value in means),
        about=f"Score over {length(axis.duration_s)}: {spoken(score, axis.seconds, 'points')}",
    )


def metric_plot(name: str, values: Floats, bands: MetricBands, axis: TimeAxis) -> Plot:
    """Return one metric over time, with its bands as zones."""
    unit = METRICS[name].unit
    low, high = value_range(values, bands.edges, LEAST_RANGE[unit])
    means = samples(axis.t, axis.seconds, values, axis.duration_s, SAMPLES)
    about = f"{title(name)} over {length(axis.duration_s)}"
    return Plot(
        title=title(name),
        unit=UNIT_WORDS[unit],
        sign=UNIT_SIGNS[unit],
        path=line(axis.t, values, axis.seconds, axis.duration_s, (low, high)),
        zones=zones(bands, low, high),
        ticks=tuple(
            Mark(percent_of(value - low, high - low), 0, number(value))
            for value in value_ticks(low, high)
        ),
        series=_joined(means, DECIMALS[unit]),
        levels="".join(bands.level(value)[0] for value in means),
        about=f"{about}: {spoken(values, axis.seconds, unit)}",
    )


def gaps(timeline: Timeline, axis: TimeAxis) -> tuple[Mark, ...]:
    """Return the times that were not judged, each with its reason, from the left."""
    codes, names = reasons(timeline)
    found = spans(axis.t, axis.seconds, codes, axis.duration_s, names.index(NO_FRAMES))
    return tuple(
        axis.mark(span, names[span.code], "gap")
        for span in visible(found, axis.duration_s)
        if span.code
    )


def spoken(values: Floats, seconds: Floats, unit: str) -> str:
    """Return mean, lowest and highest value in words."""
    known = values[np.isfinite(values)]
    if not known.size:
        return "never measured."
    low, high = (reading(float(value), unit) for value in (known.min(), known.max()))
    return f"mean {reading(mean(values, seconds), unit)}, from {low} to {high}."


def _joined(values: list[float], decimals: int) -> str:
    return ",".join("" if v != v else f"{v:.{decimals}f}" for v in values)
