"""When to get out of the chair: the ladder of reminders, and skipping a break (SCIENCE B). Pure.

Nothing here blocks: a reminder that is not followed stays to be seen. Times are tracked time in
seconds; how long somebody has been sitting comes from `activity.bouts`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.reminders.hours import Occasion
from posecoach.types import Activity

STANDING_STILL_S, STANDING_S = 600.0, 2400.0
STATIC_S = 900.0  # without a posture shift
EYES_S = 1200.0  # 20-20-20
CORRECTION_S = 60.0  # a bout's clock put back by less is the same bout, seen better
APART_S = 60.0  # between two reminders of different kinds
SKIPS_PER_DAY = 3
SURE_S = 30.0  # a skip asked for again within this is meant

Step = Literal["soft", "due", "firm", "urgent", "stand_shift", "stand_sit", "wiggle", "eyes"]
LADDER: tuple[tuple[Step, float], ...] = (  # x the profile's bout: 25, 30, 45, 60 min by default
    ("soft", 25 / 30),
    ("due", 1.0),
    ("firm", 1.5),
    ("urgent", 2.0),
)
Skip = Literal["nothing", "sure", "skipped", "used_up"]


class Profile(Struct, frozen=True):
    """How one wants to alternate."""

    sit_s: float  # after which a break is due
    break_s: float  # a break is to last
    stand_s: float = STANDING_S  # after which it is time to sit or walk
    eyes: bool = False  # 20-20-20: every 20 minutes the eyes get a break of their own


PROFILES = {
    "focus": Profile(2700.0, 300.0),
    "default": Profile(1800.0, 180.0),
    "pain-flare": Profile(1200.0, 120.0),
    "sit-stand": Profile(1200.0, 120.0, 480.0),
}


class Seat(Struct, frozen=True):
    """What is known of the bout that goes on."""

    activity: Activity
    sitting_s: float  # 0 without a sitting bout
    standing_s: float  # 0 without a standing bout
    static_s: float  # since the last posture shift


class Reminder(Struct, frozen=True):
    """Something to say now."""

    step: Step
    seconds: float  # sat, stood or held still


class Breaks(Struct, frozen=True):
    """Everything remembered."""

    sat_s: float = 0.0  # on the clock of the bout at the last moment
    from_s: float = 0.0  # on that clock, from which the ladder counts: a skip moves it
    rung: int = -1  # highest rung of the ladder given in this bout
    wiggles: int = 0  # times 15 min without a shift, said or passed over
    looks: int = 0  # times 20 min at the screen
    stood: bool = False  # standing long has been said in this standing bout
    shifted: bool = False  # standing still has been said since the last shift
    said: float | None = None  # when a reminder was given last
    day: int = 0
    skips: int = 0  # today
    asked: float | None = None  # when a skip was asked for and not yet meant


def update(
    profile: Profile, state: Breaks, t: float, seat: Seat, occasion: Occasion
) -> tuple[Breaks, Reminder | None]:
    """Take one moment; return what to say, at most one thing.

    Args:
        profile: times.
        state: as returned last; `Breaks()` at first.
        t: seconds of tracked time.
        seat: the bout that goes on.
        occasion: what cannot be said now is said later, if it is still true.
    """
    if occasion.day != state.day:
        state = replace(state, day=occasion.day, skips=0)
    state = _followed(profile, state, seat)
    if not occasion.open:
        return state, None
    rung = rung_of(profile, seat.sitting_s - state.from_s)
    if seat.activity is Activity.SITTING and rung > state.rung:
        return replace(state, rung=rung, said=t), Reminder(LADDER[rung][0], seat.sitting_s)
    if state.said is not None and t - state.said < APART_S:
        return state, None
    after, reminder = _aside(profile, state, seat)
    return (after, None) if reminder is None else (replace(after, said=t), reminder)


def rung_of(profile: Profile, sat_s: float) -> int:
    """Return the highest rung of the ladder reached, -1 below the first."""
    return sum(sat_s >= share * profile.sit_s for _, share in LADDER) - 1


def overdue_s(profile: Profile, state: Breaks) -> float:
    """Return seconds since a break has been due; negative: until then."""
    return state.sat_s - state.from_s - profile.sit_s


def snoozed(state: Breaks) -> Breaks:
    """Return the state in which what is due will be said again."""
    return replace(state, rung=-1)


def skip(state: Breaks, t: float, day: int) -> tuple[Breaks, Skip]:
    """Skip the break that is due: only when asked for twice, and three times a day."""
    if day != state.day:
        state = replace(state, day=day, skips=0)
    if state.rung < 0:
        return state, "nothing"
    if state.skips >= SKIPS_PER_DAY:
        return state, "used_up"
    if state.asked is None or t - state.asked > SURE_S:
        return replace(state, asked=t), "sure"
    skipped = replace(state, from_s=state.sat_s, rung=-1, skips=state.skips + 1, asked=None)
    return skipped, "skipped"


def _followed(profile: Profile, state: Breaks, seat: Seat) -> Breaks:
    """Return the state after looking at the clocks: what has begun anew may be said anew."""
    from_s, rung = state.from_s, state.rung
    if seat.sitting_s < state.sat_s - CORRECTION_S:
        # a bout that starts with some of the last one on its clock has had those rungs
        from_s, rung = 0.0, rung_of(profile, seat.sitting_s)
    return replace(
        state,
        sat_s=seat.sitting_s,
        from_s=from_s,
        rung=rung,
        asked=None if rung < 0 else state.asked,
        wiggles=min(state.wiggles, int(seat.static_s // STATIC_S)),
        looks=min(state.looks, int(seat.sitting_s // EYES_S)),
        stood=state.stood and seat.standing_s >= profile.stand_s,
        shifted=state.shifted and seat.static_s >= STANDING_STILL_S,
    )


def _aside(profile: Profile, state: Breaks, seat: Seat) -> tuple[Breaks, Reminder | None]:
    """Return what is to be said beside the ladder."""
    if seat.activity is Activity.STANDING:
        if seat.standing_s >= profile.stand_s and not state.stood:
            return replace(state, stood=True), Reminder("stand_sit", seat.standing_s)
        if seat.static_s >= STANDING_STILL_S and not state.shifted:
            return replace(state, shifted=True), Reminder("stand_shift", seat.static_s)
    if seat.activity is Activity.SITTING:
        wiggles, looks = int(seat.static_s // STATIC_S), int(seat.sitting_s // EYES_S)
        if wiggles > state.wiggles:
            state = replace(state, wiggles=wiggles)
            if state.rung < 0:  # to get up has been said otherwise
                return state, Reminder("wiggle", seat.static_s)
        if profile.eyes and looks > state.looks:
            return replace(state, looks=looks), Reminder("eyes", seat.sitting_s)
    return state, None
