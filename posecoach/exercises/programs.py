"""Programmes: exercises in order, and how they are made to fit the time there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from posecoach.content import content_files, read_toml
from posecoach.errors import ConfigError
from posecoach.exercises.exercise import Exercise, Kind
from posecoach.exercises.lasting import Told, guided_s, set_s

FOLDER = "programs"
SHORTEST_HOLD_S = 30.0  # SCIENCE C0: what is shortened is never held for less
SHORTEST_SET_S = 20.0  # of repetitions that are shortened
SLACK_MIN, SLACK = 0.5, 0.05  # by how much the stated minutes may be off: absolute, and a share
MOST_SETS: Mapping[Kind, int] = {
    "stretch": 4,  # SCIENCE C0: 2-4 repetitions
    "mobility": 3,
    "activation": 3,  # C2
    "roll": 3,  # D
    "massage": 5,  # D: 2-5 spots
    "heat": 1,
    "warm-up": 3,
}
MOST_S = 300.0  # of one exercise on one side: C0 saturates at 4 min, D massage ends at 5 min


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """An exercise of a programme; what is 0 is as the exercise's file says."""

    exercise: str
    sets: int = 0
    hold_s: float = 0.0
    count: int = 0  # repetitions
    side: Literal["", "right", "left"] = ""  # only this one, where each side is worked


class Program(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of `library/programs`."""

    title: str
    purpose: str
    minutes: float  # it takes about so long
    source: str
    step: tuple[Step, ...]
    id: str = ""  # the file's name


@dataclass(frozen=True, slots=True)
class Part:
    """A step of a programme as it is done: the exercise with the dose of the step."""

    exercise: Exercise
    side: Literal["", "right", "left"] = ""

    @property
    def turns(self) -> int:
        """How many sides are worked."""
        return 2 if self.exercise.sides == "each" and not self.side else 1

    @property
    def set_s(self) -> float:
        """How long a set is held or repeated, seconds."""
        return set_s(self.exercise)

    @property
    def seconds(self) -> float:
        """About how long it takes, with words, rests and changes of position."""
        first, side, more = (guided_s(self.exercise, it) for it in get_args(Told))
        return first + (self.turns - 1) * side + self.turns * (self.exercise.dose.sets - 1) * more


Parts = tuple[Part, ...]


def load_programs(
    exercises: Mapping[str, Exercise], paths: Sequence[Path] | None = None
) -> dict[str, Program]:
    """Return every programme by id, ours and the user's.

    Raises:
        ConfigError: naming the file, the key and what is wrong with it.
    """
    found = {}
    for path in content_files(FOLDER) if paths is None else paths:
        program = replace(read_toml(path, Program), id=path.stem)
        problem = next(_problems(program, exercises), "")
        if problem:
            raise ConfigError(f"{path.name}: {problem}")
        found[program.id] = program
    return found


def parts(program: Program, exercises: Mapping[str, Exercise]) -> Parts:
    """Return what is done in a programme, in order."""
    return tuple(Part(_dosed(step, exercises[step.exercise]), step.side) for step in program.step)


def seconds(done: Parts) -> float:
    """Return about how long it takes."""
    return sum(part.seconds for part in done)


def fitted(done: Parts, minutes: float) -> Parts:
    """Return it shortened or lengthened to the time there is.

    Too long: sets are taken away one by one, where there are most and from the end; then holds go
    down to 30 s, then repetitions to half, then exercises are left out from the end, and warming up
    last of all. Too short: sets are added one by one where there are fewest, up to what an exercise
    may have.
    """
    limit, whole = 60 * minutes, seconds(done)
    while seconds(done) > limit:
        smaller = next(filter(None, (shorten(done) for shorten in _SHORTER)), None)
        if smaller is None:
            return done
        done = smaller
    while whole <= limit and (
        larger := next((p for p in _more_sets(done) if seconds(p) <= limit), None)
    ):
        done = larger
    return done


def _problems(program: Program, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    for key in ("title", "purpose", "source", "step"):
        if not getattr(program, key):
            yield f"{key}: must not be empty"
    for i, step in enumerate(program.step):
        if step.exercise not in exercises:
            yield f"step[{i}].exercise: there is no exercise {step.exercise!r}"
        else:
            yield from (f"step[{i}].{text}" for text in _step(step, exercises[step.exercise]))
    took = seconds(parts(program, exercises)) / 60
    if abs(took - program.minutes) > SLACK_MIN + SLACK * program.minutes:
        yield f"minutes: the steps take {took:.1f} minutes, not {program.minutes:g}"


def _step(step: Step, exercise: Exercise) -> Iterator[str]:
    repeated, most = exercise.repetition is not None, exercise.dose.most_s
    if not 0 <= step.sets <= MOST_SETS[exercise.kind]:
        yield f"sets: {exercise.kind} has at most {MOST_SETS[exercise.kind]} sets"
    if step.hold_s and repeated:
        yield "hold_s: its repetitions are counted: give count"
    if step.count and not repeated:
        yield "count: it is held: give hold_s"
    if step.hold_s < 0 or step.count < 0:
        yield "hold_s, count: must be 0 or more"
    if most and step.hold_s > most:
        yield f"hold_s: at most {most:g} seconds"
    if step.side and exercise.sides == "together":
        yield "side: both sides are worked together"


def _dosed(step: Step, exercise: Exercise) -> Exercise:
    dose, repetition = exercise.dose, exercise.repetition
    dose = replace(dose, sets=step.sets or dose.sets, hold_s=step.hold_s or dose.hold_s)
    if repetition is not None and step.count:
        repetition = replace(repetition, count=step.count)
    return replace(exercise, dose=dose, repetition=repetition)


def _at(done: Parts, i: int, exercise: Exercise) -> Parts:
    return (*done[:i], Part(exercise, done[i].side), *done[i + 1 :])


def _with_sets(done: Parts, i: int, change: int) -> Parts:
    dose = done[i].exercise.dose
    return _at(done, i, replace(done[i].exercise, dose=replace(dose, sets=dose.sets + change)))


def _fewer_sets(done: Parts) -> Parts | None:
    sets = [part.exercise.dose.sets for part in done]
    most = max(sets)
    return None if most == 1 else _with_sets(done, len(sets) - 1 - sets[::-1].index(most), -1)


def _shorter_hold(done: Parts) -> Parts | None:
    for i, part in reversed(list(enumerate(done))):
        dose = part.exercise.dose
        if dose.hold_s > SHORTEST_HOLD_S and part.exercise.kind != "heat":
            return _at(done, i, replace(part.exercise, dose=replace(dose, hold_s=SHORTEST_HOLD_S)))
    return None


def _fewer_repetitions(done: Parts) -> Parts | None:
    for i, part in reversed(list(enumerate(done))):
        repetition = part.exercise.repetition
        if repetition is not None and part.set_s >= 2 * SHORTEST_SET_S:
            fewer = replace(repetition, count=(repetition.count + 1) // 2)
            return _at(done, i, replace(part.exercise, repetition=fewer))
    return None


def _without_one(done: Parts) -> Parts | None:
    """The last exercise left out; when only one is left besides warming up, the warm-up."""
    if len(done) == 1:
        return None
    real = [i for i, part in enumerate(done) if part.exercise.kind != "warm-up"]
    out = real[-1] if len(real) > 1 else min({*range(len(done))} - {*real[:1]})
    return done[:out] + done[out + 1 :]


_SHORTER: tuple[Callable[[Parts], Parts | None], ...] = (
    _fewer_sets,
    _shorter_hold,
    _fewer_repetitions,
    _without_one,
)


def _more_sets(done: Parts) -> Iterator[Parts]:
    for i in sorted(range(len(done)), key=lambda i: done[i].exercise.dose.sets):
        sets, kind = done[i].exercise.dose.sets + 1, done[i].exercise.kind
        if sets <= MOST_SETS[kind] and sets * done[i].set_s <= MOST_S:
            yield _with_sets(done, i, 1)
