"""One judged frame more of a day at the desk: what to say, and what to remember for good. Pure."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from posecoach.activity import bouts, ledger, shifts
from posecoach.activity.bouts import Bout, Break
from posecoach.reminders import breaks, counter_moves, nudges, praise, words
from posecoach.reminders.counter_moves import Tally
from posecoach.reminders.hours import Occasion
from posecoach.reminders.nudges import Answer, Nudge
from posecoach.reminders.words import Message
from posecoach.types import Activity, Framing, Result
from posecoach.workday.state import Moment, Plan, Workday, may_speak, seat_of

APART_S = 60.0  # between a word about breaks and one about posture
AFTER_NUDGE_S = 600.0  # praise so soon after a nudge would be about the nudge

Fact = Bout | Break | Nudge | Answer
"""Something for the history."""


def advance(
    plan: Plan, state: Workday, now: Moment, result: Result
) -> tuple[Workday, tuple[Message, ...], tuple[Fact, ...]]:
    """Take one judged frame; return what to say and what to remember for good."""
    result = _presumed(plan, result)
    state, facts = _clocked(state, now, result)
    was_due = state.breaks.rung >= 1
    over = [words.taken(it.kind, it.up_s, was_due) for it in facts if isinstance(it, Break)]
    messages = [message for message in over if message is not None]
    tally = counter_moves.count(state.tally, now.t, result.assessment)
    if any(isinstance(it, Break) and it.kind != "micro" for it in facts):
        tally = Tally(now.t)
    occasion = Occasion(now.local.day, may_speak(plan, state, now))
    after, due = breaks.update(plan.profile, state.breaks, now.t, seat_of(state), occasion)
    state = replace(state, tally=tally, breaks=after)
    if due is not None:
        offer = counter_moves.offer(plan.moves, tally.seconds)
        messages.append(words.reminder(plan.profile, after, due, offer))
    state, said, more = _posture(plan, state, now, result)
    return state, (*messages, *said), (*facts, *more)


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


def _posture(
    plan: Plan, state: Workday, now: Moment, result: Result
) -> tuple[Workday, tuple[Message, ...], tuple[Fact, ...]]:
    """Return what is to be said about posture."""
    t, assessment = now.t, result.assessment
    standing = result.activity is Activity.STANDING
    fits = assessment.rule_set in plan.standing_rules if standing else True
    gone = result.activity is Activity.AWAY or not fits
    before = nudges.left(state.nudges) if gone else state.nudges
    apart = state.breaks.said is None or t - state.breaks.said >= APART_S
    open = may_speak(plan, state, now) and apart
    occasion = Occasion(now.local.day, open and not gone)
    told, found = nudges.update(plan.nudges, before, t, assessment, occasion)
    messages = [words.nudge(it) for it in found if isinstance(it, Nudge)]
    quiet = told.asked is None and (not told.lately or t - told.lately[-1] >= AFTER_NUDGE_S)
    occasion = Occasion(now.local.day, open and plan.praise and quiet and not gone)
    good, deserved = praise.update(state.praise, t, assessment.band, occasion)
    if deserved:
        messages.append(words.praise(praise.GOOD_S))
    shown, until = state.shown, state.shown_until
    for message in messages:
        shown, until = message.text, t + nudges.ANSWER_S
    if any(isinstance(it, Answer) and it.back_s is not None for it in found) or gone:
        shown = ""
    state = replace(state, nudges=told, praise=good, shown=shown, shown_until=until)
    return state, tuple(messages), found
