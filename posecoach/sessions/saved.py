"""A session written down: enough to go on after an interruption, from the set that was under way.

Later versions may add fields; unknown ones are ignored, missing ones have their usual value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from posecoach.exercises.exercise import Dose, Exercise
from posecoach.form import Side
from posecoach.sessions.results import Outcome
from posecoach.sessions.routine import Turn
from posecoach.sessions.state import State, Step, begin_turn
from posecoach.sessions.task import Tally, Task

VERSION = 1


class SavedTurn(Struct, frozen=True, omit_defaults=True):
    """A turn, its exercise by id; the dose as it was."""

    exercise: str
    side: Side | None = None
    by_clock: bool = False
    number: int = 1
    of: int = 1
    extra: bool = False
    dose: Dose = Dose()
    count: int = 0


class SavedOutcome(Struct, frozen=True, omit_defaults=True):
    """What came of a turn."""

    turn: int  # position among the turns
    tally: Tally = Tally()
    skipped: bool = False


class Saved(Struct, frozen=True, omit_defaults=True):
    """A session."""

    version: int = VERSION
    title: str = ""
    at: int = 0
    turns: tuple[SavedTurn, ...] = ()
    outcomes: tuple[SavedOutcome, ...] = ()
    pains: tuple[float, ...] = ()
    lighter: bool = False


def saved(state: State) -> bytes:
    """Return the session as MessagePack, which keeps NaN."""
    turns = [it.turn for it in state.outcomes] + list(state.turns[state.at :])
    outcomes = tuple(SavedOutcome(i, it.tally, it.skipped) for i, it in enumerate(state.outcomes))
    return msgspec.msgpack.encode(
        Saved(
            title=state.title,
            at=len(outcomes),
            turns=tuple(map(_written, turns)),
            outcomes=outcomes,
            pains=state.pains,
            lighter=state.lighter,
        )
    )


def restored(raw: bytes, exercises: Mapping[str, Exercise], t: float) -> Step | None:
    """Return the session that goes on at t, with what is said; None when it cannot.

    It cannot when it is not one of ours, or when the set that was under way is of an exercise that
    is gone. Other sets of exercises that are gone are left out.
    """
    try:
        it = msgspec.msgpack.decode(raw, type=Saved)
    except msgspec.DecodeError:
        return None
    if it.at >= len(it.turns) or it.turns[it.at].exercise not in exercises:
        return None
    known = [i for i, turn in enumerate(it.turns) if turn.exercise in exercises]
    turns = tuple(_read(it.turns[i], exercises) for i in known)
    place = {old: new for new, old in enumerate(known)}
    outcomes = _outcomes(it.outcomes, place, turns)
    state = State(
        turns,
        it.title,
        at=place[it.at],
        since=t,
        t=t,
        outcomes=outcomes,
        pains=it.pains,
        lighter=it.lighter,
        anew=True,
    )
    return begin_turn(state, t)


def _outcomes(
    written: Sequence[SavedOutcome], place: Mapping[int, int], turns: Sequence[Turn]
) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(turns[place[it.turn]], it.tally, it.skipped) for it in written if it.turn in place
    )


def _written(turn: Turn) -> SavedTurn:
    task = turn.task
    return SavedTurn(
        task.exercise.id,
        task.side,
        task.by_clock,
        turn.number,
        turn.of,
        turn.extra,
        task.dose,
        task.count,
    )


def _read(it: SavedTurn, exercises: Mapping[str, Exercise]) -> Turn:
    exercise = replace(exercises[it.exercise], dose=it.dose)
    if exercise.repetition is not None and it.count:
        repetition = replace(exercise.repetition, count=it.count)
        exercise = replace(exercise, repetition=repetition)
    return Turn(Task(exercise, it.side, it.by_clock), it.number, it.of, it.extra)
