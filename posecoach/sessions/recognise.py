"""Which exercise a clip shows, or none: by how long its gate passes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from posecoach.exercises.exercise import Exercise
from posecoach.form import Side
from posecoach.sessions.criteria import Values, every, passes
from posecoach.sessions.gate import claim
from posecoach.sessions.motion import GAP_S

LEAST_S, LEAST_SHARE = 5.0, 0.2  # of the time somebody was seen
MARGIN = 0.15  # of the time: so much ahead of every other exercise
BOTH_SIDES = 0.3  # a side has been worked that has this share of the exercise's time

Moment = tuple[float, Mapping[Side, Values]]
"""Seconds, and the values of one exercise as worked on each side."""


class Candidate(Struct, frozen=True):
    """How long one exercise was there."""

    exercise: str  # id
    passing_s: Mapping[Side, float]  # its gate passed, worked on that side
    passed_s: float  # ... on either side
    share: float  # of the time somebody was seen, on either side
    form: float  # share of that in which all its form criteria held as well

    @property
    def side(self) -> Literal["right", "left", "both"]:
        """The side that was worked; "both" when each was."""
        right, left = (self.passing_s.get(side, 0.0) for side in ("right", "left"))
        if min(right, left) >= BOTH_SIDES * (right + left):
            return "both"
        return "right" if right > left else "left"


class Recognised(Struct, frozen=True):
    """What a clip shows."""

    best: Candidate | None  # None: none of them, or not clearly one
    margin: float  # how far ahead it was, of the time somebody was seen
    candidates: tuple[Candidate, ...]  # that were there at all, best first


def recognise(shown: Iterable[tuple[Exercise, Sequence[Moment]]]) -> Recognised:
    """Return which exercise a clip shows, of those the camera can check.

    Where gates pass for as long, form decides: one gate may lie within another.

    Args:
        shown: exercises, each with the moments somebody was seen, read for it.
    """
    found = [_candidate(it, moments) for it, moments in shown if it.checked]
    there = sorted((it for it in found if it.share > 0), key=_rank, reverse=True)
    if not there:
        return Recognised(None, 0.0, ())
    best = there[0]
    others = there[1:]
    margin = min((_ahead(best, it) for it in others), default=best.share)
    enough = best.share >= LEAST_SHARE and best.passed_s >= LEAST_S
    return Recognised(best if enough and margin >= MARGIN else None, margin, tuple(there))


def _rank(it: Candidate) -> float:
    return it.share * (1 + it.form) / 2


def _ahead(best: Candidate, other: Candidate) -> float:
    return max(best.share - other.share, _rank(best) - _rank(other))


def _candidate(exercise: Exercise, moments: Sequence[Moment]) -> Candidate:
    spans = _spans(moments)
    seen_s = sum(spans)
    worked: tuple[Side, ...] = ("right", "left") if exercise.sides == "each" else ("right",)
    passing: dict[Side, float] = {side: 0.0 for side in worked}
    either = good = 0.0
    for span, (_, values) in zip(spans, moments, strict=True):
        there = [side for side in worked if claim(exercise, values.get(side, {}), False)]
        for side in there:
            passing[side] += span
        either += span if there else 0.0
        good += span if any(_well(exercise, values[side]) for side in there) else 0.0
    share = either / seen_s if seen_s else 0.0
    return Candidate(exercise.id, passing, either, share, good / either if either else 0.0)


def _well(exercise: Exercise, values: Values) -> bool:
    return every(passes(criterion, values) for criterion in exercise.form) is True


def _spans(moments: Sequence[Moment]) -> list[float]:
    """Return the seconds each moment stands for: until the next, unless that is long after."""
    times = [t for t, _ in moments]
    return [min(b - a, GAP_S) for a, b in pairwise(times)] + [0.0][: len(times)]
