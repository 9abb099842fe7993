"""Read exercises from TOML, refusing anything a session could not honour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path

from msgspec.structs import replace

from posecoach.content import content_files, read_toml
from posecoach.errors import ConfigError
from posecoach.exercises.exercise import Criterion, Exercise, Fault, Of
from posecoach.form import MEASURES

FOLDER = "exercises"
SIDE_WORDS: Mapping[str, str] = {"side": "right", "other": "left"}


def load_exercises(paths: Sequence[Path] | None = None) -> dict[str, Exercise]:
    """Return every exercise by id, ours and the user's.

    Raises:
        ConfigError: naming the file, the key and what is wrong with it.
    """
    found = [read_exercise(p) for p in (content_files(FOLDER) if paths is None else paths)]
    known = {each.id: each for each in found}
    for each in found:
        for key in ("easier", "harder"):
            other = getattr(each, key)
            if other and other not in known and paths is None:
                raise ConfigError(f"{each.id}.toml: {key}: there is no exercise {other!r}")
    return known


def read_exercise(path: Path) -> Exercise:
    """Return one exercise; its id is the file's name.

    Raises:
        ConfigError: naming the file, the key and what is wrong with it.
    """
    exercise = replace(read_toml(path, Exercise), id=path.stem)
    problem = next(_problems(exercise), "")
    if problem:
        raise ConfigError(f"{path.name}: {problem}")
    return exercise


def texts(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Yield (key, words) of everything that is shown or said of an exercise, in order."""
    yield "title", exercise.title
    yield "purpose", exercise.purpose
    for key in ("setup", "during"):
        for i, words in enumerate(getattr(exercise, key)):
            yield f"{key}[{i}]", words
    for key in ("enter", "leave", "timer_only"):
        if words := getattr(exercise, key):
            yield key, words
    yield from _corrections(exercise)


def _corrections(exercise: Exercise) -> Iterator[tuple[str, str]]:
    for kind in ("gate", "form"):
        for i, criterion in enumerate(getattr(exercise, kind)):
            for way in ("below", "above"):
                if words := getattr(criterion, way):
                    yield f"{kind}[{i}].{way}", words
    for fault in exercise.fault:
        yield f"fault {fault.id!r}", fault.cue
    if exercise.repetition is not None and exercise.repetition.short:
        yield "repetition.short", exercise.repetition.short


def _problems(it: Exercise) -> Iterator[str]:
    """Yield what is wrong with an exercise."""
    yield from _wording(it)
    yield from _measured(it)
    yield from _doses(it)


def _wording(it: Exercise) -> Iterator[str]:
    for key in ("title", "purpose", "setup", "muscles", "source"):
        if not getattr(it, key):
            yield f"{key}: must not be empty"
    for key, words in texts(it):
        try:
            words.format(**SIDE_WORDS)
        except (LookupError, ValueError) as error:
            yield f"{key}: words may hold {{side}} and {{other}} only ({error}): {words!r}"


def _measured(it: Exercise) -> Iterator[str]:
    if it.checked and not (it.gate and it.views):
        yield "gate, views: needed where the camera checks; else say why not: timer_only"
    for i, criterion in enumerate(it.gate):
        yield from _criterion(f"gate[{i}]", criterion)
    for i, criterion in enumerate(it.form):
        yield from _criterion(f"form[{i}]", criterion)
    ids = [fault.id for fault in it.fault]
    for fault in it.fault:
        yield from _fault(f"fault {fault.id!r}", fault)
        if fault.at_end and it.repetition is None:
            yield f"fault {fault.id!r}.at_end: there is no repetition"
        if ids.count(fault.id) > 1:
            yield f"fault {fault.id!r}: each id may be used only once"
    if it.repetition is not None:
        rep = it.repetition
        yield from _measure("repetition", rep.measure, rep.side)
        yield from _range("repetition.start", rep.start)
        yield from _range("repetition.end", rep.end)
        if rep.start[0] <= rep.end[1] and rep.end[0] <= rep.start[1]:
            yield "repetition: start and end must not overlap"
        if rep.count < 1:
            yield "repetition.count: must be 1 or more"


def _criterion(key: str, it: Criterion) -> Iterator[str]:
    yield from _measure(key, it.measure, it.side)
    yield from _range(f"{key}.within", it.within)


def _fault(key: str, it: Fault) -> Iterator[str]:
    yield from _measure(key, it.measure, it.side)
    if not (isfinite(it.above) or isfinite(it.below)):
        yield f"{key}: needs above or below"
    if it.below >= it.above:
        yield f"{key}: below must be less than above"


def _measure(key: str, name: str, side: Of) -> Iterator[str]:
    if name not in MEASURES:
        yield f"{key}: unknown measure {name!r}; known: {', '.join(sorted(MEASURES))}"
    elif MEASURES[name].sided != bool(side):
        wanted = "needs a side" if MEASURES[name].sided else "is of the whole body, without a side"
        yield f"{key}: {name} {wanted}"


def _range(key: str, ends: tuple[float, float]) -> Iterator[str]:
    if not ends[0] < ends[1]:
        yield f"{key}: must run from the lower to the higher bound"


def _doses(it: Exercise) -> Iterator[str]:
    dose = it.dose
    if dose.sets < 1 or dose.rest_s < 0 or dose.speed <= 0:
        yield "dose: sets must be 1 or more, rest_s 0 or more, speed above 0"
    if (dose.hold_s > 0) == (it.repetition is not None):
        yield "dose.hold_s: a set is either held (hold_s) or repeated (repetition, hold_s = 0)"
    if it.kind == "roll" and it.checked and it.strokes is None:
        yield "strokes: needed for rolling"
