"""Sitting, standing or lying, from the angles of hip and knee (SCIENCE B). Pure.

`read` is vectorised over leading axes and has no memory; `settle` adds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np

from posecoach.metrics.body import Body, Flags
from posecoach.metrics.geometry import angle_at, distance, inclination, share
from posecoach.types import Activity, Floats, Framing, View

SITTING_HIP, SITTING_KNEE = (60.0, 130.0), (50.0, 140.0)  # degrees, SCIENCE B
STANDING_HIP, STANDING_KNEE = 150.0, 155.0
LYING_TRUNK = 60.0  # degrees from upright
FORESHORTENED_THIGH = 0.55  # seated thighs point at a front camera; hanging ones measure 0.85 trunk
SITTING_SCALE = (0.65, 1.6)  # face size against the baseline, SCIENCE B
SITTING_DROP = 0.5  # eye line within this of the baseline, in shoulder widths
STANDING_RISE = 0.6
DWELL_S = 1.0  # a new activity must last this long
RISEN_S = 10.0  # ... and a risen eye line, which is all a laptop camera sees of standing up
UNSURE_S = 20.0  # ... and "cannot tell": a gap below 20 s does not end a bout, SCIENCE B


def read(body: Body, view: Floats, framing: Floats) -> Floats:
    """Return Activity codes (...); UNKNOWN where the legs cannot be seen.

    Args:
        body: trusted joints; a baseline serves the head-and-shoulders view.
        view: View codes.
        framing: Framing codes.
    """
    side = (np.asarray(view) == View.SIDE_LEFT) | (np.asarray(view) == View.SIDE_RIGHT)
    shoulder, hip, knee, ankle = (
        np.where(side[..., None], body.near(part), body.middle(part))
        for part in ("shoulder", "hip", "knee", "ankle")
    )
    at_hip, at_knee = angle_at(shoulder, hip, knee), angle_at(hip, knee, ankle)
    knee_unseen = np.isnan(at_knee)
    trunk = np.abs(inclination(hip, shoulder))
    short = distance(hip, knee) < FORESHORTENED_THIGH * distance(hip, shoulder)
    bent = _within(at_hip, SITTING_HIP) & (knee_unseen | _within(at_knee, SITTING_KNEE))
    hanging = knee[..., 1] > hip[..., 1]
    seated = np.where(side, bent, short)
    upright = (at_hip > STANDING_HIP) & (at_knee > STANDING_KNEE) & hanging
    seen = np.where(upright, Activity.STANDING, Activity.UNKNOWN)
    seen = np.where(trunk > LYING_TRUNK, Activity.LYING, np.where(seated, Activity.SITTING, seen))
    close_up = (framing == Framing.HEAD_AND_SHOULDERS) & (np.asarray(view) == View.FRONT)
    return np.where(close_up, _at_laptop(body), seen) if close_up.any() else seen


def _within(value: Floats, band: tuple[float, float]) -> Flags:
    return np.asarray((value >= band[0]) & (value <= band[1]))


def _at_laptop(body: Body) -> Floats:
    """Judge by face size and eye line against the baseline; UNKNOWN without one."""
    eyes = body.middle("eye")[..., 1]
    drop = share(eyes - body.usual("eye_height"), body.usual("shoulder_width"))
    scale = share(distance(body.left("eye"), body.right("eye")), body.usual("eye_width"))
    at_desk = _within(scale, SITTING_SCALE) & _within(drop, (-SITTING_DROP, SITTING_DROP))
    return np.select(
        [drop < -STANDING_RISE, at_desk],
        [Activity.STANDING, Activity.SITTING],
        Activity.UNKNOWN,
    )


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
