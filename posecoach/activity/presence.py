"""Sitting, standing or lying, from the angles of hip and knee (SCIENCE B). Pure.

`read` is vectorised over leading axes and has no memory; `settle` adds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

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
SITTING_SCALE = (0.65, 1.6)  # face size against the baseline, SCIENCE B
SITTING_DROP = 0.5  # eye line within this of the baseline, in shoulder widths
STANDING_RISE = 0.6
DWELL_S = 1.0  # a new activity must last this long
RISEN_S = 10.0  # ... and a risen eye line, which is all a laptop camera sees of standing up
UNSURE_S = 20.0  # ... and "cannot tell": a gap below 20 s does not end a bout, SCIENCE B


def read(body: Body, view: Numbers, framing: Numbers) -> Numbers:
    """Return Activity codes, one or `(...)`; UNKNOWN where the legs cannot be seen.

    Args:
        body: trusted joints; a baseline serves the head-and-shoulders view.
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
    close_up = (framing == Framing.HEAD_AND_SHOULDERS) & (view == View.FRONT)
    return where(close_up, _at_laptop(body), seen)


def _within(value: Numbers, band: tuple[float, float]) -> Claims:
    return (value >= band[0]) & (value <= band[1])


def _at_laptop(body: Body) -> Numbers:
    """Judge by face size and eye line against the baseline; UNKNOWN without one."""
    drop = share(body.middle("eye").imag - body.usual("eye_height"), body.usual("shoulder_width"))
    scale = share(distance(body.left("eye"), body.right("eye")), body.usual("eye_width"))
    at_desk = _within(scale, SITTING_SCALE) & _within(drop, (-SITTING_DROP, SITTING_DROP))
    seated = where(at_desk, Activity.SITTING, Activity.UNKNOWN)
    return where(drop < -STANDING_RISE, Activity.STANDING, seated)


@dataclass(frozen=True, slots=True)
class Presence:
    """The activity that counts, and a different one waiting to."""

    activity: Activity = Activity.UNKNOWN
    next: Activity = Activity.UNKNOWN
    since: float = inf  # seconds since `next` has been seen


def settle(state: Presence, t: float, seen: Activity, close_up: bool = False) -> Presence:
    """Return the new state: a first activity, or a return, counts at once; a change must last.

    `close_up`: only head and shoulders are seen, where a risen eye line may be a stretch.
    """
    if state.activity in (Activity.UNKNOWN, Activity.AWAY) or seen is state.activity:
        return Presence(seen)
    since = min(state.since, t) if seen is state.next else t
    wait = UNSURE_S if seen is Activity.UNKNOWN else DWELL_S
    if close_up and seen is Activity.STANDING:
        wait = RISEN_S
    if t - since >= wait:
        return Presence(seen)
    return Presence(state.activity, seen, since)
