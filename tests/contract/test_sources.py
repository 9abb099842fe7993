"""What every source promises, whatever it reads from."""

import subprocess
import sys
from itertools import pairwise
from math import isnan, nan
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from posecoach.sources import (
    open_picture,
    open_replay,
    open_video,
    play_live,
    write_landmarks,
)
from posecoach.sources.camera import CameraSource
from tests.sources.made import (
    CLOCKWISE,
    Coding,
    FakeCapture,
    FakeClock,
    clip,
    corners,
    quarters,
    sighting,
)


def video(folder):
    return open_video(clip(folder / "a.mp4", [quarters()] * 20))


def turned_video(folder):
    stored = np.ascontiguousarray(np.rot90(quarters(), 1))
    phone = Coding(configure=lambda stream: stream.set_display_matrix(CLOCKWISE))
    return open_video(clip(folder / "phone.mp4", [stored] * 20, phone))


def picture(folder):
    cv2.imwrite(str(folder / "a.png"), quarters())
    return open_picture(folder / "a.png")


def played(folder):
    clock = FakeClock()
    return play_live(video(folder), clock=clock, wait=clock.wait)


def replay(folder):
    recorded = SimpleNamespace(
        kind="video",
        name="a.mp4",
        size=(128, 96),
        fps=nan,
        duration_s=nan,
        frames_read=10,
        problems=[],
    )
    write_landmarks(folder / "a.npz", [sighting(i, 1) for i in range(5)], recorded)
    return open_replay(folder / "a.npz")


class SteppedCamera(CameraSource):
    """A camera that reads once per poll, without a thread, and ends with its pictures."""

    def poll(self, timeout_s):
        self.step()
        if self.lost:
            self.close()
        return super().poll(0)


def camera(folder, spec=0):
    clock = FakeClock()
    capture = FakeCapture([quarters()] * 10, clock)
    said = []
    return SteppedCamera(spec, lambda device: capture, said.append, clock, clock.wait)


def stream(folder):
    return camera(folder, "rtsp://anna:secret@host/live")


@pytest.fixture(params=[video, turned_video, picture, played, replay, camera, stream])
def source(request, tmp_path):
    with request.param(tmp_path) as opened:
        yield opened


@pytest.fixture(params=[played, camera, stream])
def live(request, tmp_path):
    with request.param(tmp_path) as opened:
        yield opened


class TestEverySource:
    def test_says_what_it_is(self, source):
        assert source.kind in ("video", "picture", "camera", "stream", "landmarks")
        assert source.name and "secret" not in source.name
        assert source.size == (128, 96)
        assert isnan(source.fps) or source.fps > 0
        assert isnan(source.duration_s) or source.duration_s > 0

    def test_time_and_position_begin_at_zero_and_increase(self, source):
        frames = list(source.frames())
        assert frames
        assert frames[0].t >= 0 and frames[0].index >= 0
        if source.kind not in ("camera", "stream"):
            assert (frames[0].t, frames[0].index) == (0, 0)
        for earlier, later in pairwise(frames):
            assert later.t > earlier.t and later.index > earlier.index
        assert source.frames_read > frames[-1].index

    def test_frames_are_bytes_of_the_size_it_says(self, source):
        for frame in source.frames():
            assert frame.image.shape == (96, 128, 3) and frame.size == source.size
            assert frame.image.dtype == np.uint8
            assert cv2.cvtColor(frame.image, cv2.COLOR_BGR2GRAY).shape == (96, 128)

    def test_nothing_is_mirrored_or_turned(self, source):
        for frame in source.frames():
            expected = (
                np.zeros((96, 128, 3), np.uint8) if source.kind == "landmarks" else quarters()
            )
            assert corners(frame.image) == corners(expected)

    def test_problems_are_lines(self, source):
        list(source.frames())
        assert isinstance(source.problems, list)
        assert all(isinstance(line, str) and "\n" not in line for line in source.problems)

    def test_it_can_be_closed_twice_and_then_gives_nothing(self, source):
        next(iter(source.frames()))
        source.close()
        source.close()
        assert list(source.frames()) == []

    def test_it_can_be_closed_before_anything_is_read(self, source):
        source.close()
        assert list(source.frames()) == []

    def test_it_is_read_once(self, source):
        assert list(source.frames())
        assert list(source.frames()) == []


class TestEveryLiveSource:
    def test_polling_gives_frames_until_it_has_ended(self, live):
        assert not live.ended and not live.lost
        frames = []
        while not live.ended:
            frame = live.poll(0.01)
            if frame is not None:
                frames.append(frame)
        assert len(frames) > 3
        assert live.poll(0.01) is None

    def test_closing_is_an_end(self, live):
        live.close()
        assert live.ended and live.poll(1) is None


def test_importing_the_sources_imports_neither_opencv_nor_pyav():
    asked = "import sys, posecoach.sources; print(sorted({'cv2', 'av'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
