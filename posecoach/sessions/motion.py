"""How fast angles move, and how they swing: from values over time, whatever the frame rate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import inf, isnan, nan
from statistics import median

from msgspec import Struct

SPEED_S = 0.25  # window of the speed that is warned of, SCIENCE C0
STILL_S = (
    1.0  # of stillness: over 0.5 s the network's noise alone passes for 8 degrees/s, clips drawn
)
GAP_S = 1.0  # after so long without a sight nothing is known about speed
MANY = 3  # angles
MOST = 10  # values between which slopes are taken: 45 of them
_KEPT_S = 1.6  # a little more than the longest window and gap


class Trace(Struct, frozen=True):
    """The last moments of some angles."""

    times: tuple[float, ...] = ()
    rows: tuple[tuple[float, ...], ...] = ()  # one per time, degrees; NaN unseen


def remember(trace: Trace, t: float, row: Sequence[float]) -> Trace:
    """Return the trace with one more row; a gap forgets what was before."""
    if trace.times and t - trace.times[-1] > GAP_S:
        return Trace((t,), (tuple(row),))
    first = next((i for i, at in enumerate(trace.times) if at >= t - _KEPT_S), len(trace.times))
    return Trace((*trace.times[first:], t), (*trace.rows[first:], tuple(row)))


def speeds(trace: Trace, window_s: float) -> tuple[float, ...]:
    """Return each angle's speed over the window, degrees a second, signed; NaN not known.

    The median of the slopes between any two values seen (Theil & Sen): a leg that the network
    takes for the other one for a frame is no movement. At low rates, with fewer than two values in
    the window, the last two are taken.
    """
    if len(trace.times) < 2:
        return (nan,) * len(trace.rows[0]) if trace.rows else ()
    since = min(trace.times[-1] - window_s - 1e-6, trace.times[-2])
    first = next(i for i, at in enumerate(trace.times) if at >= since)
    times, rows = trace.times[first:], trace.rows[first:]
    return tuple(_slope(times, column, window_s) for column in zip(*rows, strict=True))


def recent(trace: Trace, window_s: float) -> tuple[float, ...]:
    """Return each angle's mean over the window, degrees; NaN where it is unseen now."""
    since = trace.times[-1] - window_s - 1e-6
    rows = [row for at, row in zip(trace.times, trace.rows, strict=True) if at >= since]
    return tuple(_mean(column) for column in zip(*rows, strict=True))


def _mean(column: Sequence[float]) -> float:
    seen = [v for v in column if not isnan(v)]
    return nan if isnan(column[-1]) else sum(seen) / len(seen)


def fastest(trace: Trace, window_s: float) -> float:
    """Return how fast the body moves over the window, degrees a second; see `leading`."""
    return leading(speeds(trace, window_s))


def leading(found: Sequence[float]) -> float:
    """Return how fast a body moves whose angles have these speeds; NaN when none is known.

    The speed of its fastest angle; of MANY and more the second fastest: a body that moves shows it
    in two, and one alone is a joint that the network sees badly.
    """
    known = sorted((abs(v) for v in found if not isnan(v)), reverse=True)
    return known[len(known) >= MANY] if known else nan


def _slope(times: Sequence[float], column: Sequence[float], window_s: float) -> float:
    seen = [(t, v) for t, v in zip(times, column, strict=True) if not isnan(v)]
    if len(seen) < 2 or isnan(column[-1]) or seen[-1][0] - seen[0][0] < window_s / 2:
        return nan
    seen = seen[:: -(len(seen) // -MOST)]
    return median((w - v) / (u - t) for (t, v), (u, w) in combinations(seen, 2))


class Swing(Struct, frozen=True):
    """One value going to and fro, as its turning points."""

    low: float = inf  # lowest and highest since the last turn
    high: float = -inf
    way: int = 0  # 1 it rises, -1 it falls, 0 not known yet
    at: float = nan  # seconds of the extreme on this way
    turns: tuple[tuple[float, float], ...] = ()  # (seconds, value) of the turns kept


def swing(state: Swing, t: float, value: float, least: float, kept_s: float) -> Swing:
    """Return the swing after one more value; a turn counts once it has gone back by `least`."""
    if isnan(value):
        return state
    low, high, at, way = state.low, state.high, state.at, state.way
    turns = tuple(turn for turn in state.turns if turn[0] >= t - kept_s)
    if value > high:
        high, at = value, t if way >= 0 else at
    if value < low:
        low, at = value, t if way <= 0 else at
    if way >= 0 and high - value >= least:
        turns, way = (*turns, (at, high)) if way else turns, -1
        return Swing(value, value, way, t, turns)
    if way <= 0 and value - low >= least:
        turns, way = (*turns, (at, low)) if way else turns, 1
        return Swing(value, value, way, t, turns)
    return Swing(low, high, way, at, turns)


def quick_turns(state: Swing, t: float, within_s: float, apart_s: float, least: float) -> int:
    """Return the length of the latest run of quick turns.

    They follow each other within `apart_s` seconds, and lie at least `least` apart in value.
    """
    run, later = 0, None
    for turn, value in reversed(state.turns):
        if turn < t - within_s:
            break
        if later and (later[0] - turn > apart_s or abs(later[1] - value) < least):
            break
        run, later = run + 1, (turn, value)
    return run
