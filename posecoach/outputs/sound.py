"""A short tone where something is worth hearing: by the system's player, else the terminal bell."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from posecoach.errors import OutputError
from posecoach.outputs.errands import Errands
from posecoach.reminders.words import Message
from posecoach.stderr import STDERR
from posecoach.types import Floats

FRESH_S = 5.0
PLAYERS = ("pw-play", "paplay", "afplay", "aplay")  # each takes the name of a WAV file
RATE_HZ = 22_050
Note = tuple[float, float]  # Hz, seconds
NOTES: tuple[Note, ...] = ((523.25, 0.18), (659.26, 0.3))  # a third upwards, C5 and E5
LOUDNESS = 0.25  # of the most a file can hold


class Sound:
    """A channel that plays a tone for loud messages."""

    name = "sound"
    seen = False

    def __init__(
        self, player: Sequence[str] | None = None, bell: Callable[[], bool] | None = None
    ) -> None:
        """Take the program that plays a file, given as its last argument; else find one.

        `bell` rings and returns whether it could; by default that of the terminal at stderr.
        """
        found = find_player() if player is None else tuple(player)
        self._bell = bell or ring
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._player: Errands | None = None
        if found:
            self._folder = tempfile.TemporaryDirectory(prefix="posecoach-")
            path = Path(self._folder.name, "tone.wav")
            write_tone(path)
            self._player = Errands(self.name, (*found, str(path)), FRESH_S)

    def say(self, message: Message, t: float) -> None:
        """Sound for a loud message; OutputError if that is not possible here."""
        if not message.loud:
            return
        if self._player is not None:
            self._player.send("", t)
        elif not self._bell():
            raise OutputError(f"{self.name}: no terminal and none of {', '.join(PLAYERS)}")

    def tick(self, t: float) -> None:
        """See how the last one went; where the player fails, the bell rings from then on."""
        if self._player is None:
            return
        try:
            self._player.tick(t)
        except OutputError:
            self._player = None
            if not self._bell():
                raise

    def close(self) -> None:
        """Stop playing and delete the tone."""
        if self._player is not None:
            self._player.close()
        if self._folder is not None:
            self._folder.cleanup()


def find_player() -> tuple[str, ...]:
    """Return a command that plays a file whose name follows; empty if there is none."""
    if sys.platform == "win32":
        play = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"
        return sys.executable, "-c", play
    return next(((path,) for name in PLAYERS if (path := shutil.which(name))), ())


def ring() -> bool:
    """Ring the terminal's bell and return whether there is a terminal."""
    if not os.isatty(STDERR):
        return False
    os.write(STDERR, b"\a")
    return True


def write_tone(path: Path, notes: Sequence[Note] = NOTES) -> None:
    """Write notes, one after the other, as a WAV file: 16 bit, one channel, without clicks."""
    samples = np.concatenate([_note(*note) for note in notes])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((samples * LOUDNESS * 32_767).astype("<i2").tobytes())


def _note(hertz: float, seconds: float) -> Floats:
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    swell: Floats = np.sin(np.pi * t / seconds) ** 2
    return np.sin(2 * np.pi * hertz * t) * swell
