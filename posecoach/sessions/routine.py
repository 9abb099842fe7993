"""The order of a session: sets of exercises, side by side, as a flat list of turns."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from posecoach.exercises.exercise import Exercise
from posecoach.exercises.lasting import Told, guided_s
from posecoach.form import Side
from posecoach.sessions.task import Task

BOTH: tuple[Side, ...] = ("right", "left")


class Turn(Struct, frozen=True):
    """One set, and where it stands among the others."""

    task: Task
    number: int  # of this exercise on this side, from 1
    of: int
    extra: bool = False  # added during the session, for the tighter side


def turns_of(
    exercise: Exercise,
    sides: Sequence[Side] = BOTH,
    hurts: Side | None = None,
    by_clock: bool = False,
) -> tuple[Turn, ...]:
    """Return the turns of one exercise: all sets on one side, then on the other.

    Args:
        exercise: what to do, with the dose to do it in.
        sides: to work, in order, where each side is worked for itself.
        hurts: the side that gets one more set.
        by_clock: without the camera, though the exercise could be checked.
    """
    worked: tuple[Side | None, ...] = tuple(sides) if exercise.sides == "each" else (None,)
    return tuple(
        Turn(Task(exercise, side, by_clock), n + 1, sets)
        for side in worked
        for sets in (exercise.dose.sets + (side is not None and side == hurts),)
        for n in range(sets)
    )


def seconds(turns: Sequence[Turn]) -> float:
    """Return about how long they take, with words, rests and changes of position."""
    before = (None, *(turn.task for turn in turns))
    return sum(
        guided_s(turn.task.exercise, _told(task, turn.task), turn.task.by_clock)
        for task, turn in zip(before, turns, strict=False)
    )


def _told(before: Task | None, task: Task) -> Told:
    if before is None or before.exercise.id != task.exercise.id:
        return "all"
    return "nothing" if before.side == task.side else "way in"
