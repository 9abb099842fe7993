"""Which lasting fault is passed on to the user, and when (SCIENCE A8). Pure.

The rules say what has lasted (`Assessment.faults`). Here is decided what is worth a word: one body
part and one action at a time, with cool-downs, caps, and more distance to somebody who does not
want to be told just now. `t` is tracked time in seconds: it never goes back and outlives a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.reminders.hours import Occasion
from posecoach.types import Assessment, Fault

RULE_COOLDOWN_S, ANY_COOLDOWN_S, LONGEST_COOLDOWN_S = 600.0, 240.0, 2400.0
HOUR_S, PER_HOUR = 3600.0, 4
PER_DAY_QUIET = 8
ANSWER_S = 60.0  # not back in the good band within this: ignored
BACK_S = 5.0  # in the good band for as long as this counts as back
PATIENCE_S = 60.0  # how much longer a fault must last where we are careful
LAPSE_S = 5.0  # a fault seen again within this has not been away

Sensitivity = Literal["off", "low", "normal", "high"]
_CAREFUL: dict[Sensitivity, Sensitivity] = {"high": "normal", "normal": "low"}


class Plan(Struct, frozen=True):
    """What the user wants to be told."""

    sensitivity: dict[str, Sensitivity] = {}  # body part -> how easily it is named; else normal
    calibrated: bool = True  # False: one step less sensitive everywhere
    quiet: bool = False  # at most 8 nudges a day

    def of(self, part: str) -> Sensitivity:
        """Return how easily a body part is named.

        off: never; low: only when poor, after a minute more; normal: when due by SCIENCE A8; high:
        as soon as it has filled the short window of A8.
        """
        wanted = self.sensitivity.get(part, "normal")
        return wanted if self.calibrated else _CAREFUL.get(wanted, wanted)


class Nudge(Struct, frozen=True):
    """One body part, one action."""

    rule: str
    part: str
    level: str
    message: str
    cue: str
    again: bool  # the one before was ignored


class Answer(Struct, frozen=True):
    """What became of a nudge."""

    nudge: Nudge
    t: float  # when it was given
    back_s: float | None  # after which the value was back in its good band; None: ignored


class Asked(Struct, frozen=True):
    """A nudge that may still be heeded."""

    nudge: Nudge
    t: float
    good_since: float | None = None  # in the good band since


class Lasting(Struct, frozen=True):
    """A fault that is watched for a while longer before it is named."""

    since: float
    seen: float


class Nudges(Struct, frozen=True):
    """Everything remembered."""

    given: dict[str, float] = {}  # rule -> when it was named last
    lately: tuple[float, ...] = ()  # times of the nudges of the last hour, oldest first
    day: int = 0
    today: int = 0
    heeded: int = 0  # today
    ignored: int = 0  # in a row
    asked: Asked | None = None
    lasting: dict[str, Lasting] = {}


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
    state, answers = _answered(state, t, assessment)
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
    return replace(state, asked=None, lasting={})


def cooldown_s(state: Nudges, seconds: float) -> float:
    """Return a cool-down for this user now: doubled for every two nudges ignored in a row."""
    return min(seconds * (1 << state.ignored // 2), LONGEST_COOLDOWN_S)


def _answered(state: Nudges, t: float, assessment: Assessment) -> tuple[Nudges, tuple[Answer, ...]]:
    asked = state.asked
    if asked is None:
        return state, ()
    level = next((v.level for v in assessment.verdicts if v.rule == asked.nudge.rule), "unknown")
    since = (t if asked.good_since is None else asked.good_since) if level == "good" else None
    if since is not None and since <= asked.t + ANSWER_S:
        if t - since < BACK_S:
            return replace(state, asked=replace(asked, good_since=since)), ()
        state = replace(state, asked=None, ignored=0, heeded=state.heeded + 1)
        return state, (Answer(asked.nudge, asked.t, since - asked.t),)
    if t - asked.t <= ANSWER_S:
        return replace(state, asked=replace(asked, good_since=since)), ()
    if level == "unknown":
        return replace(state, asked=None), ()  # nobody can tell
    return replace(state, asked=None, ignored=state.ignored + 1), (
        Answer(asked.nudge, asked.t, None),
    )


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
    if sensitivity == "normal" and not fault.due:
        return False
    if sensitivity == "low":
        since = state.lasting.get(fault.rule)
        if fault.level != "poor" or since is None or t - since.since < PATIENCE_S:
            return False
    return _rested(state, t, fault)


def _rested(state: Nudges, t: float, fault: Fault) -> bool:
    """Return whether a rule was named long enough ago to be named again."""
    before = state.given.get(fault.rule)
    return before is None or t - before >= cooldown_s(state, RULE_COOLDOWN_S)


def _free(plan: Plan, state: Nudges, t: float) -> bool:
    """Return whether the last nudge is long enough ago and no cap is reached."""
    if state.asked is not None or (plan.quiet and state.today >= PER_DAY_QUIET):
        return False
    if state.lately and t - state.lately[-1] < cooldown_s(state, ANY_COOLDOWN_S):
        return False
    return sum(t - s < HOUR_S for s in state.lately) < PER_HOUR


def _largest(faults: list[Fault], losses: Mapping[str, float]) -> Fault:
    """Return the fault of the body part that costs most points; the worse, then the first."""
    return max(faults, key=lambda f: (losses.get(f.part, 0.0), f.level == "poor"))
