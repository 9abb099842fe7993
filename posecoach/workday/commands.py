"""What the user can ask of the coach while it runs. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from posecoach.reminders import breaks, nudges, words
from posecoach.reminders.counter_moves import Tally
from posecoach.reminders.words import Message
from posecoach.types import Activity
from posecoach.workday.state import Moment, Workday


def pause(state: Workday, until: float | None) -> Workday:
    """Judge and say nothing until a tracked time, or until resumed."""
    return replace(state, paused=True, paused_until=until, shown="")


def resume(state: Workday) -> Workday:
    """Judge and speak again, whatever was asked before."""
    return replace(state, paused=False, paused_until=None, snoozed_until=None)


def start_again(state: Workday) -> Workday:
    """Return the state of a run that begins anew: to start the coach is to end a pause."""
    unseen = Activity.UNKNOWN
    return replace(state, paused=False, paused_until=None, activity=unseen, shown="")


def snooze(state: Workday, until: float) -> Workday:
    """Go on watching but say nothing until a tracked time; then what is still due is said."""
    return replace(state, snoozed_until=until, breaks=breaks.snoozed(state.breaks), shown="")


def skip(state: Workday, now: Moment) -> tuple[Workday, Message]:
    """Skip the break that is due, if it is asked for twice; return the answer."""
    after, answer = breaks.skip(state.breaks, now.t, now.local.day)
    return replace(state, breaks=after), words.skip(after, answer)


def forget_posture(state: Workday) -> Workday:
    """Let what was judged against another baseline be over."""
    return replace(state, nudges=nudges.left(state.nudges), tally=Tally(), shown="")


def wake(state: Workday, t: float) -> tuple[Workday, tuple[Message, ...]]:
    """Return the state with pauses and snoozes over that have come to their end."""
    if state.paused and state.paused_until is not None and t >= state.paused_until:
        return resume(state), (Message("resumed", "The pause is over: watching again."),)
    if state.snoozed_until is not None and t >= state.snoozed_until:
        return replace(state, snoozed_until=None), ()
    return state, ()
