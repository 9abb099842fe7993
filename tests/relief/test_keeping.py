"""What guided sessions keep: sets, pain, how to go on; and that trouble is said once."""

from __future__ import annotations

import pytest

from posecoach.history import Event, History, Session
from posecoach.relief.keeping import Keeping


class Wall:
    """A wall clock that is moved by hand."""

    def __init__(self):
        self.now = 1_700_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def wall():
    return Wall()


@pytest.fixture
def history(tmp_path):
    with History.open(tmp_path / "history.sqlite3") as history:
        yield history


def test_what_happens_belongs_to_a_guided_session_that_lasts_until_then(history, wall):
    keeping = Keeping(history, print, wall)
    keeping.begin("camera 0")
    wall.now += 60
    keeping.note("exercise", exercise="pigeon", side="left", seconds=30.0)
    (session,) = history.read(Session)
    assert (session.kind, session.source) == ("guided", "camera 0")
    assert session.end - session.start == 60
    (event,) = history.read(Event)
    assert event.session == session.uid and event.t == wall.now
    assert event.body == {"exercise": "pigeon", "side": "left", "seconds": 30.0}


def test_events_of_a_kind_are_found_again_for_as_long_as_asked(history, wall):
    keeping = Keeping(history, print, wall)
    keeping.note("heat", minutes=15)
    keeping.note("pain", value=4)
    wall.now += 3600
    assert [event.body for event in keeping.events("heat", 3601)] == [{"minutes": 15}]
    assert keeping.events("heat", 3599) == []


def test_an_interrupted_session_is_there_until_it_is_finished(history, wall):
    keeping = Keeping(history, print, wall)
    assert keeping.unfinished() is None
    keeping.save("knots", b"\x00state")
    again = Keeping(history, print, wall).unfinished()
    assert again is not None
    assert (again.name, again.body, again.wall) == ("knots", b"\x00state", wall.now)
    keeping.finish()
    assert keeping.unfinished() is None


def test_answers_are_remembered(history, wall):
    keeping = Keeping(history, print, wall)
    assert keeping.recall("screening", dict[str, bool]) is None
    keeping.remember("screening", {"hip_replacement": True})
    assert keeping.recall("screening", dict[str, bool]) == {"hip_replacement": True}


def test_trouble_is_said_once_and_nothing_more_is_tried(history, wall):
    told = []
    keeping = Keeping(history, told.append, wall)
    keeping.begin("camera 0")
    history._connection.execute("DROP TABLE events")
    for _ in range(3):
        keeping.note("pain", value=3)
    assert len(told) == 1 and told[0].endswith("from now on nothing is kept.")
    assert keeping.unfinished() is None and keeping.events("pain", 60) == []
