"""Many poses as one with a leading axis, and one of them again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np

from posecoach.joints import FACE_COUNT, JOINT_COUNT
from posecoach.types import Pose

_NOWHERE = np.full((JOINT_COUNT, 3), nan)
UNSEEN = Pose(nan, _NOWHERE[:, :2], _NOWHERE, np.zeros(JOINT_COUNT))
UNSEEN_FACE = np.full((FACE_COUNT, 3), nan)


def stacked(times: Sequence[float], poses: Sequence[Pose | None]) -> Pose:
    """Return poses at `times`, seconds, as one; where there is none every joint is NaN.

    Nor is there a face where nobody looked for it, if somebody did in another of them.
    """
    n = len(poses)
    px, world = np.full((n, JOINT_COUNT, 2), nan), np.full((n, JOINT_COUNT, 3), nan)
    visibility, face = np.zeros((n, JOINT_COUNT)), np.full((n, FACE_COUNT, 3), nan)
    looked = False
    for i, pose in enumerate(poses):
        if pose is not None:
            px[i], world[i], visibility[i] = pose.px, pose.world, pose.visibility
            if pose.face is not None:
                face[i], looked = pose.face, True
    return Pose(np.array(times), px, world, visibility, face if looked else None)


def single(pose: Pose, i: int) -> Pose:
    """Return one of many poses."""
    t, face = float(np.asarray(pose.t)[i]), None if pose.face is None else pose.face[i]
    return Pose(t, pose.px[i], pose.world[i], pose.visibility[i], face)
