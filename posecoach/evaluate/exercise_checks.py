"""What the catalogue's gates and faults say of pictures whose exercise is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from posecoach.evaluate.exercise_pictures import END, START, Album
from posecoach.exercises.exercise import Criterion, Exercise, Fault, Of
from posecoach.form import MEASURES, Part, Shape, Side, evaluate
from posecoach.form.shape import SIDES
from posecoach.trust import seen
from posecoach.types import Floats, Pose

Mask = NDArray[np.bool_]
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
    def values(self) -> Mapping[Side, Mapping[Part, Floats]]:
        """Worked side -> measure -> `(N,)`."""
        width, height = self.album.size[0].tolist()
        return measured(seen(self.album.pose, (width, height)))

    @cached_property
    def nearer(self) -> NDArray[np.str_]:
        """The side of the body nearer the camera, as seen, `(N,)`."""
        away = Shape.of(self.album.pose).leftward.z
        return np.where(away < 0, "left", "right")

    def worked(self, exercise: Exercise) -> NDArray[np.str_]:
        """The side a session takes as worked: the true one, or where both are, the nearer."""
        return self.album.side if exercise.sides == "each" else self.nearer

    def own(self, exercise: Exercise) -> Mapping[Part, Floats]:
        """Measures as a session that knows the worked side has them."""
        left = self.worked(exercise) == "left"
        right_values, left_values = self.values["right"], self.values["left"]
        return {p: np.where(left, left_values[p], right_values[p]) for p in PARTS}


def measured(pose: Pose) -> Mapping[Side, Mapping[Part, Floats]]:
    """Every form measure of many poses, for either worked side."""
    return {worked: evaluate(Shape.of(pose, worked), PARTS) for worked in SIDES}


def holds(criterion: Criterion, values: Mapping[Part, Floats]) -> Mask:
    """Where a criterion holds; not where it cannot be measured."""
    low, high = criterion.within
    each = [values[part] for part in parts(criterion.measure, criterion.side)]
    return np.asarray(np.all([(v >= low) & (v <= high) for v in each], axis=0))


def opens(exercise: Exercise, values: Mapping[Part, Floats]) -> Mask:
    """Where all of the gate holds."""
    return np.asarray(np.all([holds(c, values) for c in exercise.gate], axis=0))


def reaches(exercise: Exercise, values: Mapping[Part, Floats], usual: Floats) -> Mask:
    """Where a hold or the end of a repetition would be counted.

    `usual` is what the repetition's measure was at the start, for one that counts changes.
    """
    there, rep = opens(exercise, values), exercise.repetition
    if rep is None:
        return there
    before = usual if rep.change else 0.0
    each = [values[part] - before for part in parts(rep.measure, rep.side)]
    low, high = rep.end
    return np.asarray(there & np.all([(v >= low) & (v <= high) for v in each], axis=0))


def faulty(fault: Fault, values: Mapping[Part, Floats]) -> Mask:
    """Where a fault would be said."""
    each = [values[part] for part in parts(fault.measure, fault.side)]
    return np.asarray(np.any([(v >= fault.above) | (v <= fault.below) for v in each], axis=0))


def parts(measure: str, side: Of) -> tuple[Part, ...]:
    """The measures a criterion is about."""
    if side == "both":
        return ((measure, "right"), (measure, "left"))
    return ((measure, side or "right"),)


def at_start(album: Album, values: Mapping[Part, Floats], exercise: Exercise) -> Floats:
    """What the repetition's measure is at the start of the same exercise, person and camera.

    NaN where there is no such picture; 0 for an exercise without repetitions.
    """
    if exercise.repetition is None:
        return np.zeros(len(album))
    part = parts(exercise.repetition.measure, exercise.repetition.side)[0]
    keys = list(zip(album.subject, album.number, album.placing, strict=True))
    first = {key: values[part][i] for i, key in enumerate(keys) if album.moment[i] == START}
    return np.array([first.get(key, np.nan) for key in keys])


def is_right(exercise: Exercise, album: Album) -> Mask:
    """Where the exercise is truly at its end, from where its camera may stand."""
    return np.asarray(
        (album.subject == exercise.id)
        & (album.moment == END)
        & np.isin(album.placing, exercise.views)
    )
