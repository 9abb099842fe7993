"""From what the user asks for to the turns of a session. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from posecoach.errors import ConfigError
from posecoach.exercises.exercise import Dose, Exercise
from posecoach.exercises.programs import Part, Program, fitted, parts
from posecoach.exercises.safety import Safety, lies_down, screen
from posecoach.form import Side
from posecoach.sessions.routine import BOTH, Turn, turns_of
from posecoach.sessions.state import State

Choice = Literal["right", "left", "both"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user has chosen; what is None is as the files say."""

    side: Choice = "both"
    hold_s: float | None = None
    sets: int | None = None
    minutes: float | None = None
    hurts: Side | None = None  # the side that gets one more set
    by_clock: bool = False

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides to work, in order."""
        return BOTH if self.side == "both" else (self.side,)


@dataclass(frozen=True, slots=True)
class Replaced:
    """An exercise that is ruled out."""

    exercise: Exercise
    instead: Exercise | None  # what is done in its place; None: nothing
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """Answers to the safety questions, and what they mean for an exercise."""

    safety: Safety
    exercises: Mapping[str, Exercise]
    yes: frozenset[str] = frozenset()  # ids of questions answered with yes

    def ruled_out(self, exercise: Exercise) -> Replaced | None:
        """Return why an exercise is ruled out, and what may be done instead; None: it is not."""
        found = screen(exercise, self.yes, self.safety, self.exercises)
        if found.allowed:
            return None
        return Replaced(exercise, self.exercises.get(found.instead), found.reasons)

    def cautions(self, exercise: Exercise) -> tuple[str, ...]:
        """Return what is to be said before an exercise that is allowed."""
        return screen(exercise, self.yes, self.safety, self.exercises).cautions


def exercise_turns(exercise: Exercise, wanted: Wanted) -> tuple[Turn, ...]:
    """Return the turns of one exercise.

    Raises:
        ConfigError: the dose wanted is none that this exercise can have.
    """
    dosed = replace(exercise, dose=_dose(exercise, wanted))
    return turns_of(dosed, wanted.sides, wanted.hurts, wanted.by_clock)


def program_turns(
    program: Program, screening: Screening, wanted: Wanted
) -> tuple[tuple[Turn, ...], tuple[Replaced, ...]]:
    """Return the turns of a programme, and what of it is ruled out."""
    done: list[Part] = []
    replaced: list[Replaced] = []
    for part in parts(program, screening.exercises):
        out = screening.ruled_out(part.exercise)
        if out is None:
            done.append(part)
            continue
        if out.instead is not None and lies_down(part.exercise, out.instead):
            out = dataclasses.replace(out, instead=None)  # nobody at a desk lies down for one step
        replaced.append(out)
        if out.instead is not None and out.instead.id not in {it.exercise.id for it in done}:
            done.append(Part(out.instead, part.side))
    timed = fitted(tuple(done), wanted.minutes) if wanted.minutes and done else tuple(done)
    return tuple(turn for part in timed for turn in _turns(part, wanted)), tuple(replaced)


def by_the_clock(state: State) -> State:
    """Return a session in which the camera checks nothing more."""
    turns = (replace(it, task=replace(it.task, by_clock=True)) for it in state.turns)
    return replace(state, turns=tuple(turns))


def _turns(part: Part, wanted: Wanted) -> tuple[Turn, ...]:
    sides = (part.side,) if part.side else wanted.sides
    return turns_of(part.exercise, sides, wanted.hurts, wanted.by_clock)


def _dose(exercise: Exercise, wanted: Wanted) -> Dose:
    dose = exercise.dose
    if wanted.sets is not None:
        dose = replace(dose, sets=wanted.sets)
    if wanted.hold_s is None:
        return dose
    if exercise.repetition is not None:
        raise ConfigError(f"{exercise.id}: its repetitions are counted, so it takes no hold time")
    if dose.most_s and wanted.hold_s > dose.most_s:
        raise ConfigError(f"{exercise.id}: it is held for at most {dose.most_s:g} seconds")
    return replace(dose, hold_s=wanted.hold_s)
