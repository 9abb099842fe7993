"""The universal faults of pace: too fast, a jerk at the end, bouncing (SCIENCE C0)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from posecoach.sessions.motion import (
    SPEED_S,
    Swing,
    Trace,
    leading,
    quick_turns,
    recent,
    speeds,
    swing,
)

CAUTION, STOP = 1.5, 3.0  # times the target speed: 30 and 60 degrees/s where it is 20
FAST_S, TOO_FAST_S = 0.3, 0.15  # for so long: noise lasts less
JERK_SPEED, JERK_DEG, JERK_S = 60.0, 15.0, 3.0
BOUNCE_DEG, BOUNCE_S, BOUNCE_TURNS = 4.0, 5.0, 3
TOGETHER, ALONE_DEG = 2, 10.0  # angles; drawn people at rest: one alone swings 4 degrees by noise
BOUNCE_APART_S = 1.2  # half a period of 0.5 Hz, and a frame at 5 a second
_SMOOTH_S = 0.15  # landmark noise would bounce


class Pace(Struct, frozen=True):
    """What is remembered about pace; one entry per angle."""

    fast_since: float | None = None
    too_fast_since: float | None = None
    swings: tuple[Swing, ...] = ()
    rushed: tuple[tuple[float, int, float], ...] = ()  # seconds, angle, its value: of fast moments
    on: frozenset[str] = frozenset()  # faults that last
    until: float | None = None  # seconds until which the pace counts as bad


def watch(pace: Pace, trace: Trace, target: float) -> tuple[Pace, tuple[str, ...]]:
    """Return the pace after the trace has grown, and what has begun: bounce, fast, too_fast."""
    t, now = trace.times[-1], speeds(trace, SPEED_S)
    peak = leading(now)
    fast = _since(pace.fast_since, t, peak > CAUTION * target)
    too_fast = _since(pace.too_fast_since, t, peak > STOP * target)
    old = pace.swings or (Swing(),) * len(now)
    smooth = recent(trace, _SMOOTH_S)
    swings = tuple(swing(s, t, v, BOUNCE_DEG, BOUNCE_S) for s, v in zip(old, smooth, strict=True))
    on = {
        "fast": fast is not None and t - fast >= FAST_S,
        "too_fast": too_fast is not None and t - too_fast >= TOO_FAST_S,
        "bounce": _bouncing(swings, t),
    }
    lasting = frozenset(name for name, it in on.items() if it)
    rushed = _rushed(pace, trace, now)
    until = t if lasting else pace.until
    after = Pace(fast, too_fast, swings, rushed, lasting, until)
    return after, tuple(sorted(lasting - pace.on))


def jerked(pace: Pace, row: Sequence[float]) -> bool:
    """Return whether an angle that rests at `row` was torn through its last 15 degrees."""
    return any(abs(row[i] - value) <= JERK_DEG for _, i, value in pace.rushed)


def _bouncing(swings: Sequence[Swing], t: float) -> bool:
    """Return whether the body bounces: angles that share limbs swing together, noise does not."""
    together = min(TOGETHER, len(swings))
    return any(
        sum(quick_turns(s, t, BOUNCE_S, BOUNCE_APART_S, deg) >= BOUNCE_TURNS for s in swings) >= n
        for n, deg in ((together, BOUNCE_DEG), (1, ALONE_DEG))
    )


def _rushed(pace: Pace, trace: Trace, now: Sequence[float]) -> tuple[tuple[float, int, float], ...]:
    t, row = trace.times[-1], trace.rows[-1]
    new = tuple((t, i, row[i]) for i, v in enumerate(now) if abs(v) >= JERK_SPEED)
    return (*(it for it in pace.rushed if it[0] >= t - JERK_S), *new)


def _since(since: float | None, t: float, claim: bool) -> float | None:
    return (t if since is None else since) if claim else None
