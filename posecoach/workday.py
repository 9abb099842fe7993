"""One desk day: what the rules and the clocks say, joined to what is told. Pure.

`advance` takes one judged frame after another. The state is a plain value that can be kept and given
back: a bout, a cool-down, a snooze go on across a restart. `t` is tracked time in seconds
(`activity.timekeeping`); the local date and time come in as a value too.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from posecoach.activity import bouts, ledger, shifts
from posecoach.activity.bouts import Bout, Bouts, Break
from posecoach.activity.ledger import Ledger
from posecoach.activity.shifts import Shifts
from posecoach.reminders import breaks, counter_moves, nudges, praise, words
from posecoach.reminders.breaks import PROFILES, Breaks, Profile, Seat
from posecoach.reminders.counter_moves import CounterMove, Tally
from posecoach.reminders.hours import Hours, LocalTime, Occasion
from posecoach.reminders.nudges import Answer, Nudge, Nudges
from posecoach.reminders.praise import Praise
from posecoach.reminders.words import Message
from posecoach.types import Activity, Result

APART_S = 60.0  # between a word about breaks and one about posture
AFTER_NUDGE_S = 600.0  # praise so soon after a nudge would be about the nudge

Fact = Bout | Break | Nudge | Answer
"""Something for the history."""


class Plan(Struct, frozen=True):
    """What the user wants."""

    moves: tuple[CounterMove, ...]
    nudges: nudges.Plan = nudges.Plan()
    profile: Profile = PROFILES["default"]
    working: Hours | None = None  # None: always
    quiet: Hours | None = None  # None: never
    praise: bool = True
    standing_rules: tuple[str, ...] = ("standing",)  # rule sets that speak of standing people


class Workday(Struct, frozen=True):
    """Everything remembered."""

    bouts: Bouts
    shifts: Shifts
    ledger: Ledger = Ledger()
    nudges: Nudges = Nudges()
    praise: Praise = Praise()
    breaks: Breaks = Breaks()
    tally: Tally = Tally()
    activity: Activity = Activity.UNKNOWN
    paused: bool = False
    paused_until: float | None = None  # tracked time; None: until resumed
    snoozed_until: float | None = None
    shown: str = ""  # the last nudge
    shown_until: float = 0.0


class Moment(Struct, frozen=True):
    """When something is seen."""

    t: float  # tracked time, seconds
    local: LocalTime
    day: str  # local date, "2026-11-25"


def begin_workday(t: float) -> Workday:
    """Return the state before anything is known."""
    return Workday(bouts.begin_bouts(t), Shifts(t))


def advance(
    plan: Plan, state: Workday, now: Moment, result: Result
) -> tuple[Workday, tuple[Message, ...], tuple[Fact, ...]]:
    """Take one judged frame; return what to say and what to remember for good."""
    state, facts = _clocked(state, now, result)
    messages = [
        said
        for it in facts
        if isinstance(it, Break)
        and (said := words.taken(it.kind, it.up_s, state.breaks.rung >= 1)) is not None
    ]
    tally = counter_moves.count(state.tally, now.t, result.assessment)
    if any(isinstance(it, Break) and it.kind != "micro" for it in facts):
        tally = Tally(now.t)
    open = may_speak(plan, state, now)
    seat = seat_of(state)
    occasion = Occasion(now.local.day, open)
    after, due = breaks.update(plan.profile, state.breaks, now.t, seat, occasion)
    state = replace(state, tally=tally, breaks=after)
    if due is not None:
        offer = counter_moves.offer(plan.moves, tally.seconds)
        messages.append(words.reminder(plan.profile, after, due, offer))
    state, said, more = _posture(plan, state, now, result)
    return state, (*messages, *said), (*facts, *more)


def _clocked(state: Workday, now: Moment, result: Result) -> tuple[Workday, tuple[Fact, ...]]:
    """Return the state with the clocks put forward, and bouts and breaks that have ended."""
    since = now.t - (result.t - result.activity_since)
    known = result.activity_since == result.activity_since
    sat, events = bouts.update(state.bouts, now.t, result.activity, since if known else None)
    values = result.measurements
    moved, _ = shifts.update(state.shifts, now.t, result.activity, values)
    borne = ledger.update(state.ledger, now.t, now.day, result.activity, values)
    after = replace(state, bouts=sat, shifts=moved, ledger=borne, activity=result.activity)
    return after, tuple(it for it in events if isinstance(it, Bout | Break))


def _posture(
    plan: Plan, state: Workday, now: Moment, result: Result
) -> tuple[Workday, tuple[Message, ...], tuple[Fact, ...]]:
    """Return what is to be said about posture."""
    t, assessment = now.t, result.assessment
    up = result.activity in (Activity.AWAY, Activity.STANDING)
    before = nudges.left(state.nudges) if up else state.nudges
    apart = state.breaks.said is None or t - state.breaks.said >= APART_S
    fits = not up or assessment.rule_set in plan.standing_rules
    open = may_speak(plan, state, now) and apart
    occasion = Occasion(now.local.day, open and fits)
    told, found = nudges.update(plan.nudges, before, t, assessment, occasion)
    messages = [words.nudge(it) for it in found if isinstance(it, Nudge)]
    quiet = told.asked is None and (not told.lately or t - told.lately[-1] >= AFTER_NUDGE_S)
    occasion = Occasion(now.local.day, open and plan.praise and quiet and not up)
    good, deserved = praise.update(state.praise, t, assessment.band, occasion)
    if deserved:
        messages.append(words.praise(praise.GOOD_S))
    shown, until = state.shown, state.shown_until
    for message in messages:
        shown, until = message.text, t + nudges.ANSWER_S
    if any(isinstance(it, Answer) and it.heeded for it in found) or up:
        shown = ""
    state = replace(state, nudges=told, praise=good, shown=shown, shown_until=until)
    return state, tuple(messages), found


def seat_of(state: Workday) -> Seat:
    """Return the bout that goes on, as the reminders want to know it."""
    sat = state.bouts
    return Seat(
        state.activity,
        sat.bout_s(Activity.SITTING),
        sat.bout_s(Activity.STANDING),
        state.shifts.static_s,
    )


def why_silent(plan: Plan, state: Workday, now: Moment) -> str:
    """Return why nothing may be said now, in words; empty when something may."""
    if state.paused:
        return "paused"
    if state.snoozed_until is not None and now.t < state.snoozed_until:
        return "snoozed"
    if plan.quiet is not None and plan.quiet.include(now.local):
        return "quiet hours"
    if plan.working is not None and not plan.working.include(now.local):
        return "outside working hours"
    return ""


def may_speak(plan: Plan, state: Workday, now: Moment) -> bool:
    """Return whether something may be said now."""
    return not why_silent(plan, state, now)


def pause(state: Workday, until: float | None) -> Workday:
    """Judge and say nothing until a tracked time, or until resumed."""
    return replace(state, paused=True, paused_until=until, shown="")


def resume(state: Workday) -> Workday:
    """Judge and speak again, whatever was asked before."""
    return replace(state, paused=False, paused_until=None, snoozed_until=None)


def snooze(state: Workday, until: float) -> Workday:
    """Go on watching but say nothing until a tracked time; then what is still due is said."""
    return replace(state, snoozed_until=until, breaks=breaks.snoozed(state.breaks), shown="")


def wake(state: Workday, t: float) -> tuple[Workday, tuple[Message, ...]]:
    """Return the state with pauses and snoozes over that have come to their end."""
    if state.paused and state.paused_until is not None and t >= state.paused_until:
        return resume(state), (Message("resumed", "The pause is over: watching again."),)
    if state.snoozed_until is not None and t >= state.snoozed_until:
        return replace(state, snoozed_until=None), ()
    return state, ()


def banner(plan: Plan, state: Workday, now: Moment) -> tuple[str, bool]:
    """Return what the picture shows of all this, empty for nothing, and whether it is urgent."""
    if not may_speak(plan, state, now):
        return "", False
    if state.shown and now.t < state.shown_until:
        return state.shown, False
    if state.activity is not Activity.SITTING:
        return "", False
    return words.banner(plan.profile, state.breaks)
