"""The table of form measures: pure functions from a body, and one of its sides, to numbers.

Unlike a posture metric, a form measure holds for any posture, lying and kneeling included, and is
written for an exercise worked on the right: a body that works on its left is mirrored first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from posecoach.form.shape import Shape, Side
from posecoach.metrics.geometry import Numbers
from posecoach.types import Unit

Compute = Callable[[Shape, Side], Numbers]
Part = tuple[str, Side]
"""A measure and the side it is taken of; measures of the whole body are taken of the right."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A named measure, `compute(shape, side)` -> `(...)` in `unit`."""

    name: str
    unit: Unit
    sided: bool  # there is one of each side
    sign: str  # what a larger value means
    source: str
    compute: Compute

    @property
    def about(self) -> str:
        """The first line of the function's docstring."""
        return (self.compute.__doc__ or "").strip().splitlines()[0]


MEASURES: dict[str, Measure] = {}


def measure(*, unit: Unit, sided: bool, sign: str, source: str) -> Callable[[Compute], Compute]:
    """Register the decorated function as a form measure under its own name."""

    def register(compute: Compute) -> Compute:
        name = compute.__name__
        if name in MEASURES:
            raise ValueError(f"form measure {name!r} is defined twice")
        MEASURES[name] = Measure(name, unit, sided, sign, source, compute)
        return compute

    return register


def evaluate(shape: Shape, parts: Iterable[Part]) -> dict[Part, Numbers]:
    """Return the measures asked for, `(...)` each in its unit; NaN where a joint is unseen."""
    return {(name, side): MEASURES[name].compute(shape, side) for name, side in parts}
