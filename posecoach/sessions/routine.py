"""The order of a session: sets of exercises, side by side, as a flat list of turns."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from posecoach.exercises.exercise import Dose, Exercise
from posecoach.form.registry import Side
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
    dose: Dose | None = None,
    sides: Sequence[Side] = BOTH,
    hurts: Side | None = None,
    by_clock: bool = False,
) -> tuple[Turn, ...]:
    """Return the turns of one exercise: all sets on one side, then on the other.

    Args:
        exercise: what to do.
        dose: how much of it; None: as its file says.
        sides: to work, in order, where each side is worked for itself.
        hurts: the side that gets one more set.
        by_clock: without the camera, though the exercise could be checked.
    """
    dose = dose or exercise.dose
    worked: tuple[Side | None, ...] = tuple(sides) if exercise.sides == "each" else (None,)
    count = exercise.repetition.count if exercise.repetition else 0
    return tuple(
        Turn(Task(exercise, side, dose, count, by_clock), n + 1, sets)
        for side in worked
        for sets in (dose.sets + (side is not None and side == hurts),)
        for n in range(sets)
    )


def seconds(turns: Sequence[Turn]) -> float:
    """Return about how long they take, with rests and changes of position."""
    return sum(t.task.seconds + (t.task.dose.rest_s if t.number < t.of else TURN_S) for t in turns)


def within(turns: Sequence[Turn], minutes: float) -> tuple[Turn, ...]:
    """Return as many turns as fit: later sets go first, then exercises from the end.

    Sides stay balanced: what goes on one side goes on the other as well, and one set of the first
    exercise always stays.
    """
    kept = list(turns)
    while seconds(kept) > 60 * minutes:
        most = max(turn.number for turn in kept)
        last = next(t.task.exercise.id for t in reversed(kept) if t.number == most)
        fewer = [t for t in kept if not (t.task.exercise.id == last and t.number == most)]
        if not fewer:
            break
        kept = fewer
    left = {(t.task.exercise.id, t.task.side): t.number for t in kept}
    return tuple(Turn(t.task, t.number, left[t.task.exercise.id, t.task.side]) for t in kept)
