"""A guided session held with somebody drawn, as the product holds it: frames in, words out.

One `Rehearsal` is one run of `posecoach.relief.guide.Guide` with a voice that takes its time, and
with whatever network it is given. What the voice says is passed on, to be followed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

import numpy as np

from posecoach.history import History
from posecoach.language import load_language
from posecoach.outputs.announcer import Announcer
from posecoach.outputs.board.window import SessionWindow
from posecoach.outputs.lines import Lines
from posecoach.outputs.utterances import length_s
from posecoach.relief.announcing import Announcing
from posecoach.relief.guide import Guide, Ways
from posecoach.relief.keeping import Keeping
from posecoach.relief.speaking import words_of
from posecoach.sessions.cues import Cue
from posecoach.sessions.routine import Turn
from posecoach.sessions.session import begin
from posecoach.sessions.state import State
from posecoach.sessions.task import Task
from posecoach.types import Frame, Sighting

SIZE = (640, 480)
NOTHING = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
PAIN, ANSWERS_S = "2", 3.0  # what is answered at the end, and after how long
PATIENCE_S = 60.0  # of somebody who is not recognised; then they go on to the next exercise

See = Callable[[Frame], Sighting]
Told = Callable[[Cue, Task, float], object]


class Speech:
    """A voice that speaks to nobody, for as long as a voice takes."""

    name = "rehearsal"

    def __init__(self, spoken: Callable[[str, float, float], object]) -> None:
        """Pass on what is said: the words, when they begin and when they will have been said."""
        self._spoken, self._until = spoken, -inf
        self.busy = False

    def speak(self, text: str, t: float) -> None:
        """Begin to speak."""
        self._until, self.busy = t + length_s(text), True
        self._spoken(text, t, self._until)

    def hush(self) -> None:
        """Be quiet at once."""
        self.busy = False

    def tick(self, t: float) -> None:
        """See whether it has ended."""
        self.busy = self.busy and t < self._until


class _Remembering(Announcing):
    """Announcing that knows which cue its words came from."""

    def __init__(self, *ways: Any) -> None:
        super().__init__(*ways)
        self.cues: dict[str, Cue] = {}

    def say(self, t: float, cues: tuple[Cue, ...]) -> None:
        self.cues |= {words_of(it, self.language): it for it in cues}
        super().say(t, cues)


@dataclass(frozen=True)
class Set:
    """What came of one set."""

    exercise: str
    side: str
    number: int
    held_s: float
    count: int
    skipped: bool
    checked: bool
    faults: dict[str, int]


class Rehearsal:
    """One session, from its first words to its end."""

    def __init__(
        self,
        routine: tuple[str, Sequence[Turn]],
        see: See,
        folder: Path,
        rate: float,
        told: Told | None = None,
        window: SessionWindow | None = None,
    ) -> None:
        """Begin a routine; `told` hears each sentence: its cue, the set, when it will be over."""
        self.log: list[tuple[float, str]] = []
        self._told, self._keys, self._asked = told, "", -inf
        self._state, _ = step = begin(tuple(routine[1]), 0.0, routine[0])
        folder.mkdir(parents=True, exist_ok=True)
        keeping = Keeping(History.open(folder / "history.sqlite3"), print, lambda: 0.0)
        keeping.begin("drawn")
        lines = Lines(lambda line: None, lambda: "", as_json=True)
        announcer = Announcer(Speech(self._spoken), None, print)
        self.words = _Remembering(load_language("en"), announcer, lines)
        ways = Ways(self.words, lines, keeping, self._pressed, window)
        self.guide: Guide | None = None
        self.guide = Guide("rehearsal", step, ways, see)
        self.guide.at_most(rate)
        self.pressed: list[tuple[float, str]] = []

    @property
    def state(self) -> State:
        """The session as it is now."""
        return self._state if self.guide is None else self.guide.state

    def take(self, frame: Frame) -> None:
        """One frame of the camera, which the session may or may not look at."""
        assert self.guide is not None
        self.guide.take(frame, frame.t)

    def press(self, key: str) -> None:
        """Press a key."""
        self._keys += key
        self.pressed.append((self.state.t, key))

    def wish(self, t: float) -> str:
        """Return the key that somebody would press by now; empty: none."""
        question, p = self.state.question, self.state.progress
        if question is not None and question.key == "ask_pain_end":
            return PAIN if t - question.since >= ANSWERS_S else ""
        turn = self.state.turn
        stuck = p is not None and p.phase == "setup" and turn is not None and turn.task.checked
        return "n" if stuck and p is not None and t - p.since > PATIENCE_S else ""

    def sets(self) -> list[Set]:
        """Return what came of each set."""
        return [
            Set(
                it.turn.task.exercise.id,
                it.turn.task.side or "both",
                it.turn.number,
                round(min(it.tally.held_s, it.tally.target_s or inf), 1),
                it.tally.count,
                it.skipped,
                it.tally.checked,
                dict(it.tally.faults),
            )
            for it in self.state.outcomes
        ]

    def _pressed(self) -> str:
        keys, self._keys = self._keys, ""
        return keys

    def _spoken(self, text: str, t: float, until: float) -> None:
        cue = self.words.cues.get(text)
        self.log.append((t, f"{cue.key if cue else '?'}: {text}"))
        turn = self.state.turn or self.state.turns[-1]
        if self._told is not None and cue is not None:
            self._told(cue, turn.task, until)
