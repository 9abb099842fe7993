"""A recording in the history: its time, once, however often it is analysed."""

from __future__ import annotations

import os

import pytest

from posecoach.history import Bout, Break, History, Minute, Session
from posecoach.keeping import KeptRecording, began
from posecoach.types import Activity, Assessment, Outlook, Result

START = 1_764_000_030.0


def frames(*spells, fps=2.0):
    t, found = 0.0, []
    for activity, seconds in spells:
        for _ in range(round(seconds * fps)):
            shared = (t, len(found), None, (1, 1), None, None, Outlook(), activity)
            found.append(Result(*shared, {}, Assessment("x", 90.0)))
            t += 1 / fps
    return found


@pytest.fixture
def history(tmp_path):
    with History.open(tmp_path / "history.sqlite3") as opened:
        yield opened


def keep(history, results):
    with KeptRecording(history, "clip.mp4", START) as kept:
        for result in results:
            kept.take(result)


def test_minutes_bouts_and_breaks_are_kept_at_their_wall_times(history):
    day = frames(
        *((Activity.SITTING, 300), (Activity.AWAY, 100), (Activity.SITTING, 200)),
        (Activity.AWAY, 100),
    )
    keep(history, day)
    keep(history, day)
    (session,) = history.read(Session)
    assert (session.kind, session.source, session.start) == ("analyze", "clip.mp4", START)
    assert session.end == pytest.approx(START + 700, abs=1)
    assert sum(m.tracked_s for m in history.read(Minute)) == pytest.approx(699.5)
    first, _ = history.read(Bout)
    assert (first.start, first.activity) == (START, "sitting")
    assert first.end == START + 300
    (rest,) = history.read(Break)
    assert rest.kind == "short" and rest.up_s == pytest.approx(100, abs=1)


def test_an_error_keeps_nothing_and_ctrl_c_keeps_what_was_seen(history):
    for error, sessions in ((ValueError, 0), (KeyboardInterrupt, 1)):
        with pytest.raises(error), KeptRecording(history, "clip.mp4", START) as kept:
            kept.take(frames((Activity.SITTING, 1))[0])
            raise error
        assert len(history.read(Session)) == sessions


def test_a_recording_ended_when_its_file_was_written(tmp_path):
    path = tmp_path / "clip.mp4"
    path.touch()
    os.utime(path, (START, START))
    assert began(path, 30.0) == START - 30
    assert began(path, float("nan")) == START
