"""What a session says, on every way there is: spoken, beeped, written down, shown."""

from __future__ import annotations

from math import inf

from posecoach.language import Language
from posecoach.outputs.announcer import Announcer
from posecoach.outputs.lines import Lines
from posecoach.outputs.tones import Tone
from posecoach.outputs.utterances import Sort, Utterance
from posecoach.relief.speaking import SILENT, sort_of, tone_of, words_of
from posecoach.sessions.cues import HINT, PHRASES, Cue

SHOWN_S = 6.0  # faults and encouragement then make room for what is to be done
PASSING: frozenset[Sort] = frozenset({"correction", "hint"})
HELP = frozenset(key for key, how in PHRASES.items() if how.rank == HINT) | {"adjust"}
"""What is said of a problem in setting up: it comes again while the problem lasts."""


class Announcing:
    """Passes cues on, and knows which words are on the screen."""

    def __init__(self, language: Language, announcer: Announcer, lines: Lines) -> None:
        """Take the language and where words go."""
        self.language = language
        self._announcer, self._lines = announcer, lines
        self._lasting = ""
        self._passing, self._until_s = "", -inf
        self._fault_until_s = -inf

    def say(self, t: float, cues: tuple[Cue, ...]) -> None:
        """Say these at `t` seconds, in this order."""
        for cue in cues:
            words, sort = words_of(cue, self.language), sort_of(cue)
            if cue.key not in SILENT:
                self._announcer.say(Utterance(words, sort, t))
                self._lines.line(
                    "cue", t, words, key=cue.key, words=words, sort=sort, **dict(cue.fields)
                )
            if tone := tone_of(cue):
                self._announcer.play(tone, t)
            self._show(words, sort, t, passing=sort in PASSING or cue.key in HELP)

    def tell(self, t: float, key: str, sort: Sort, tone: Tone) -> None:
        """Say one of our own sentences, which is no cue of the session."""
        words = self.language.phrase(key)
        self._announcer.say(Utterance(words, sort, t))
        self._announcer.play(tone, t)
        self._lines.line("cue", t, words, key=key, words=words, sort=sort)
        self._show(words, sort, t, passing=sort in PASSING)

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be."""
        return self._announcer.busy

    def tick(self, t: float) -> None:
        """Speak what is due."""
        self._announcer.tick(t)

    def shown(self, t: float) -> str:
        """Return the words on the screen."""
        return self._passing if t < self._until_s else self._lasting

    def faulty(self, t: float) -> bool:
        """Whether a fault has just been named."""
        return t < self._fault_until_s

    def close(self) -> None:
        """Be quiet."""
        self._announcer.close()

    def _show(self, words: str, sort: Sort, t: float, passing: bool) -> None:
        if sort == "count" or (sort == "hint" and self.faulty(t)):
            return
        if passing:
            self._passing, self._until_s = words, t + SHOWN_S
            if sort == "correction":
                self._fault_until_s = t + SHOWN_S
        else:
            self._lasting, self._until_s, self._fault_until_s = words, -inf, -inf
