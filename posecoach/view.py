"""Which way the body faces the camera, how much of it is seen, and why it cannot be judged.

`read` is vectorised over leading axes and has no memory; `settle` adds the memory, one frame at a
time: a new view counts once it has been seen for a second (SCIENCE A7). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan

from posecoach.joints import Joint
from posecoach.metrics.body import Body, width_line
from posecoach.metrics.geometry import (
    Claims,
    Numbers,
    Points,
    bearing,
    distance,
    share,
    turned_by,
    where,
)
from posecoach.types import Framing, Outlook, Pose, View

FRONTAL_RATIO = 0.70  # shoulder width over trunk length when facing the camera, SCIENCE A7
FRONT_YAW = 38.0  # degrees; up to here the view is frontal, SCIENCE A7
SIDE_YAW = 60.0  # from here it is a side view: inclinations lose at most 13 % there, SCIENCE A6
BACK_YAW = 120.0  # from here the shoulders are turned away
# The network draws bodies towards the front and the side: what it reads of them at these limits,
# half-way between what stands clear of them on either side (docs/accuracy.md, run recognition).
FRONT_READ = 30.0  # of a body with hips in view
BACK_READ = 113.0  # mean of what the depths of shoulders and of ears say
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
    """What one pose (floats) or many (arrays) show, before any memory."""

    view: Numbers  # View codes
    framing: Numbers  # Framing codes
    facing: Numbers  # +1 picture right, -1 left, 0 cannot tell
    yaw: Numbers  # degrees, 0 facing the camera .. 90 side-on .. 180 back
    segment_px: Numbers  # ear-to-shoulder length, pixels

    def at(self, i: int) -> Reading:
        """Return what one of many poses shows."""
        return Reading(
            self.view[i], self.framing[i], self.facing[i], self.yaw[i], self.segment_px[i]
        )


NOTHING = Reading(View.UNKNOWN, Framing.UNKNOWN, 0, nan, nan)


def read(pose: Pose) -> Reading:
    """Read view, framing and facing off a trusted pose (unseen joints NaN), or off many."""
    body = Body(pose.px)
    shoulders, ears = body.middle("shoulder"), body.middle("ear")
    across, deep = width_line(pose, "shoulder")
    turned = abs(bearing(deep, across))
    yaw = _yaw(body, shoulders, ears, turned)
    nose_ahead = (body.at(Joint.NOSE) - ears).real
    segment = distance(shoulders, ears)
    told = abs(nose_ahead) > TURNED_NOSE * segment
    # a person turned to their own left shows the right side and looks to picture right
    clue = where(told, nose_ahead, deep)
    facing = where(clue > 0, 1, where(clue < 0, -1, 0))
    side = where(facing > 0, View.SIDE_RIGHT, View.SIDE_LEFT)
    view = where((yaw >= SIDE_YAW) & (facing != 0), side, View.OBLIQUE)
    view = where(_behind(pose, turned) >= BACK_READ, View.BACK, view)
    view = where(yaw <= where(_hips(body), FRONT_READ, FRONT_YAW), View.FRONT, view)
    view = where(yaw == yaw, view, View.UNKNOWN)
    return Reading(view, _framing(body), facing, yaw, segment)


def _yaw(body: Body, shoulders: Points, ears: Points, deep: Numbers) -> Numbers:
    """Mean of two votes: the network's depth, and how narrow shoulders or face look."""
    width = abs((body.left("shoulder") - body.right("shoulder")).real)
    trunk = distance(shoulders, body.middle("hip"))
    narrow = turned_by(share(width, trunk * FRONTAL_RATIO))
    face = distance(body.left("ear"), body.right("ear"))
    ahead = abs((body.at(Joint.NOSE) - ears).real) * FULL_YAW_PER_INDEX
    turned = where(ahead >= 90 * face, 90.0, share(ahead, face))
    vote = where(narrow == narrow, narrow, turned)
    return (deep + where(deep > 90, 180 - vote, vote)) / 2


def _behind(pose: Pose, shoulders: Numbers) -> Numbers:
    """How far depth says the body is turned, degrees: two votes, as only sides look like sides."""
    across, deep = width_line(pose, "ear")
    ears = abs(bearing(deep, across))
    return where(ears == ears, (shoulders + ears) / 2, shoulders)


def _hips(body: Body) -> Claims:
    return _seen(body.left("hip")) & _seen(body.right("hip"))


def _framing(body: Body) -> Numbers:
    seen = {part: (_seen(body.left(part)), _seen(body.right(part))) for part in _LEG}
    shoulder = _seen(body.left("shoulder")) | _seen(body.right("shoulder"))
    hip = seen["hip"][0] | seen["hip"][1]
    left, right = (seen["hip"][side] & seen["knee"][side] & seen["ankle"][side] for side in (0, 1))
    above = where(hip, Framing.UPPER_BODY, Framing.HEAD_AND_SHOULDERS)
    return where(shoulder, where(left | right, Framing.FULL_BODY, above), Framing.UNKNOWN)


_LEG = ("hip", "knee", "ankle")


def _seen(point: Points) -> Claims:
    return point == point


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
    return Outlook(state.view, state.framing, state.facing, float(yaw), reason)


def _elsewhere(view: View, yaw: float) -> bool:
    """Return whether the body has already turned to where the numbers of `view` mean nothing."""
    if view is View.FRONT:
        return yaw > FRONT_YAW + SLACK_YAW
    return yaw < SIDE_YAW - SLACK_YAW or yaw > BACK_YAW + SLACK_YAW
