"""Sitting, standing, lying or away (SCIENCE B): from hip and knee, or from the eye line. Pure.

`read` is vectorised over leading axes and has no memory; `settle` adds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isnan, nan

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import (
    Claims,
    Numbers,
    angle_at,
    distance,
    inclination,
    share,
    where,
)
from posecoach.types import Activity, Framing, View

SITTING_HIP, SITTING_KNEE = (60.0, 130.0), (50.0, 140.0)  # degrees, SCIENCE B
STANDING_HIP, STANDING_KNEE = 150.0, 155.0
LYING_TRUNK = 60.0  # degrees from upright
# knees below hips, in trunks: drawn people sit at 0.66 at most, stand at 0.70 at least
SEATED_DROP = 0.68  # (docs/accuracy.md, run view)
# face size against the baseline; SCIENCE B ends at 1.6, which lost who leans in to read (up to 2.1)
SITTING_SCALE = (0.65, 2.2)
NEAR_EYES = 0.5  # eye line within this of the baseline, in shoulder widths, SCIENCE B
STANDING_RISE = 0.6  # ... and above it by more, in shoulder widths of where the person is now
TOP = 0.03  # share of the picture's height, from its upper border, that hides a head
NO_NEARER = 1.2  # shoulder width against the baseline, up to which nobody has leaned in
DWELL_S = 1.0  # a new activity must last this long
RISEN_S = 10.0  # ... and a risen eye line, which is all a laptop camera sees of standing up
AWAY_S = 10.0  # ... and nobody in the picture, SCIENCE B
UNSURE_S = 20.0  # ... and "cannot tell": a gap below 20 s does not end a bout, SCIENCE B


def read(body: Body, view: Numbers, framing: Numbers) -> Numbers:
    """Return Activity codes, one or `(...)`; UNKNOWN where neither legs nor a baseline tell.

    Args:
        body: trusted joints; a baseline serves where the legs are out of sight.
        view: View codes.
        framing: Framing codes.
    """
    side = (view == View.SIDE_LEFT) | (view == View.SIDE_RIGHT)
    shoulder, hip, knee, ankle = (
        where(side, body.near(part), body.middle(part))
        for part in ("shoulder", "hip", "knee", "ankle")
    )
    at_hip, at_knee = angle_at(shoulder, hip, knee), angle_at(hip, knee, ankle)
    knee_unseen = at_knee != at_knee
    level = (knee - hip).imag < SEATED_DROP * distance(hip, shoulder)  # from whichever side
    bent = _within(at_hip, SITTING_HIP) & (knee_unseen | _within(at_knee, SITTING_KNEE))
    hanging = knee.imag > hip.imag
    upright = (at_hip > STANDING_HIP) & (at_knee > STANDING_KNEE) & hanging
    seen = where(upright, Activity.STANDING, Activity.UNKNOWN)
    seen = where(where(side, bent, level), Activity.SITTING, seen)
    seen = where(abs(inclination(hip, shoulder)) > LYING_TRUNK, Activity.LYING, seen)
    legs_unseen = (knee != knee) & (framing != Framing.UNKNOWN) & (view != View.BACK)
    return where(legs_unseen & (seen == Activity.UNKNOWN), _at_laptop(body, view), seen)


def _within(value: Numbers, band: tuple[float, float]) -> Claims:
    return (value >= band[0]) & (value <= band[1])


def _at_laptop(body: Body, view: Numbers) -> Numbers:
    """Judge by face size and eye line against the baseline; UNKNOWN without one."""
    left, right = body.left("eye"), body.right("eye")
    eye = where(left == left, where(right == right, (left + right) * 0.5, left), right)
    drop = share(eye.imag - body.usual("eye_height"), body.usual("shoulder_width"))
    scale = _scale(body, view)
    at_desk = _within(scale, SITTING_SCALE) & _within(drop, (-NEAR_EYES, NEAR_EYES))
    seated = where(at_desk, Activity.SITTING, Activity.UNKNOWN)
    return where(drop < -STANDING_RISE * scale, Activity.STANDING, seated)


def _scale(body: Body, view: Numbers) -> Numbers:
    """Size in the picture against the baseline's: of the face, or of the neck once it is turned."""
    neck = body.middle("shoulder").imag - body.middle("ear").imag
    upright = share(neck, body.usual("neck_length") * body.usual("shoulder_width"))
    face = share(distance(body.left("eye"), body.right("eye")), body.usual("eye_width"))
    return where((view == View.FRONT) & (face == face), face, upright)


def risen_out(body: Body, height: float) -> bool:
    """Return whether somebody has stood up before a close camera, the head above the picture.

    Args:
        body: one pose, trusted or not, with a baseline; without one nothing can be said.
        height: of the picture, pixels.
    """
    width = distance(body.left("shoulder"), body.right("shoulder"))
    no_nearer = share(width, body.usual("shoulder_width")) <= NO_NEARER
    return bool(no_nearer and body.middle("eye").imag < TOP * height)


@dataclass(frozen=True, slots=True)
class Presence:
    """The activity that counts, and a different one waiting to."""

    activity: Activity = Activity.UNKNOWN
    began: float = nan  # seconds at which it began: before it came to count, where it had to last
    next: Activity = Activity.UNKNOWN
    since: float = inf  # seconds since `next` has been seen
    lost: float = inf  # seconds since the activity that counts has not been seen


def settle(state: Presence, t: float, seen: Activity, close_up: bool = False) -> Presence:
    """Return the new state: a first activity, or a return, counts at once; a change must last.

    `close_up`: the legs are not seen, and a risen eye line may be a stretch.
    """
    began = t if isnan(state.began) else state.began
    if seen is state.activity:
        return Presence(seen, began)
    goes_on = seen is state.next or {seen, state.next} == _UP  # a head that is now in, now out
    since = min(state.since, t) if goes_on else t
    if t - since >= _wait(state.activity, seen, close_up):
        return Presence(seen, since)
    lost = min(state.lost, t)
    if t - lost >= UNSURE_S and state.activity is not Activity.UNKNOWN:
        return Presence(Activity.UNKNOWN, lost, seen, since)
    return Presence(state.activity, began, seen, since, lost)


_UP = {Activity.STANDING, Activity.AWAY}


def _wait(now: Activity, seen: Activity, close_up: bool) -> float:
    """Return how many seconds another activity must last."""
    if seen is Activity.AWAY:
        return AWAY_S
    if now in (Activity.UNKNOWN, Activity.AWAY):
        return 0.0
    if seen is Activity.UNKNOWN:
        return UNSURE_S
    return RISEN_S if close_up and seen is Activity.STANDING else DWELL_S
