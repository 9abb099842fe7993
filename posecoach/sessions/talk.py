"""Which of the things that could be said is said: one voice, most important first, no repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf

from msgspec import Struct

from posecoach.sessions.cues import FAULT, STEP, Cue, manner, spoken_s

KEEP_S = 3.0  # a fault that could not be said at once waits so long; then it is stale


class Talk(Struct, frozen=True):
    """What has been said, and what waits to be."""

    free_at: float = -inf  # seconds at which the voice is about done
    said: Mapping[str, float] = {}  # key and words -> seconds at which they were last said
    waiting: tuple[tuple[float, Cue], ...] = ()  # seconds it came up, and the fault


def say(talk: Talk, t: float, wishes: Iterable[Cue]) -> tuple[Talk, tuple[Cue, ...]]:
    """Return what is said of all that could be.

    What happens next, and safety, is always said, in the order given. Of the rest only the most
    important is, when the voice is free and the same was not said shortly before; faults wait for
    it a moment.
    """
    wished = {_what(it): (t, it) for it in wishes}
    kept = {_what(it): (at, it) for at, it in talk.waiting if t - at <= KEEP_S}
    ordered = sorted({**kept, **wished}.values(), key=lambda it: it[1].rank)
    due = [it for it in ordered if t - talk.said.get(_what(it[1]), -inf) >= _again_s(it[1])]
    chosen = [it for _, it in due if it.rank <= STEP]
    if not chosen and due and (t >= talk.free_at or due[0][1].urgent):
        chosen = [due[0][1]]
    waiting = tuple((at, it) for at, it in due if it.rank == FAULT and it not in chosen)
    if not chosen:
        return Talk(talk.free_at, talk.said, waiting), ()
    free_at = t if any(it.urgent for it in chosen) else max(t, talk.free_at)
    free_at += sum(map(spoken_s, chosen))
    said = {**talk.said, **{_what(it): t for it in chosen}}
    return Talk(free_at, said, waiting), tuple(chosen)


def free(talk: Talk, t: float) -> bool:
    """Return whether the voice is about done with what it says."""
    return t >= talk.free_at


def told(talk: Talk, key: str, since: float) -> bool:
    """Return whether something of a kind has been said since a moment, seconds."""
    return any(at >= since for what, at in talk.said.items() if what.startswith(f"{key} "))


def _again_s(cue: Cue) -> float:
    return manner(cue.key).again_s


def _what(cue: Cue) -> str:
    return f"{cue.key} {cue.text}"
