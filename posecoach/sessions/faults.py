"""The faults of an exercise, and its form: how long each has lasted, and what to say."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from posecoach.exercises.exercise import Criterion, Exercise
from posecoach.sessions.criteria import Claim, Values, advice, at_fault, every, passes
from posecoach.sessions.cues import Cue, cue
from posecoach.sessions.gate import LOSS_S
from posecoach.sessions.task import Task

FORM_S = 2.0  # a form criterion is missed for so long before it is said


class Spell(Struct, frozen=True):
    """A fault that may be there."""

    since: float | None = None  # seconds
    seen: float | None = None  # when it could last be told
    raised: bool = False  # it has lasted long enough to count


class Watched(Struct, frozen=True):
    """The spells of an exercise's faults and form criteria, in the order of its file."""

    faults: tuple[Spell, ...]
    form: tuple[Spell, ...]


def nothing(exercise: Exercise) -> Watched:
    """Return the spells of somebody of whom nothing is known yet."""
    return Watched((Spell(),) * len(exercise.fault), (Spell(),) * len(exercise.form))


def watch(
    exercise: Exercise, state: Watched, t: float, values: Values
) -> tuple[Watched, tuple[str, ...]]:
    """Return the spells after one more look, and the ids of faults that now count."""
    rep = exercise.repetition
    far = rep is None or passes(Criterion(rep.measure, rep.end, rep.side), values)
    faults = tuple(
        _last(
            spell,
            t,
            at_fault(fault, values, spell.since is not None) if far or not fault.at_end else None,
            fault.for_s,
        )
        for fault, spell in zip(exercise.fault, state.faults, strict=True)
    )
    form = tuple(
        _last(spell, t, _missed(passes(criterion, values, spell.since is None)), FORM_S)
        for criterion, spell in zip(exercise.form, state.form, strict=True)
    )
    pairs = zip(exercise.fault, state.faults, faults, strict=True)
    new = tuple(fault.id for fault, old, now in pairs if now.raised and not old.raised)
    return Watched(faults, form), new


def well_done(exercise: Exercise, state: Watched, values: Values) -> Claim:
    """Return whether it is done well now: all form criteria hold and no fault counts."""
    pairs = zip(exercise.fault, state.faults, strict=True)
    if any(spell.raised and not fault.note for fault, spell in pairs):
        return False
    spells = zip(exercise.form, state.form, strict=True)
    return every(passes(criterion, values, spell.since is None) for criterion, spell in spells)


def said(task: Task, state: Watched, values: Values) -> Iterator[Cue]:
    """Yield what could be said, most important first."""
    for fault, spell in zip(task.exercise.fault, state.faults, strict=True):
        if spell.raised:
            yield cue("fault", fault.cue, task.words)
    for criterion, spell in zip(task.exercise.form, state.form, strict=True):
        if spell.raised and (words := advice(criterion, values)):
            yield cue("form", words, task.words)


def _missed(claim: Claim) -> Claim:
    return None if claim is None else not claim


def _last(spell: Spell, t: float, claim: Claim, for_s: float) -> Spell:
    lost = spell.seen is not None and t - spell.seen > LOSS_S
    if claim is None:
        return Spell() if lost else spell
    if not claim:
        return Spell(seen=t)
    since = t if spell.since is None or lost else spell.since
    return Spell(since, t, t - since >= for_s)
