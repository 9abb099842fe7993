"""The live loop: newest frame, network, stages, listeners; with everything around it made up."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.live import POLL_S, Tempo, coach_live
from posecoach.pace import steadily
from posecoach.pipeline import Watch
from posecoach.types import Frame
from tests.people import SLOUCHED, coach, person, sighting

BLACK = np.zeros((1, 1, 3), np.uint8)
POSE = person()


def frames(count, fps=10.0):
    return [Frame(i / fps, i, BLACK) for i in range(count)]


class FakeCamera:
    """A live source by script: frames, or None where nothing comes in time."""

    lost = False

    def __init__(self, polls):
        self._polls = list(polls)
        self.waited = []

    @property
    def ended(self):
        return not self._polls

    def poll(self, timeout_s):
        self.waited.append(timeout_s)
        frame = self._polls.pop(0)
        self.lost = frame is None
        return frame


class FakeListener:
    """Remembers what it was told; pauses and closes by script."""

    def __init__(self, paused=(), close_after=None):
        self.taken, self.idled, self._asked = [], [], 0
        self._paused, self._close_after = set(paused), close_after

    def take(self, result):
        self.taken.append(result.t)

    def idle(self, lost):
        self.idled.append(lost)

    @property
    def paused(self):
        self._asked += 1
        return self._asked in self._paused

    @property
    def closed(self):
        return self._close_after is not None and len(self.taken) >= self._close_after


def run(polls, *listeners, rate=60.0, stop=lambda: False):
    """What the network was shown, and the camera."""
    camera, shown = FakeCamera(polls), []

    def see(frame):
        shown.append(frame.t)
        return sighting(frame.t, POSE)

    tempo = Tempo(lambda: steadily(rate), lambda seconds: None)
    coach_live(camera, see, Watch(coach()), listeners, tempo=tempo, stop=stop)
    return shown, camera


def test_every_frame_is_judged_and_told_to_every_listener_until_the_source_ends():
    one, other = FakeListener(), FakeListener()
    shown, camera = run(frames(5), one, other)
    assert shown == one.taken == other.taken == [0.0, 0.1, 0.2, 0.3, 0.4]
    assert camera.ended
    assert one.idled == []


def test_while_no_frame_comes_listeners_are_told_and_whether_the_camera_is_lost():
    listener = FakeListener()
    shown, camera = run([None, frames(1)[0], None], listener)
    assert shown == [0.0]
    assert listener.idled == [True, True]
    assert set(camera.waited) == {POLL_S}


@pytest.mark.parametrize(("rate", "judged"), [(5.0, 5), (10.0, 9), (2.0, 2), (60.0, 27)])
def test_no_more_frames_are_judged_than_the_rate_allows(rate, judged):
    listener = FakeListener()
    shown, _ = run(frames(27, fps=30.0), listener, rate=rate)
    assert len(shown) == judged


def test_while_paused_nothing_is_judged():
    listener = FakeListener(paused={2, 4})  # asked before and after every wait
    shown, camera = run(frames(3), listener)
    assert shown == [0.0, 0.1, 0.2]
    assert listener.idled == [False, False]
    assert len(camera.waited) == 3


def test_one_listener_that_pauses_is_enough():
    eager, lazy = FakeListener(), FakeListener(paused=range(1, 100))
    tired = iter([False] * 9)
    shown, camera = run(frames(3), eager, lazy, stop=lambda: next(tired, True))
    assert (shown, camera.waited) == ([], [])
    assert set(eager.idled) == {False}


def test_a_listener_that_closes_ends_it():
    shown, camera = run(frames(9), FakeListener(close_after=3), FakeListener())
    assert shown == [0.0, 0.1, 0.2]
    assert not camera.ended


def test_a_request_to_stop_ends_it_before_the_next_frame():
    asked = iter([False, False, True])
    assert len(run(frames(9), FakeListener(), stop=lambda: next(asked))[0]) == 2


def test_results_remember_what_came_before():
    told = []

    class Listener(FakeListener):
        def take(self, result):
            told.extend((e.kind, e.rule) for e in result.assessment.events)

    slouched = person(SLOUCHED)
    camera = FakeCamera(frames(60))
    coach_live(
        camera,
        lambda frame: sighting(frame.t, slouched),
        Watch(coach()),
        [Listener()],
        tempo=Tempo(lambda: steadily(60.0), lambda seconds: None),
        stop=lambda: False,
    )
    assert ("raised", "forward_head") in told
