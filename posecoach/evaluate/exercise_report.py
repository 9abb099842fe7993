"""How well the camera knows the exercises: recognition, mistakes and faults, summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from posecoach.evaluate.exercise_album import Album
from posecoach.evaluate.exercise_checks import (
    Mask,
    Measured,
    counts,
    faulty,
    is_right,
    opens,
)
from posecoach.evaluate.exercise_pictures import EVERYDAY, FAR, START
from posecoach.evaluate.resampling import UNKNOWN, Draws, Estimate
from posecoach.exercises.exercise import Exercise, Fault
from posecoach.form.shape import SIDES


@dataclass(frozen=True, slots=True)
class FaultReport:
    """How well one fault is told from the exercise done well."""

    id: str
    pictures: int  # with it, in which somebody was found
    open: float  # share 0..1 of them in which the gate is open, so that it would be said
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class ExerciseReport:
    """How well one exercise is known, as shares 0..1 of pictures; NaN where there are none."""

    id: str
    title: str
    views: tuple[str, ...]
    timer_only: str
    pictures: int  # at its end, from where its camera may stand
    found: float  # ... in which somebody was found
    recognised: Estimate  # ... of those, counted
    at_start: float  # counted before it has begun
    far_side: float  # counted where the camera is beside the side that is not worked
    wrong: float  # counted of other exercises and postures, whichever side is worked
    everyday: float  # ... of everyday postures
    worst: str  # what is most often taken for it
    worst_share: float
    faults: tuple[FaultReport, ...]


def report(album: Album, exercises: Mapping[str, Exercise]) -> tuple[ExerciseReport, ...]:
    """Sum up every exercise that the camera checks or could check."""
    taken = Measured(album)
    return tuple(one(taken, exercise) for exercise in exercises.values() if exercise.gate)


def one(taken: Measured, exercise: Exercise) -> ExerciseReport:
    """Sum up one exercise."""
    album, own = taken.album, taken.own(exercise)
    counted = counts(exercise, album, own)
    right = is_right(exercise, album)
    found = right & album.found
    here = np.isin(album.placing, exercise.views) & album.found & (album.subject == exercise.id)
    wrong, of = _mistakes(taken, exercise)
    worst, worst_share = _worst(wrong, of)
    return ExerciseReport(
        exercise.id,
        exercise.title,
        exercise.views,
        exercise.timer_only,
        int(right.sum()),
        _share(album.found, right),
        _estimate(counted[found], album.where(found).people),
        _share(counted, here & (album.moment == START)),
        _share(counted, here & (album.moment == FAR)),
        _share(wrong, np.ones(len(wrong), bool)),
        _share(wrong, np.array([moment == EVERYDAY for _, moment in of], bool)),
        worst,
        worst_share,
        tuple(_fault(taken, exercise, fault) for fault in exercise.fault),
    )


def _mistakes(taken: Measured, exercise: Exercise) -> tuple[Mask, list[tuple[str, str]]]:
    """Where another picture is counted, for either worked side; what each is of."""
    album = taken.album
    other = (album.subject != exercise.id) & album.found
    wrong = []
    for side in SIDES:
        values = taken.as_worked(exercise, side)
        wrong.append(counts(exercise, album, values)[other])
    what = zip(album.subject[other].tolist(), album.moment[other].tolist(), strict=True)
    return np.concatenate(wrong), list(what) * len(SIDES)


def _worst(wrong: Mask, of: Sequence[tuple[str, str]]) -> tuple[str, float]:
    everything = Counter(subject for subject, _ in of)
    times = Counter(subject for (subject, _), is_wrong in zip(of, wrong, strict=True) if is_wrong)
    if not times:
        return "", 0.0
    name = max(times, key=lambda subject: times[subject] / everything[subject])
    return name, times[name] / everything[name]


def _fault(taken: Measured, exercise: Exercise, fault: Fault) -> FaultReport:
    album, own = taken.album, taken.own(exercise)
    there = (album.subject == exercise.id) & (album.moment == fault.id) & album.found
    well = is_right(exercise, album) & album.found
    said, gate = faulty(fault, own), opens(exercise, own)
    hits, false = int((said & there).sum()), int((said & well).sum())
    missed = int(there.sum()) - hits
    if not there.any():
        return FaultReport(fault.id, 0, nan, nan, nan, nan)
    return FaultReport(
        fault.id,
        int(there.sum()),
        _share(gate, there),
        hits / (hits + false) if hits + false else nan,
        hits / (hits + missed),
        2 * hits / (2 * hits + false + missed),
    )


def _share(what: Mask, among: Mask) -> float:
    return float(what[among].mean()) if among.any() else nan


def _estimate(right: Mask, people: Sequence[str]) -> Estimate:
    if not len(right):
        return UNKNOWN
    draws = Draws.of(people)
    return draws.estimate(lambda w: np.asarray((w @ right) / w.sum(-1)))
