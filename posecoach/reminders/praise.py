"""A good word for a long good stretch: seldom, and never right after a nudge. Pure."""

from __future__ import annotations

from msgspec import Struct

from posecoach.reminders.hours import Occasion
from posecoach.types import Band

GOOD_S = 1800.0  # of good or fair posture
COSTS = 3.0  # seconds of good time that a second of strained or poor posture takes away
APART_S, PER_DAY = 7200.0, 3
LONGEST_STEP_S = 2.0  # a moment speaks for at most this long


class Praise(Struct, frozen=True):
    """Everything remembered."""

    t: float | None = None  # seconds of tracked time, of the last moment
    good_s: float = 0.0
    last: float | None = None  # when the last good word was said
    day: int = 0
    today: int = 0


def update(state: Praise, t: float, band: Band, occasion: Occasion) -> tuple[Praise, bool]:
    """Take one moment; return whether to praise.

    Args:
        state: as returned last; `Praise()` at first.
        t: seconds of tracked time.
        band: of the posture score; unknown neither adds nor takes away.
        occasion: whether something may be said now.
    """
    dt = 0.0 if state.t is None else min(t - state.t, LONGEST_STEP_S)
    rate = {"good": 1.0, "fair": 1.0, "strained": -COSTS, "poor": -COSTS, "unknown": 0.0}[band]
    good = min(max(state.good_s + rate * dt, 0.0), GOOD_S)
    today = state.today if state.day == occasion.day else 0
    apart = state.last is None or t - state.last >= APART_S
    if occasion.open and good >= GOOD_S and apart and today < PER_DAY:
        return Praise(t, 0.0, t, occasion.day, today + 1), True
    return Praise(t, good, state.last, occasion.day, today), False
