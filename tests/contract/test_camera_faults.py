"""What a camera or a clock does in a day, through the live loop: one clear word, and on it goes.

Capture, source, loop, rules, clock and lines are the real ones; only the device, the network and
the time are made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from posecoach.desk import Desk
from posecoach.desk.keeping import Keeping
from posecoach.history import History, Minute
from posecoach.live import Tempo, coach_live
from posecoach.outputs.lines import EventLines
from posecoach.outputs.outlets import Outlets
from posecoach.pace import steadily
from posecoach.pipeline import Watch
from posecoach.pose.picture import light
from posecoach.reminders.words import Message
from posecoach.sources.camera import CameraSource
from posecoach.steering import Steering
from posecoach.types import Sighting
from tests.desk.simulated import PLAN, Clock
from tests.people import SIZE, coach, person
from tests.sources.made import FakeCapture, FakeClock

FPS, HOUR = 30, 3600.0
ROOMS = [np.random.default_rng(i).integers(60, 200, (96, 128, 3)).astype(np.uint8) for i in (1, 2)]
BLACK = np.zeros((96, 128, 3), np.uint8)


def room(seconds, scale=1):
    """Pictures of a lit room, none like the one before."""
    return [ROOMS[i % 2][::scale, ::scale] for i in range(round(seconds * FPS))]


@dataclass(frozen=True)
class Fault:
    """What happens, and what the user is told of it."""

    captures: list  # one list of pictures for each time the device is opened
    words: list[str]
    at: dict = field(default_factory=dict)  # seconds -> what somebody does then to a `Room`
    sits_s: float | None = None  # on the sitting clock afterwards; None: all the time


class Room:
    """A live coach before a camera that is played by a fault."""

    def __init__(self, fault, folder):
        self.time, self.wall, self.left = FakeClock(), Clock(), list(fault.captures)
        self.todo = sorted(fault.at.items(), key=lambda it: it[0])
        self.told, self.results, self.path = [], [], folder / "history.sqlite3"
        self.watch = Watch(coach())
        self.lines = EventLines(self._write, str, as_json=False)
        self.source = CameraSource(0, self._open, self.lines.notice, self.time, wait=self.time.wait)
        keeping = Keeping(History.open(self.path), "camera 0", self._say)
        self.desk = Desk(PLAN, self._times, keeping, Outlets([], self.lines.said))
        about = {"source": "camera 0"}
        self.steering = Steering(
            list, self.source.release, self.time, self._say, about, desk=self.desk
        )

    def _open(self, device):
        return FakeCapture(self.left.pop(0) if self.left else [], self.time)

    def _write(self, line):
        self.told.append(line.partition("  ")[2])

    def _say(self, words):
        self.lines.said(Message("notice", words))

    def _times(self):
        self.wall.t = self.time.now - 1000.0
        return self.wall()

    # what the loop knows of the source, with the thread's work done in between
    @property
    def lost(self):
        return self.source.lost

    @property
    def ended(self):
        return self.time.now >= 1000.0 + self.until_s

    def poll(self, timeout_s):
        while self.todo and self.time.now - 1000.0 >= self.todo[0][0]:
            self.todo.pop(0)[1](self)
        self.source.step()
        return self.source.poll(0)

    # a listener
    paused = closed = False

    def idle(self, lost):
        """Nothing is to be done."""

    def take(self, result):
        self.results.append(result)

    def see(self, frame):
        brightness, contrast = light(frame.image)
        people = (person(t=frame.t),) if brightness > 30 else ()
        return Sighting(frame.t, frame.index, SIZE, people, brightness, contrast, counted=True)

    def works(self, seconds):
        self.until_s = seconds
        listeners = [self.lines, self.desk, self.steering, self]
        tempo = Tempo(lambda: steadily(5.0), lambda nap_s: None)
        coach_live(self, self.see, self.watch, listeners, tempo=tempo, stop=lambda: False)


def sleeps(room):
    room.time.wait(HOUR)


def sets_back(room):
    room.wall.set_s = -1800.0


BACK = "camera is back"
FAULTS = {
    "unplugged": Fault(
        [[*room(30), *[None] * 5], [], room(60)],
        [
            "camera lost: camera 0: it gives no more pictures; check its plug or network, "
            "trying again",
            BACK,
        ],
    ),
    "covered": Fault(
        [[*room(30), *[BLACK] * (20 * FPS), *room(60)]],
        ["Can't judge: camera covered.", "Judging again."],
    ),
    "frozen": Fault(
        [[*room(30), *[ROOMS[0]] * (15 * FPS)], room(60)[1:]],
        [
            "camera lost: camera 0: its picture stands still; unplug it and plug it in again, "
            "trying again",
            BACK,
        ],
    ),
    "taken by another program": Fault(
        [room(60), [], [], room(60)],
        [
            "camera lost: camera 0: it cannot be opened; close other programs that use it, "
            "trying again",
            BACK,
        ],
        at={30.0: lambda it: (it.source.release(), it.source.step())},
    ),
    "resolution changed": Fault(
        [[*room(30), *room(60, scale=2)]],
        ["camera now gives 64x48 pictures, before 128x96"],
    ),
    "suspended for an hour": Fault(
        [room(120)], ["This computer slept for 1 h."], at={30.0: sleeps}, sits_s=30.0
    ),
    "clock set back": Fault(
        [room(120)], ["The clock was set back by 30 min."], at={30.0: sets_back}
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_said_in_one_word_and_the_coach_goes_on(name, tmp_path):
    fault = FAULTS[name]
    there = Room(fault, tmp_path)
    there.works(29.5)
    told = len(there.told)
    asleep = HOUR * (name == "suspended for an hour")
    there.works(75.0 + asleep)
    assert there.told[told:] == fault.words
    assert not there.source.lost
    last = there.results[-1]
    assert there.time.now - 1000.0 - last.t < 1.0
    assert last.assessment.score > 90 and last.outlook.reason == ""
    status = there.desk.status()
    assert status["activity"] == "sitting"
    sat = 75.0 if fault.sits_s is None else fault.sits_s
    assert status["sitting_s"] == pytest.approx(sat, abs=20.0)
    there.desk.close()
    with History.open(there.path) as history:
        tracked = sum(minute.tracked_s for minute in history.read(Minute))
    seen = sum(result.pose is not None for result in there.results) / 5
    assert tracked >= seen - 3
