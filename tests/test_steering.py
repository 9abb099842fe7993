"""What the running coach does when asked to, with a clock, a camera and a desk that are made up."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from posecoach.control.message import request
from posecoach.control.server import Asked
from posecoach.steering import ASLEEP_S, Steering
from tests.people import SLOUCHED, film, person, times, watched

SITS = watched(film(lambda t: person(), times(3, 5)))[-1]


class FakeDesk:
    def __init__(self):
        self.calls = []

    def pause(self, seconds):
        self.calls.append(("pause", seconds))

    def resume(self):
        self.calls.append(("resume",))

    def snooze(self, seconds):
        self.calls.append(("snooze", seconds))

    def skip(self):
        return "Skipped: ask again to be sure."

    def status(self):
        return {"sitting_s": 5.0}


class Room:
    """A coach at work, without the work."""

    def __init__(self, desk=None, recalibrate=None):
        self.now, self.inbox, self.said, self.released, self.is_locked = 0.0, [], [], 0, False
        self.steering = Steering(
            self.pending,
            self.release,
            lambda: self.now,
            self.said.append,
            {"source": "camera 0", "process": 7},
            locked=lambda: self.is_locked,
            desk=desk,
            recalibrate=recalibrate,
        )

    def pending(self):
        found, self.inbox = self.inbox, []
        return found

    def release(self):
        self.released += 1

    def ask(self, command, seconds=None, **wanted):
        asked = Asked(request(command, seconds, **wanted))
        self.inbox.append(asked)
        self.steering.idle(False)
        return asked.wait(0)

    def see(self, t, result=SITS):
        self.now = t
        self.steering.take(replace(result, t=t))


def test_a_pause_ends_by_itself_and_says_so():
    room = Room()
    answer = room.ask("pause", 60.0)
    assert (answer.ok, answer.message) == (True, "paused for 1 min")
    assert room.steering.paused and room.released == 0
    room.now = 59.9
    room.steering.idle(False)
    assert room.steering.paused
    room.now = 60.1
    room.steering.idle(False)
    assert not room.steering.paused
    assert room.said == ["paused for 1 min", "the pause is over: watching again"]


def test_the_camera_is_let_go_only_when_that_is_wanted():
    room = Room()
    answer = room.ask("pause", 2700.0, release_camera=True)
    assert answer.message == "paused for 45 min, camera released"
    assert (room.released, answer.status["camera"]) == (1, "released")
    assert answer.status["paused_s"] == 2700.0
    room.ask("resume")
    room.see(1.0)
    assert room.ask("status").status["camera"] == "on"


def test_a_pause_without_an_end_lasts_until_resume():
    room = Room()
    assert room.ask("pause").message == "paused until `posecoach resume`"
    room.now = 1e9
    room.steering.idle(False)
    assert room.steering.paused
    assert room.ask("status").status["paused_s"] is None
    assert room.ask("resume").message == "watching again"
    assert not room.steering.paused
    assert room.ask("resume").message == "not paused"


def test_a_clock_set_back_does_not_lengthen_a_pause_because_the_clock_cannot_be_set():
    room = Room()
    room.now = 100.0
    room.ask("pause", 10.0)
    room.now = 110.5
    room.steering.idle(False)
    assert not room.steering.paused


def test_the_desk_pauses_and_snoozes_along_and_does_the_talking():
    desk = FakeDesk()
    room = Room(desk)
    room.ask("pause", 60.0)
    room.ask("resume")
    assert room.ask("snooze").message == "no reminders for 10 min"
    room.ask("snooze", 90.0)
    assert desk.calls == [("pause", 60.0), ("resume",), ("snooze", 600.0), ("snooze", 90.0)]
    assert room.ask("skip").message == "Skipped: ask again to be sure."
    assert room.ask("status").status["desk"] == {"sitting_s": 5.0}
    assert room.said == []


@pytest.mark.parametrize("command", ["snooze", "skip"])
def test_without_reminders_there_is_nothing_to_put_off(command):
    answer = Room().ask(command)
    assert (answer.ok, answer.message[:17]) == (False, "reminders are off")


def test_stop_ends_the_loop():
    room = Room()
    assert not room.steering.closed
    assert room.ask("stop").message == "stopping"
    assert room.steering.closed


def test_calibrating_begins_unless_paused():
    room = Room(recalibrate=lambda slouch: "slouch" if slouch else "sit tall")
    assert room.ask("recalibrate").message == "sit tall"
    assert room.ask("recalibrate", slouch=True).message == "slouch"
    room.ask("pause", 60.0)
    assert not room.ask("recalibrate").ok


def test_status_tells_what_is_seen():
    room = Room()
    assert room.ask("status").message == "starting"
    assert room.ask("status").status == {
        "source": "camera 0",
        "process": 7,
        "running_s": 0.0,
        "state": "starting",
        "paused": False,
        "paused_s": None,
        "camera": "on",
    }
    slouched = watched(film(lambda t: person(SLOUCHED), times(6, 5)))[-1]
    room.see(6.0, slouched)
    known = room.ask("status").status
    assert (known["state"], known["view"], known["activity"]) == (
        "watching",
        "side-right",
        "sitting",
    )
    assert known["score"] == round(slouched.assessment.score, 1)
    assert known["cue"] == slouched.assessment.cue != ""
    nobody = watched(film(lambda t: None, times(6, 5)))[-1]
    room.see(12.0, nobody)
    assert room.ask("status").message == "watching; can't judge: no person"
    assert room.ask("status").status["score"] is None


def test_a_locked_screen_turns_the_camera_off_until_it_is_unlocked():
    room = Room()
    room.see(1.0)
    room.is_locked = True
    room.steering.idle(False)
    assert room.steering.paused and room.released == 1
    room.steering.idle(False)
    assert room.released == 1
    assert room.ask("status").status["camera"] == "released"
    room.is_locked = False
    room.steering.idle(False)
    assert not room.steering.paused
    room.see(3600.0)
    assert room.said == ["screen locked: camera off", "screen unlocked: watching again"]


def test_an_hour_of_sleep_is_said_in_one_line():
    room = Room()
    room.see(1.0)
    room.see(2.0)
    room.see(2.0 + 3600)
    room.see(3.0 + 3600)
    assert room.said == ["back after 1 h: this computer slept"]


def test_a_gap_that_was_explained_is_not_taken_for_sleep():
    room = Room()
    room.see(1.0)
    room.ask("pause", 600.0)
    room.now = 601.0
    room.steering.idle(False)
    room.see(602.0)
    room.steering.idle(True)  # the camera is lost, which is said elsewhere
    room.see(900.0)
    room.see(900.0 + ASLEEP_S)
    assert [line for line in room.said if "slept" in line] == []


def test_a_lost_camera_shows_in_the_status():
    room = Room()
    room.see(1.0)
    room.steering.idle(True)
    asked = Asked(request("status"))
    room.inbox.append(asked)
    room.steering.idle(True)
    answer = asked.wait(0)
    assert (answer.message, answer.status["camera"]) == ("camera lost, trying again", "lost")


def test_nothing_lasts_for_ever_by_accident():
    assert Room().steering._until == -inf
