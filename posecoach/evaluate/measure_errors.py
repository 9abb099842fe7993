"""How far form measures are off, by where the camera stands: as seen against the exact joints."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from posecoach.evaluate.document import Table, figure
from posecoach.evaluate.exercise_album import Album
from posecoach.evaluate.exercise_checks import Measured
from posecoach.form import MEASURES, Shape, evaluate
from posecoach.metrics.geometry import wrapped

PLACINGS = ("side", "oblique", "front", "foot-end")
WIDE = 90.0  # percentile beside the median


@dataclass(frozen=True, slots=True)
class MeasureError:
    """The error of one measure, in its unit, in the order of PLACINGS; NaN where there is none."""

    measure: str
    unit: str
    median: tuple[float, ...]
    wide: tuple[float, ...]  # that nine in ten pictures are within


def measure_errors(album: Album) -> tuple[MeasureError, ...]:
    """Compare every measure, of the right side, in the pictures in which somebody was found."""
    found = album.where(album.found)
    parts = [(name, "right") for name in MEASURES]
    seen = Measured(found).readings["right"][0]
    true = evaluate(Shape.of(found.true_pose), parts)  # type: ignore[arg-type]
    errors = []
    for part in parts:
        unit = MEASURES[part[0]].unit
        off = seen[part] - true[part]  # type: ignore[index]
        off = np.abs(wrapped(off) if unit == "deg" else off)
        each = [off[(found.placing == placing) & np.isfinite(off)] for placing in PLACINGS]
        median, wide = (
            tuple(float(np.percentile(x, q)) if len(x) else nan for x in each) for q in (50, WIDE)
        )
        errors.append(MeasureError(part[0], unit, median, wide))
    return tuple(errors)


def error_table(errors: tuple[MeasureError, ...]) -> Table:
    """Return the errors as "median (nine in ten)"."""
    rows = []
    for one in errors:
        digits = 0 if one.unit == "deg" else 2
        pairs = zip(one.median, one.wide, strict=True)
        cells = [f"{figure(middle, digits)} ({figure(far, digits)})" for middle, far in pairs]
        rows.append((one.measure.replace("_", " "), one.unit, *cells))
    return Table("", ("measure", "unit", *PLACINGS), tuple(rows))
