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
    turned: bool = False  # it has been said that the worked side is the far one


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
    views, seen_from = task.exercise.views, sight.camera
    if seen_from and (not set(seen_from) & set(views) or _hidden(task, sight)):
        return _placing(task)
    return cue("cut_off", part=sight.missing[0]) if sight.missing else None


def _hidden(task: Task, sight: Sight) -> bool:
    """Return whether what is missing may be hidden by the body itself, and better seen half turned.

    Side-on the far leg of somebody who stands is behind the near one: it is not cut off.
    """
    return bool(sight.missing) and sight.camera == ("side",) and task.exercise.views[0] == "oblique"


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
    words, cannot, far = words_of(task), problem(task, sight), _far_side(task, sight)
    hint = cannot or far or _adjust(task, sight)
    told = setup.said >= len(words)  # before, nobody can be expected to be there
    setup = _at_rest(setup, t, told and cannot is None and gate.bad_since is not None, speed)
    setup = _noticed(setup, t, hint)
    settled, telling = t - setup.hint_since >= SETTLED_S, setup.said < len(words)
    if cannot and not (telling and sight.missing):  # nobody told can be seen in position
        return setup, (cannot,) if settled else ()
    if telling:
        return _tell(setup, t, words, far if settled and not cannot else None, free)
    wishes = (hint,) if hint and settled else ()
    if setup.rest_since is not None and t - setup.rest_since >= NOT_THIS_S:
        wishes = (cue("not_this", title=task.exercise.title), *wishes)
    return setup, wishes


def _noticed(setup: Setup, t: float, hint: Cue | None) -> Setup:
    """Return the setup with what is amiss now; after a while all words are to be said again."""
    name = f"{hint.key} {hint.text}" if hint else ""
    if name != setup.hint:
        setup = replace(setup, hint=name, hint_since=t)
    if setup.words_at is not None and t - setup.words_at >= WORDS_AGAIN_S:
        setup = replace(setup, said=0, words_at=None)
    return setup


def _tell(
    setup: Setup, t: float, words: tuple[Cue, ...], turn: Cue | None, free: bool
) -> tuple[Setup, tuple[Cue, ...]]:
    """Return the next words; turning round, if need be, comes before going into it."""
    if not free:
        return setup, ()
    if turn and not setup.turned:
        return replace(setup, turned=True), (turn,)
    at = t if setup.said + 1 == len(words) else None
    return replace(setup, said=setup.said + 1, words_at=at), (words[setup.said],)


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
