"""A short tone where something is worth hearing: by the system's player, else the terminal bell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from posecoach.outputs.tones import Note, Tones
from posecoach.reminders.words import Message

FRESH_S = 5.0
NOTES: tuple[Note, ...] = ((523.25, 0.18), (659.26, 0.3))  # a third upwards, C5 and E5


class Sound:
    """A channel that plays a tone for loud messages."""

    name = "sound"
    seen = False

    def __init__(
        self, player: Sequence[str] | None = None, bell: Callable[[], bool] | None = None
    ) -> None:
        """Take what `Tones` takes."""
        self._tones = Tones(player, bell, {"cue": NOTES}, FRESH_S)

    def say(self, message: Message, t: float) -> None:
        """Sound for a loud message; OutputError if that is not possible here."""
        if message.loud:
            self._tones.play("cue", t)

    def tick(self, t: float) -> None:
        """See how the last one went; where the player fails, the bell rings from then on."""
        self._tones.tick(t)

    def close(self) -> None:
        """Stop playing and delete the tone."""
        self._tones.close()
