"""What came of a session: each exercise and side, balance, and the score of SCIENCE F4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan, nan

from msgspec import Struct

from posecoach.form import Side
from posecoach.sessions.routine import Turn
from posecoach.sessions.task import Tally

HOLD, FORM, PACE = 0.5, 0.3, 0.2  # weights, SCIENCE F4
UNEVEN_SHARE, UNEVEN_DEG = 0.20, 10.0  # ASYM, SCIENCE C0


class Outcome(Struct, frozen=True):
    """A turn that is over."""

    turn: Turn
    tally: Tally
    skipped: bool = False  # ended before its time


class SideResult(Struct, frozen=True):
    """All sets of one exercise on one side."""

    held_s: float
    target_s: float
    count: int
    target_count: int
    form: float  # 0..1; NaN not known
    pace: float
    depth: float  # of the deepest set, in the depth measure's unit; NaN not known
    spot_s: float
    faults: Mapping[str, int]
    checked: bool

    @property
    def done(self) -> float:
        """Share of what was asked for, 0..1."""
        if self.target_count:
            return min(1.0, self.count / self.target_count)
        return min(1.0, self.held_s / self.target_s) if self.target_s else nan


class Result(Struct, frozen=True):
    """One exercise."""

    exercise: str  # id
    sides: Mapping[str, SideResult]  # "right", "left" or "both"
    score: float  # 0..100; NaN where the camera checked nothing

    @property
    def balance(self) -> float:
        """Difference of the sides' times or counts, 0 even .. 1 one side only; NaN one side."""
        both = [_amount(side) for side in self.sides.values()]
        if len(both) < 2 or not sum(both):
            return nan
        return abs(both[0] - both[1]) / sum(both)


class Report(Struct, frozen=True):
    """A whole session."""

    results: tuple[Result, ...]
    score: float  # 0..100, mean of the exercises that were checked; NaN when none was


def report(outcomes: Sequence[Outcome]) -> Report:
    """Return what came of these turns."""
    ids = dict.fromkeys(it.turn.task.exercise.id for it in outcomes)
    results = tuple(_result(id, outcomes) for id in ids)
    scores = [it.score for it in results if not isnan(it.score)]
    return Report(results, sum(scores) / len(scores) if scores else nan)


def score(sides: Sequence[SideResult]) -> float:
    """Return 0..100 (SCIENCE F4): half what was done on the worse side, then form, then pace.

    What could not be told (no form criteria seen, no pace) leaves its weight to the others.
    """
    seen = [side for side in sides if side.checked and not isnan(side.done)]
    if not seen:
        return nan
    parts = [(HOLD, min(side.done for side in seen))]
    for weight, shares in ((FORM, [s.form for s in seen]), (PACE, [s.pace for s in seen])):
        known = [share for share in shares if not isnan(share)]
        parts += [(weight, sum(known) / len(known))] if known else []
    return 100 * sum(w * share for w, share in parts) / sum(w for w, _ in parts)


def tighter(outcomes: Sequence[Outcome]) -> Side | None:
    """Return the side on which the last exercise came out less; None when they are even."""
    last = outcomes[-1].turn.task.exercise
    result = _result(last.id, outcomes)
    if set(result.sides) != {"right", "left"}:
        return None
    right, left = result.sides["right"], result.sides["left"]
    if not (right.checked and left.checked):
        return None
    a, b = _amount(right), _amount(left)
    if abs(a - b) > UNEVEN_SHARE * max(a, b):
        return "right" if a < b else "left"
    if abs(right.depth - left.depth) > UNEVEN_DEG:
        return "right" if right.depth < left.depth else "left"
    return None


def _result(id: str, outcomes: Sequence[Outcome]) -> Result:
    mine = [it for it in outcomes if it.turn.task.exercise.id == id]
    names = dict.fromkeys(it.turn.task.side or "both" for it in mine)
    sides: dict[str, SideResult] = {
        name: _side([it.tally for it in mine if (it.turn.task.side or "both") == name])
        for name in names
    }
    return Result(id, sides, score(tuple(sides.values())))


def _side(tallies: Sequence[Tally]) -> SideResult:
    faults: dict[str, int] = {}
    for tally in tallies:
        for name, n in tally.faults.items():
            faults[name] = faults.get(name, 0) + n
    known, paced = sum(t.known_s for t in tallies), sum(t.pace_all for t in tallies)
    depths = [t.depth for t in tallies if not isnan(t.depth)]
    return SideResult(
        held_s=sum(min(t.held_s, t.target_s) if t.target_s else t.held_s for t in tallies),
        target_s=sum(t.target_s for t in tallies),
        count=sum(t.count for t in tallies),
        target_count=sum(t.target_count for t in tallies),
        form=sum(t.form_s for t in tallies) / known if known else nan,
        pace=sum(t.pace_good for t in tallies) / paced if paced else nan,
        depth=max(depths, default=nan),
        spot_s=sum(t.spot_s for t in tallies),
        faults=faults,
        checked=all(t.checked for t in tallies),
    )


def _amount(side: SideResult) -> float:
    return side.count if side.target_count else side.held_s
