import threading
from math import isnan

import cv2
import numpy as np
import pytest

from posecoach.errors import SourceError
from posecoach.sources import open_camera
from posecoach.sources.camera import CameraSource
from tests.sources.made import FakeCapture, FakeClock, number_of, numbered, quarters


class Desk:
    """A camera that can be pulled out and plugged in again, without a thread."""

    def __init__(self, *captures, spec=0):
        self.clock = FakeClock()
        self.waits = []
        self.captures = [FakeCapture(pictures, self.clock) for pictures in captures]
        self.left = list(self.captures)
        self.opened = []
        self.said = []
        self.source = CameraSource(spec, self.open, self.said.append, self.clock, self.wait)

    def open(self, device):
        self.opened.append(device)
        return self.left.pop(0) if self.left else FakeCapture([], self.clock)

    def wait(self, seconds):
        self.waits.append(seconds)
        self.clock.wait(seconds)

    def step(self, times=1):
        for _ in range(times):
            self.source.step()

    def watch(self, times):
        """Read and look in turns; return the last frame seen."""
        last = None
        for _ in range(times):
            self.source.step()
            last = self.source.poll(0) or last
        return last


def pictures(*numbers):
    return [numbered(number) for number in numbers]


GONE = [None] * 5


def test_the_first_picture_is_there_at_once_and_gives_the_size():
    desk = Desk(pictures(1))
    assert (desk.source.kind, desk.source.name) == ("camera", "camera 0")
    assert desk.source.size == (128, 96) and desk.source.fps == 30
    assert isnan(desk.source.duration_s)
    frame = desk.source.poll(0)
    assert (frame.t, frame.index, number_of(frame.image)) == (0, 0, 1)


def test_the_newest_frame_wins():
    desk = Desk(pictures(*range(6)))
    desk.step(2)
    frame = desk.source.poll(0)
    assert (frame.index, number_of(frame.image)) == (2, 2)
    assert desk.source.poll(0) is None
    desk.step()
    assert desk.source.poll(0).index == 3 and desk.source.frames_read == 4


def test_time_is_that_of_the_clock_since_the_first_picture():
    desk = Desk(pictures(*range(20)))
    desk.source.poll(0)
    desk.clock.wait(2)
    desk.source.poll(0)
    desk.step()
    assert desk.source.poll(0).t == pytest.approx(2 + 1 / 30)


def test_pictures_that_nobody_asks_for_are_fetched_but_not_decoded():
    desk = Desk(pictures(*range(60)))
    desk.source.poll(0)
    desk.step(40)
    assert desk.captures[0].decoded < 6
    assert desk.source.frames_read == 41
    assert desk.source.poll(0) is None  # what was decoded once is old by now
    desk.step()
    assert desk.source.poll(0).index == 41


def test_one_picture_that_does_not_come_is_nothing():
    desk = Desk([*pictures(0), None, None, *pictures(1)])
    assert number_of(desk.watch(3).image) == 1
    assert desk.said == [] and not desk.source.lost


def test_pictures_that_fail_now_and_then_do_not_add_up():
    desk = Desk([*pictures(0), *GONE[:4], *pictures(1), *GONE[:4], *pictures(2)])
    assert number_of(desk.watch(10).image) == 2
    assert desk.said == [] and desk.captures[0].released == 0


def test_a_damaged_picture_is_skipped():
    desk = Desk(pictures(0, 1, 2))
    capture = desk.captures[0]
    decode = capture.retrieve

    def refuse_once():
        capture.retrieve = decode
        raise cv2.error("damaged JPEG")

    capture.retrieve = refuse_once
    assert number_of(desk.watch(2).image) == 2
    assert not desk.source.lost


def test_an_unplugged_camera_is_reported_and_found_again():
    desk = Desk([*pictures(0), *GONE], [], [], pictures(7, 8))
    desk.source.poll(0)
    desk.step(5)
    assert desk.source.poll(0) is None and desk.source.lost
    assert desk.said == [
        "camera lost: camera 0: it gives no more pictures; check its plug or network, trying again"
    ]
    assert desk.captures[0].released == 1
    desk.step(2)
    assert desk.source.lost and desk.waits[-2:] == [2, 2]
    frame = desk.watch(3)
    assert number_of(frame.image) == 8
    assert frame.t > 6 and frame.index == 2
    assert desk.said[1:] == ["camera is back"] and not desk.source.lost
    assert len(desk.source.problems) == 1
    assert desk.source.problems[0].startswith("camera lost for 7 s until 7 s")


def test_a_camera_that_opens_but_gives_nothing_stays_lost_without_repeating_it():
    desk = Desk([*pictures(0), *GONE], [None] * 5, [None] * 5)
    desk.step(5 + 6 + 6)
    desk.source.poll(0)
    assert desk.source.lost and len(desk.said) == 1
    assert all(capture.released for capture in desk.captures)


def test_a_driver_that_falls_silent_is_noticed():
    desk = Desk(pictures(0, 1))
    desk.source.poll(0)
    desk.clock.wait(4.9)
    desk.source.poll(0)
    assert not desk.source.lost
    desk.clock.wait(0.2)
    assert desk.source.poll(0) is None and desk.source.lost
    assert desk.said[0].startswith("camera lost: camera 0: no picture for 5 s")
    desk.step()
    assert desk.source.poll(0) is not None and desk.said[1] == "camera is back"


def test_a_camera_that_comes_back_smaller_is_fitted_in():
    desk = Desk([*pictures(0), *GONE], [quarters(64, 96)])
    frame = desk.watch(7)
    assert frame.size == desk.source.size == (128, 96)
    assert frame.image[:, :20].max() == 0


def test_a_camera_still_lost_at_the_end_is_a_problem():
    desk = Desk([*pictures(0), *GONE])
    desk.step(5)
    desk.source.close()
    desk.source.close()
    assert desk.source.problems == ["camera lost at 0 s"]


def test_closing_lets_go_of_the_device_and_ends_it():
    desk = Desk(pictures(0, 1))
    desk.source.close()
    assert desk.captures[0].released == 1
    assert desk.source.ended and desk.source.poll(0) is None
    assert list(desk.source.frames()) == []


def test_a_camera_that_cannot_be_opened_is_refused():
    with pytest.raises(SourceError, match=r"^camera 97: .*posecoach cameras"):
        Desk([], spec=97)


def test_a_camera_without_a_picture_is_refused_after_some_seconds():
    with pytest.raises(SourceError, match=r"^camera 97: "):
        Desk([None] * 1000, spec=97)


def test_a_camera_may_need_some_time_before_its_first_picture():
    desk = Desk([None] * 10 + pictures(3))
    assert number_of(desk.source.poll(0).image) == 3


def test_a_tiny_picture_is_refused():
    with pytest.raises(SourceError, match="too small"):
        Desk([quarters(32, 32)])


def test_a_camera_that_is_not_there_is_refused_quietly(capfd):
    with pytest.raises(SourceError, match=r"^camera 97: "):
        open_camera(97, say=print)
    assert capfd.readouterr() == ("", "")


def test_the_password_of_a_stream_is_never_shown():
    address = "rtsp://anna:secret@host:554/live?token=secret#secret"
    with pytest.raises(SourceError) as refused:
        Desk([], spec=address)
    assert "secret" not in str(refused.value) and "anna" not in str(refused.value)
    desk = Desk([*pictures(0), *GONE], pictures(1), spec=address)
    assert desk.opened == [address]
    assert (desk.source.name, desk.source.kind) == ("rtsp://host:554/live", "stream")
    desk.watch(7)
    assert desk.said[0].startswith("stream lost: rtsp://host:554/live: ")
    assert desk.said[1] == "stream is back"


class GatedCapture(FakeCapture):
    """Gives a picture each time `gate` is released."""

    def __init__(self, pictures, clock):
        super().__init__(pictures, clock)
        self.gate = threading.Semaphore(1)

    def grab(self):
        assert self.gate.acquire(timeout=10)
        return super().grab()


def test_a_thread_reads_until_it_is_closed():
    clock = FakeClock()
    capture = GatedCapture(pictures(*range(100)), clock)
    source = open_camera(0, say=print, open_capture=lambda device: capture, clock=clock)
    shown = []
    with source:
        for frame in source.frames():
            shown.append((frame.index, number_of(frame.image)))
            if len(shown) == 5:
                break
            capture.gate.release()
        capture.gate.release(1000)
    assert shown == [(i, i) for i in range(5)]
    assert capture.released == 1
    assert not [t for t in threading.enumerate() if t.name == "camera 0"]


def test_frames_are_bytes_of_blue_green_and_red():
    frame = Desk([quarters()]).source.poll(0)
    assert frame.image.dtype == np.uint8 and np.array_equal(frame.image, quarters())
