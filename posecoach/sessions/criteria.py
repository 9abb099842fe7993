"""Criteria and faults against values: each is true, false, or None where a joint is unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite, isnan, nan

from posecoach.exercises import reading
from posecoach.exercises.exercise import Criterion, Exercise, Fault, Of
from posecoach.form import MEASURES, Part

Values = Mapping[Part, float]
Claim = bool | None

LOOSE_DEG = 5.0  # SCIENCE C0: how far out of its range an angle may go once it has been in it
LOOSE_SHARE, LOOSE_LEAST = 0.10, 0.03  # the same for ratios, of the range's width, and at least
CLEAR_DEG, CLEAR_RATIO = 2.0, 0.02  # how far back inside its limit a fault is over


def parts_of(exercise: Exercise) -> tuple[Part, ...]:
    """Return what has to be measured to coach an exercise, without repeats."""
    criteria = (*exercise.gate, *exercise.form)
    wanted = [reading.parts_of(c.measure, c.side) for c in criteria]
    wanted += [reading.parts_of(fault.measure, fault.side) for fault in exercise.fault]
    if (rep := exercise.repetition) is not None:
        wanted.append(repeated_parts(exercise))
        if rep.side != "both":
            wanted.append(reading.parts_of(rep.measure, rep.side))
    return tuple(dict.fromkeys(part for parts in wanted for part in parts))


def required(exercise: Exercise) -> tuple[Part, ...]:
    """Return what has to be seen for the exercise to be recognised and counted."""
    asked = (reading.parts_of(c.measure, c.side) for c in exercise.gate)
    return (*(part for parts in asked for part in parts), *repeated_parts(exercise))


def repeated_parts(exercise: Exercise) -> tuple[Part, ...]:
    """Return what the repetition is counted on; both sides when they take turns."""
    rep = exercise.repetition
    if rep is None:
        return ()
    return reading.parts_of(rep.measure, "both" if rep.alternating and rep.side else rep.side)


def angles_of(exercise: Exercise) -> tuple[Part, ...]:
    """Return the angles whose speed is watched: of gate, form and repetition, in degrees."""
    asked = [reading.parts_of(c.measure, c.side) for c in (*exercise.gate, *exercise.form)]
    parts = [part for parts in (*asked, repeated_parts(exercise)) for part in parts]
    return tuple(dict.fromkeys(part for part in parts if unit_of(part[0]) == "deg"))


def depth_of(exercise: Exercise) -> Part | None:
    """Return the angle by which two holds are compared; None when there is none."""
    if exercise.repetition is not None:
        return None
    asked = [
        reading.parts_of(c.measure, c.side) for c in (*exercise.form, *exercise.gate) if c.side
    ]
    parts = (part for parts in asked for part in parts)
    return next((part for part in parts if unit_of(part[0]) == "deg"), None)


def passes(criterion: Criterion, values: Values, loose: bool = False) -> Claim:
    """Return whether a criterion holds; `loose` once it did, so that it does not flutter."""
    low, high = criterion.within
    margin = looseness(criterion) if loose else 0.0
    return every(
        None if isnan(v) else low - margin <= v <= high + margin
        for v in _values(criterion.measure, criterion.side, values)
    )


def looseness(criterion: Criterion) -> float:
    """Return how far out of its range a value may go once it has been in it, in its unit."""
    if unit_of(criterion.measure) == "deg":
        return LOOSE_DEG
    width = criterion.within[1] - criterion.within[0]
    return max(LOOSE_LEAST, LOOSE_SHARE * width) if isfinite(width) else LOOSE_LEAST


def advice(criterion: Criterion, values: Values, loose: bool = False) -> str:
    """Return what to say to somebody outside the range; empty when nothing is."""
    margin = looseness(criterion) if loose else 0.0
    for value in _values(criterion.measure, criterion.side, values):
        if value < criterion.within[0] - margin:
            return criterion.below
        if value > criterion.within[1] + margin:
            return criterion.above
    return ""


def at_fault(fault: Fault, values: Values, lasting: bool = False) -> Claim:
    """Return whether a fault is there; one that lasts is over a little inside its limit."""
    margin = (CLEAR_DEG if unit_of(fault.measure) == "deg" else CLEAR_RATIO) if lasting else 0.0
    clean = every(
        None if isnan(v) else fault.below + margin < v < fault.above - margin
        for v in _values(fault.measure, fault.side, values)
    )
    return None if clean is None else not clean


def every(claims: Iterable[Claim]) -> Claim:
    """Return false if any is false, else None if any is not known, else true."""
    known = True
    for claim in claims:
        if claim is False:
            return False
        known = known and claim is not None
    return True if known else None


def unit_of(measure: str) -> str:
    """Return the unit of a form measure."""
    return MEASURES[measure].unit


def _values(measure: str, side: Of, values: Values) -> Iterable[float]:
    return (values.get(part, nan) for part in reading.parts_of(measure, side))
