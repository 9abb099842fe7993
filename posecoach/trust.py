"""Which joints of a pose may be believed (SCIENCE A7). Pure, vectorised over leading axes.

The network invents what it does not see, often with high visibility: legs under a desk, hips below
the picture. A joint that fails a check becomes NaN; nothing later turns it back into a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from math import radians, tan

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import JOINT_COUNT, PAIRS, Joint
from posecoach.metrics.body import Body, faces_camera
from posecoach.metrics.geometry import Claims, Points, distance
from posecoach.types import Floats, Pose

SEEN = 0.6  # least visibility of a joint of the head or shoulders
SEEN_ARM = 0.5
# The error of an elbow does not depend on its visibility between 0.4 and 0.8, but on how short the
# arm looks, which `metrics.arms` asks (docs/accuracy.md, run side joints). Exercises were fitted
# with SEEN_ARM.
SEEN_ARM_AT_REST = 0.4
SEEN_LEG = 0.4  # ... of a hip or leg
# Hips under the hands and far legs are where the network puts them though it doubts them: of knees
# believed by 0.1 to 0.4 nine in ten are within a quarter of a trunk of their place, of those below
# hardly any in a close picture (docs/accuracy.md, run order). Exercises were fitted with SEEN_LEG.
SEEN_LEG_AT_REST = 0.15
MARGIN = 0.02  # share of the picture at each border where joints below the shoulders are guesses
BOTTOM = 0.97  # hips are pinned to the lower border when they are below it
LONGEST_THIGH = 1.35  # in trunk lengths; a straight one is 0.85
SHORTEST_THIGH = 0.5  # ... side-on, where only a leg 54 deg across the picture looks shorter
TRUNK_OVER_SHOULDERS = (0.9, 2.2)  # from the front
FRONTAL = 0.55  # shoulder width over trunk length from which the body faces the camera
SIDE_ON = 0.25  # ... and up to which it is side-on, SCIENCE A7
WIDEST_FACE = 0.65  # face over shoulder width from the front; measured 0.25-0.43 at webcams
RAISED_KNEE = 0.3  # knees higher than this above the hips, in trunks, when upright: invented
UPRIGHT = 45.0  # degrees of trunk inclination up to which the legs must hang
STEEP = tan(radians(UPRIGHT))

_NEEDED = np.full(JOINT_COUNT, SEEN)
_NEEDED[Joint.LEFT_ELBOW : Joint.LEFT_PINKY] = SEEN_ARM
_NEEDED[Joint.LEFT_HIP :] = SEEN_LEG
_NEEDED_AT_REST = _NEEDED.copy()
_NEEDED_AT_REST[Joint.LEFT_ELBOW : Joint.LEFT_PINKY] = SEEN_ARM_AT_REST
_NEEDED_AT_REST[Joint.LEFT_HIP :] = SEEN_LEG_AT_REST

# Somebody who leans in front of a laptop has a shoulder at the very border, and it is right there:
# with the margin, 17 of 150 webcam pictures of tilted and leaning people could not be judged.
_NEAREST = np.full((JOINT_COUNT, 2), MARGIN)
_NEAREST[: Joint.LEFT_ELBOW] = 0.0
_FURTHEST = np.full((JOINT_COUNT, 2), (1 - MARGIN, BOTTOM))
_FURTHEST[: Joint.LEFT_ELBOW] = 1.0

_HIPS, _KNEES, _ANKLES, _HEELS, _TOES = (
    slice(PAIRS[part][0], PAIRS[part][1] + 1)
    for part in ("hip", "knee", "ankle", "heel", "foot_index")
)
_HANGS_ON = ((_HIPS, _KNEES), (_KNEES, _ANKLES), (_KNEES, _HEELS), (_KNEES, _TOES))


def trusted(pose: Pose, size: tuple[int, int]) -> Pose:
    """Return the pose with every joint that cannot be believed set to NaN.

    Args:
        pose: any leading axes.
        size: (width, height) of the frame, pixels.
    """
    body, hidden = Body(pose.px), _doubted(pose, size, _NEEDED_AT_REST)
    _hide(hidden, PAIRS["shoulder"], _implausible_shoulders(pose, body))
    _hide(hidden, PAIRS["hip"], _implausible_trunk(body))
    for knee, implausible in zip(PAIRS["knee"], _implausible_legs(body), strict=True):
        _hide(hidden, (knee,), implausible)
    for above, below in _HANGS_ON:
        hidden[..., below] |= hidden[..., above]
    return _without(hidden, pose)


def measurable(body: Body, visibility: Floats) -> Body:
    """Return a body of trusted joints without the hips and legs too doubtful for an angle.

    Where they are about tells whether somebody sits. An angle at them cost more than it told: on
    one man at a desk the score's AUC fell from 0.895 to 0.885 (docs/accuracy.md, run order).

    Args:
        body: any leading axes; itself where nothing is doubted.
        visibility: (..., 33) of the same joints, 0..1.
    """
    doubted = visibility < SEEN_LEG
    doubted[..., : Joint.LEFT_HIP] = False
    if not doubted.any():
        return body
    return replace(body, px=np.where(doubted[..., None], np.nan, body.px))


def seen(pose: Pose, size: tuple[int, int]) -> Pose:
    """Return the pose with every joint set to NaN that the network doubts or the border cuts.

    For exercises: `trusted` also knows how sitting and standing people can look, and a knee above
    the hips or a trunk seen from the feet is what many an exercise is about.

    Args:
        pose: any leading axes.
        size: (width, height) of the frame, pixels.
    """
    return _without(_doubted(pose, size, _NEEDED), pose)


def _doubted(pose: Pose, size: tuple[int, int], needed: Floats) -> NDArray[np.bool_]:
    low, high = _inside(size)
    inside = (pose.px >= low) & (pose.px <= high)
    return ~((pose.visibility >= needed) & inside[..., 0] & inside[..., 1])


def _without(hidden: NDArray[np.bool_], pose: Pose) -> Pose:
    unseen = hidden[..., None]
    px, world = (np.where(unseen, np.nan, places) for places in (pose.px, pose.world))
    return replace(pose, px=px, world=world)


def _hide(hidden: NDArray[np.bool_], joints: Iterable[Joint], implausible: Claims) -> None:
    """Hide joints, in place, in the poses where they are implausible."""
    if implausible is False:
        return
    for joint in joints:
        hidden[..., joint] |= implausible


@lru_cache(maxsize=4)
def _inside(size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return the least and greatest px (33, 2) at which a joint is not too near a border."""
    return _NEAREST * size, _FURTHEST * size


def _implausible_shoulders(pose: Pose, body: Body) -> Claims:
    """Return where a body that faces the camera has shoulders hardly wider than its face."""
    frontal = faces_camera(pose)
    face = distance(body.left("ear"), body.right("ear"))
    width = distance(body.left("shoulder"), body.right("shoulder"))
    return frontal & (face > WIDEST_FACE * width)


def _implausible_trunk(body: Body) -> Claims:
    trunk = distance(body.middle("shoulder"), body.middle("hip"))
    width = distance(body.left("shoulder"), body.right("shoulder"))
    low, high = TRUNK_OVER_SHOULDERS
    # side-on the shoulders coincide, and only a trunk shorter than them is wrong
    too_short = trunk < low * width
    too_long = (width > FRONTAL * trunk) & (trunk > high * width)
    return too_short | too_long


def _implausible_legs(body: Body) -> tuple[Claims, Claims]:
    """Return where the left and where the right leg cannot be where they are said to be."""
    up = body.middle("hip") - body.middle("shoulder")
    trunk, upright = abs(up), abs(up.real) <= STEEP * up.imag
    side_on = distance(body.left("shoulder"), body.right("shoulder")) <= SIDE_ON * trunk

    def implausible(hip: Points, knee: Points) -> Claims:
        raised = upright & ((hip - knee).imag > RAISED_KNEE * trunk)
        thigh = distance(hip, knee)
        too_short = side_on & (thigh < SHORTEST_THIGH * trunk)
        return raised | too_short | (thigh > LONGEST_THIGH * trunk)

    left = implausible(body.left("hip"), body.left("knee"))
    return left, implausible(body.right("hip"), body.right("knee"))
