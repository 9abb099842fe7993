"""Courses of activity: who did what for how long, told to the sitting clock frame by frame."""

from __future__ import annotations

from collections.abc import Sequence

from posecoach.activity.bouts import Bout, Bouts, Break, Event, begin_bouts, update
from posecoach.activity.stretch import Begun
from posecoach.types import Activity

SITTING, STANDING, LYING, UNKNOWN, AWAY = (
    Activity.SITTING,
    Activity.STANDING,
    Activity.LYING,
    Activity.UNKNOWN,
    Activity.AWAY,
)
MIN = 60.0
Course = Sequence[tuple[float, Activity]]  # seconds, what


def told(
    course: Course, fps: float = 1.0, start: float = 0.0, state: Bouts | None = None
) -> tuple[Bouts, list[Event]]:
    """The state after a course told at a frame rate, and all that was said on the way."""
    state = begin_bouts(start) if state is None else state
    said: list[Event] = []
    edge, i = start, 0
    for seconds, activity in course:
        edge += seconds
        while (t := start + i / fps) < edge - 1e-6:
            state, events = update(state, t, activity)
            said += events
            i += 1
    return state, said


def bouts(said: Sequence[Event], activity: Activity = SITTING) -> list[Bout]:
    """Bouts of one activity that have ended."""
    return [it for it in said if isinstance(it, Bout) and it.activity is activity]


def breaks(said: Sequence[Event]) -> list[Break]:
    """Breaks and micro-breaks that are over."""
    return [it for it in said if isinstance(it, Break)]


def begun(said: Sequence[Event], activity: Activity = SITTING) -> list[Begun]:
    """Beginnings of bouts."""
    return [it for it in said if isinstance(it, Begun) and it.activity is activity]
