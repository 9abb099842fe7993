"""The order of a session: sets of exercises, side by side, as a flat list of turns."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from posecoach.exercises.exercise import Exercise
from posecoach.form import Side
from posecoach.sessions.task import Task

BOTH: tuple[Side, ...] = ("right", "left")
TURN_S = 20.0  # finding the next position, about


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
    """Return about how long they take, with rests and changes of position."""
    return sum(t.task.seconds + (t.task.dose.rest_s if t.number < t.of else TURN_S) for t in turns)
