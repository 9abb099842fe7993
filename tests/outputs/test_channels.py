"""Sound, speech and notifications: what each passes on, and how each says that it cannot."""

from __future__ import annotations

import logging
import sys
import types
import wave

import numpy as np
import pytest

from posecoach.errors import OutputError
from posecoach.outputs import notify, sound, speech, tones
from posecoach.reminders.words import Message

SOFT, LOUD = Message("break", "soft"), Message("break", "loud", loud=True)
WRITES = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + ';')"


def writer(path):
    path.touch()
    return sys.executable, "-c", WRITES, str(path)


def spoken(channel, errands, *messages):
    for message in messages:
        channel.say(message, 0.0)
    if errands._running is not None:
        errands._running.wait(30)
    channel.tick(1.0)
    channel.close()


def test_speech_speaks_what_is_loud_and_nothing_else(tmp_path):
    log = tmp_path / "log"
    channel = speech.Speech(writer(log))
    spoken(channel, channel._voice, SOFT, LOUD)
    assert log.read_text() == "loud;"


def test_notifications_show_everything(tmp_path):
    log = tmp_path / "log"
    channel = notify.Notifications(writer(log))
    spoken(channel, channel._sender, SOFT)
    assert log.read_text() == "soft;"


@pytest.mark.parametrize(
    ("make", "module", "extra"),
    [(speech.Speech, speech, "speech"), (notify.Notifications, notify, "notify")],
)
def test_a_missing_extra_is_named(monkeypatch, make, module, extra):
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(OutputError, match=rf'pip install "posecoach\[{extra}\]"'):
        make()


def fake_module(monkeypatch, name, **content):
    module = types.ModuleType(name)
    vars(module).update(content)
    monkeypatch.setitem(sys.modules, name, module)


def test_speaking_ends_with_why_there_is_no_voice(monkeypatch):
    def init():
        raise RuntimeError("no eSpeak\nat all")

    fake_module(monkeypatch, "pyttsx3", init=init)
    assert speech.speak("hello") == "no voice can be used: no eSpeak"


def test_speaking_waits_for_the_voice(monkeypatch):
    did = []

    class Engine:
        def say(self, text):
            did.append(text)

        def runAndWait(self):
            did.append("waited")

    fake_module(monkeypatch, "pyttsx3", init=Engine)
    assert speech.speak("hello") == ""
    assert did == ["hello", "waited"]


@pytest.mark.parametrize(
    ("logs", "result"), [(True, "no notification service answers"), (False, "")]
)
def test_a_notification_without_a_service_is_noticed_by_what_is_logged(
    monkeypatch, caplog, logs, result
):
    class Notifier:
        def __init__(self, app_name):
            assert app_name == "posecoach"

        def send(self, title, message):
            assert message == "hello"
            if logs:
                logging.getLogger("desktop_notifier").warning("Notification failed")

    fake_module(monkeypatch, "desktop_notifier")
    fake_module(monkeypatch, "desktop_notifier.sync", DesktopNotifierSync=Notifier)
    assert notify.notify("hello") == result
    assert not caplog.records


# --- sound ------------------------------------------------------------------------------------


def test_the_tone_is_short_soft_and_without_clicks(tmp_path):
    tones.write_tone(tmp_path / "tone.wav", sound.NOTES)
    with wave.open(str(tmp_path / "tone.wav")) as file:
        seconds = file.getnframes() / file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    assert 0.3 < seconds < 0.8
    assert 5000 < abs(samples).max() <= 0.25 * 32_767
    assert samples[0] == 0 and abs(samples[-1]) < 50
    spectrum = abs(np.fft.rfft(samples))
    loudest = spectrum.argmax() / seconds
    assert loudest == pytest.approx(659.26, abs=4)


def test_the_player_gets_the_tone_for_a_loud_message_only(tmp_path):
    log = tmp_path / "log"
    code = "import sys; open(sys.argv[1], 'a').write(sys.argv[2] + ';')"
    channel = sound.Sound((sys.executable, "-c", code, str(log)))
    channel.say(SOFT, 0.0)
    assert channel._tones._player is not None and not channel._tones._player.busy
    channel.say(LOUD, 0.0)
    channel._tones._player._running.wait(30)
    channel.tick(1.0)
    channel.close()
    assert log.read_text().endswith("cue.wav;")


def rung(works):
    rings = []

    def bell():
        rings.append(works)
        return works

    return bell, rings


def test_without_a_player_the_bell_rings():
    bell, rings = rung(True)
    channel = sound.Sound((), bell)
    channel.say(SOFT, 0.0)
    channel.say(LOUD, 0.0)
    assert len(rings) == 1


def test_without_a_player_and_a_terminal_that_is_said():
    channel = sound.Sound((), rung(False)[0])
    channel.say(SOFT, 0.0)
    with pytest.raises(OutputError, match=r"^sound: no terminal and none of pw-play"):
        channel.say(LOUD, 0.0)


@pytest.mark.parametrize("works", [True, False])
def test_where_the_player_fails_the_bell_takes_over(works):
    bell, rings = rung(works)
    channel = sound.Sound((sys.executable, "-c", "raise SystemExit('no device')"), bell)
    channel.say(LOUD, 0.0)
    channel._tones._player._running.wait(30)
    if works:
        channel.tick(1.0)
        channel.say(LOUD, 2.0)
        assert len(rings) == 2
    else:
        with pytest.raises(OutputError, match=r"^sound: no device$"):
            channel.tick(1.0)
    channel.close()


def test_players_are_looked_for_in_order(monkeypatch):
    there = {"aplay": "/usr/bin/aplay", "paplay": "/usr/bin/paplay"}
    monkeypatch.setattr(tones.shutil, "which", there.get)
    monkeypatch.setattr(tones.sys, "platform", "linux")
    assert tones.find_player() == ("/usr/bin/paplay",)
    there.clear()
    assert tones.find_player() == ()
    monkeypatch.setattr(tones.sys, "platform", "win32")
    assert "winsound" in tones.find_player()[2]
