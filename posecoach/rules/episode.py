"""How long one rule has been broken: hold, clear, share of a window. Pure.

An *episode* begins when a value leaves its good band and has stayed out for the rule's hold time;
it ends when the value has been well inside for the clear time, or has not been seen for as long.
A *fault* is an episode that filled 80 % of the last minute, or of the last half minute where that
was mostly poor; it is *due*, worth interrupting somebody for, once it has filled 80 % of the time
that posture may be held (SCIENCE A8). The first time it is due in an episode is its *alert*.
Everything is computed from times, so the frame rate does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, isnan, nan
from typing import Literal

from posecoach.rules.holding_times import alert_after_s
from posecoach.rules.rule import Rule
from posecoach.types import Level

GAP_S = 1.0  # unseen for longer, a hold starts again
SHARE = 0.8  # of the window that must be out of the band, SCIENCE A8
MOST = 0.7  # of the window that must be poor for all of it to be: noise dips below the worse edge
LATELY_S = {2: 30.0, 1: 60.0}  # rank -> window that tells a habit from a movement, SCIENCE A8
DUE_S = {2: 60.0, 1: 180.0}  # where ISO 11226 gives no holding time, SCIENCE A8
LONGEST_WINDOW_S = 240.0
ROUNDING_S = 1e-6  # times are sums of frame intervals: 50 of them at 12.5 fps fall short of 4 s

_RANK: dict[Level, int] = {"unknown": -1, "good": 0, "caution": 1, "poor": 2}
_LEVEL: dict[int, Level] = {rank: level for level, rank in _RANK.items()}


@dataclass(frozen=True, slots=True)
class Episode:
    """What is remembered about one rule. Times in seconds; inf means never."""

    out_since: float = inf  # left the good band and has not been back
    well_since: float = inf  # well inside the band since
    unseen_since: float = inf
    raised: bool = False
    alerted: bool = False
    worst: int = 0  # rank of the worst level since out_since
    spans: tuple[tuple[float, int], ...] = ()  # (start, rank), newest last


@dataclass(frozen=True, slots=True)
class Change:
    """Something to say about an episode."""

    kind: Literal["raised", "cleared", "alert"]
    since: float  # seconds
    level: Level


def clear_margin(rule: Rule, edge: float, caution: float) -> float:
    """Return how far inside an edge counts as well inside, in the metric's unit.

    The lesser of 4 degrees, a fifth of the edge (SCIENCE A8) and a sixth of the caution zone:
    somebody who sits upright within a narrow band has got better, though not by 4 degrees.
    """
    zone = abs(caution - edge) / 6
    return min(4.0, abs(edge) * 0.2 or zone, zone)


def well_inside(rule: Rule, value: float) -> bool:
    """Return whether the value is inside the good band by the clear margin."""
    (low, high), (caution_low, caution_high) = rule.edges.good, rule.edges.caution
    above = low == -inf or value >= low + clear_margin(rule, low, caution_low)
    return above and (high == inf or value <= high - clear_margin(rule, high, caution_high))


def _lasted(since: float, t: float, seconds: float) -> bool:
    """Return whether something that began at `since` has lasted so long at `t`."""
    return t - since >= seconds - ROUNDING_S


def step(
    rule: Rule, episode: Episode, t: float, value: float, level: Level
) -> tuple[Episode, tuple[Change, ...]]:
    """Take one instant; `level` may be milder than the value's own (when another rule is blamed).

    Returns the new episode and what happened, in order. `t` never goes back. A value that is out
    of the band while `level` is good is not this rule's to say any more: that counts as inside.
    """
    rank = _RANK[level]
    quiet = rank <= 0 and not episode.raised and episode.out_since == inf
    if quiet and episode.spans and episode.spans[-1][1] == rank:
        return episode, ()  # nothing new, which is nearly always
    spans, e = _with_span(episode.spans, t, rank), episode
    if spans is not episode.spans:
        e = replace(episode, spans=spans)
    if rank < 0:
        return _unseen(rule, e, t)
    if e.unseen_since != inf:
        e = replace(e, unseen_since=inf)
    return _out(rule, e, t, value, rank) if rank else _inside(rule, e, t, value)


def _unseen(rule: Rule, e: Episode, t: float) -> tuple[Episode, tuple[Change, ...]]:
    since = min(e.unseen_since, t)
    e = replace(e, unseen_since=since, well_since=inf)
    if e.raised and _lasted(since, t, rule.clear_s):
        return _over(e), (Change("cleared", since, _LEVEL[e.worst]),)
    if not e.raised and t - since > GAP_S:
        return replace(e, out_since=inf, worst=0), ()
    return e, ()


def _out(
    rule: Rule, e: Episode, t: float, value: float, rank: int
) -> tuple[Episode, tuple[Change, ...]]:
    since = min(e.out_since, t)
    if _lasted(since, t, rule.poor_after_s):
        rank = 2
    if since != e.out_since or e.well_since != inf or rank > e.worst:
        e = replace(e, out_since=since, well_since=inf, worst=max(e.worst, rank))
    changes: list[Change] = []
    if not e.raised and _lasted(since, t, rule.hold_s):
        e = replace(e, raised=True)
        changes.append(Change("raised", since, _LEVEL[e.worst]))
    lasting = None if e.alerted else fault(rule, e, t, value)
    if lasting is not None and lasting[1]:
        e = replace(e, alerted=True)
        changes.append(Change("alert", since, lasting[0]))
    return e, tuple(changes)


def _inside(rule: Rule, e: Episode, t: float, value: float) -> tuple[Episode, tuple[Change, ...]]:
    if not e.raised:
        return replace(e, out_since=inf, well_since=inf, worst=0), ()
    excused = rule.level(value) != "good"
    if not excused and not well_inside(rule, value):
        return replace(e, well_since=inf), ()
    since = min(e.well_since, t)
    if _lasted(since, t, rule.clear_s):
        return _over(e), (Change("cleared", since, _LEVEL[e.worst]),)
    return replace(e, well_since=since), ()


def _over(e: Episode) -> Episode:
    return Episode(unseen_since=e.unseen_since, spans=e.spans)


def fault(rule: Rule, e: Episode, t: float, value: float) -> tuple[Level, bool] | None:
    """Return (level, due) of an episode that is going on and has lasted; None of any other.

    Args:
        rule: the rule.
        e: its episode at `t`, as `step` returned it.
        t: seconds.
        value: what is measured at `t`; its angle scales the time by ISO 11226.
    """
    if not e.raised or e.spans[-1][1] <= 0:
        return None  # back in the band just now: nothing to say to somebody who has moved
    scaled = alert_after_s(rule.holding, abs(value)) if rule.holding else nan
    lasting: Level | None = None
    for rank in (2, 1):
        if not _fills(e.spans, t, LATELY_S[rank], rank):
            continue
        if _fills(e.spans, t, DUE_S[rank] if isnan(scaled) else scaled, rank):
            return _LEVEL[rank], True
        lasting = lasting or _LEVEL[rank]
    return None if lasting is None else (lasting, False)


def _fills(spans: tuple[tuple[float, int], ...], t: float, window: float, rank: int) -> bool:
    """Return whether being out fills its share of the last `window` seconds, `rank` most of it."""
    out, worse = (_out_for(spans, t, window, least) for least in (1, rank))
    return out >= SHARE * window - ROUNDING_S and worse >= MOST * window - ROUNDING_S


def _out_for(spans: tuple[tuple[float, int], ...], t: float, window: float, rank: int) -> float:
    """Return seconds of the last `window` spent at `rank` or worse."""
    total, end = 0.0, t
    for start, found in reversed(spans):
        if found >= rank:
            total += end - max(start, t - window)
        end = start
        if end <= t - window:
            break
    return total


def _with_span(
    spans: tuple[tuple[float, int], ...], t: float, rank: int
) -> tuple[tuple[float, int], ...]:
    if spans and spans[-1][1] == rank:
        return spans
    # a span that ended before the longest window began can never count again
    first = next(
        (i for i in range(1, len(spans)) if spans[i][0] > t - LONGEST_WINDOW_S), len(spans)
    )
    return (*spans[max(0, first - 1) :], (t, rank))
