"""The tables of metrics and of baseline quantities: pure functions from a Body to numbers.

A *metric* is what rules judge and reports show. A *quantity* is what a baseline remembers of a
person, so that a metric can be a change from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from math import nan

import numpy as np
from numpy.typing import NDArray

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Numbers
from posecoach.types import Floats, Unit, View

FRONT = frozenset({View.FRONT})
SIDE = frozenset({View.SIDE_LEFT, View.SIDE_RIGHT})

Compute = Callable[[Body], Numbers]
Arc = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Metric:
    """A named measurement of a body, `compute(body)` -> `(...)` in `unit`."""

    name: str
    unit: Unit
    views: frozenset[View]  # the views in which the number means what it says
    sign: str  # what a positive value means
    source: str
    relative: bool  # a change from the person's own baseline
    arc: Arc | None  # (from, vertex, to) for drawing: parts, "up", "level" or a line "hip-shoulder"
    compute: Compute

    @property
    def about(self) -> str:
        """The first line of the function's docstring."""
        return (self.compute.__doc__ or "").strip().splitlines()[0]


METRICS: dict[str, Metric] = {}
QUANTITIES: dict[str, Compute] = {}


def metric(
    *,
    unit: Unit,
    views: frozenset[View],
    sign: str,
    source: str,
    relative: bool = False,
    arc: Arc | None = None,
) -> Callable[[Compute], Compute]:
    """Register the decorated function as a metric under its own name."""

    def register(compute: Compute) -> Compute:
        name = compute.__name__
        if name in METRICS:
            raise ValueError(f"metric {name!r} is defined twice")
        METRICS[name] = Metric(name, unit, views, sign, source, relative, arc, compute)
        return compute

    return register


def quantity(compute: Compute) -> Compute:
    """Register the decorated function as something a baseline remembers, under its own name."""
    name = compute.__name__
    if name in QUANTITIES:
        raise ValueError(f"quantity {name!r} is defined twice")
    QUANTITIES[name] = compute
    return compute


def measure(body: Body, names: Iterable[str], view: Floats | View) -> dict[str, Numbers]:
    """Return the named metrics of a body, `(...)` each in its unit; floats for a single pose.

    NaN where a needed joint is unseen, the baseline lacks what the metric is relative to, or
    `view` (one, or an array of View codes over the leading axes) is not one it is valid in.
    """
    if isinstance(view, View) and body.px.ndim == 2:
        return {n: m.compute(body) if view in (m := METRICS[n]).views else nan for n in names}
    lead = np.broadcast_shapes(np.shape(view), body.px.shape[:-2])
    codes, chosen = np.broadcast_to(view, lead).astype(int), [METRICS[name] for name in names]
    fits = {views: _in(views)[codes] for views in {m.views for m in chosen}}
    unseen = {views for views, fit in fits.items() if not fit.any()}
    nothing = np.broadcast_to(np.nan, lead)  # read-only, so that many may share it
    return {
        m.name: nothing if m.views in unseen else np.where(fits[m.views], m.compute(body), np.nan)
        for m in chosen
    }


@cache
def _in(views: frozenset[View]) -> NDArray[np.bool_]:
    """Return which View codes are among `views`, in the order of the codes."""
    return np.array([view in views for view in View])
