"""How a body is read for an exercise: which measures, and which leg is which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from posecoach.exercises.exercise import Criterion, Exercise, Of
from posecoach.form import Part, Shape, evaluate
from posecoach.metrics.geometry import Claims, Numbers, where
from posecoach.types import Pose

Values = Mapping[Part, Any]


def read(exercise: Exercise, pose: Pose, worked: str, parts: Iterable[Part]) -> dict[Part, Numbers]:
    """Return the measures asked for, and the gate's; NaN where a joint is unseen.

    Seen from the side, one leg is taken for the other where more of the exercise's gate holds so.
    From the front it is not: there the network knows the legs, and the wrong side is the wrong
    side.
    """
    wanted = tuple(dict.fromkeys((*parts, *gate_parts(exercise))))
    plain, exchanged = Shape.readings(pose, worked)
    as_seen = evaluate(plain, wanted)
    if pose.px.ndim == 2 and not plain.side_on:
        return as_seen
    return likelier(exercise, as_seen, evaluate(exchanged, wanted), plain.side_on)


def likelier(
    exercise: Exercise, as_seen: Values, otherwise: Values, side_on: Claims
) -> dict[Part, Numbers]:
    """Return, where the camera is beside the body, the values by which more of the gate holds."""
    better = side_on & (_held(exercise, otherwise) > _held(exercise, as_seen))
    return {part: where(better, otherwise[part], as_seen[part]) for part in as_seen}


def as_labelled(exercise: Exercise, pose: Pose, worked: str) -> Claims:
    """Return where all of the gate holds with each leg the one that the network says."""
    values = evaluate(Shape.of(pose, worked), gate_parts(exercise))
    return np.asarray(np.all([holds(c, values) for c in exercise.gate], axis=0))


def gate_parts(exercise: Exercise) -> tuple[Part, ...]:
    """Return the measures that an exercise's gate is about."""
    return tuple(part for c in exercise.gate for part in parts_of(c.measure, c.side))


def parts_of(measure: str, side: Of) -> tuple[Part, ...]:
    """Return the measures that a criterion, a fault or a repetition is about."""
    if side == "both":
        return ((measure, "right"), (measure, "left"))
    return ((measure, side or "right"),)


def holds(criterion: Criterion, values: Values) -> Claims:
    """Return where a criterion holds; not where it cannot be measured."""
    low, high = criterion.within
    inside = [
        (low <= values[part]) & (values[part] <= high)
        for part in parts_of(criterion.measure, criterion.side)
    ]
    return inside[0] & inside[-1]


def _held(exercise: Exercise, values: Values) -> Numbers:
    """Return how many criteria of the gate hold."""
    return sum(np.add(holds(criterion, values), 0) for criterion in exercise.gate)
