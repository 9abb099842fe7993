"""Which of the things that could be said is said: one voice, most important first, no repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf

from msgspec import Struct

from posecoach.sessions.cues import STEP, Cue, manner, spoken_s


class Talk(Struct, frozen=True):
    """What has been said."""

    free_at: float = -inf  # seconds at which the voice is about done
    said: Mapping[str, float] = {}  # key and words -> seconds at which they were last said


def say(talk: Talk, t: float, wishes: Iterable[Cue]) -> tuple[Talk, tuple[Cue, ...]]:
    """Return what is said of all that could be.

    What happens next, and safety, is always said, in the order given. Of the rest only the most
    important is, when the voice is free and the same was not said shortly before.
    """
    ordered = sorted(wishes, key=lambda it: it.rank)
    due = [it for it in ordered if t - talk.said.get(_what(it), -inf) >= manner(it.key).again_s]
    chosen = [it for it in due if it.rank <= STEP]
    if not chosen and due and (t >= talk.free_at or due[0].urgent):
        chosen = due[:1]
    if not chosen:
        return talk, ()
    free_at = t if any(it.urgent for it in chosen) else max(t, talk.free_at)
    free_at += sum(map(spoken_s, chosen))
    return Talk(free_at, {**talk.said, **{_what(it): t for it in chosen}}), tuple(chosen)


def free(talk: Talk, t: float) -> bool:
    """Return whether the voice is about done with what it says."""
    return t >= talk.free_at


def _what(cue: Cue) -> str:
    return f"{cue.key} {cue.text}"
