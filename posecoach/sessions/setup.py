"""Helping somebody into position, by voice, one thing at a time (SCIENCE C0, GATE)."""

from __future__ import annotations

from math import isnan

from msgspec import Struct
from msgspec.structs import replace

from posecoach.sessions.criteria import advice, passes
from posecoach.sessions.cues import Cue, cue
from posecoach.sessions.gate import Gate
from posecoach.sessions.sight import Sight
from posecoach.sessions.task import Task

SETTLED_S = 1.5  # a problem lasts so long before it is said
WORDS_AGAIN_S = 20.0  # hints that did not help for so long: the setup words once more
NOT_THIS_S = 15.0  # at rest, well seen, and not in this position
RESTLESS = 16.0  # degrees/s: somebody who moves so fast is not at rest


class Setup(Struct, frozen=True):
    """What has been said and seen so far."""

    said: int = 0  # of `words_of`
    words_at: float | None = None  # seconds at which the last of them was said
    hint: str = ""  # the problem seen now
    hint_since: float = 0.0  # seconds
    rest_since: float | None = None  # at rest, well seen, not in position


def words_of(task: Task) -> tuple[Cue, ...]:
    """Return what is said before the position is there: the setup, then the way in."""
    exercise = task.exercise
    way_in = (cue("enter", exercise.enter, task.words),) if exercise.enter else ()
    return (*(cue("setup", words, task.words) for words in exercise.setup), *way_in)


def heat_words(task: Task) -> tuple[Cue, ...]:
    """Return what is said while the heat is on: how to apply it, and what to look out for."""
    during = (cue("during", words, task.words) for words in task.exercise.during)
    return (*words_of(task), *during)


def problem(task: Task, sight: Sight) -> Cue | None:
    """Return the first thing that keeps the camera from judging; None: it can judge."""
    if sight.problem:
        return cue("cannot_judge", reason=sight.problem)
    if not sight.person:
        return cue("no_person")
    if sight.missing:
        return cue("cut_off", part=sight.missing[0])
    if not sight.camera or set(sight.camera) & set(task.exercise.views):
        return None
    return _placing(task)


def guide(
    setup: Setup, task: Task, t: float, seen: tuple[Sight, Gate, float], free: bool
) -> tuple[Setup, tuple[Cue, ...]]:
    """Return what to say to somebody not in position yet, in the order of importance.

    Args:
        setup: what was said and seen before.
        task: what is asked for.
        t: seconds.
        seen: the sight, how it stands with the gate, the fastest angle in degrees/s (or NaN).
        free: the voice is not speaking.
    """
    sight, gate, speed = seen
    cannot = problem(task, sight)
    hint = cannot or _far_side(task, sight) or _adjust(task, sight)
    setup = _at_rest(setup, t, cannot is None and gate.bad_since is not None, speed)
    name = f"{hint.key} {hint.text}" if hint else ""
    if name != setup.hint:
        setup = replace(setup, hint=name, hint_since=t)
    words = words_of(task)
    if setup.words_at is not None and t - setup.words_at >= WORDS_AGAIN_S:
        setup = replace(setup, said=0, words_at=None)
    settled = t - setup.hint_since >= SETTLED_S
    if cannot:
        return setup, (cannot,) if settled else ()
    if setup.said < len(words):
        if not free:
            return setup, ()
        at = t if setup.said + 1 == len(words) else None
        return replace(setup, said=setup.said + 1, words_at=at), (words[setup.said],)
    wishes = (hint,) if hint and settled else ()
    if setup.rest_since is not None and t - setup.rest_since >= NOT_THIS_S:
        wishes = (cue("not_this", title=task.exercise.title), *wishes)
    return setup, wishes


def _far_side(task: Task, sight: Sight) -> Cue | None:
    """Return how to turn where the worked side is the far one: what hides it fails the gate.

    It is asked for before other corrections, but somebody who is seen in position all the same may
    stay so.
    """
    beside = task.exercise.views[:1] in (("side",), ("oblique",))
    if beside and task.side and sight.near and sight.near != task.side:
        return _placing(task)
    return None


def _adjust(task: Task, sight: Sight) -> Cue | None:
    """Return the words of the first criterion that fails and has some."""
    for criterion in task.exercise.gate:
        if passes(criterion, sight.values) is False and (words := advice(criterion, sight.values)):
            return cue("adjust", words, task.words)
    return None


def _placing(task: Task) -> Cue:
    wanted = task.exercise.views[0]
    worked = task.side
    if wanted == "side":
        return cue("place_side", side=worked) if worked else cue("place_side_any")
    if wanted == "oblique":
        return cue("place_oblique", side=worked or "right")
    return cue("place_front" if wanted == "front" else "place_foot_end")


def _at_rest(setup: Setup, t: float, elsewhere: bool, speed: float) -> Setup:
    restless = not isnan(speed) and speed >= RESTLESS
    if not elsewhere or restless:
        return replace(setup, rest_since=None)
    return setup if setup.rest_since is not None else replace(setup, rest_since=t)
