"""A tracker that slips to somebody else is told whom to follow."""

from __future__ import annotations

import numpy as np

from posecoach.pose.steady import SteadyEstimator
from posecoach.types import Frame
from tests.people import moved, person, sighting

HERE = person(azimuth=0.0, at=(300, 500))
THERE = moved(HERE, by=(900.0, 0.0))


class FakeTracker:
    """Reports what it is given, and remembers what it was told."""

    def __init__(self, *frames):
        self._frames = iter(frames)
        self.told = []

    def __call__(self, frame):
        return sighting(frame.t, *next(self._frames))

    def recount(self):
        self.told.append("recount")

    def reseed(self, person):
        self.told.append(person)

    def close(self): ...

    def __enter__(self):
        return self

    def __exit__(self, *exception): ...


def told(*frames):
    """What the tracker was told in each frame."""
    tracker = FakeTracker(*frames)
    see, found = SteadyEstimator(tracker), []
    for i, people in enumerate(frames):
        frame = Frame(i / 10, i, np.zeros((1, 1, 3), np.uint8))
        seen = see(frame)
        assert seen.t == frame.t
        assert seen.people == tuple(people)
        found.append(list(tracker.told))
        tracker.told.clear()
    return found


def test_a_tracker_on_its_person_is_left_alone():
    assert told(*[[HERE]] * 5, [], [HERE, THERE]) == [[]] * 7


def test_a_tracker_that_jumped_searches_the_whole_next_frame():
    assert told([HERE], [THERE]) == [[], ["recount"]]


def test_a_tracker_that_puts_somebody_else_first_is_told_whom_to_follow():
    assert told([HERE], [THERE, HERE]) == [[], [HERE]]


def test_once_somebody_else_has_stayed_for_long_the_tracker_may_follow_them():
    found = told([HERE], *[[THERE]] * 30)
    assert found[-1] == []
    assert found[1] == ["recount"]
