"""What the catalogue's gates and faults say of pictures whose exercise is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posecoach.evaluate.exercise_album import Album
from posecoach.evaluate.exercise_pictures import END, START
from posecoach.exercises.exercise import Exercise, Fault, Of
from posecoach.exercises.reading import Values, holds, likelier, parts_of
from posecoach.form import MEASURES, Part, Shape, Side, evaluate
from posecoach.form.shape import SIDES
from posecoach.trust import seen
from posecoach.types import Pose

Mask = NDArray[np.bool_]
Array = NDArray[Any]
PARTS: tuple[Part, ...] = tuple(
    (name, side)
    for name, measure in MEASURES.items()
    for side in (SIDES if measure.sided else SIDES[:1])
)


@dataclass(frozen=True, eq=False)
class Measured:
    """Pictures, with every form measure of what was seen in them, for either worked side."""

    album: Album

    @cached_property
    def pose(self) -> Pose:
        """What may be believed of it."""
        width, height = self.album.size[0].tolist()
        return seen(self.album.pose, (width, height))

    @cached_property
    def nearer(self) -> NDArray[np.str_]:
        """The side of the body nearer the camera, as seen, `(N,)`."""
        return np.where(Shape.of(self.album.pose).leftward.z < 0, "left", "right")

    @cached_property
    def readings(self) -> Mapping[Side, tuple[Values, Values]]:
        """Worked side -> every measure `(N,)` as seen, and with the legs exchanged."""
        found = {}
        for side in SIDES:
            plain, exchanged = Shape.readings(self.pose, side)
            found[side] = (evaluate(plain, PARTS), evaluate(exchanged, PARTS))
        return found

    @cached_property
    def side_on(self) -> Mask:
        """Where the camera is beside the body."""
        return np.asarray(Shape.of(self.pose).side_on)

    def as_worked(self, exercise: Exercise, side: Side) -> Values:
        """Every measure `(N,)`, as a session of that exercise and side reads it."""
        return likelier(exercise, *self.readings[side], self.side_on)

    def own(self, exercise: Exercise) -> Values:
        """The same for the side truly worked, in turn or alone; where both are, the nearer."""
        in_turn = exercise.repetition is not None and exercise.repetition.alternating
        one = exercise.sides == "each" or in_turn
        left = (self.album.side if one else self.nearer) == "left"
        sides = {side: self.as_worked(exercise, side) for side in SIDES}
        return {p: np.where(left, sides["left"][p], sides["right"][p]) for p in PARTS}


def opens(exercise: Exercise, values: Values) -> Mask:
    """Where all of the gate holds."""
    return np.asarray(np.all([holds(c, values) for c in exercise.gate], axis=0))


def counts(exercise: Exercise, album: Album, values: Values) -> Mask:
    """Where a hold, or the end of a repetition, would be counted.

    The end of a repetition counts only after its start: another picture of the same exercise,
    person and camera has to show that.
    """
    there, rep = opens(exercise, values), exercise.repetition
    if rep is None:
        return there
    side: Of = "both" if rep.alternating and rep.side else rep.side
    moved = [values[part] for part in parts_of(rep.measure, side)]
    if rep.change:
        moved = [v - of_same(album, album.moment == START, v, fall_back=np.nan) for v in moved]
    among = np.any if rep.alternating else np.all  # in turn, one side is enough
    begun, ended = (
        there & among([(v >= low) & (v <= high) for v in moved], axis=0)
        for low, high in (rep.start, rep.end)
    )
    return np.asarray(ended & of_same(album, begun, begun, fall_back=False))


def of_same(album: Album, chosen: Mask, values: Array, fall_back: float | bool) -> Array:
    """For each picture the value of a chosen one of the same exercise, person and camera."""
    keys = list(zip(album.subject, album.people, album.placing, strict=True))
    found = {keys[i]: values[i] for i in np.flatnonzero(chosen)}
    return np.array([found.get(key, fall_back) for key in keys])


def faulty(fault: Fault, values: Values) -> Mask:
    """Where a fault would be said."""
    each = [values[part] for part in parts_of(fault.measure, fault.side)]
    return np.asarray(np.any([(v >= fault.above) | (v <= fault.below) for v in each], axis=0))


def is_right(exercise: Exercise, album: Album) -> Mask:
    """Where the exercise is truly at its end, from where its camera may stand."""
    return np.asarray(
        (album.subject == exercise.id)
        & (album.moment == END)
        & np.isin(album.placing, exercise.views)
    )
