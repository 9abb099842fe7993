"""The live loop: newest frame, network, stages, listeners; with everything around it made up."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from posecoach.live import POLL_S, Tempo, coach_live
from posecoach.pace import Rates, steadily
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


class Day:
    """A camera of 10 frames per second whose picture changes when it is told to."""

    lost = ended = False

    def __init__(self, seconds, changes=()):
        self.now, self._end, self._changes, self.released = 0.0, seconds, changes, 0

    def poll(self, timeout_s):
        self.now = round(self.now * 10 + 1) / 10
        self.ended = self.now >= self._end
        bright = sum(self.now >= change for change in self._changes) % 2
        image = np.full((48, 64, 3), 80, np.uint8)
        image[20:40, 20:40] += np.uint8(100 * bright)
        return Frame(self.now, round(self.now * 10), image)

    def wait(self, seconds):
        self.now += seconds


def desk_day(seconds, pose=POSE, changes=(), rates=None):
    """Times the network was asked, times judged, and how long the loop slept in all."""
    day, asked, listener, slept = Day(seconds, changes), [], FakeListener(), []

    def see(frame):
        asked.append(frame.t)
        return sighting(frame.t, pose)

    def wait(nap_s):
        slept.append(nap_s)
        day.wait(nap_s)

    tempo = Tempo(lambda: rates or Rates(), wait)
    coach_live(day, see, Watch(coach()), [listener], tempo=tempo, stop=lambda: False)
    return asked, listener.taken, slept


def test_still_and_well_the_network_is_asked_every_three_seconds_and_each_second_is_judged():
    asked, judged, slept = desk_day(60)
    assert 15 <= len(asked) <= 22
    assert 55 <= len(judged) <= 80
    assert max(b - a for a, b in pairwise(judged)) <= 1.0
    assert max(slept) <= 0.25  # keys and commands do not wait longer


def test_the_results_of_a_picture_that_did_not_change_are_of_its_own_time():
    told = []

    class Listener(FakeListener):
        def take(self, result):
            told.append((result.t, float(result.pose.t), result.index))

    day = Day(20)
    tempo = Tempo(Rates, day.wait)
    coach_live(
        day,
        lambda frame: replace(sighting(frame.t, POSE), index=frame.index),
        Watch(coach()),
        [Listener()],
        tempo=tempo,
        stop=lambda: False,
    )
    assert all(t == of_pose and index == round(10 * t) for t, of_pose, index in told)


def test_what_moves_is_shown_to_the_network_within_half_a_second():
    asked, _, _ = desk_day(40, changes=(20.25,))
    assert any(20.25 <= t <= 20.85 for t in asked)
    close = [t for t in asked if 20.9 <= t <= 22.2]
    assert len(close) >= 5


def test_a_slouch_is_watched_closely_though_nothing_moves():
    asked, judged, _ = desk_day(20, person(SLOUCHED))
    assert asked == judged
    assert len(asked) >= 85


def test_a_steady_coach_asks_the_network_every_time():
    asked, judged, _ = desk_day(20, rates=steadily(5.0))
    assert asked == judged
    assert len(asked) == pytest.approx(100, abs=3)
