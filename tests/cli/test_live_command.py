"""`posecoach live`: what is opened, shown and said; camera, network and window are made up."""

from __future__ import annotations

import json
import signal
from dataclasses import dataclass, field

import numpy as np
import pytest

from posecoach import live as live_loop
from posecoach import machine, sources
from posecoach.cli import run
from posecoach.errors import OutputError
from posecoach.outputs import window
from posecoach.pose import mediapipe_estimator
from posecoach.types import Frame
from tests.people import SLOUCHED, person, sighting

BLACK = np.zeros((1, 1, 3), np.uint8)
POSE = person(SLOUCHED)
SECONDS, FPS = 8, 10


@dataclass
class Studio:
    """Everything around the command, and what it did with it."""

    opened: list[int | str] = field(default_factory=list)
    windows: list[bool] = field(default_factory=list)  # mirrored or not
    shown: int = 0
    closed: list[str] = field(default_factory=list)
    display: bool = True
    frames: list[Frame | None] = field(
        default_factory=lambda: [Frame(i / FPS, i, BLACK) for i in range(SECONDS * FPS + 1)]
    )
    at_frame: dict[int, object] = field(default_factory=dict)  # index -> something to call

    def open_camera(self, wanted, *, say):
        self.opened.append(wanted)
        return FakeCamera(self, say)

    def require_display(self):
        if not self.display:
            raise OutputError("no display: use --headless")


class FakeCamera:
    name, lost = "camera 0", False

    def __init__(self, studio, say):
        self._studio, self._say, self._coming = studio, say, iter(studio.frames)
        self._next = next(self._coming, None)
        self.problems = []

    @property
    def ended(self):
        return self._next is None

    def poll(self, timeout_s):
        frame, self._next = self._next, next(self._coming, None)
        action = self._studio.at_frame.get(frame.index)
        if action == "lose":
            self._say("camera 0: lost, trying again")
            self.problems.append("it was away for 2 s")
        elif action == "ctrl-c":
            signal.raise_signal(signal.SIGINT)
        return frame

    def release(self): ...

    def coarsen(self, wanted): ...

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._studio.closed.append("camera")


class FakeNetwork:
    def __init__(self, studio):
        self._studio = studio

    def __call__(self, frame):
        self._studio.shown += 1
        return sighting(frame.t, POSE)

    def recount(self): ...

    def reseed(self, person): ...

    def close(self): ...

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._studio.closed.append("network")


class FakeWindow:
    paused = closed = False

    def __init__(self, studio, mirrored):
        self._studio = studio
        studio.windows.append(mirrored)

    def take(self, result): ...

    def idle(self, lost): ...

    def show(self, text, urgent): ...

    def use(self, rule_sets, baseline): ...

    def close(self):
        self._studio.closed.append("window")


@pytest.fixture
def studio(monkeypatch):
    made = Studio()
    monkeypatch.setattr(sources, "open_camera", made.open_camera)
    monkeypatch.setattr(machine, "session_locked", lambda: False)
    monkeypatch.setattr(machine, "on_battery", lambda: False)
    monkeypatch.setattr(live_loop.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(
        mediapipe_estimator, "MediaPipeEstimator", lambda path, moving, apart: FakeNetwork(made)
    )
    monkeypatch.setattr(window, "require_display", made.require_display)
    monkeypatch.setattr(window, "Window", lambda rule_sets, mirrored: FakeWindow(made, mirrored))
    return made


@pytest.fixture
def live(capsys):
    def start(*arguments):
        code = run(["live", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return start


def test_headless_json_is_one_object_a_line_and_ends_with_the_totals(studio, live):
    code, out, err = live("--headless", "--json")
    assert (code, err) == (0, [])
    lines = [json.loads(line) for line in out]
    assert [line["event"] for line in lines] == ["view", "notice", "raised", "raised", "ended"]
    assert lines[1]["message"].startswith("Not calibrated: ")
    for line in lines:
        assert line.keys() >= {"schema", "event", "t", "time"}
    assert {line["rule"] for line in lines[2:4]} == {"forward_head", "trunk_lean"}
    assert lines[-1]["duration_s"] == SECONDS
    assert lines[-1]["judged_s"] == SECONDS
    assert studio.windows == []
    assert studio.closed == ["network", "camera"]


def test_headless_for_people_is_sentences(studio, live):
    code, out, _ = live("--headless")
    assert code == 0
    assert out[0] == "00:00  Seen side-right, full-body."
    assert out[1].startswith("00:00  Not calibrated: ")
    assert out[2].startswith("00:04  Your head is ahead of your shoulders. ")
    assert out[-1].startswith("00:08  00:08 watched, 00:08 judged, score ")


def test_with_a_window_lines_are_written_only_as_json_when_asked_for(studio, live):
    assert live("--window")[:2] == (0, [])
    code, out, _ = live("--window", "--json")
    assert code == 0
    assert json.loads(out[-1])["event"] == "ended"
    assert studio.windows == [True, True]
    assert studio.closed.count("window") == 2


def test_without_a_wish_there_is_a_window_where_there_is_a_display(studio, live):
    live()
    assert studio.windows == [True]


def test_without_a_display_there_are_events_and_a_word_about_it(studio, live):
    studio.display = False
    code, out, err = live()
    assert (code, studio.windows) == (0, [])
    assert out[0] == "00:00  Seen side-right, full-body."
    assert err == ["posecoach: no display, so there is no picture: events follow"]


def test_a_window_without_a_display_is_one_line_and_exit_1(studio, live):
    studio.display = False
    code, out, err = live("--window")
    assert (code, out) == (1, [])
    assert err == ["posecoach: error: no display: use --headless"]
    assert studio.opened == []


@pytest.mark.parametrize(
    ("flags", "mirrored"), [((), True), (("--no-mirror",), False), (("--mirror",), True)]
)
def test_the_picture_is_a_mirror_unless_told_otherwise(studio, live, flags, mirrored):
    live("--window", *flags)
    assert studio.windows == [mirrored]


def test_settings_choose_camera_mirror_and_rate_and_flags_beat_them(
    studio, live, tmp_path, monkeypatch
):
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    (tmp_path / "settings.toml").write_text("[live]\ncamera = 'desk'\nmirror = false\nrate = 2\n")
    live("--window")
    assert (studio.opened, studio.windows, studio.shown) == (["desk"], [False], SECONDS * 2 + 1)
    studio.shown = 0
    live("--window", "--source", "1", "--mirror", "--rate", "5")
    assert (studio.opened, studio.windows) == (["desk", 1], [False, True])
    assert studio.shown == SECONDS * 5 + 1


@pytest.mark.parametrize(
    ("source", "wanted"),
    [("0", 0), ("12", 12), ("usb camera", "usb camera"), ("rtsp://desk/1", "rtsp://desk/1")],
)
def test_a_camera_is_a_number_a_name_or_an_address(studio, live, source, wanted):
    assert live("--headless", "--source", source)[0] == 0
    assert studio.opened == [wanted]


def test_without_a_wish_it_is_the_first_camera(studio, live):
    live("--headless")
    assert studio.opened == [0]


def test_a_file_is_played_instead(studio, live, tmp_path, monkeypatch):
    path = tmp_path / "clip.mp4"
    path.touch()
    asked = []
    monkeypatch.setattr(sources, "open_video", lambda name, rate: asked.append((name, rate)))
    monkeypatch.setattr(sources, "play_live", lambda video: FakeCamera(studio, print))
    assert live("--headless", "--source", path)[0] == 0
    assert asked == [(str(path), 10.0)]
    assert studio.opened == []


def test_a_file_that_is_not_there_is_one_line_and_exit_1(studio, live):
    code, out, err = live("--headless", "--source", "missing.mp4")
    assert (code, out) == (1, [])
    assert err == ["posecoach: error: missing.mp4: there is no such file"]


def test_a_lost_camera_is_said_to_people_and_to_programs(studio, live):
    studio.at_frame = {20: "lose"}
    code, out, err = live("--headless", "--json")
    assert code == 0
    told = [json.loads(line) for line in out if json.loads(line)["event"] == "source"]
    assert [(line["t"], line["message"]) for line in told] == [
        (1.8, "camera 0: lost, trying again")
    ]
    assert err == [
        "posecoach: camera 0: lost, trying again",
        "posecoach: camera 0: it was away for 2 s",
    ]


def test_ctrl_c_ends_with_the_totals_and_130(studio, live):
    studio.at_frame = {30: "ctrl-c"}
    code, out, err = live("--headless", "--json")
    assert (code, err) == (130, [])
    last = json.loads(out[-1])
    assert (last["event"], last["duration_s"]) == ("ended", 3.0)
    assert studio.closed == ["network", "camera"]


def test_a_baseline_that_is_none_is_one_line_before_anything_is_opened(studio, live, tmp_path):
    code, out, err = live("--headless", "--baseline", tmp_path / "me.json")
    assert (code, out, studio.opened) == (1, [], [])
    assert len(err) == 1
    assert "me.json: cannot be read" in err[0]


@pytest.mark.parametrize("options", [("--rate", "0"), ("--rate", "61"), ("--colour",), ("x",)])
def test_wrong_usage_exits_with_2(studio, live, options):
    assert live(*options)[0] == 2
    assert studio.opened == []
