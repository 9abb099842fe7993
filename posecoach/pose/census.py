"""Telling people and places apart when one frame is searched twice. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from posecoach.joints import PAIRS, Joint
from posecoach.metrics.geometry import points
from posecoach.types import Pose

SAME_PERSON = 0.3  # median distance of the joints, in torsos, below which two poses are one person

_CORE = np.array([Joint.NOSE, *PAIRS["shoulder"], *PAIRS["hip"]])


def distinct(people: Iterable[Pose]) -> list[Pose]:
    """Everybody once: the poses, in order, without those of a person already in the list."""
    kept: list[Pose] = []
    for person in people:
        if not any(same_person(person, other) for other in kept):
            kept.append(person)
    return kept


def same_person(one: Pose, other: Pose, within: float = SAME_PERSON) -> bool:
    """Whether two poses of one frame lie so close together that they show one person."""
    apart = np.median(np.linalg.norm(one.px - other.px, axis=1))
    return bool(apart < within * max(_torso(one), _torso(other)))


def shift(before: Pose, now: Pose) -> float:
    """How far nose, shoulders and hips have moved on average, in torsos."""
    was, are = _core(before), _core(now)
    moved = sum(abs(b - a) for a, b in zip(was, are, strict=True)) / len(_CORE)
    return moved / max(_length(was), _length(are), 1.0)


def _torso(person: Pose) -> float:
    """Shoulders to hips, or the width of the shoulders if that is more (bending to the camera)."""
    return _length(_core(person))


def _core(person: Pose) -> list[complex]:
    core: list[complex] = points(person.px[_CORE]).tolist()
    return core


def _length(core: list[complex]) -> float:
    _, left, right, left_hip, right_hip = core
    return max(abs(left - right), abs(left + right - left_hip - right_hip) / 2)
