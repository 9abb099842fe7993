"""Rolling to and fro over a roller, as the hips show it (SCIENCE D, camera measurement).

Positions are along the line of rolling, in trunk lengths: scale and camera do not matter.
"""

from __future__ import annotations

from cmath import phase, rect
from collections.abc import Sequence
from math import exp, hypot, isnan, nan, pi
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from posecoach.exercises.exercise import Strokes
from posecoach.sessions.gate import LOSS_S
from posecoach.sessions.motion import Swing, swing

AXIS_S = 10.0  # of positions give the line of rolling
AXIS_LEAST = 0.03  # trunk lengths, root mean square along it: less is noise, not a line
SAMPLE_S = 0.1  # positions are kept so far apart
CUTOFF_HZ = 1.0
STROKE = (0.06, 0.50)  # trunk lengths; less is noise, more is moving away
TOO_FAST_S = 1.5  # a stroke; from here to the good range it is only said to go slower
LAST_STROKES = 5
QUIET = 0.015  # trunk lengths a second: slower is resting on a spot
QUIET_S, SPOT_S = 2.0, 5.0  # over so long; it counts from so long

Tempo = str
"""Of the last strokes: "" not known, "good", "fast", "too_fast"."""


class Stroke(Struct, frozen=True):
    """One way over the roller."""

    t: float  # seconds at which it turned
    period_s: float


class Rolling(Struct, frozen=True):
    """What is remembered while somebody rolls."""

    t: float = nan
    at: complex = complex(nan, nan)  # smoothed, trunk lengths from `origin`
    origin: complex = complex(nan, nan)  # trunk lengths
    track: tuple[tuple[float, complex], ...] = ()  # the last 10 s
    axis: complex = 0j  # unit, along the line of rolling; 0 not known yet
    way: Swing = Swing()
    strokes: tuple[Stroke, ...] = ()
    quiet_since: float | None = None
    spot_s: float = 0.0  # at rest on tender spots, in all


def roll(state: Rolling, strokes: Strokes, t: float, hips: complex, scale_px: float) -> Rolling:
    """Return the state after one more position of the hips, while the gate passes."""
    if isnan(scale_px) or scale_px <= 0 or hips != hips:
        return state
    if isnan(state.t) or t - state.t > LOSS_S:
        kept = state.strokes
        return Rolling(t, 0j, hips / scale_px, strokes=kept, spot_s=state.spot_s)
    dt = t - state.t
    share = 1 - exp(-2 * pi * CUTOFF_HZ * dt)
    at = state.at + share * (hips / scale_px - state.origin - state.at)
    track = tuple(it for it in state.track if it[0] >= t - AXIS_S)
    if not track or t - track[-1][0] >= SAMPLE_S - 1e-6:
        track = (*track, (t, at))
    axis = _axis(track, state.axis)
    state = replace(state, t=t, at=at, track=track, axis=axis)
    return _rest(_turn(state), strokes, dt)


def tempo(state: Rolling, strokes: Strokes) -> Tempo:
    """Return how fast the last strokes were, by their median."""
    last = [it.period_s for it in state.strokes[-LAST_STROKES:]]
    if len(last) < 2:
        return ""
    middle = median(last)
    if middle < TOO_FAST_S:
        return "too_fast"
    return "fast" if middle < strokes.period_s[0] else "good"


def rate(state: Rolling) -> float:
    """Return strokes a minute over the last ones; NaN when there are fewer than two."""
    last = [it.period_s for it in state.strokes[-LAST_STROKES:]]
    return 60 / median(last) if len(last) > 1 else nan


def resting_s(state: Rolling) -> float:
    """Return for how long it has rested on a spot, seconds; 0 while it rolls."""
    return 0.0 if state.quiet_since is None else state.t - state.quiet_since


def _turn(state: Rolling) -> Rolling:
    """Return the state with a stroke more if the way has turned."""
    if not state.axis:
        return state
    old, way = state.way, swing(state.way, state.t, _along(state, state.at), STROKE[0], AXIS_S)
    state = replace(state, way=way)
    if not way.turns or way.turns[-1] in old.turns:
        return state
    now, there = way.turns[-1]
    before, here = way.turns[-2] if len(way.turns) > 1 else _set_off(state)
    if not STROKE[0] <= abs(there - here) <= STROKE[1]:
        return state
    return replace(state, strokes=(*state.strokes, Stroke(now, now - before)))


def _set_off(state: Rolling) -> tuple[float, float]:
    """Return when and where the first stroke began.

    Before it the hips may have rested, so its first half took as long as its second.
    """
    end, there = state.way.turns[-1]
    way = [(t, _along(state, at)) for t, at in state.track if t <= end]
    here = max((p for _, p in way), key=lambda p: abs(there - p))
    half = abs(there - here) / 2
    middle = max(i for i, (_, p) in enumerate(way) if abs(p - here) <= half)
    since, until = (way[min(i, len(way) - 1)][0] for i in (middle, middle + 1))
    return since + until - end, here


def _along(state: Rolling, at: complex) -> float:
    return (at * state.axis.conjugate()).real


def _rest(state: Rolling, strokes: Strokes, dt: float) -> Rolling:
    """Return the state with the rest on a spot counted."""
    last = [at for when, at in state.track if when >= state.t - QUIET_S]
    full = state.track[0][0] <= state.t - QUIET_S + SAMPLE_S
    if not full or _extent([*last, state.at]) > QUIET * QUIET_S:
        return replace(state, quiet_since=None)
    since = state.t - QUIET_S if state.quiet_since is None else state.quiet_since
    rested = state.t - since
    before, after = (_credit(it, strokes) for it in (max(0.0, rested - dt), rested))
    return replace(state, quiet_since=since, spot_s=state.spot_s + max(0.0, after - before))


def _credit(rested_s: float, strokes: Strokes) -> float:
    least, most = strokes.rest_on_spot_s
    return min(rested_s, most) if rested_s >= least else 0.0


def _extent(points: Sequence[complex]) -> float:
    across = [p.real for p in points]
    down = [p.imag for p in points]
    return hypot(max(across) - min(across), max(down) - min(down))


def _axis(track: Sequence[tuple[float, complex]], old: complex) -> complex:
    """Return the first principal axis of the positions, unit, the way round that `old` has."""
    points = [at for _, at in track]
    middle = sum(points) / len(points)
    # twice the angle of the axis is the angle of the mean square of the deviations
    square = sum((p - middle) ** 2 for p in points) / len(points)
    spread = sum(abs(p - middle) ** 2 for p in points) / len(points)
    if (spread + abs(square)) / 2 < AXIS_LEAST**2:
        return old
    axis = rect(1.0, phase(square) / 2)
    return -axis if (axis * old.conjugate()).real < 0 else axis
