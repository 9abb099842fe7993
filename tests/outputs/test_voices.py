"""Voices and tones: what runs on which system, how they fail, and one voice at a time."""

from __future__ import annotations

import sys
import types
import wave

import numpy as np
import pytest

from posecoach.errors import OutputError
from posecoach.outputs import speech, voices
from posecoach.outputs.announcer import Announcer
from posecoach.outputs.tones import TONES, Tones
from posecoach.outputs.utterances import Utterance
from posecoach.outputs.voices import Program, SystemVoice

LOG_ARGUMENT = "import sys; open(sys.argv[1], 'a').write(sys.argv[2] + ';')"
LOG_STDIN = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + ';')"


class FakeVoice:
    """Notes what it is asked to say; speaks until it is told that it has ended."""

    name = "speech"

    def __init__(self):
        self.log, self.busy, self.broken = [], False, False

    def speak(self, text, t):
        assert not self.busy, "two voices at once"
        if self.broken:
            raise OutputError("speech: it broke")
        self.log.append(text)
        self.busy = True

    def hush(self):
        self.log.append("(hush)")
        self.busy = False

    def tick(self, t):
        """Nothing to look after."""


class FakeTones:
    def __init__(self, broken=False):
        self.played, self.broken, self.closed = [], broken, False

    def play(self, tone, t):
        if self.broken:
            raise OutputError("sound: it broke")
        self.played.append(tone)

    def tick(self, t):
        """Nothing to look after."""

    def close(self):
        self.closed = True


def announced(voice, tones=None):
    told = []
    return Announcer(voice, tones, told.append), told


def test_words_wait_for_the_voice_and_the_more_important_cuts_it_short():
    voice = FakeVoice()
    announcer, _ = announced(voice)
    announcer.say(Utterance("Lie down.", "instruction", 0.0))
    announcer.say(Utterance("Feet flat.", "instruction", 0.0))
    announcer.tick(0.0)
    announcer.tick(1.0)
    assert voice.log == ["Lie down."] and announcer.busy
    voice.busy = False
    announcer.tick(2.0)
    announcer.say(Utterance("Stop.", "alarm", 2.5))
    announcer.tick(2.5)
    assert voice.log == ["Lie down.", "Feet flat.", "(hush)", "Stop."]


def test_a_voice_that_fails_is_given_up_with_one_word_and_tones_go_on():
    voice, tones = FakeVoice(), FakeTones()
    announcer, told = announced(voice, tones)
    voice.broken = True
    for t in (0.0, 1.0):
        announcer.say(Utterance("Hold.", "step", t))
        announcer.tick(t)
        announcer.play("start", t)
    assert told == ["speech: it broke; going on without a voice."]
    assert tones.played == ["start", "start"] and not announcer.busy


def test_tones_that_fail_are_given_up_and_the_voice_goes_on():
    voice, tones = FakeVoice(), FakeTones(broken=True)
    announcer, told = announced(voice, tones)
    announcer.play("start", 0.0)
    announcer.play("end", 0.0)
    announcer.say(Utterance("Hold.", "step", 0.0))
    announcer.tick(0.0)
    assert told == ["sound: it broke; going on without tones."]
    assert tones.closed and voice.log == ["Hold."]


def test_nothing_old_is_said_when_there_was_no_voice():
    announcer, told = announced(None)
    announcer.say(Utterance("Hold.", "step", 0.0))
    announcer.tick(0.0)
    announcer.close()
    assert not told


@pytest.mark.parametrize("argument", [False, True])
def test_words_reach_a_program_whole_whatever_is_in_them(tmp_path, argument):
    log = tmp_path / "log"
    words = 'Halte $(rm -rf x) "still"; `ls` & öä'
    code = LOG_ARGUMENT if argument else LOG_STDIN
    voice = SystemVoice(Program((sys.executable, "-c", code, str(log)), argument))
    voice.speak(words, 0.0)
    assert voice.busy
    voice._errands._running.wait(30)
    voice.tick(1.0)
    assert not voice.busy
    assert log.read_text(encoding="utf-8") == f"{words};"


def test_a_hushed_voice_ends_at_once_and_can_speak_again(tmp_path):
    log = tmp_path / "log"
    code = "import sys, time; sys.stdin.read(); time.sleep(60)"
    quiet = (sys.executable, "-c", f"open({str(log)!r}, 'a').write('quiet;')")
    voice = SystemVoice(Program((sys.executable, "-c", code), hush=quiet))
    voice.hush()
    assert not log.exists()  # it said nothing
    voice.speak("a", 0.0)
    voice.hush()
    assert not voice.busy and log.read_text() == "quiet;"
    voice.speak("b", 1.0)
    assert voice.busy
    voice.hush()


ALL = {"say", "spd-say", "espeak-ng", "espeak", "powershell"}


@pytest.mark.parametrize(
    ("platform", "there", "begins", "argument"),
    [
        ("linux", ALL, "spd-say", True),
        ("linux", {"espeak-ng", "espeak"}, "espeak-ng", False),
        ("linux", {"espeak"}, "espeak", False),
        ("darwin", ALL, "say", False),
        ("win32", ALL, "powershell", False),
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_each_system_has_its_speaker_in_the_users_language(
    platform, there, begins, argument, language
):
    which = {name: name for name in there}.get
    program = next(voices._of_system(platform, language, which))
    assert program.command[0] == begins and program.argument == argument
    spoken = {"en": "Samantha", "de": "Anna"}[language] if begins == "say" else language
    assert any(spoken in word for word in program.command[1:])
    assert bool(program.hush) == (begins == "spd-say")


def test_the_extra_comes_first_and_without_any_voice_that_is_said(monkeypatch):
    monkeypatch.setattr(voices, "find_spec", lambda name: object())
    assert voices.find_voice("de")._program.command == (*speech.VOICE, "de")
    monkeypatch.setattr(voices, "find_spec", lambda name: None)
    monkeypatch.setattr(voices.shutil, "which", lambda name: None)
    with pytest.raises(OutputError, match=r"no voice on this system.*posecoach\[speech\]"):
        voices.find_voice("en")


def test_where_one_program_fails_the_next_speaks_and_the_last_failure_is_told(tmp_path):
    log = tmp_path / "log"
    fails = Program((sys.executable, "-c", "raise SystemExit('no service')"))
    missing = Program(("/no/such/program",))
    works = Program((sys.executable, "-c", LOG_STDIN, str(log)))
    voice = SystemVoice(fails, missing, works)
    voice.speak("a", 0.0)
    voice._errands._running.wait(30)
    voice.tick(1.0)
    assert voice.busy
    voice._errands._running.wait(30)
    voice.tick(2.0)
    assert log.read_text() == "a;" and not voice.busy
    alone = SystemVoice(fails)
    alone.speak("a", 0.0)
    alone._errands._running.wait(30)
    with pytest.raises(OutputError, match=r"^speech: no service$"):
        alone.tick(1.0)


def test_pyttsx3_speaks_with_the_first_voice_of_the_language(monkeypatch):
    used = []
    made = [
        types.SimpleNamespace(id="english", languages=["en-GB"]),
        types.SimpleNamespace(id="german", languages=[b"\x05de"]),
        types.SimpleNamespace(id="TTS_MS_DE-AT_Hedda", languages=[]),
    ]

    class Engine:
        def getProperty(self, name):
            return made

        def setProperty(self, name, value):
            used.append(value)

        def say(self, text):
            """Nothing is heard."""

        def runAndWait(self):
            """Nothing to wait for."""

    module = types.ModuleType("pyttsx3")
    module.init = Engine
    monkeypatch.setitem(sys.modules, "pyttsx3", module)
    for language in ("de", "en", "fr", ""):
        assert speech.speak("hello", language) == ""
    assert used == ["german", "english"]
    assert speech._speaks(made[2], "de") and not speech._speaks(made[2], "en")


def pitches(path):
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
        return samples, file.getframerate()


def test_every_tone_is_its_own_file_and_all_differ(tmp_path):
    tones = Tones((sys.executable, "-c", LOG_ARGUMENT, str(tmp_path / "log")))
    assert set(tones._files) == set(TONES) and len(set(TONES.values())) == len(TONES)
    lowest = {}
    for tone, path in tones._files.items():
        samples, rate = pitches(path)
        assert abs(samples).max() > 4000
        lowest[tone] = abs(np.fft.rfft(samples)).argmax() * rate / len(samples)
    assert lowest["fault"] == min(lowest.values()) < 250
    assert len(pitches(tones._files["tick"])[0]) == min(
        len(pitches(path)[0]) for path in tones._files.values()
    )
    tones.close()


def test_a_tone_is_played_by_its_file(tmp_path):
    log = tmp_path / "log"
    tones = Tones((sys.executable, "-c", LOG_ARGUMENT, str(log)))
    tones.play("half", 0.0)
    tones._player._running.wait(30)
    tones.tick(1.0)
    tones.close()
    assert log.read_text().endswith("half.wav;")


def test_a_tone_that_would_come_late_is_not_played(tmp_path):
    log = tmp_path / "log"
    tones = Tones((sys.executable, "-c", LOG_ARGUMENT, str(log)))
    tones.play("half", 0.0)
    tones.play("tick", 0.0)
    tones._player._running.wait(30)
    tones.tick(1.0)
    assert not tones._player.busy
    tones.close()
    assert log.read_text().count(";") == 1


@pytest.mark.parametrize("works", [True, False])
def test_without_a_player_the_bell_rings_or_that_is_said(works):
    rings = []
    tones = Tones((), lambda: rings.append(1) or works)
    if works:
        tones.play("start", 0.0)
    else:
        with pytest.raises(OutputError, match=r"^sound: no terminal"):
            tones.play("start", 0.0)
    assert rings


def test_where_the_player_fails_the_bell_takes_over():
    rings = []
    tones = Tones(
        (sys.executable, "-c", "raise SystemExit('no device')"), lambda: not rings.append(1)
    )
    tones.play("start", 0.0)
    tones._player._running.wait(30)
    tones.tick(0.1)
    tones.play("end", 2.0)
    assert len(rings) == 2
    tones.close()
