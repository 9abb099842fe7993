"""Short tones that tell apart, with eyes closed, what happens in a guided session."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from posecoach.errors import OutputError
from posecoach.outputs.errands import Errands
from posecoach.outputs.sound import Note, find_player, ring, write_tone

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
        self, player: Sequence[str] | None = None, bell: Callable[[], bool] = ring
    ) -> None:
        """Take the program that plays a file, given as its last argument; else find one."""
        self._bell = bell
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: dict[str, Path] = {}
        self._player: Errands | None = None
        found = find_player() if player is None else tuple(player)
        if found:
            self._folder = tempfile.TemporaryDirectory(prefix="posecoach-")
            for tone, notes in TONES.items():
                self._files[tone] = Path(self._folder.name, f"{tone}.wav")
                write_tone(self._files[tone], notes)
            self._player = Errands(self.name, found, FRESH_S, argument=True)

    def play(self, tone: Tone, t: float) -> None:
        """Play a tone; `t` in seconds of any clock. OutputError if nothing can be heard here."""
        self.tick(t)
        if self._player is not None:
            self._player.send(str(self._files[tone]), t)
        elif not self._bell():
            raise OutputError(f"{self.name}: no terminal, and no program that plays sounds")

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
