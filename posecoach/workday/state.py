"""What is remembered of one day at the desk, and what the user wants of it. Pure.

The state is a plain value that can be kept and given back: a bout, a cool-down, a snooze go on
across a restart. Times are tracked time in seconds (`activity.timekeeping`).
"""

from __future__ import annotations

from msgspec import Struct

from posecoach.activity import bouts
from posecoach.activity.bouts import Bouts
from posecoach.activity.dose import Posture
from posecoach.activity.ledger import Ledger
from posecoach.activity.shifts import Shifts
from posecoach.reminders import nudges
from posecoach.reminders.breaks import PROFILES, Breaks, Profile, Seat
from posecoach.reminders.counter_moves import CounterMove, Tally
from posecoach.reminders.hours import Hours, LocalTime
from posecoach.reminders.nudges import Nudges
from posecoach.reminders.praise import Praise
from posecoach.types import Activity


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
    posture: Posture = Posture()  # of today
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
