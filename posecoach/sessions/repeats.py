"""Counting repetitions: from a start range to an end range and back, with its tempo.

Crossings are placed between two frames by straight line, so that the frame rate does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, isnan, nan

from msgspec import Struct
from msgspec.structs import replace

from posecoach.exercises.exercise import Repetition
from posecoach.sessions.criteria import unit_of
from posecoach.sessions.gate import LOSS_S

LOOSE_DEG = 5.0  # how far back out of its end the movement may go and still be there
MOST_LOOSE = 0.25  # ... as a share of the way, and for ratios
EDGE = 0.1  # share of the way at which the start is left: landmarks at rest flutter
NEAR = 0.1  # share of the movement within which it has not set off yet
PARTIAL = 0.4  # share of the way; a smaller movement is no attempt
SLACK_S = 0.1  # of a hold at the end, for the rounding of moments between frames


class Rep(Struct, frozen=True):
    """One attempt that is over."""

    side: str  # "right" is the worked one
    start: float  # seconds at which it set off
    end: float  # ... will be back where it set off, as slowly as it left the start range
    held_s: float  # at the end range
    reach: float  # furthest share of the way, 1 where the end range begins

    @property
    def period_s(self) -> float:
        """Seconds it took, without the rest before it."""
        return self.end - self.start


class Mover(Struct, frozen=True):
    """One joint that repeats a movement, told by its share of the way: 0 start, 1 end."""

    t: float = nan  # seconds it was last seen
    share: float = nan
    ready: bool = False  # it has been at the start
    low: float = 0.0  # lowest share of the way at the start
    set_off: float = nan  # seconds at which it was last near that
    left: float = nan  # ... left the start range
    gone: bool = False  # and far enough to mean it
    arrived: float = nan  # ... reached the end, this time
    held_s: float = 0.0  # longest at the end since it left the start
    reach: float = 0.0


def share_of(rep: Repetition, value: float) -> float:
    """Return how far a value is from the start range (0 or less) to the end range (1 and more).

    Beyond the far bound of the end range it counts down again: too far is not there.
    """
    rising = rep.end[0] > rep.start[1]
    first, last = (rep.start[1], rep.end[0]) if rising else (rep.start[0], rep.end[1])
    far = rep.end[1] if rising else rep.end[0]
    share = (value - first) / (last - first)
    if isfinite(far) and (value > far if rising else value < far):
        return min(share, 1 - (value - far) / (last - first))
    return share


def looseness(rep: Repetition) -> float:
    """Return how far back from the end, as a share of the way, still is there."""
    if unit_of(rep.measure) != "deg":
        return MOST_LOOSE
    gap = max(rep.end[0] - rep.start[1], rep.start[0] - rep.end[1])
    return min(LOOSE_DEG / gap, MOST_LOOSE)


def move(mover: Mover, side: str, t: float, share: float, loose: float) -> tuple[Mover, Rep | None]:
    """Return the mover after one more value, and the attempt that this has ended."""
    if isnan(share):
        return (Mover() if t - mover.t > LOSS_S else mover), None
    if isnan(mover.t) or t - mover.t > LOSS_S:
        return Mover(t, share, ready=share <= 0), None
    old, mover = mover, replace(mover, t=t, share=share)
    if not mover.ready:
        return replace(mover, ready=share <= 0), None
    if not mover.gone:
        mover = _setting_off(old, mover)
    if not mover.gone:
        return mover, None
    mover = _ending(old, mover, loose)
    if share <= EDGE and mover.reach < PARTIAL:
        return Mover(t, share, ready=True), None
    if share > 0:
        return mover, None
    # how long the rest of the way back takes is not known yet: as long as the first of it took
    back = _crossing(old, mover, 0.0) + mover.left - mover.set_off
    return Mover(t, share, ready=True), Rep(side, mover.set_off, back, mover.held_s, mover.reach)


def _setting_off(old: Mover, now: Mover) -> Mover:
    """Return the mover with the moments at which it sets off and leaves the start range."""
    low = min(now.low, now.share)
    near = low + NEAR * (1 - low)
    set_off = now.set_off
    if now.share <= near:
        set_off = now.t
    elif old.share <= near:
        set_off = _crossing(old, now, near)
    left = _crossing(old, now, 0.0) if old.share <= 0 < now.share else now.left
    return replace(now, low=low, set_off=set_off, left=left, gone=now.share > EDGE)


def _ending(old: Mover, now: Mover, loose: float) -> Mover:
    """Return the mover with its time at the end range."""
    reach = max(now.reach, now.share)
    if isnan(now.arrived):
        if now.share < 1:
            return replace(now, reach=reach)
        return replace(now, reach=reach, arrived=_crossing(old, now, 1.0))
    if now.share >= 1 - loose:
        return replace(now, reach=reach, held_s=max(now.held_s, now.t - now.arrived))
    held = _crossing(old, now, 1 - loose) - now.arrived
    return replace(now, held_s=max(now.held_s, held), arrived=nan)


def _crossing(a: Mover, b: Mover, level: float) -> float:
    """Return the seconds at which the share passed a level between two sights."""
    if a.share == b.share:
        return b.t
    return a.t + (b.t - a.t) * min(max((level - a.share) / (b.share - a.share), 0.0), 1.0)


def relative(rep: Repetition, value: float, base: float) -> float:
    """Return the value the ranges are about: itself, or its change since the gate opened."""
    return value - base if rep.change else value


class Reps(Struct, frozen=True):
    """The repetitions of a set."""

    movers: tuple[Mover, ...]  # one per part, worked side first
    base: tuple[float, ...]  # values when the gate opened
    done: tuple[Rep, ...] = ()
    partial: int = 0


def begin(base: Sequence[float]) -> Reps:
    """Return the state of a set that begins with these values."""
    return Reps((Mover(),) * len(base), tuple(base))


def look(
    rep: Repetition, state: Reps, t: float, values: Sequence[float], sides: Sequence[str]
) -> tuple[Reps, Rep | None, str]:
    """Return the state after one more look, an attempt that is over, and what was wrong with it.

    What was wrong: "" it counts; "partial", "hold" too short at the end, "other_side" out of turn;
    "fast" and "slow" count. Where both sides move together, the one behind is judged.
    """
    shares = [share_of(rep, relative(rep, v, b)) for v, b in zip(values, state.base, strict=True)]
    if not rep.alternating and len(shares) > 1:
        shares = [nan if any(map(isnan, shares)) else _behind(shares)]
        state = replace(state, movers=state.movers[:1])
    loose, over = looseness(rep), None
    movers = []
    for mover, side, share in zip(state.movers, sides, shares, strict=False):
        after, ended = move(mover, side, t, share, loose)
        movers.append(after)
        over = over or ended
    state = replace(state, movers=tuple(movers))
    if over is None:
        return state, None, ""
    wrong = _wrong(rep, state, over)
    if wrong in ("", "fast", "slow"):
        state = replace(state, done=(*state.done, over))
    else:
        state = replace(state, partial=state.partial + 1)
    return state, over, wrong


def _behind(shares: Sequence[float]) -> float:
    # on the way back the one that is not back yet is behind: the mean would hide a lazy side
    return min(shares) if min(shares) > 0 or max(shares) <= 0 else max(0.01, min(shares))


def _wrong(rep: Repetition, state: Reps, it: Rep) -> str:
    if it.reach < 1:
        return "partial"
    if it.held_s < rep.hold_s - SLACK_S:
        return "hold"
    if rep.alternating and state.done and state.done[-1].side == it.side:
        return "other_side"
    if it.period_s < rep.period_s[0]:
        return "fast"
    return "slow" if it.period_s > rep.period_s[1] else ""
