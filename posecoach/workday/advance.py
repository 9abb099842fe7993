"""One judged frame more of a day at the desk: what to say, and what to remember for good. Pure."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from posecoach.activity import bouts, ledger, shifts
from posecoach.activity.bouts import Bout, Break
from posecoach.activity.dose import Posture
from posecoach.reminders import breaks, counter_moves, nudges, praise, words
from posecoach.reminders.answers import ANSWER_S, Answer, Nudge
from posecoach.reminders.counter_moves import Tally
from posecoach.reminders.hours import Occasion
from posecoach.reminders.words import Message
from posecoach.types import Activity, Framing, Result
from posecoach.workday.state import Moment, Plan, Workday, may_speak, seat_of

READ_S = 20.0  # between a word about breaks and one about posture: time to read the first
APART_S = 60.0  # between a word about breaks and praise
SLOWEST_S = 2.0  # between two moments further apart nobody has watched
AFTER_NUDGE_S = 600.0  # praise so soon after a nudge would be about the nudge

Fact = Bout | Break | Nudge | Answer
"""Something for the history."""


def advance(
    plan: Plan, state: Workday, now: Moment, result: Result
) -> tuple[Workday, tuple[Message, ...], tuple[Fact, ...]]:
    """Take one judged frame; return what to say and what to remember for good."""
    result = _presumed(plan, result)
    gone = _gone(plan, result)
    state = replace(state, posture=_scored(state, now, result))
    state, facts = _clocked(state, now, result)
    if gone:
        state = replace(state, nudges=nudges.left(state.nudges))
    state, rests = _breaks(plan, state, now, result, facts)
    state, told = _nudged(plan, state, now, result)
    state, praised = _praised(plan, state, now, result)
    said = [words.nudge(it) for it in told if isinstance(it, Nudge)] + praised
    state = _shown(state, now.t, said, gone or any(_heeded(it) for it in told))
    return state, (*rests, *said), (*facts, *told)


def _presumed(plan: Plan, result: Result) -> Result:
    """Let somebody before a laptop count as sitting where no baseline tells sitting from standing.

    Reminders to get up are what a wrong guess costs; without it there would be no sitting clock.
    """
    close_up = result.outlook.framing is Framing.HEAD_AND_SHOULDERS and not result.outlook.reason
    if plan.nudges.calibrated or result.activity is not Activity.UNKNOWN or not close_up:
        return result
    return dataclasses.replace(result, activity=Activity.SITTING)


def _clocked(state: Workday, now: Moment, result: Result) -> tuple[Workday, tuple[Fact, ...]]:
    """Return the state with the clocks put forward, and bouts and breaks that have ended."""
    since = now.t - (result.t - result.activity_since)
    known = result.activity_since == result.activity_since
    sat, events = bouts.update(state.bouts, now.t, result.activity, since if known else None)
    values = result.measurements
    moved, _ = shifts.update(state.shifts, now.t, result.activity, values)
    trusted = {} if result.outlook.reason else values
    borne = ledger.update(state.ledger, now.t, now.day, result.activity, trusted)
    after = replace(state, bouts=sat, shifts=moved, ledger=borne, activity=result.activity)
    return after, tuple(it for it in events if isinstance(it, Bout | Break))


def _scored(state: Workday, now: Moment, result: Result) -> Posture:
    """Return the day's posture after one more frame (SCIENCE F2); a new day begins anew."""
    before = state.posture if state.posture.day == now.day else Posture(now.day)
    dt = min(now.t - state.bouts.t, SLOWEST_S)
    overdue = any(fault.due for fault in result.assessment.faults)
    return before.after(dt, result.assessment.score, overdue)


def _gone(plan: Plan, result: Result) -> bool:
    """Return whether nobody is there to whom the rules that apply speak."""
    if result.activity is Activity.STANDING:
        return result.assessment.rule_set not in plan.standing_rules
    return result.activity is Activity.AWAY


def _breaks(
    plan: Plan, state: Workday, now: Moment, result: Result, facts: tuple[Fact, ...]
) -> tuple[Workday, list[Message]]:
    """Return what is to be said about breaks: the one taken, and the one to take.

    A reminder waits while a poor posture is about to be named, which must not wait (SCIENCE A8).
    """
    rests = [it for it in facts if isinstance(it, Break)]
    over = [words.taken(it.kind, it.up_s, state.breaks.rung >= 1) for it in rests]
    messages = [message for message in over if message is not None]
    tally = counter_moves.count(state.tally, now.t, result.assessment)
    if any(it.kind != "micro" for it in rests):
        tally = Tally(now.t)
    waits = nudges.coming(plan.nudges, state.nudges, now.t, result.assessment)
    free = may_speak(plan, state, now) and not waits and _apart(state.nudges.last, now.t, READ_S)
    occasion = Occasion(now.local.day, free)
    after, due = breaks.update(plan.profile, state.breaks, now.t, seat_of(state), occasion)
    if due is not None:
        offer = counter_moves.offer(plan.moves, tally.seconds)
        messages.append(words.reminder(plan.profile, after, due, offer))
    return replace(state, tally=tally, breaks=after), messages


def _nudged(
    plan: Plan, state: Workday, now: Moment, result: Result
) -> tuple[Workday, tuple[Nudge | Answer, ...]]:
    """Return the fault to name, and what became of the one named before."""
    open = may_speak(plan, state, now) and _apart(state.breaks.said, now.t, READ_S)
    occasion = Occasion(now.local.day, open and not _gone(plan, result))
    after, told = nudges.update(plan.nudges, state.nudges, now.t, result.assessment, occasion)
    return replace(state, nudges=after), told


def _praised(
    plan: Plan, state: Workday, now: Moment, result: Result
) -> tuple[Workday, list[Message]]:
    """Return the good word that is deserved now, if any."""
    named = state.nudges.last
    quiet = state.nudges.asked is None and _apart(named, now.t, AFTER_NUDGE_S)
    open = may_speak(plan, state, now) and _apart(state.breaks.said, now.t, APART_S)
    wanted = plan.praise and open and quiet and not _gone(plan, result)
    occasion = Occasion(now.local.day, wanted)
    after, deserved = praise.update(state.praise, now.t, result.assessment.band, occasion)
    return replace(state, praise=after), [words.praise(praise.GOOD_S)] if deserved else []


def _shown(state: Workday, t: float, said: list[Message], over: bool) -> Workday:
    """Return the state with the last word about posture on the picture, until it is `over`."""
    if over:
        return replace(state, shown="")
    if not said:
        return state
    return replace(state, shown=said[-1].text, shown_until=t + ANSWER_S)


def _apart(last: float | None, t: float, seconds: float) -> bool:
    return last is None or t - last >= seconds


def _heeded(told: Nudge | Answer) -> bool:
    return isinstance(told, Answer) and told.back_s is not None
