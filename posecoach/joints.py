"""The 33 landmarks of the pose network, the bones between them, and their mirror pairs."""

from enum import IntEnum


class Joint(IntEnum):
    """Row numbers of a Pose's arrays. LEFT is the person's own left, never the picture's."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    LEFT_MOUTH = 9
    RIGHT_MOUTH = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


JOINT_COUNT = len(Joint)

FACE = slice(Joint.NOSE, Joint.RIGHT_MOUTH + 1)
"""The joints of the head, from one ear to the other: the first eleven rows."""

FACE_COUNT = len(range(JOINT_COUNT)[FACE])

PAIRS: dict[str, tuple[Joint, Joint]] = {
    name.removeprefix("LEFT_").lower(): (joint, Joint[name.replace("LEFT_", "RIGHT_")])
    for name, joint in Joint.__members__.items()
    if name.startswith("LEFT_")
}
"""Body part -> (left joint, right joint): "ear", "shoulder", "hip", "foot_index" ..."""

MIRROR: tuple[int, ...] = tuple(
    int(Joint[j.name.replace("LEFT_", "RIGHT_")])
    if j.name.startswith("LEFT_")
    else int(Joint[j.name.replace("RIGHT_", "LEFT_")])
    for j in Joint
)
"""Row order that swaps left and right: `px[..., MIRROR, :]`."""

BONES: tuple[tuple[str, str], ...] = (
    ("ear", "shoulder"),
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
    ("shoulder", "hip"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "heel"),
    ("heel", "foot_index"),
    ("ankle", "foot_index"),
)
"""Segments on each side, as names of PAIRS; shoulders and hips are joined across as well."""
