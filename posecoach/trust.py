"""Which joints of a pose may be believed (SCIENCE A7). Pure, vectorised over leading axes.

The network invents what it does not see, often with high visibility: legs under a desk, hips below
the picture. A joint that fails a check becomes NaN; nothing later turns it back into a number.
"""

from __future__ import annotations

from dataclasses import replace
from math import radians, tan

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import JOINT_COUNT, PAIRS, Joint
from posecoach.metrics.geometry import distance
from posecoach.types import Floats, Pose

SEEN = 0.6  # least visibility of a joint of the head or trunk
SEEN_LIMB = 0.5  # ... of an arm or leg
MARGIN = 0.02  # share of the picture at each border where joints below the shoulders are guesses
BOTTOM = 0.97  # hips are pinned to the lower border when they are below it
LONGEST_THIGH = 1.35  # in trunk lengths; a straight one is 0.85
TRUNK_OVER_SHOULDERS = (0.9, 2.2)  # from the front
FRONTAL = 0.55  # shoulder width over trunk length from which the body faces the camera
WIDEST_FACE = 0.65  # face over shoulder width from the front; measured 0.25-0.43 at webcams
RAISED_KNEE = 0.3  # knees higher than this above the hips, in trunks, when upright: invented
UPRIGHT = 45.0  # degrees of trunk inclination up to which the legs must hang
STEEP = tan(radians(UPRIGHT))

_LIMBS = [
    joint
    for part in ("elbow", "wrist", "knee", "ankle", "heel", "foot_index")
    for joint in PAIRS[part]
]
_NEEDED = np.full(JOINT_COUNT, SEEN)
_NEEDED[_LIMBS] = SEEN_LIMB

# Somebody who leans in front of a laptop has a shoulder at the very border, and it is right there:
# with the margin, 17 of 150 webcam pictures of tilted and leaning people could not be judged.
_EDGE = np.full(JOINT_COUNT, MARGIN)
_EDGE[: Joint.LEFT_ELBOW] = 0.0
_LOWEST = np.full(JOINT_COUNT, BOTTOM)
_LOWEST[: Joint.LEFT_ELBOW] = 1.0

_SHOULDERS = list(PAIRS["shoulder"])
_HIPS = list(PAIRS["hip"])
_KNEES = list(PAIRS["knee"])
_BELOW_KNEES = [PAIRS[part] for part in ("ankle", "heel", "foot_index")]  # (3, 2): left, right


def trusted(pose: Pose, size: tuple[int, int]) -> Pose:
    """Return the pose with every joint that cannot be believed set to NaN.

    Args:
        pose: any leading axes.
        size: (width, height) of the frame, pixels.
    """
    px = pose.px
    hidden = (pose.visibility < _NEEDED) | np.isnan(px[..., 0]) | _outside(px, size)
    hidden[..., _SHOULDERS] |= _implausible_shoulders(pose)[..., None]
    hidden[..., _HIPS] |= _implausible_trunk(px)[..., None]
    hidden[..., _KNEES] |= _implausible_legs(px) | hidden[..., _HIPS]
    hidden[..., _BELOW_KNEES] |= hidden[..., None, _KNEES]
    return replace(
        pose,
        px=np.where(hidden[..., None], np.nan, px),
        world=np.where(hidden[..., None], np.nan, pose.world),
    )


def _outside(px: Floats, size: tuple[int, int]) -> NDArray[np.bool_]:
    x, y = px[..., 0] / size[0], px[..., 1] / size[1]
    return np.asarray((x < _EDGE) | (x > 1 - _EDGE) | (y < _EDGE) | (y > _LOWEST))


def _middles(px: Floats) -> tuple[Floats, Floats]:
    shoulders = (px[..., Joint.LEFT_SHOULDER, :] + px[..., Joint.RIGHT_SHOULDER, :]) / 2
    hips = (px[..., Joint.LEFT_HIP, :] + px[..., Joint.RIGHT_HIP, :]) / 2
    return shoulders, hips


def _implausible_shoulders(pose: Pose) -> NDArray[np.bool_]:
    """Return where a body that faces the camera has shoulders hardly wider than its face."""
    left, right = (pose.world[..., joint, :] for joint in _SHOULDERS)
    frontal = np.abs(left[..., 2] - right[..., 2]) < np.abs(left[..., 0] - right[..., 0])
    px = pose.px
    face = distance(px[..., Joint.LEFT_EAR, :], px[..., Joint.RIGHT_EAR, :])
    width = distance(px[..., Joint.LEFT_SHOULDER, :], px[..., Joint.RIGHT_SHOULDER, :])
    return np.asarray(frontal & (face > WIDEST_FACE * width))


def _implausible_trunk(px: Floats) -> NDArray[np.bool_]:
    shoulders, hips = _middles(px)
    trunk = distance(shoulders, hips)
    width = distance(px[..., Joint.LEFT_SHOULDER, :], px[..., Joint.RIGHT_SHOULDER, :])
    low, high = TRUNK_OVER_SHOULDERS
    # side-on the shoulders coincide, and only a trunk shorter than them is wrong
    too_short = trunk < low * width
    too_long = (width > FRONTAL * trunk) & (trunk > high * width)
    return np.asarray(too_short | too_long)


def _implausible_legs(px: Floats) -> NDArray[np.bool_]:
    """Return (..., 2) where the left and the right leg cannot be where they are said to be."""
    shoulders, hips = _middles(px)
    trunk = distance(shoulders, hips)[..., None]
    knee, hip = px[..., _KNEES, :], px[..., _HIPS, :]
    upright = np.abs(shoulders[..., 0] - hips[..., 0]) <= STEEP * (hips[..., 1] - shoulders[..., 1])
    raised = upright[..., None] & (hip[..., 1] - knee[..., 1] > RAISED_KNEE * trunk)
    return np.asarray(raised | (distance(hip, knee) > LONGEST_THIGH * trunk))
