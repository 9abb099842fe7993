"""Spoken words, by the voice that the system has (extra `speech`: pyttsx3).

The voice runs in a program of its own, `python -m posecoach.outputs.speech [LANGUAGE]`, which reads
the words from stdin: drivers of voices block, crash, or want the main thread.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from posecoach.errors import OutputError
from posecoach.outputs.errands import Errands
from posecoach.reminders.words import Message

FRESH_S = 10.0  # words about posture older than this are about the past
MODULE = "pyttsx3"
VOICE = (sys.executable, "-m", "posecoach.outputs.speech")


class Speech:
    """A channel that speaks what is worth hearing: one voice at a time, nothing stale."""

    name = "speech"
    seen = False

    def __init__(self, voice: Sequence[str] = VOICE) -> None:
        """Take the program that speaks.

        Raises:
            OutputError: pyttsx3 is not installed.
        """
        if voice is VOICE and find_spec(MODULE) is None:
            raise OutputError('speech: needs pyttsx3: pip install "posecoach[speech]"')
        self._voice = Errands(self.name, voice, FRESH_S)

    def say(self, message: Message, t: float) -> None:
        """Speak a loud message, now or when the voice has ended; OutputError if it has failed."""
        if message.loud:
            self._voice.send(message.text, t)

    def tick(self, t: float) -> None:
        """See whether the voice has ended; OutputError if it has failed."""
        self._voice.tick(t)

    def close(self) -> None:
        """Stop speaking."""
        self._voice.close()


def speak(text: str, language: str = "") -> str:
    """Speak and return when done; the result says why it was not possible, empty if it was.

    With a language ("de"), by the first voice of that language, if the system has one.
    """
    import pyttsx3

    try:
        engine = pyttsx3.init()
        if language:
            voices = (voice for voice in engine.getProperty("voices") if _speaks(voice, language))
            if (voice := next(voices, None)) is not None:
                engine.setProperty("voice", voice.id)
        engine.say(text)
        engine.runAndWait()
    except (RuntimeError, OSError, ImportError, ValueError) as error:
        first = next(iter(str(error).splitlines()), "") or repr(error)
        return f"no voice can be used: {first}"
    return ""


def _speaks(voice: Any, language: str) -> bool:
    # drivers give "de-DE", "de_DE" or b"\x05de"; SAPI gives none, but its ids hold "_DE-DE_"
    named = [it.decode(errors="ignore") if isinstance(it, bytes) else it for it in voice.languages]
    codes = [re.split("[-_]", name.strip("\x00\x05").lower())[0] for name in named if name]
    return language in codes or f"_{language}-" in voice.id.lower()


if __name__ == "__main__":
    sys.exit(speak(sys.stdin.read(), *sys.argv[1:]) or 0)
