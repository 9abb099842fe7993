"""Sitting and standing bouts, and the breaks between them (SCIENCE B). Pure.

`update` takes the activity of one moment after another, at any rate, and tells what has ended. The
state is a plain value: kept and given back, a bout goes on across a restart. Each moment counts
for what was known then, once: a change found late is dated back to when it began.
"""

from __future__ import annotations

from math import isnan

from msgspec import Struct
from msgspec.structs import replace

from posecoach.activity.stretch import (
    Begun,
    Bout,
    Break,
    Run,
    Stretch,
    begin,
    close,
    ended_by_exercise,
    look,
    reached,
)
from posecoach.types import Activity

__all__ = ["Begun", "Bout", "Bouts", "Break", "Event", "begin_bouts", "exercised", "update"]

SILENCE_S = 10.0  # nothing told for longer than the slowest camera needs: what happened is unknown
EXERCISE_S = 120.0  # a guided session of at least this is a full break, SCIENCE B

Event = Begun | Bout | Break


class Bouts(Struct, frozen=True):
    """Everything remembered between two moments."""

    t: float  # seconds of tracked time, last told
    run: Run  # what goes on now
    sitting: Stretch
    standing: Stretch
    seconds: dict[str, float]  # activity -> seconds of it, without the run that goes on

    def bout_s(self, activity: Activity = Activity.SITTING) -> float:
        """Seconds on the clock of the bout that goes on, with its carry-over; 0 without one."""
        stretch = self.sitting if activity is Activity.SITTING else self.standing
        if stretch.start is None:
            return 0.0
        return stretch.carried_s + (self._until(stretch) - stretch.start)

    @property
    def break_s(self) -> float:
        """Seconds up or away, so far, of the break or micro-break that goes on; 0 when seated."""
        before = self.sitting.gap.up_s if self.sitting.gap else 0.0
        return before + (self.t - self.run.start) * self._up

    @property
    def totals(self) -> dict[str, float]:
        """Activity -> seconds; they add up to the time tracked since the beginning."""
        label = self.run.activity.label
        return self.seconds | {label: self.seconds.get(label, 0.0) + self.t - self.run.start}

    @property
    def _up(self) -> bool:
        return self.run.activity in (Activity.STANDING, Activity.AWAY)

    def _until(self, stretch: Stretch) -> float:
        going_on = self.run.activity is stretch.kept and stretch.gap is None
        return self.t if going_on else stretch.end


def begin_bouts(t: float) -> Bouts:
    """Return the state before anything is known, at t seconds of tracked time."""
    sitting, standing = begin(Activity.SITTING, t), begin(Activity.STANDING, t)
    return Bouts(t, Run(Activity.UNKNOWN, t), sitting, standing, {})


def update(
    state: Bouts, t: float, activity: Activity, since: float | None = None
) -> tuple[Bouts, tuple[Event, ...]]:
    """Return the next state and what has begun or ended.

    Args:
        state: what was returned last.
        t: seconds of tracked time, not before the last; after a silence what was is unknown.
        activity: what goes on at t.
        since: when it began, where that was found out late (`Result.activity_since`); else now.
    """
    t, since = max(t, state.t), t if since is None or isnan(since) else since
    events: tuple[Event, ...] = ()
    if t - state.t > SILENCE_S:
        state, events = _change(state, state.t, Activity.UNKNOWN)
        state, more = _look(state, t)
        events, since = (*events, *more), t
    state, more = _change(state, min(since, t), activity)
    state, last = _look(state, t)
    return state, (*events, *more, *last)


def exercised(state: Bouts, start: float, end: float) -> tuple[Bouts, tuple[Event, ...]]:
    """Return the state after a guided session from `start` to `end`, and what it has ended.

    A session of at least 2 minutes is a full break, whatever the camera saw of it.
    """
    if not reached(end - start, EXERCISE_S):
        return state, ()
    end = max(end, state.t)
    state, before = _change(state, min(start, end), Activity.UNKNOWN)
    sitting, events = ended_by_exercise(state.sitting, start, end)
    unknown = state.seconds.get("unknown", 0.0) + end - state.run.start
    seconds = state.seconds | {"unknown": unknown}
    run = Run(Activity.UNKNOWN, end)
    return replace(state, t=end, run=run, sitting=sitting, seconds=seconds), (*before, *events)


def _change(state: Bouts, at: float, activity: Activity) -> tuple[Bouts, tuple[Event, ...]]:
    """Return the state with another activity from `at` on, not before the run that goes on."""
    run = state.run
    if activity is run.activity:
        return state, ()
    at = max(at, run.start)
    state, events = _look(state, at)
    label = run.activity.label
    after = replace(
        state,
        run=Run(activity, at),
        sitting=close(state.sitting, run, at),
        standing=close(state.standing, run, at),
        seconds=state.seconds | {label: state.seconds.get(label, 0.0) + at - run.start},
    )
    return after, events


def _look(state: Bouts, t: float) -> tuple[Bouts, tuple[Event, ...]]:
    sitting, first = look(state.sitting, state.run, t)
    standing, second = look(state.standing, state.run, t)
    state = replace(state, t=max(t, state.t), sitting=sitting, standing=standing)
    return state, (*first, *second)
