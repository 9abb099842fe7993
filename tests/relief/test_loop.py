"""Time of a session, frames that are worth the network, and when the loop ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.relief.loop import Cap, Timeline, run
from posecoach.types import Frame


class Clock:
    def __init__(self, now=1000.0):
        self.now = now

    def __call__(self):
        return self.now

    def wait(self, seconds):
        self.now += seconds


def test_time_begins_at_zero_and_is_that_of_the_frames():
    clock = Clock()
    timeline = Timeline(clock)
    clock.now += 2.0
    assert timeline.now() == 2.0
    assert timeline.at(100.0) == 2.0
    clock.now += 0.5
    assert timeline.at(100.4) == pytest.approx(2.4)  # what the frame says, not when it came
    clock.now += 1.0
    assert timeline.now() == pytest.approx(3.4)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 5)), max_size=30))
def test_time_never_goes_back(steps):
    clock = Clock()
    timeline, seen, frame_t = Timeline(clock), [0.0], 50.0
    for framed, passed in steps:
        clock.now += passed
        if framed:
            frame_t += passed / 2  # frames are behind
        seen.append(timeline.at(frame_t) if framed else timeline.now())
    assert seen == sorted(seen)


@pytest.mark.parametrize(("fps", "rate", "expected"), [(30, 15, 150), (30, 60, 300), (25, 10, 100)])
def test_at_most_so_many_frames_a_second_are_judged(fps, rate, expected):
    cap = Cap()
    due = sum(cap.due(i / fps, rate) for i in range(10 * fps))
    assert due == pytest.approx(expected, abs=2)


def test_after_a_gap_the_cap_does_not_catch_up():
    cap = Cap()
    cap.due(0.0, 10)
    assert sum(cap.due(100 + i / 100, 10) for i in range(100)) <= 11


class Guided:
    def __init__(self, clock, after=None):
        self.clock, self.after, self.log = clock, after, []

    @property
    def closed(self):
        return self.after is not None and len(self.log) >= self.after

    def take(self, frame, t):
        self.log.append(("frame", round(t, 2)))

    def idle(self, t, lost):
        self.log.append(("lost" if lost else "idle", round(t, 2)))


class Source:
    """Gives frames of these times; None is a moment without one."""

    def __init__(self, clock, *times):
        self.clock, self.times, self.lost = clock, list(times), False

    @property
    def ended(self):
        return not self.times

    def poll(self, timeout_s):
        t = self.times.pop(0)
        self.lost = t is None
        self.clock.now += timeout_s if t is None else 0.01
        return None if t is None else Frame(t, 0, np.zeros((2, 2, 3), np.uint8))


def test_without_a_camera_the_clock_leads():
    clock = Clock()
    guided = Guided(clock, after=3)
    run(None, guided, lambda: False, clock=clock, wait=clock.wait)
    assert guided.log == [("idle", 0.05), ("idle", 0.1), ("idle", 0.15)]


def test_frames_and_their_absence_are_passed_on_until_the_source_ends():
    clock = Clock()
    guided = Guided(clock)
    run(Source(clock, 5.0, None, 5.2), guided, lambda: False, clock=clock, wait=clock.wait)
    assert [kind for kind, _ in guided.log] == ["frame", "lost", "frame"]


def test_it_stops_when_asked():
    clock = Clock()
    guided = Guided(clock)
    run(Source(clock, 1.0, 2.0), guided, lambda: bool(guided.log), clock=clock, wait=clock.wait)
    assert len(guided.log) == 1
