"""How the week stands against its plan. Pure.

Score of the plan: weighted share of targets met, each at most whole (SCIENCE E). What is not known
counts neither way. It is never mixed into the posture score, and nothing is lost by a missed week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from posecoach.periods.digest import Digest, Stated
from posecoach.plan.measures import MEASURES
from posecoach.plan.targets import Target, WeekPlan


class Progress(Struct, frozen=True):
    """One target in one week."""

    id: str
    title: str
    tip: str
    unit: str
    least: float | None
    most: float | None
    value: float | None  # None: not known
    share: float | None  # 0..1 of the target
    met: bool
    how: str  # "measured" or "stated"
    next: str
    command: str
    source: str
    weeks: int = 0  # in a row before this one in which it was met


class Standing(Struct, frozen=True):
    """The plan in one week."""

    schema: int
    since: str
    until: str
    score: float | None  # 0..100
    targets: tuple[Progress, ...]
    next: str  # the one thing to do; empty when all is met
    command: str  # of posecoach, that helps with it; empty: none

    @property
    def met(self) -> int:
        """How many targets are met."""
        return sum(target.met for target in self.targets)


def standing(plan: WeekPlan, weeks: Sequence[Digest]) -> Standing:
    """Return how the last of some weeks stands; the earlier ones tell the streaks.

    Args:
        plan: the targets.
        weeks: in order, the last the one that is asked about; as many as the longest `every_weeks`.
    """
    found = tuple(_progress(target, weeks) for target in plan.target)
    weights = {target.id: target.weight for target in plan.target}
    known = [(p.share, weights[p.id]) for p in found if p.share is not None]
    total = sum(weight for _, weight in known)
    first = _next(found)
    score = 100 * sum(share * weight for share, weight in known) / total if known else None
    return Standing(
        schema=1,
        since=weeks[-1].since,
        until=weeks[-1].until,
        score=None if score is None else round(score, 1),
        targets=found,
        next=first.next if first else "",
        command=first.command if first else "",
    )


def _progress(target: Target, weeks: Sequence[Digest]) -> Progress:
    value = _value(target, weeks)
    share = None if value is None else _share(target, value)
    return Progress(
        target.id,
        target.title,
        target.tip,
        target.unit,
        target.least,
        target.most,
        None if value is None else round(value, 1),
        None if share is None else round(share, 3),
        share == 1.0,
        "measured" if target.measured else "stated",
        target.next,
        target.command,
        target.source,
        _streak(target, weeks),
    )


def _value(target: Target, weeks: Sequence[Digest]) -> float | None:
    if target.measured:
        return MEASURES[target.measure](weeks[-1])
    entries = [it for week in weeks[-target.every_weeks :] for it in week.stated]
    return _counted(target, entries)


def _counted(target: Target, entries: Sequence[Stated]) -> float:
    wanted = {target.habit, *target.also}
    own = [e for e in entries if e.kind in wanted and (e.value or 0.0) >= target.entry_least]
    if target.unit == "times":
        return float(len(own))
    by_day: defaultdict[str, float] = defaultdict(float)
    for entry in own:
        by_day[entry.time[:10]] += entry.value or 0.0
    if target.unit == "days":
        return float(sum(amount >= target.day_least for amount in by_day.values()))
    return sum(by_day.values())


def _share(target: Target, value: float) -> float:
    """Return how much of a target is met, 0..1; above `most` it falls as it exceeds it."""
    shares = [1.0]
    if target.least is not None and target.least > 0:
        shares.append(value / target.least)
    if target.most is not None and value > target.most:
        shares.append(target.most / value)
    return min(shares)


def _streak(target: Target, weeks: Sequence[Digest]) -> int:
    """Return in how many weeks in a row before the last it was met."""
    count = 0
    for end in range(len(weeks) - 1, 0, -1):
        value = _value(target, weeks[:end])
        if value is None or _share(target, value) < 1.0:
            break
        count += 1
    return count


def _next(found: Sequence[Progress]) -> Progress | None:
    """Return what helps most: the known target that is furthest from met, the first of equals."""
    open_ = [p for p in found if p.share is not None and not p.met]
    return min(open_, key=lambda p: p.share or 0.0, default=None)


def facts(standing: Standing) -> Mapping[str, object]:
    """Return the same as plain data."""
    from msgspec import to_builtins

    found: dict[str, object] = to_builtins(standing)
    return found | {"met": standing.met}
