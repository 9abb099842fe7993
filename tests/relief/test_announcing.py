"""Of a metronome only the tone is heard; all else is said, written and shown."""

from __future__ import annotations

from posecoach.language import load_language
from posecoach.outputs.announcer import Announcer
from posecoach.outputs.lines import Lines
from posecoach.relief.announcing import Announcing
from posecoach.sessions.cues import cue
from tests.relief.sessions import Tones


class Voice:
    """Notes what is spoken, and is done with it at once."""

    busy = False

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def tick(self, t: float) -> None:
        """Nothing to look after."""

    def speak(self, text: str, t: float) -> None:
        self.spoken.append(text)

    def hush(self) -> None:
        """Nothing to cut short."""


def test_a_beat_is_a_tone_without_words() -> None:
    voice, tones, lines = Voice(), Tones(), []
    announcer = Announcer(voice, tones, lines.append)  # type: ignore[arg-type]
    out = Lines(lines.append, lambda: "now", as_json=False)
    announcing = Announcing(load_language("en"), announcer, out)
    announcing.say(0.0, (cue("tick"), cue("begin_rolling", seconds=45)))
    announcing.tick(0.0)
    assert voice.spoken == ["Roll slowly to and fro, for 45 seconds."]
    assert tones.played == ["tick", "start"]
    assert len(lines) == 1 and "tick" not in lines[0]
