"""What is said next: one thing at a time, the most important first, nothing stale. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Literal, NamedTuple

CHARACTERS_PER_S = 15.0  # of a voice at about 170 words a minute
BREATH_S = 0.4  # before and after

Sort = Literal["hint", "count", "instruction", "correction", "step", "turn", "control", "alarm"]


class Manner(NamedTuple):
    """How a sort of words is said."""

    rank: int  # a higher one interrupts a lower one
    fresh_s: float  # not begun by then, it is not said at all
    follows: bool = False  # waits for others of its sort; else it takes their place


MANNERS: Mapping[Sort, Manner] = {
    "hint": Manner(0, 3.0),  # breath, ease
    "count": Manner(1, 0.5),
    "instruction": Manner(2, 15.0, follows=True),
    "correction": Manner(3, 3.0),
    "step": Manner(4, 15.0, follows=True),  # what comes next, and what belongs to it
    "turn": Manner(5, 5.0),  # it has begun, it is over: what waited to be said before is late
    "control": Manner(6, 5.0),  # pause, skip, stop
    "alarm": Manner(7, 15.0, follows=True),
}
CLEARING: frozenset[Sort] = frozenset({"step", "turn", "control", "alarm"})
"""What waits and is less important is of the past when one of these comes."""


class Utterance(NamedTuple):
    """Words and when they were worth saying."""

    text: str
    sort: Sort
    t: float  # seconds

    @property
    def manner(self) -> Manner:
        """How it is said."""
        return MANNERS[self.sort]


@dataclass(frozen=True, slots=True)
class Queue:
    """What is being said, until when if nobody can tell better, and what waits."""

    waiting: tuple[Utterance, ...] = ()
    current: Utterance | None = None
    until_s: float = -inf


class Move(NamedTuple):
    """What the voice is to do now."""

    hush: bool = False
    say: Utterance | None = None


def length_s(text: str) -> float:
    """Return how long a text takes to say, about, in seconds."""
    return BREATH_S + len(text) / CHARACTERS_PER_S


def offer(queue: Queue, said: Utterance) -> Queue:
    """Return the queue with something more to say."""
    kept = queue.waiting
    if not said.manner.follows:
        kept = tuple(it for it in kept if it.sort != said.sort)
    if said.sort in CLEARING:
        kept = tuple(it for it in kept if it.manner.rank >= said.manner.rank)
    return replace(queue, waiting=(*kept, said))


def advance(queue: Queue, t: float, busy: bool | None) -> tuple[Queue, Move]:
    """Return the queue at `t` seconds and what to do.

    `busy`: whether the voice speaks; None where it cannot tell, and the length is estimated.
    """
    speaking = t < queue.until_s if busy is None else busy
    current = queue.current if speaking else None
    waiting = tuple(it for it in queue.waiting if t - it.t <= it.manner.fresh_s)
    best = max(waiting, key=lambda it: it.manner.rank, default=None)  # the first of the highest
    blocked = current is not None and best is not None and best.manner.rank <= current.manner.rank
    if best is None or blocked:
        return replace(queue, waiting=waiting, current=current), Move()
    rest = tuple(it for it in waiting if it is not best)
    until_s = t + length_s(best.text)
    return Queue(rest, best, until_s), Move(hush=current is not None, say=best)
