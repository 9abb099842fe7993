"""Which lasting fault is passed on to the user, and when (SCIENCE A8). Pure.

The rules say what has lasted (`Assessment.faults`). Here is decided what is worth a word: one body
part and one action at a time, with cool-downs, caps, and more distance to somebody who does not
want to be told just now. `t` is tracked time in seconds: it never goes back and outlives a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.reminders.answers import Answer, Asked, Nudge, answered
from posecoach.reminders.hours import Occasion
from posecoach.types import Assessment, Fault, Verdict

RULE_COOLDOWN_S, ANY_COOLDOWN_S, LONGEST_COOLDOWN_S = 600.0, 240.0, 2400.0
HOUR_S, PER_HOUR = 3600.0, 4
PER_DAY_QUIET = 8
PATIENCE_S = 60.0  # how much longer a fault must last where we are careful
LAPSE_S = 5.0  # a fault seen again within this has not been away
# A caution is worth a word once its penalty has averaged WORTH: 5/8 of the way to poor. With the
# wander of SCIENCE A8, whose mean lies on the edge of the band reaches it once in five hours.
AVERAGE_S, WORTH = 120.0, 0.25
SLOWEST_S = 2.0  # between two moments further apart nobody has watched

Sensitivity = Literal["off", "low", "normal", "high"]
_CAREFUL: dict[Sensitivity, Sensitivity] = {"high": "normal", "normal": "low"}


class Plan(Struct, frozen=True):
    """What the user wants to be told."""

    sensitivity: dict[str, Sensitivity] = {}  # body part -> how easily it is named; else normal
    calibrated: bool = True  # False: one step less sensitive everywhere
    quiet: bool = False  # at most 8 nudges a day

    def of(self, part: str) -> Sensitivity:
        """Return how easily a body part is named.

        off: never; low: only when poor, after a minute more; normal: when due (SCIENCE A8) and
        worth it; high: as soon as it has filled the short window of A8.
        """
        wanted = self.sensitivity.get(part, "normal")
        return wanted if self.calibrated else _CAREFUL.get(wanted, wanted)


class Lasting(Struct, frozen=True):
    """A fault that is watched for a while longer before it is named."""

    since: float
    seen: float


class Nudges(Struct, frozen=True):
    """Everything remembered."""

    t: float | None = None  # of the last moment
    penalties: dict[str, float] = {}  # rule -> its penalty, averaged over the last minutes
    given: dict[str, float] = {}  # rule -> when it was named last
    lately: tuple[float, ...] = ()  # times of the nudges of the last hour, oldest first
    day: int = 0
    today: int = 0
    heeded: int = 0  # today
    ignored: int = 0  # in a row
    asked: Asked | None = None
    lasting: dict[str, Lasting] = {}

    @property
    def last(self) -> float | None:
        """When something was named last, if that was within an hour."""
        return self.lately[-1] if self.lately else None


def update(
    plan: Plan, state: Nudges, t: float, assessment: Assessment, occasion: Occasion
) -> tuple[Nudges, tuple[Nudge | Answer, ...]]:
    """Take one judged moment.

    Args:
        plan: what the user wants.
        state: as returned last; `Nudges()` at first.
        t: seconds of tracked time.
        assessment: what the rules say; an empty one while nothing is judged or nobody is there.
        occasion: whether something may be said now.
    """
    if occasion.day != state.day:
        state = replace(state, day=occasion.day, today=0, heeded=0)
    state, answers = _answered(_averaged(state, t, assessment.verdicts), t, assessment)
    named = tuple(f for f in assessment.faults if plan.of(f.part) != "off")
    state = replace(state, lasting=_lasting(state.lasting, t, named))
    ready = [f for f in named if _ready(plan, state, t, f)]
    if not (ready and occasion.open and _free(plan, state, t)):
        return state, answers
    fault = _largest(ready, assessment.losses)
    coming = [f for f in named if f.level == "poor" and _rested(state, t, f)]
    if _largest([fault, *coming], assessment.losses) != fault:
        return state, answers  # what costs more is about to be due: that is the one to name
    nudge = Nudge(
        fault.rule, fault.part, fault.level, fault.message, fault.cue, again=state.ignored > 0
    )
    state = replace(
        state,
        given={**state.given, fault.rule: t},
        lately=(*(s for s in state.lately if t - s < HOUR_S), t),
        today=state.today + 1,
        asked=Asked(nudge, t),
    )
    return state, (*answers, nudge)


def left(state: Nudges) -> Nudges:
    """Return the state when the user has got up: whatever was asked need not be answered."""
    return replace(state, asked=None, lasting={}, penalties={})


def coming(plan: Plan, state: Nudges, t: float, assessment: Assessment) -> bool:
    """Return whether a poor posture that lasts is about to be named: other words can wait."""
    return _free(plan, state, t) and any(
        fault.level == "poor"
        and plan.of(fault.part) in ("normal", "high")
        and _rested(state, t, fault)
        for fault in assessment.faults
    )


def cooldown_s(state: Nudges, seconds: float) -> float:
    """Return a cool-down for this user now: doubled for every two nudges ignored in a row."""
    return min(seconds * (1 << state.ignored // 2), LONGEST_COOLDOWN_S)


def _answered(state: Nudges, t: float, assessment: Assessment) -> tuple[Nudges, tuple[Answer, ...]]:
    if state.asked is None:
        return state, ()
    asked, answer = answered(state.asked, t, assessment)
    state = replace(state, asked=asked)
    if answer is None:
        return state, ()
    if answer.back_s is None:
        return replace(state, ignored=state.ignored + 1), (answer,)
    return replace(state, ignored=0, heeded=state.heeded + 1), (answer,)


def _averaged(state: Nudges, t: float, verdicts: tuple[Verdict, ...]) -> Nudges:
    dt = 0.0 if state.t is None else min(t - state.t, SLOWEST_S)
    kept = exp(-dt / AVERAGE_S)
    penalties = {
        v.rule: kept * state.penalties.get(v.rule, 0.0) + (1 - kept) * v.penalty
        for v in verdicts
        if v.level != "unknown"
    }
    return replace(state, t=t, penalties=state.penalties | penalties)


def _lasting(
    before: Mapping[str, Lasting], t: float, faults: tuple[Fault, ...]
) -> dict[str, Lasting]:
    """Return since when faults have been due and poor; one that lapses for a moment goes on."""
    kept = {rule: it for rule, it in before.items() if t - it.seen <= LAPSE_S}
    now = [f.rule for f in faults if f.due and f.level == "poor"]
    return kept | {r: Lasting(kept[r].since if r in kept else t, t) for r in now}


def _ready(plan: Plan, state: Nudges, t: float, fault: Fault) -> bool:
    """Return whether a fault has lasted long enough for this user, and was not named lately."""
    sensitivity = plan.of(fault.part)
    if sensitivity == "normal" and not (fault.due and _worth(state, fault)):
        return False
    if sensitivity == "low":
        since = state.lasting.get(fault.rule)
        if fault.level != "poor" or since is None or t - since.since < PATIENCE_S:
            return False
    return _rested(state, t, fault)


def _worth(state: Nudges, fault: Fault) -> bool:
    """Return whether a fault is bad enough, and not only by chance, to interrupt somebody."""
    return fault.level == "poor" or state.penalties.get(fault.rule, 0.0) >= WORTH


def _rested(state: Nudges, t: float, fault: Fault) -> bool:
    """Return whether a rule was named long enough ago to be named again."""
    return t - state.given.get(fault.rule, -inf) >= cooldown_s(state, RULE_COOLDOWN_S)


def _free(plan: Plan, state: Nudges, t: float) -> bool:
    """Return whether the last nudge is long enough ago and no cap is reached."""
    if state.asked is not None or (plan.quiet and state.today >= PER_DAY_QUIET):
        return False
    rested = state.last is None or t - state.last >= cooldown_s(state, ANY_COOLDOWN_S)
    return rested and sum(t - s < HOUR_S for s in state.lately) < PER_HOUR


def _largest(faults: list[Fault], losses: Mapping[str, float]) -> Fault:
    """Return the fault of the body part that costs most points; the worse, then the first."""
    return max(faults, key=lambda f: (losses.get(f.part, 0.0), f.level == "poor"))
