"""Ears, shoulders and elbows where anatomy has them. Pure, vectorised over leading axes.

In side views the network is off in the same way on everybody: it puts the ear on the cheek, the
hidden shoulder as high as the near one, and the elbow inside the bend of the arm. All numbers are
from drawn people of the tune split (`scripts/side_joints.py`), the ear's from a real man, too;
docs/accuracy.md, runs tragus and side joints, says what they change.
"""

from __future__ import annotations

import numpy as np

from posecoach.joints import PAIRS, Joint
from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Claims, Points, points, share, where
from posecoach.types import Floats

# ear ahead of the tragus, in distances from there to the outer eye: 0.35 on a real man (152
# pictures against people's points), 0.39 on drawn people
EAR_LEAD = 0.37
# far shoulder above its joint, in distances between mid-shoulder and mid-hip
FAR_SHOULDER_RISE = 0.08
# near elbow inside the bend, in distances from it to midway between shoulder and wrist; the
# further ahead of the other the near shoulder looks (in trunk lengths from the middle), the more
# the camera sees the arm from behind and the straighter it looks
ELBOW_INSIDE, ELBOW_INSIDE_BEHIND = 0.10, 0.7

# plain numbers: numpy takes ten times as long to look up a member of an enumeration
_SHOULDERS, _ELBOWS = (tuple(map(int, PAIRS[part])) for part in ("shoulder", "elbow"))
_EARS = slice(Joint.LEFT_EAR, Joint.RIGHT_EAR + 1)
_OUTER_EYES = slice(
    Joint.LEFT_EYE_OUTER,
    Joint.RIGHT_EYE_OUTER + 1,
    Joint.RIGHT_EYE_OUTER - Joint.LEFT_EYE_OUTER,
)


def anatomical(px: Floats, side_on: Claims, near_left: Claims) -> Floats:
    """Return the network's joints, those of poses seen from the side moved to where they are.

    The line from outer eye to ear keeps its direction, and so does the trunk. An ear whose outer
    eye is not seen is unknown: nothing says where it would go. A shoulder or elbow stays where it
    is if a joint that would say how far to move it is not seen.

    Args:
        px: (..., 33, 2) pixels; not changed.
        side_on: (...) whether that pose is seen from the side.
        near_left: (...) whether the left side is nearer the camera.
    """
    if isinstance(side_on, np.ndarray):
        return np.where(side_on[..., None, None], _moved(px, near_left), px)
    return _moved(px, near_left) if side_on else px


def _moved(px: Floats, near_left: Claims) -> Floats:
    body, found = Body(px, near_left=near_left), np.array(px, np.float64)
    joints = np.moveaxis(points(found), -1, 0)  # shares its memory with `found`
    joints[_EARS] += EAR_LEAD * (joints[_EARS] - joints[_OUTER_EYES])
    middle = body.middle("shoulder")
    trunk = body.middle("hip") - middle
    shoulder, elbow = body.near("shoulder"), body.near("elbow")
    # who shows the left side looks to picture left
    ahead = where(near_left, -1.0, 1.0) * share((shoulder - middle).real, abs(trunk))
    bend = elbow - (shoulder + body.near("wrist")) * 0.5
    outwards = _known((ELBOW_INSIDE + ELBOW_INSIDE_BEHIND * ahead) * bend)
    down = _known(FAR_SHOULDER_RISE * trunk)
    for side, near in enumerate((near_left, near_left ^ True)):
        joints[_SHOULDERS[side]] += where(near, 0j, down)
        joints[_ELBOWS[side]] += where(near, outwards, 0j)
    return found


def _known(step: Points) -> Points:
    return where(step == step, step, 0j)
