"""Tones and a voice for a guided session, each of which may fail without harm."""

from __future__ import annotations

from collections.abc import Callable

from posecoach.errors import OutputError
from posecoach.outputs.tones import Tone, Tones
from posecoach.outputs.utterances import Queue, Utterance, advance, offer
from posecoach.outputs.voices import Voice


class Announcer:
    """Says one thing at a time. What fails is given up, with one word, and the rest goes on."""

    def __init__(
        self, voice: Voice | None, tones: Tones | None, tell: Callable[[str], object]
    ) -> None:
        """Take what there is, and whom to tell when something is given up."""
        self._voice, self._tones, self._tell = voice, tones, tell
        self._queue = Queue()

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be, as far as is known."""
        return self._voice is not None and (self._voice.busy or bool(self._queue.waiting))

    def say(self, said: Utterance) -> None:
        """Take words; they are spoken by `tick`, or never if their time has passed."""
        self._queue = offer(self._queue, said)

    def play(self, tone: Tone, t: float) -> None:
        """Play a tone at once."""
        if self._tones is None:
            return
        try:
            self._tones.play(tone, t)
        except OutputError as error:
            self._give_up_tones(error)

    def tick(self, t: float) -> None:
        """Speak what is to be spoken at `t` seconds."""
        if self._tones is not None:
            try:
                self._tones.tick(t)
            except OutputError as error:
                self._give_up_tones(error)
        try:
            self._speak(t)
        except OutputError as error:
            self._voice = None
            self._tell(f"{error}; going on without a voice.")

    def close(self) -> None:
        """Be quiet."""
        if self._voice is not None:
            self._voice.hush()
        if self._tones is not None:
            self._tones.close()

    def _speak(self, t: float) -> None:
        if self._voice is None:
            self._queue = Queue()
            return
        self._voice.tick(t)
        self._queue, move = advance(self._queue, t, self._voice.busy)
        if move.hush:
            self._voice.hush()
        if move.say is not None:
            self._voice.speak(move.say.text, t)

    def _give_up_tones(self, error: OutputError) -> None:
        assert self._tones is not None
        self._tones.close()
        self._tones = None
        self._tell(f"{error}; going on without tones.")
