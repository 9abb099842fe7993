"""Telling people and places apart when one frame is searched twice. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from math import dist

import numpy as np

from posecoach.joints import PAIRS, Joint
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


def same_person(one: Pose, other: Pose) -> bool:
    """Whether two poses of one frame lie so close together that they show one person."""
    apart = np.median(np.linalg.norm(one.px - other.px, axis=1))
    return bool(apart < SAME_PERSON * max(_torso(one), _torso(other)))


def shift(before: Pose, now: Pose) -> float:
    """How far nose, shoulders and hips have moved on average, in torsos."""
    was, are = before.px[_CORE].tolist(), now.px[_CORE].tolist()
    moved = sum(map(dist, was, are)) / len(_CORE)
    return moved / max(_length(was), _length(are), 1.0)


def _torso(person: Pose) -> float:
    """Shoulders to hips, or the width of the shoulders if that is more (bending to the camera)."""
    return _length(person.px[_CORE].tolist())


def _length(core: list[list[float]]) -> float:
    """`_torso` of the points of _CORE, as plain numbers because every frame asks for it."""
    _, left, right, *hips = core
    shoulder, hip = (
        [sum(pair) / 2 for pair in zip(*pairs, strict=True)] for pairs in ((left, right), hips)
    )
    return max(dist(left, right), dist(shoulder, hip))
