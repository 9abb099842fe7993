"""A recorded exercise: its holds, faults, sides, balance and score, whatever was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.exercises.exercise import Exercise
from posecoach.form import Side
from posecoach.sessions import coach
from posecoach.sessions.progress import Progress
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


class Judged(Struct, frozen=True):
    """What a clip shows of one exercise."""

    holds: tuple[Hold, ...]  # in order of time
    result: Result  # sides that were worked, their faults, balance and score


def judge(exercise: Exercise, streams: Mapping[Side | None, Stream]) -> Judged:
    """Return what a clip shows of an exercise, measured as worked on each side.

    Args:
        exercise: what to look for; its dose is the target of the score, one set on each side.
        streams: worked side -> (seconds, sight) in order of time; None where both work together.
    """
    holds: list[Hold] = []
    outcomes = []
    for side, stream in streams.items():
        found, tally = _follow(Task(_endless(exercise), side), stream)
        if found:
            holds += found
            outcomes.append(Outcome(Turn(Task(exercise, side), 1, 1), _aimed(exercise, tally)))
    results = report(outcomes).results
    result = results[0] if results else Result(exercise.id, {}, 0.0)
    return Judged(tuple(sorted(holds, key=lambda it: it.start)), result)


def _follow(task: Task, stream: Stream) -> tuple[list[Hold], Tally]:
    """Return the holds of one side, and the tally of all of them together."""
    holds: list[Hold] = []
    progress: Progress | None = None
    began = end = valid = 0.0
    for t, sight in stream:
        before = progress or coach.start(task, t)
        progress, _ = coach.advance(task, before, t, sight)
        if before.phase == "setup" != progress.phase:
            began = t if progress.gate.good_since is None else progress.gate.good_since
        if progress.phase != "setup":
            end, valid = progress.clock.last or end, progress.clock.ran_s
        elif before.phase != "setup":
            holds.append(Hold(task.side or "both", began, end, before.clock.ran_s))
    if progress is None:
        return [], Tally()
    if progress.phase != "setup":
        holds.append(Hold(task.side or "both", began, end, valid))
    holds = [it for it in holds if it.valid_s >= BRIEF_S]
    return holds, replace(progress.tally, held_s=sum(it.valid_s for it in holds))


def _endless(exercise: Exercise) -> Exercise:
    """Return the exercise without an end, and without words that somebody would listen to."""
    exercise = replace(exercise, enter="", dose=replace(exercise.dose, hold_s=ENDLESS_S))
    if exercise.repetition is None:
        return exercise
    return replace(exercise, repetition=replace(exercise.repetition, count=ENDLESS))


def _aimed(exercise: Exercise, tally: Tally) -> Tally:
    count = exercise.repetition.count if exercise.repetition else 0
    return replace(tally, target_s=exercise.dose.hold_s, target_count=count)
