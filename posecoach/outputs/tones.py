"""Short tones, by the system's player, else the terminal bell.

Those of a guided session tell apart, with eyes closed, what happens in it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import wave
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from posecoach.errors import OutputError
from posecoach.outputs.errands import Errands
from posecoach.stderr import STDERR
from posecoach.types import Floats

PLAYERS = ("pw-play", "paplay", "afplay", "aplay")  # each takes the name of a WAV file
RATE_HZ = 22_050
LOUDNESS = 0.25  # of the most a file can hold
Note = tuple[float, float]  # Hz, seconds

Tone = Literal["cue", "start", "half", "tick", "end", "fault", "lost", "alarm"]

TONES: Mapping[Tone, tuple[Note, ...]] = {
    "cue": ((659.26, 0.09),),  # E5: something is said
    "start": ((523.25, 0.12), (783.99, 0.22)),  # C5 G5: a fifth upwards
    "half": ((783.99, 0.16),),
    "tick": ((1046.5, 0.05),),  # C6, short
    "end": ((783.99, 0.14), (1046.5, 0.34)),  # two notes: done
    "fault": ((220.0, 0.32),),  # A3: low
    "lost": ((523.25, 0.16), (392.0, 0.16), (261.63, 0.28)),  # falling: C5 G4 C4
    "alarm": ((1046.5, 0.2), (783.99, 0.2)) * 3,  # a siren
}
FRESH_S = 0.3  # a tone that comes later tells the wrong thing


class Tones:
    """Plays tones by the system's player; where there is none, the terminal's bell rings."""

    name = "sound"

    def __init__(
        self,
        player: Sequence[str] | None = None,
        bell: Callable[[], bool] | None = None,
        tones: Mapping[Tone, tuple[Note, ...]] = TONES,
        fresh_s: float = FRESH_S,
    ) -> None:
        """Take the program that plays a file, given as its last argument; else find one.

        `bell` rings and returns whether it could; by default that of the terminal at stderr. A tone
        that could not be played within `fresh_s` is not played at all.
        """
        self._bell = bell or ring
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: dict[str, Path] = {}
        self._player: Errands | None = None
        found = find_player() if player is None else tuple(player)
        if found:
            self._folder = tempfile.TemporaryDirectory(prefix="posecoach-")
            for tone, notes in tones.items():
                self._files[tone] = Path(self._folder.name, f"{tone}.wav")
                write_tone(self._files[tone], notes)
            self._player = Errands(self.name, found, fresh_s, argument=True)

    def play(self, tone: Tone, t: float) -> None:
        """Play a tone; `t` in seconds of any clock. OutputError if nothing can be heard here."""
        self.tick(t)
        if self._player is not None:
            self._player.send(str(self._files[tone]), t)
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
        """Stop playing and delete the files."""
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


def write_tone(path: Path, notes: Sequence[Note]) -> None:
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
