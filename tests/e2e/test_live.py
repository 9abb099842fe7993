"""`live` from a file in place of a camera, with the real network, and without what it needs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest

from tests.e2e.conftest import filmed
from tests.e2e.keyboard import can_press, press
from tests.e2e.running import PATIENCE_S, once, one_line, ran, ran_apart, running
from tests.e2e.scenes import desk

pytestmark = pytest.mark.network


def test_a_played_file_ends_with_the_totals(short_clip: Path) -> None:
    found = ran("live", "--headless", "--json", "--source", short_clip)
    assert (found.code, found.err) == (0, "")
    first, *_, last = found.objects
    assert (first["event"], first["view"], first["framing"]) == ("view", "side-left", "full-body")
    assert last["event"] == "ended"
    assert last["t"] == pytest.approx(2.0, abs=0.4)
    assert all(line["schema"] == 1 for line in found.objects)


def test_for_people_the_events_are_sentences(short_clip: Path) -> None:
    found = ran("live", "--headless", "--source", short_clip)
    assert found.code == 0
    assert found.out.splitlines()[0] == "00:00  Seen side-left, full-body."
    assert "watched" in found.out.splitlines()[-1] and "score" in found.out.splitlines()[-1]


def test_live_says_what_analyze_finds(desk_clip: Path) -> None:
    found = ran("live", "--headless", "--json", "--rate", "5", "--source", desk_clip)
    raised = {line["rule"] for line in found.objects if line["event"] == "raised"}
    analysed = ran("analyze", desk_clip, "--json", "--rate", "5").object
    assert raised == {event["rule"] for event in analysed["events"]}
    assert "trunk_lean" in raised


def test_ctrl_c_ends_with_the_totals_and_130(studio: Path) -> None:
    long = filmed(studio / "long.mp4", desk, 60.0)
    with running("live", "--headless", "--json", "--source", long) as child:
        assert child.stdout is not None
        first = json.loads(child.stdout.readline())
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=PATIENCE_S)
    assert first["event"] == "view"
    assert (child.returncode, err) == (130, "")
    assert json.loads(out.splitlines()[-1])["event"] == "ended"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("99", "camera 99: there is no such camera"),
        ("missing.mp4", "missing.mp4: there is no such file"),
        ("no/such", "no/such: there is no such file"),
        ("no such camera", 'camera "no such camera": there is no such camera'),
    ],
)
def test_a_source_that_is_not_there_is_one_line(source: str, words: str) -> None:
    found = ran("live", "--headless", "--source", source)
    assert (found.code, found.out) == (1, "")
    assert one_line(found).startswith(f"posecoach: error: {words}")


def test_a_file_that_is_no_video_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("not a video")
    found = ran("live", "--headless", "--source", tmp_path / "text.mp4")
    assert found.code == 1 and "text.mp4: damaged" in one_line(found)


@pytest.mark.skipif(os.name != "posix", reason="displays have names on X11 only")
@pytest.mark.parametrize("display", ["", ":987"])
def test_without_a_display_a_window_is_one_line_and_no_abort(
    display: str, short_clip: Path
) -> None:
    found = ran_apart(
        *("live", "--window", "--source", short_clip), DISPLAY=display, WAYLAND_DISPLAY=""
    )
    assert (found.code, found.out) == (1, "")
    assert "use --headless" in one_line(found)


def test_without_a_display_and_a_wish_there_are_events(
    short_clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    found = ran("live", "--source", short_clip)
    assert found.code == 0
    assert found.err == "posecoach: no display, so there is no picture: events follow\n"
    assert "watched" in found.out


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server without a screen, of our own."""
    if shutil.which("Xvfb") is None or not cv2.currentUIFramework():
        pytest.skip("Xvfb is not there, or OpenCV is a headless build")
    ready, tell = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tell), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=[tell],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    try:
        with os.fdopen(ready) as answer:
            number = answer.readline().strip()
        if not number:
            pytest.skip("Xvfb does not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def test_a_window_closes_when_the_file_ends(display: str, short_clip: Path) -> None:
    found = ran_apart("live", "--window", "--source", short_clip, DISPLAY=display)
    assert (found.code, found.out) == (0, "")
    assert "Traceback" not in found.err and "error" not in found.err


def test_the_key_q_closes_the_window(display: str, studio: Path) -> None:
    if not can_press():
        pytest.skip("libX11 and libXtst are not there")
    long = filmed(studio / "long.mp4", desk, 60.0)
    with running("live", "--json", "--source", long, DISPLAY=display) as child:
        assert child.stdout is not None
        assert json.loads(child.stdout.readline())["event"] == "view"
        once(lambda: press("q", display, "posecoach"), child)
        out, err = child.communicate(timeout=PATIENCE_S)
    assert child.returncode == 0, err
    ended = json.loads(out.splitlines()[-1])
    assert ended["event"] == "ended" and ended["t"] < 50
