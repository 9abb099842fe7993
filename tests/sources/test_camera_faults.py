"""What cameras do in eight hours: each is noticed, said once in plain words, and survived."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.sources.standstill import FROZEN_S, Standstill
from posecoach.sources.timing import steady_s
from tests.sources.made import FakeCapture, number_of, numbered, quarters
from tests.sources.test_camera import Desk, pictures

HOUR = 3600.0


def frozen(seconds, picture=7):
    return [numbered(picture)] * round(seconds * 30)


def test_a_frozen_picture_is_noticed_and_the_camera_opened_again():
    desk = Desk([*pictures(1), *frozen(15)], pictures(*range(10, 100)))
    last = desk.watch(round(9.5 * 30))
    assert number_of(last.image) == 7 and not desk.source.lost
    desk.watch(2 * 30)
    assert desk.captures[0].released == 1
    assert desk.said == [
        "camera lost: camera 0: its picture stands still; unplug it and plug it in again, "
        "trying again",
        "camera is back",
    ]
    assert not desk.source.lost


def test_a_camera_that_still_shows_the_same_picture_stays_lost_and_says_so_once():
    desk = Desk([*pictures(1), *frozen(15)], frozen(15), frozen(15))
    desk.watch(25 * 30)
    assert desk.source.lost
    assert len(desk.said) == 1


def test_a_covered_camera_is_not_a_frozen_one():
    black = np.zeros((96, 128, 3), np.uint8)
    desk = Desk([*pictures(1), *[black] * (20 * 30)])
    last = desk.watch(19 * 30)
    assert last.image.max() == 0
    assert desk.said == [] and not desk.source.lost


def test_a_room_in_which_nothing_moves_is_not_frozen():
    random = np.random.default_rng(1)
    room = quarters().astype(np.int16)
    noisy = [
        np.clip(room + random.integers(-2, 3, room.shape), 0, 255).astype(np.uint8)
        for _ in range(10)
    ]
    desk = Desk([noisy[i % 10] for i in range(20 * 30)])
    desk.watch(19 * 30)
    assert desk.said == []


def test_one_picture_twice_after_sleep_is_not_frozen():
    still, picture = Standstill(), numbered(3)
    assert not still.see(0.0, picture)
    assert not still.see(HOUR, picture)
    assert not still.see(HOUR + 0.1, numbered(4))
    assert not any(still.see(HOUR + 1 + i, numbered(5)) for i in range(10))
    assert still.see(HOUR + 1 + FROZEN_S, numbered(5))


def test_another_resolution_is_said_and_the_frames_keep_their_size():
    small = [quarters(64, 48)] * 60
    desk = Desk([*pictures(1, 2), *small, *pictures(*range(3, 50))])
    sizes = {desk.watch(1).size for _ in range(30)}
    assert sizes == {(128, 96)}
    assert desk.said == ["camera now gives 64x48 pictures, before 128x96"]
    desk.watch(40)
    assert desk.said[1:] == ["camera now gives 128x96 pictures, before 64x48"]
    assert not desk.source.lost


def test_a_released_camera_is_free_for_others_and_taken_back_by_the_next_look():
    desk = Desk(pictures(*range(30)), pictures(50, 51, 52))
    desk.watch(3)
    desk.source.release()
    desk.step(5)
    assert desk.captures[0].released == 1
    assert len(desk.opened) == 1  # and not opened again while nobody looks
    desk.clock.wait(HOUR)
    assert desk.source.poll(0) is None
    frame = desk.watch(3)
    assert number_of(frame.image) >= 50
    assert frame.t > HOUR
    assert desk.said == [] and not desk.source.lost and desk.source.problems == []


def test_a_camera_that_another_program_has_taken_meanwhile_is_said_and_waited_for():
    desk = Desk(pictures(*range(30)), [], [], pictures(60, 61))
    desk.watch(3)
    desk.source.release()
    desk.step(2)
    desk.source.poll(0)
    desk.step(2)
    assert desk.source.poll(0) is None and desk.source.lost
    assert desk.said == [
        "camera lost: camera 0: it cannot be opened; close other programs that use it, trying again"
    ]
    assert number_of(desk.watch(5).image) >= 60
    assert desk.said[1:] == ["camera is back"]


def test_a_camera_whose_pictures_another_program_takes_away_is_found_again():
    desk = Desk([*pictures(1), *[None] * 5], pictures(2, 3))
    desk.watch(9)
    assert [line.split(":")[0] for line in desk.said] == ["camera lost", "camera is back"]


def test_an_hour_of_sleep_is_no_lost_camera_and_time_tells_of_it():
    desk = Desk(pictures(*range(60)))
    before = desk.watch(3)
    desk.clock.wait(HOUR)  # the whole program stood still
    assert desk.source.poll(0) is None or not desk.source.lost
    after = desk.watch(3)
    assert after.t - before.t == pytest.approx(HOUR, abs=1)
    assert after.index > before.index
    assert desk.said == [] and not desk.source.lost


def test_a_camera_that_does_not_survive_sleep_is_lost_and_found():
    desk = Desk([*pictures(*range(10)), *[None] * 5], pictures(40, 41))
    desk.watch(9)
    desk.clock.wait(HOUR)
    frame = desk.watch(9)
    assert number_of(frame.image) >= 40
    assert [line.split(":")[0] for line in desk.said] == ["camera lost", "camera is back"]


def test_the_clock_of_the_sources_cannot_be_set_back(monkeypatch):
    import time

    monkeypatch.setattr(time, "time", lambda: 0.0)  # the wall clock says 1970
    stamps = [steady_s() for _ in range(100)]
    assert stamps == sorted(stamps)
    assert steady_s() > 0


class Resizable(FakeCapture):
    """A camera that gives the size it is asked for, or always the same shape."""

    def __init__(self, clock, only=None):
        super().__init__([quarters()] * 10_000, clock)
        self.asked, self.only, self.count = {}, only, 0

    def set(self, propId, value):
        self.asked[propId] = int(value)
        return True

    def retrieve(self):
        self.count += 1
        width, height = self.only or tuple(self.asked.values()) or (128, 96)
        if not self.asked:
            width, height = 128, 96
        image = quarters(width, height)
        image[0, 0] = self.count % 250
        image[-16::16, ::16] = self.count % 250  # a sensor's noise, where it is looked for
        return True, image


def resizable(only=None):
    desk = Desk(pictures(1))
    capture = Resizable(desk.clock, only)
    desk.source._capture = capture
    return desk, capture


def test_half_the_resolution_is_asked_for_and_given_back_without_a_word():
    desk, capture = resizable()
    desk.source.coarsen(True)
    frame = desk.watch(3)
    assert list(capture.asked.values()) == [64, 48]
    assert frame.size == (128, 96)  # what is measured in pixels means the same as before
    desk.source.coarsen(False)
    assert desk.watch(3).size == (128, 96)
    assert list(capture.asked.values()) == [128, 96]
    assert not [line for line in desk.said if "lost" in line]


def test_a_camera_that_answers_with_another_shape_is_left_alone():
    desk, capture = resizable(only=(64, 36))
    desk.source.coarsen(True)
    desk.watch(4)
    assert list(capture.asked.values()) == [128, 96]
    desk.source.coarsen(True)
    desk.watch(4)
    assert list(capture.asked.values()) == [128, 96]
