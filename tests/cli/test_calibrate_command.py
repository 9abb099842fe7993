"""`posecoach calibrate` from a camera and from files; camera and network are made up."""

from __future__ import annotations

import json

import numpy as np
import pytest

from posecoach import live as live_loop
from posecoach import sources
from posecoach.baseline import load
from posecoach.calibration import stored
from posecoach.cli import run
from posecoach.pose import mediapipe_estimator
from posecoach.types import Frame
from tests.people import SLOUCHED, UPRIGHT, person, sighting

BLACK = np.zeros((1, 1, 3), np.uint8)


class FakeCamera:
    name, lost, ended = "camera 0", False, False

    def __init__(self, seconds):
        self._times = iter([i / 10 for i in range(round(seconds * 10))])

    def poll(self, timeout_s):
        t = next(self._times, None)
        self.ended = t is None
        return None if t is None else Frame(t, round(t * 10), BLACK)

    def __enter__(self):
        return self

    def __exit__(self, *exception): ...


class FakeNetwork:
    scene = staticmethod(lambda t: person(UPRIGHT))

    def __call__(self, frame):
        pose = self.scene(frame.t)
        return sighting(frame.t, *(() if pose is None else (pose,)))

    def recount(self): ...

    def reseed(self, person): ...

    def __enter__(self):
        return self

    def __exit__(self, *exception): ...


@pytest.fixture
def calibrate(monkeypatch, capsys):
    opened = []

    def start(*words, scene=lambda t: person(UPRIGHT), seconds=60):
        monkeypatch.setattr(FakeNetwork, "scene", staticmethod(scene))
        monkeypatch.setattr(live_loop.time, "sleep", lambda seconds: None)

        def open_camera(wanted, *, say):
            opened.append(wanted)
            return FakeCamera(seconds)

        monkeypatch.setattr(sources, "open_camera", open_camera)
        monkeypatch.setattr(
            mediapipe_estimator, "MediaPipeEstimator", lambda path, moving: FakeNetwork()
        )
        code = run(["calibrate", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    start.opened = opened
    return start


def test_it_leads_through_the_ten_seconds_and_keeps_the_result(calibrate):
    code, out, err = calibrate()
    assert code == 0
    assert err[0].startswith("sit tall but relaxed")
    assert "hold still" in err and err[-1] == "1 ..."
    assert out[-1] == "Calibrated for camera 0, seen side-right."
    assert stored.newest("camera 0", "side-right").frames == 100
    assert calibrate.opened == [0]


def test_with_a_slouch_it_keeps_limits(calibrate):
    code, out, _ = calibrate("--slouch", scene=lambda t: person(UPRIGHT if t < 16 else SLOUCHED))
    assert code == 0
    assert "trunk_inclination" in stored.newest("camera 0", "side-right").limits
    assert any(line.startswith("your own limits for ") for line in out)


def test_for_programs_it_is_one_object_and_a_file_if_wanted(calibrate, tmp_path):
    code, out, _ = calibrate("--json", "-o", tmp_path / "me.json", "--source", "1")
    told = json.loads(out[0])
    assert (code, told["schema"], told["camera"]) == (0, 1, "camera 0")
    assert told["baseline"]["view"] == "side-right"
    assert load(tmp_path / "me.json") == stored.newest("camera 0", "side-right")
    assert calibrate.opened == [1]


def test_with_nobody_there_it_is_one_line_and_nothing_is_kept(calibrate):
    code, out, err = calibrate(scene=lambda t: None)
    assert (code, out) == (1, [])
    assert err[-1] == "posecoach: error: cannot calibrate: no person"
    assert stored.newest("camera 0", "side-right") is None


def test_a_camera_that_ends_too_soon_is_one_line(calibrate):
    assert calibrate(seconds=4)[2][-1] == "posecoach: error: the camera gave no picture"


def test_a_slouch_from_a_file_is_wrong_usage(calibrate, tmp_path):
    (tmp_path / "me.jpg").touch()
    assert calibrate("--slouch", "--source", tmp_path / "me.jpg")[0] == 2
