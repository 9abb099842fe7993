"""Telling people apart when two searches of one frame are put together. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from posecoach.joints import Joint
from posecoach.types import Pose

SAME_PERSON = 0.3  # median distance of the joints, in torsos, below which two poses are one person


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


def _torso(pose: Pose) -> float:
    """Shoulders to hips, or the width of the shoulders if that is more (bending to the camera)."""
    left, right = pose.px[Joint.LEFT_SHOULDER], pose.px[Joint.RIGHT_SHOULDER]
    hips = (pose.px[Joint.LEFT_HIP] + pose.px[Joint.RIGHT_HIP]) / 2
    return float(max(np.linalg.norm((left + right) / 2 - hips), np.linalg.norm(left - right)))
