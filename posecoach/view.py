"""Which way the body faces the camera, how much of it is seen, and why it cannot be judged.

`read` is vectorised over leading axes and has no memory; `settle` adds the memory, one frame at a
time: a new view counts once it has been seen for a second (SCIENCE A7). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np

from posecoach.joints import PAIRS, Joint
from posecoach.metrics.geometry import distance
from posecoach.types import Floats, Framing, Outlook, Pose, View

FRONTAL_RATIO = 0.70  # shoulder width over trunk length when facing the camera, SCIENCE A7
FRONT_YAW = 38.0  # degrees; up to here the view is frontal, SCIENCE A7
SIDE_YAW = 60.0  # from here it is a side view: inclinations lose at most 13 % there, SCIENCE A6
BACK_YAW = 120.0  # from here the shoulders are turned away
SLACK_YAW = 10.0  # so far past its limits a view that still counts is not judged by any more
TURNED_NOSE = 0.15  # least nose offset from the ears that tells the facing, in ear-shoulder lengths
DWELL_S = 1.0  # a new view, framing or facing must last this long
SMALLEST_PX = 16.0  # ear to shoulder; a pixel of noise is then 5 degrees, SCIENCE A5
FULL_YAW_PER_INDEX = 1 / 0.018  # degrees of head yaw per ear-distance of nose offset, SCIENCE A3

TURNED = "turned: face the camera or turn side-on"
AWAY_FACE = "turned away"
TOO_FAR = "too far away: come closer"
UNSEEN = "head and shoulders not in view"


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What one frame (or many, with leading axes) shows, before any memory."""

    view: Floats  # View codes
    framing: Floats  # Framing codes
    facing: Floats  # +1 picture right, -1 left, 0 cannot tell
    yaw: Floats  # degrees, 0 facing the camera .. 90 side-on .. 180 back
    segment_px: Floats  # ear-to-shoulder length, pixels


def read(pose: Pose) -> Reading:
    """Read view, framing and facing off a trusted pose (unseen joints NaN)."""
    px = pose.px
    left, right = px[..., Joint.LEFT_SHOULDER, :], px[..., Joint.RIGHT_SHOULDER, :]
    shoulders, ears = (left + right) / 2, _middle(px, Joint.LEFT_EAR, Joint.RIGHT_EAR)
    yaw = _yaw(pose, shoulders, ears)
    nose_ahead = px[..., Joint.NOSE, 0] - ears[..., 0]
    segment = distance(shoulders, ears)
    told = np.abs(nose_ahead) > TURNED_NOSE * segment
    # a person turned to their own left shows the right side and looks to picture right
    depth = pose.world[..., Joint.LEFT_SHOULDER, 2] - pose.world[..., Joint.RIGHT_SHOULDER, 2]
    facing = np.nan_to_num(np.where(told, np.sign(nose_ahead), np.sign(depth)))
    side = np.where(facing > 0, View.SIDE_RIGHT, View.SIDE_LEFT)
    view = np.where((yaw >= SIDE_YAW) & (facing != 0), side, View.OBLIQUE)
    view = np.where(yaw <= FRONT_YAW, View.FRONT, np.where(yaw >= BACK_YAW, View.BACK, view))
    view = np.where(np.isnan(yaw), View.UNKNOWN, view)
    return Reading(view, _framing(px), facing, yaw, segment)


def _middle(px: Floats, a: Joint, b: Joint) -> Floats:
    return (px[..., a, :] + px[..., b, :]) / 2


def _yaw(pose: Pose, shoulders: Floats, ears: Floats) -> Floats:
    """Mean of two votes: the network's depth, and how narrow shoulders or face look."""
    left, right = (pose.world[..., j, :] for j in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER))
    deep = np.abs(
        np.degrees(np.arctan2(left[..., 2] - right[..., 2], left[..., 0] - right[..., 0]))
    )
    px = pose.px
    width = np.abs(px[..., Joint.LEFT_SHOULDER, 0] - px[..., Joint.RIGHT_SHOULDER, 0])
    trunk = distance(shoulders, _middle(px, Joint.LEFT_HIP, Joint.RIGHT_HIP))
    narrow = np.degrees(np.arccos(np.clip(width / trunk / FRONTAL_RATIO, 0.0, 1.0)))
    face = distance(px[..., Joint.LEFT_EAR, :], px[..., Joint.RIGHT_EAR, :])
    with np.errstate(divide="ignore"):
        index = np.abs(px[..., Joint.NOSE, 0] - ears[..., 0]) / face
    turned = np.minimum(index * FULL_YAW_PER_INDEX, 90.0)
    vote = np.where(np.isnan(narrow), turned, narrow)
    return np.asarray((deep + np.where(deep > 90, 180 - vote, vote)) / 2)


_WHOLE_LEGS = [PAIRS["hip"], PAIRS["knee"], PAIRS["ankle"]]


def _framing(px: Floats) -> Floats:
    seen = ~np.isnan(px[..., 0])
    shoulder, hip = (seen[..., list(PAIRS[part])].any(-1) for part in ("shoulder", "hip"))
    leg = seen[..., _WHOLE_LEGS].all(-2).any(-1)
    above = np.where(hip, Framing.UPPER_BODY, Framing.HEAD_AND_SHOULDERS)
    return np.where(shoulder, np.where(leg, Framing.FULL_BODY, above), Framing.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Settled:
    """The view that counts, and a different one that is waiting to."""

    view: View = View.UNKNOWN
    framing: Framing = Framing.UNKNOWN
    facing: int = 0
    other_since: float = inf  # seconds at which something else began to be seen


def settle(state: Settled, t: float, view: View, framing: Framing, facing: int) -> Settled:
    """Return the new state: what is seen now counts at once the first time, else after DWELL_S."""
    now = Settled(view, framing, facing)
    if state.view is View.UNKNOWN:
        return now
    same_side = view not in (View.SIDE_LEFT, View.SIDE_RIGHT) or facing == state.facing
    if view is state.view and framing is state.framing and same_side:
        return state if state.other_since == inf else Settled(view, framing, state.facing)
    since = min(state.other_since, t)
    if t - since >= DWELL_S:
        return now
    return Settled(state.view, state.framing, state.facing, since)


def outlook(state: Settled, yaw: float, segment_px: float) -> Outlook:
    """Return what is seen and, when it cannot be judged, why, in words the user can act on."""
    reasons = {View.UNKNOWN: UNSEEN, View.OBLIQUE: TURNED, View.BACK: AWAY_FACE}
    reason = reasons.get(state.view, "")
    if not reason and _elsewhere(state.view, yaw):
        reason = TURNED
    if not reason and segment_px < SMALLEST_PX:
        reason = TOO_FAR
    return Outlook(state.view, state.framing, state.facing, yaw, reason)


def _elsewhere(view: View, yaw: float) -> bool:
    """Return whether the body has already turned to where the numbers of `view` mean nothing."""
    if view is View.FRONT:
        return yaw > FRONT_YAW + SLACK_YAW
    return yaw < SIDE_YAW - SLACK_YAW or yaw > BACK_YAW + SLACK_YAW
