"""A recorded exercise: its holds, faults, sides, balance and score, whatever was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.exercises.exercise import Exercise
from posecoach.form import Side
from posecoach.sessions import coach
from posecoach.sessions.progress import Phase, Progress
from posecoach.sessions.results import Outcome, Result, report
from posecoach.sessions.routine import Turn
from posecoach.sessions.sight import Sight
from posecoach.sessions.task import Tally, Task

ENDLESS_S, ENDLESS = 1e9, 10**9  # a clip shows as much as it shows: no set ends by itself
BRIEF_S = 2.0  # what is held for less is somebody passing through

Stream = Iterable[tuple[float, Sight]]
Worked = Literal["right", "left", "both"]


class Hold(Struct, frozen=True):
    """One hold, or one spell of rolling or repeating, with its pauses; seconds."""

    side: Worked
    start: float
    end: float
    valid_s: float  # in the pose and at rest


class Flaw(Struct, frozen=True):
    """A fault of the exercise, or of its pace, from when it began to when it was over; seconds."""

    side: Worked
    start: float
    end: float
    fault: str  # id


class Instant(Struct, frozen=True):
    """How far it had come at one frame, worked on one side."""

    t: float  # seconds
    phase: Phase
    held_s: float  # of the hold under way
    count: int  # repetitions or strokes so far
    runs: bool  # the clock ran
    there: bool = True  # in the position, or not seen to have left it


class Judged(Struct, frozen=True):
    """What a clip shows of one exercise."""

    holds: tuple[Hold, ...]  # in order of time
    flaws: tuple[Flaw, ...]  # in order of time, each within a hold
    result: Result  # sides that were worked, their faults, balance and score
    course: Mapping[Worked, tuple[Instant, ...]] = {}  # of the sides that were worked


def judge(exercise: Exercise, streams: Mapping[Side | None, Stream]) -> Judged:
    """Return what a clip shows of an exercise, measured as worked on each side.

    Args:
        exercise: what to look for; its dose is the target of the score, one set on each side.
        streams: worked side -> (seconds, sight) in order of time; None where both work together.
    """
    holds: list[Hold] = []
    flaws: list[Flaw] = []
    outcomes = []
    course: dict[Worked, tuple[Instant, ...]] = {}
    for side, stream in streams.items():
        instants: list[Instant] = []
        found, wrong, tally = _follow(Task(endless(exercise), side), stream, instants)
        if found:
            holds += found
            flaws += wrong
            course[side or "both"] = tuple(instants)
            outcomes.append(Outcome(Turn(Task(exercise, side), 1, 1), _aimed(exercise, tally)))
    results = report(outcomes).results
    result = results[0] if results else Result(exercise.id, {}, 0.0)
    by_time = attrgetter("start")
    in_order = tuple(sorted(holds, key=by_time)), tuple(sorted(flaws, key=by_time))
    return Judged(*in_order, result, course)


def _follow(
    task: Task, stream: Stream, course: list[Instant]
) -> tuple[list[Hold], list[Flaw], Tally]:
    """Return the holds and flaws of one side, and the tally of all its holds together.

    Each frame is added to `course`.
    """
    holds: list[Hold] = []
    flaws = _Flaws(task)
    progress: Progress | None = None
    began = end = valid = 0.0
    for t, sight in stream:
        before = progress or coach.start(task, t)
        progress, _ = coach.advance(task, before, t, sight)
        flaws.look(before, progress)
        course.append(_instant(t, progress))
        if before.phase == "setup" != progress.phase:
            began = t if progress.gate.good_since is None else progress.gate.good_since
        if progress.phase != "setup":
            end, valid = progress.clock.last or end, progress.clock.ran_s
        elif before.phase != "setup":
            holds.append(Hold(task.side or "both", began, end, before.clock.ran_s))
    if progress is None:
        return [], [], Tally()
    if progress.phase != "setup":
        holds.append(Hold(task.side or "both", began, end, valid))
    holds = [it for it in holds if it.valid_s >= BRIEF_S]
    counted = flaws.within(holds, progress.t)
    times = Counter(it.fault for it in counted)
    held = sum(it.valid_s for it in holds)
    return holds, counted, replace(progress.tally, held_s=held, faults=dict(times))


def _instant(t: float, now: Progress) -> Instant:
    there = now.gate.bad_since is None
    runs = now.clock.last == t or (now.phase == "reps" and there)
    return Instant(t, now.phase, now.clock.ran_s, now.tally.count, runs, there)


class _Flaws:
    """From one state of a set to the next: which faults have begun, and which are over."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._on: dict[str, float] = {}  # id -> seconds since
        self._over: list[Flaw] = []

    def look(self, before: Progress, now: Progress) -> None:
        lasting = _lasting(self._task.exercise, now)
        for name in [it for it in self._on if it not in lasting]:
            self._end(name, now.t)
        for name, times in now.tally.faults.items():
            if times > before.tally.faults.get(name, 0) and name not in self._on:
                self._on[name] = lasting.get(name, now.t)
                if name not in lasting:
                    self._end(name, now.t)

    def within(self, holds: Sequence[Hold], t: float) -> list[Flaw]:
        """Return those that began within a hold, as far as within it; `t` is the clip's end."""
        for name in list(self._on):
            self._end(name, t)
        pairs = ((it, h) for it in self._over for h in holds if h.start <= it.start <= h.end)
        return [replace(it, end=min(it.end, h.end)) for it, h in pairs]

    def _end(self, name: str, t: float) -> None:
        side: Worked = self._task.side or "both"
        self._over.append(Flaw(side, self._on.pop(name), t, name))


def _lasting(exercise: Exercise, progress: Progress) -> dict[str, float]:
    """Return the faults that last -> since when, seconds."""
    if progress.phase == "setup":
        return {}
    pairs = zip(exercise.fault, progress.watched.faults, strict=True)
    on = {
        fault.id: spell.since for fault, spell in pairs if spell.raised and spell.since is not None
    }
    return {**dict.fromkeys(progress.pace.on, progress.t), **on}


def endless(exercise: Exercise) -> Exercise:
    """Return the exercise without an end, and without words that somebody would listen to."""
    exercise = replace(exercise, enter="", dose=replace(exercise.dose, hold_s=ENDLESS_S))
    if exercise.repetition is None:
        return exercise
    return replace(exercise, repetition=replace(exercise.repetition, count=ENDLESS))


def _aimed(exercise: Exercise, tally: Tally) -> Tally:
    count = exercise.repetition.count if exercise.repetition else 0
    return replace(tally, target_s=exercise.dose.hold_s, target_count=count)
