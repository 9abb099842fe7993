"""Who may do what: questions before the first exercise, and what their answers rule out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from posecoach.content import LIBRARY, config_folder, read_toml
from posecoach.errors import ConfigError
from posecoach.exercises.exercise import Exercise, Kind, Position

FILE = "safety.toml"
Level = Literal["emergency", "doctor"]
UPRIGHT = ("standing", "chair")  # positions; whoever is at a desk does not lie down for another
WORST = 10  # of the pain scale


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """Asked of the user, to be answered with yes or no."""

    id: str  # what exercises name in `contraindications`
    ask: str
    reason: str  # said when an exercise is ruled out by a yes
    source: str
    again: bool = False  # before every session; else once
    caution: bool = False  # a yes rules nothing out: the reason is said
    kinds: tuple[Kind, ...] = ()  # ruled out whole, besides the exercises that name it
    positions: tuple[Position, ...] = ()

    def concerns(self, exercise: Exercise) -> bool:
        """Whether the answer matters for an exercise."""
        return (
            self.id in exercise.contraindications
            or exercise.kind in self.kinds
            or exercise.position in self.positions
        )


class Flag(Struct, frozen=True, forbid_unknown_fields=True):
    """A sign that somebody else should look at it."""

    level: Level
    text: str
    source: str


class Advice(Struct, frozen=True, forbid_unknown_fields=True):
    """What to do about the flags of a level."""

    level: Level
    text: str


class Pain(Struct, frozen=True, forbid_unknown_fields=True):
    """The scale of 0 to 10."""

    ask: str
    aim: tuple[float, float]  # of rolling and pressing
    stop: float  # from here up
    stretch: float  # a stretch eases off above this
    words: tuple[str, ...]  # of 0, 1 .. 10
    too_much: str
    soon: str
    source: str


class Safety(Struct, frozen=True, forbid_unknown_fields=True):
    """The file `library/safety.toml`."""

    about: str
    stop: str  # on every screen
    pain: Pain
    question: tuple[Question, ...]
    flag: tuple[Flag, ...]
    advice: tuple[Advice, ...]

    def texts(self) -> Iterator[str]:
        """Yield everything of it that is shown or said."""
        pain = self.pain
        yield from (self.about, self.stop, pain.ask, *pain.words, pain.too_much, pain.soon)
        for question in self.question:
            yield from (question.ask, question.reason)
        yield from (flag.text for flag in self.flag)
        yield from (advice.text for advice in self.advice)


class Screened(Struct, frozen=True):
    """What the answers say about an exercise."""

    reasons: tuple[str, ...] = ()  # why it is ruled out; empty when it is allowed
    cautions: tuple[str, ...] = ()  # to be said before it
    instead: str = ""  # id of an exercise that is allowed; empty when none comes near

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return not self.reasons


def load_safety(exercises: Mapping[str, Exercise], path: Path | None = None) -> Safety:
    """Return the questions and flags, ours or the user's.

    Raises:
        ConfigError: naming the file and what is wrong with it.
    """
    own = config_folder() / FILE
    path = path or (own if own.exists() else LIBRARY / FILE)
    safety = read_toml(path, Safety)
    problem = next(_problems(safety, exercises), "")
    if problem:
        raise ConfigError(f"{path.name}: {problem}")
    return safety


def questions(
    safety: Safety, exercises: Collection[Exercise], asked: Collection[str] = ()
) -> tuple[Question, ...]:
    """Return what is to be asked before some exercises; `asked` are ids answered for good."""
    return tuple(
        question
        for question in safety.question
        if question.again or question.id not in asked
        if any(question.concerns(exercise) for exercise in exercises)
    )


def screen(
    exercise: Exercise, yes: Collection[str], safety: Safety, exercises: Mapping[str, Exercise]
) -> Screened:
    """Return whether an exercise is allowed, given the ids answered with yes; else another."""
    ruling = [q for q in safety.question if q.id in yes and q.concerns(exercise)]
    reasons = tuple(q.reason for q in ruling if not q.caution)
    instead = _instead(exercise, yes, safety, exercises) if reasons else ""
    return Screened(reasons, tuple(q.reason for q in ruling if q.caution), instead)


def lies_down(before: Exercise, after: Exercise) -> bool:
    """Return whether somebody who sits or stands would have to go to the floor."""
    return before.position in UPRIGHT and after.position not in UPRIGHT


def _instead(
    exercise: Exercise, yes: Collection[str], safety: Safety, exercises: Mapping[str, Exercise]
) -> str:
    def allowed(it: Exercise) -> bool:
        ruling = [q for q in safety.question if q.id in yes and not q.caution]
        return it.id != exercise.id and not any(q.concerns(it) for q in ruling)

    tried = {exercise.id}
    easier = exercises.get(exercise.easier)
    while easier is not None and easier.id not in tried:
        if allowed(easier) and not lies_down(exercise, easier):
            return easier.id
        tried.add(easier.id)
        easier = exercises.get(easier.easier)
    movements = {exercise.kind} | {"stretch", "mobility", "activation"}
    near = [
        (
            lies_down(exercise, it),
            it.kind != exercise.kind,
            -len({*it.muscles} & {*exercise.muscles}),
            it.id,
        )
        for it in exercises.values()
        if it.kind in movements and not it.advanced and allowed(it)
    ]
    return min((place for place in near if place[2]), default=(True, True, 0, ""))[3]


def _problems(safety: Safety, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    ids = [question.id for question in safety.question]
    for name in ids:
        if ids.count(name) > 1:
            yield f"question {name!r}: each id may be used only once"
    for exercise in exercises.values():
        for name in exercise.contraindications:
            if name not in ids:
                yield f"there is no question {name!r}, which {exercise.id}.toml names"
    for question in safety.question:
        if not any(question.concerns(it) for it in exercises.values()):
            yield f"question {question.id!r}: its answer rules out nothing"
    if len(safety.pain.words) != WORST + 1:
        yield f"pain.words: needs one for each of 0 to {WORST}"
