"""Posture shifts, and how long somebody has not made one (SCIENCE B). Pure.

A shift is a change by 8 degrees of trunk inclination, side lean or pelvic obliquity, or by 8 % of
the distance to the screen, that lasts 5 seconds. It counts against the average of the posture held
since the last one, over some minutes: somebody who sways about it, or is measured with noise, does
not shift, nor does somebody who creeps into a slump and relieves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan, nan

from msgspec import Struct
from msgspec.structs import replace

from posecoach.types import Activity, Level, Measurements

LASTS_S = 5.0
SHIFT_DEG = 8.0
SHIFT_SHARE = 0.08
STEADY_S = 300.0  # the average forgets what is longer ago
NOISE = 1e-9  # of adding up angles
WOBBLE_S = 2.0  # back at the old posture for less than this (a frame of noise) undoes nothing
UNSEEN_S = 20.0  # unseen, or up, for longer: what follows is another posture, SCIENCE B
CAUTION_S, NUDGE_S = 600.0, 900.0
SLOWEST_S = 2.0  # between two moments further apart nobody has watched

WATCHED: Mapping[str, bool] = {  # metric -> whether a change of it is a share, not a difference
    "trunk_inclination": False,
    "lateral_trunk_lean": False,
    "pelvic_obliquity": False,
    "screen_scale": True,
}


class Away(Struct, frozen=True):
    """Another posture that may be replacing the one held."""

    since: float  # seconds
    last: float  # seconds at which it was last away from the one held
    total: float = 0.0  # metric times seconds
    weight: float = 0.0  # seconds


class Held(Struct, frozen=True):
    """One metric's posture."""

    seen: float  # seconds at which the metric was last measured
    usual: float  # the average since the last shift
    weight: float = 0.0  # seconds it rests on
    away: Away | None = None


class Shifts(Struct, frozen=True):
    """What is remembered between two moments."""

    t: float  # seconds, last told
    activity: Activity = Activity.UNKNOWN
    present: float | None = None  # seconds at which somebody was last seen sitting or standing
    static_s: float = 0.0  # seconds watched since the last shift
    count: int = 0  # shifts so far
    held: dict[str, Held] = {}

    @property
    def level(self) -> Level:
        """Caution from 10 minutes without a shift, poor from 15; unknown with nothing to watch."""
        if not self.held:
            return "unknown"
        if self.static_s >= NUDGE_S:
            return "poor"
        return "caution" if self.static_s >= CAUTION_S else "good"


def update(
    state: Shifts, t: float, activity: Activity, measurements: Measurements
) -> tuple[Shifts, bool]:
    """Return the next state, and whether the posture has shifted just now.

    Time goes on only while one of the watched metrics can be measured. Sitting down, getting up and
    coming back after 20 seconds begin anew; only the first two are shifts.
    """
    if activity not in (Activity.SITTING, Activity.STANDING):
        return replace(state, t=t), False
    if state.present is None or t - state.present >= UNSEEN_S:
        return Shifts(t, activity, t, count=state.count), False
    if activity is not state.activity:
        return Shifts(t, activity, t, count=state.count + 1), True
    values = {name: measurements.get(name, nan) for name in WATCHED}
    known = {name: value for name, value in values.items() if not isnan(value)}
    dt = min(t - state.t, SLOWEST_S)
    held = state.held | {
        name: _watched(state.held.get(name), t, value, dt, WATCHED[name])
        for name, value in known.items()
    }
    shifted = any(_lasted(held[name], t, WATCHED[name]) for name in known)
    if shifted:
        held = {name: _anew(it, t) for name, it in held.items() if name in known}
    static = 0.0 if shifted else state.static_s + (dt if known else 0.0)
    return Shifts(t, activity, t, static, state.count + shifted, held), shifted


def _watched(held: Held | None, t: float, value: float, dt: float, ratio: bool) -> Held:
    """Return a metric's posture after one more measurement."""
    if held is None or t - held.seen >= UNSEEN_S:
        return Held(t, value)
    away = held.away
    if away is not None:
        total, weight = away.total + value * dt, away.weight + dt
        away = replace(away, total=total, weight=weight)
    if held.weight >= LASTS_S - NOISE and _far(value, held.usual, ratio):
        away = Away(t, t) if away is None else replace(away, last=t)
    elif away is None or t - away.last >= WOBBLE_S:
        weight = min(held.weight + dt, STEADY_S)
        usual = held.usual + (value - held.usual) * (dt / weight if weight > 0 else 0.0)
        return Held(t, usual, weight)
    return replace(held, seen=t, away=away)


def _far(value: float, usual: float, ratio: bool) -> bool:
    change = abs(value / usual - 1) if ratio else abs(value - usual)
    return change >= (SHIFT_SHARE if ratio else SHIFT_DEG) - NOISE


def _lasted(held: Held, t: float, ratio: bool) -> bool:
    away = held.away
    if away is None or away.last != t or t - away.since < LASTS_S - NOISE:
        return False
    return _far(away.total / away.weight, held.usual, ratio)


def _anew(held: Held, t: float) -> Held:
    """Return the posture held from now on: what was seen while it changed."""
    away = held.away
    if away is None or not away.weight > 0:
        return Held(t, held.usual)
    return Held(t, away.total / away.weight, away.weight)
