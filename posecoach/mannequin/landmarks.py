"""The 33 landmarks of the pose network, on a posed figure."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from posecoach.joints import JOINT_COUNT, PAIRS, Joint
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.spec import SIDES
from posecoach.types import Floats

Place = tuple[str, str, tuple[float, float, float]]  # joint, frame, offset on the left side

NOSE: Place = ("head", "head", (0.0, -0.013, 0.117))

# those of the face lie on the drawn surface (`skull.on_face`)
PLACES: Mapping[str, Place] = {
    "eye_inner": ("head", "head", (0.019, 0.023, 0.089)),
    "eye": ("head", "head", (0.0315, 0.023, 0.080)),
    "eye_outer": ("head", "head", (0.044, 0.023, 0.075)),
    "ear": ("head", "head", (0.074, 0.0, 0.0)),
    "mouth": ("head", "head", (0.0235, -0.049, 0.088)),
    "shoulder": ("shoulder", "upper_arm", (0.0, 0.0, 0.0)),
    "elbow": ("elbow", "forearm", (0.0, 0.0, 0.0)),
    "wrist": ("wrist", "hand", (0.0, 0.0, 0.0)),
    "pinky": ("wrist", "hand", (0.0, -0.082, -0.029)),
    "index": ("wrist", "hand", (0.0, -0.092, 0.030)),
    "thumb": ("wrist", "hand", (-0.012, -0.066, 0.048)),
    "hip": ("hip", "thigh", (0.0, 0.0, 0.0)),
    "knee": ("knee", "shank", (0.0, 0.0, 0.0)),
    "ankle": ("ankle", "foot", (0.0, 0.0, 0.0)),
    "heel": ("heel", "foot", (0.0, 0.0, 0.0)),
    "foot_index": ("toe", "foot", (0.0, 0.0, 0.0)),
}
"""Where each landmark of PAIRS sits, metres at 1.70 m stature; the ear's is the tragus."""

FLESH = np.full(JOINT_COUNT, 0.10)
"""How much of a joint's own flesh may lie between it and the camera, metres."""
FLESH[: Joint.RIGHT_MOUTH + 1] = 0.035
FLESH[[Joint.LEFT_HIP, Joint.RIGHT_HIP]] = 0.15


def landmarks(figure: Figure) -> Floats:
    """The network's 33 landmarks in the scene, `(33, 3)` metres."""
    points = np.empty((JOINT_COUNT, 3))
    points[Joint.NOSE] = figure.at("head", NOSE[2])
    for part, (joint, frame, (x, y, z)) in PLACES.items():
        for (side, sign), row in zip(SIDES, PAIRS[part], strict=True):
            one_sided = joint == "head"
            name = joint if one_sided else f"{side}_{joint}"
            axes = frame if one_sided else f"{side}_{frame}"
            points[row] = figure.at(name, (sign * x, y, z), axes)
    return points
