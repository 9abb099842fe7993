"""Telling people and places apart when one frame is searched twice. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from posecoach.joints import PAIRS, Joint
from posecoach.types import Pose

SAME_PERSON = 0.3  # median distance of the joints, in torsos, below which two poses are one person

_CORE = [Joint.NOSE, *PAIRS["shoulder"], *PAIRS["hip"]]


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
    moved = np.linalg.norm(now.px[_CORE] - before.px[_CORE], axis=1).mean()
    return float(moved / max(_torso(before), _torso(now), 1.0))


def _torso(pose: Pose) -> float:
    """Shoulders to hips, or the width of the shoulders if that is more (bending to the camera)."""
    left, right = pose.px[Joint.LEFT_SHOULDER], pose.px[Joint.RIGHT_SHOULDER]
    hips = (pose.px[Joint.LEFT_HIP] + pose.px[Joint.RIGHT_HIP]) / 2
    return float(max(np.linalg.norm((left + right) / 2 - hips), np.linalg.norm(left - right)))
