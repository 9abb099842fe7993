"""The desk coach as the settings want it."""

from __future__ import annotations

from datetime import datetime

import pytest

from posecoach.desk import open_desk
from posecoach.desk.opening import open_channels, plan_of
from posecoach.desk.times import read_times
from posecoach.errors import ConfigError
from posecoach.history import State
from posecoach.outputs import notify, speech
from posecoach.settings import Reminders, Sensitivities, Settings
from posecoach.types import Activity
from tests.desk.simulated import SLUMP, frame


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path))
    monkeypatch.setattr("posecoach.desk.opening.installed", lambda: False)
    return tmp_path


def wanting(**reminders):
    return Settings(reminders=Reminders(**reminders))


def test_the_defaults_remind_at_any_time_by_the_default_profile():
    plan = plan_of(Settings(), calibrated=True)
    assert (plan.profile.sit_s, plan.profile.break_s, plan.profile.eyes) == (1800, 180, False)
    assert (plan.quiet, plan.praise, plan.nudges.quiet) == (None, True, False)
    assert plan.working.include(read_times().local)
    assert plan.nudges.of("neck") == "normal"


def test_what_the_settings_say_reaches_the_plan():
    settings = Settings(
        reminders=Reminders(
            profile="focus",
            eyes=True,
            praise=False,
            quiet=True,
            working_hours="09:00-12:00",
            working_days="mon",
            quiet_hours="22:00-06:00",
        ),
        sensitivity=Sensitivities(neck="off", distance="low"),
    )
    plan = plan_of(settings, calibrated=False)
    assert (plan.profile.sit_s, plan.profile.break_s, plan.profile.eyes) == (2700, 300, True)
    assert (plan.praise, plan.nudges.quiet, plan.nudges.calibrated) == (False, True, False)
    assert (plan.working.start_s, plan.working.end_s, plan.working.weekdays) == (32400, 43200, (0,))
    assert (plan.quiet.start_s, plan.quiet.end_s) == (79200, 21600)
    assert plan.nudges.sensitivity["neck"] == "off"
    assert plan.nudges.sensitivity["distance"] == "low"


@pytest.mark.parametrize(
    ("key", "value"),
    [("working_hours", "9-5"), ("working_days", "weekdays"), ("quiet_hours", "late")],
)
def test_wrong_hours_in_the_settings_are_one_line(key, value):
    with pytest.raises(ConfigError, match=rf"^reminders\.{key[:4]}.*{value}"):
        plan_of(wanting(**{key: value}), calibrated=True)


def opened(**wanted):
    lines = []
    channels = open_channels(Reminders(**wanted), lambda message: lines.append(message.text))
    names = [channel.name for channel in channels]
    for channel in channels:
        channel.close()
    return names, lines


def test_by_default_there_is_a_tone_and_nothing_is_said_of_a_missing_extra():
    assert opened() == (["sound"], [])


def test_what_is_not_wanted_is_not_opened(monkeypatch):
    monkeypatch.setattr("posecoach.desk.opening.installed", lambda: True)
    assert opened(sound=False, notify=False) == ([], [])


def test_every_channel_that_is_wanted_and_possible_is_opened(monkeypatch):
    monkeypatch.setattr("posecoach.desk.opening.installed", lambda: True)
    for module in (notify, speech):
        monkeypatch.setattr(module, "find_spec", lambda name: object())
    assert opened(speech=True) == (["notifications", "sound", "speech"], [])


def test_a_voice_that_is_wanted_but_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(speech, "find_spec", lambda name: None)
    names, lines = opened(speech=True)
    assert names == ["sound"]
    assert lines == ['speech: needs pyttsx3: pip install "posecoach[speech]"']


def test_the_whole_of_it_opens_coaches_and_keeps(folder):
    lines, shown, now = [], [], [0.0]
    how = {
        "tell": lambda message: lines.append(message.kind),
        "show": lambda text, urgent: shown.append(text),
        "source": "camera 0",
        "calibrated": True,
        "steady": lambda: now[0],
    }
    with open_desk(wanting(sound=False), **how) as desk:
        desk.take(frame(0.1, Activity.SITTING, SLUMP))
    assert (lines, shown) == (["nudge"], ["You have sunk. Grow tall."])
    with open_desk(wanting(sound=False), **how) as desk:
        assert desk.status()["nudges_today"] == 1
        assert [state.key for state in desk._keeping._history.read(State)] == ["desk"]


def test_a_damaged_history_is_set_aside_with_one_word(folder):
    (folder / "history.sqlite3").write_bytes(b"no database " * 1000)
    lines = []
    desk = open_desk(
        wanting(sound=False),
        tell=lambda message: lines.append(message.text),
        show=None,
        source="",
        calibrated=True,
        steady=lambda: 0.0,
    )
    desk.close()
    assert len(lines) == 1 and "damaged" in lines[0]


def test_the_local_time_is_that_of_the_wall():
    times = read_times(lambda: 5.0, lambda: 1_764_072_000.25)
    here = datetime.fromtimestamp(1_764_072_000.25)
    assert (times.steady, times.wall) == (5.0, 1_764_072_000.25)
    assert (times.local.day, times.day) == (here.toordinal(), here.strftime("%Y-%m-%d"))
    seconds = here.hour * 3600 + here.minute * 60 + here.second
    assert times.local.second == pytest.approx(seconds + 0.25)
    assert times.local.weekday == here.weekday()
