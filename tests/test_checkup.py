import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from posecoach import checkup, sources
from posecoach.checkup import Check
from posecoach.errors import ModelError, SourceError
from posecoach.sources import Camera


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    monkeypatch.delenv("POSECOACH_MODEL", raising=False)
    return tmp_path


def test_an_installed_package_is_shown_with_its_version() -> None:
    assert checkup.check_package("msgspec").state == "ok"
    assert checkup.check_package("msgspec").found[0].isdigit()


def test_a_missing_package_is_a_problem_with_a_cure() -> None:
    check = checkup.check_package("no_such_package")
    assert check.state == "problem" and "No module named" in check.found
    assert "pip install" in check.advice


@pytest.mark.parametrize(
    ("version", "state"),
    [("0.10.30", "ok"), ("0.10.31", "ok"), ("0.10.32", "warning"), ("1.2.2", "warning")],
)
def test_a_mediapipe_that_contacts_a_server_is_warned_of(
    version: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Check("mediapipe", "ok", version)
    monkeypatch.setattr(checkup, "check_package", lambda name: found)
    check = checkup.check_mediapipe()
    assert check.state == state
    assert ("usage-metrics" in check.advice) is (state == "warning")


def test_exactly_one_opencv_is_right() -> None:
    assert checkup.check_opencv({"opencv-python": "5.0.0"}).state == "ok"
    both = checkup.check_opencv({"opencv-contrib-python": "5.0.0", "opencv-python": "4.14.0"})
    assert both.state == "warning"
    assert "pip uninstall opencv-contrib-python opencv-python" in both.advice


def test_an_opencv_without_windows_is_warned_of() -> None:
    check = checkup.check_opencv({"opencv-python-headless": "5.0.0"})
    assert check.state == "warning" and "--window" in check.advice


def test_the_installed_opencv_is_found() -> None:
    assert any(name.startswith("opencv-") for name in checkup.opencv_distributions())


def test_an_opencv_that_cannot_be_loaded_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    check = checkup.check_opencv({"opencv-python": "5.0.0"})
    assert check.state == "problem" and "cv2" in check.found


def test_wrong_settings_are_a_problem_and_leave_the_default_model(folder: Path) -> None:
    (folder / "settings.toml").write_text("[live]\nrate = 'fast'\n[model]\nchoice = 'heavy'\n")
    check = checkup.check_settings()
    assert (check.state, check.found) == (
        "problem",
        "settings.toml: live.rate: expected a number, got 'fast'",
    )
    assert checkup._choice() == ""


def test_a_missing_model_is_a_problem_with_its_own_cure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(choice: str) -> None:
        raise ModelError("pose_full.task: the pose model is missing; run `posecoach models fetch`")

    monkeypatch.setattr(checkup, "find_model", missing)
    expected = (
        "problem",
        "pose_full.task: the pose model is missing",
        "run `posecoach models fetch`",
    )
    check = checkup.check_model("")
    assert (check.state, check.found, check.advice) == expected
    check = checkup.check_network("")
    assert (check.state, check.found, check.advice) == expected


def test_the_shipped_model_is_right() -> None:
    check = checkup.check_model("")
    assert check.state == "ok" and check.found.startswith("full, sha256 f373a48681d6a7c0")


@pytest.mark.network
def test_the_network_runs() -> None:
    assert checkup.check_network("").state == "ok"


def test_an_h264_encoder_is_there() -> None:
    assert checkup.check_encoder().state == "ok"


def test_without_an_encoder_videos_are_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str, mode: str) -> None:
        raise ValueError(name)

    monkeypatch.setattr("av.codec.Codec", unknown)
    check = checkup.check_encoder()
    assert check.state == "warning" and "--no-video" in check.advice


def test_a_folder_that_can_be_made_is_right_and_is_not_made(folder: Path) -> None:
    new = folder / "a" / "b"
    assert checkup.check_folder("cache", new, "").state == "ok"
    assert not new.exists()


def test_a_folder_that_cannot_be_written_is_warned_of(folder: Path) -> None:
    file = folder / "file"
    file.write_text("in the way")
    check = checkup.check_folder("cache", file / "below", "for fetching only")
    assert check.state == "warning" and check.advice.endswith("; for fetching only")


@pytest.mark.parametrize(
    ("environment", "system", "state"),
    [
        ({}, "linux", "warning"),
        ({"DISPLAY": ""}, "linux", "warning"),
        ({"DISPLAY": ":0"}, "linux", "ok"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", "ok"),
        ({}, "darwin", "ok"),
        ({}, "win32", "ok"),
    ],
)
def test_a_window_needs_a_display(environment: dict[str, str], system: str, state: str) -> None:
    check = checkup.check_display(environment, system)
    assert check.state == state
    assert ("--headless" in check.advice) is (state == "warning")


def cameras(monkeypatch: pytest.MonkeyPatch, *found: Camera, error: str = "") -> None:
    @contextmanager
    def opened(index: int, **named: object) -> Iterator[SimpleNamespace]:
        if error:
            raise SourceError(error)
        yield SimpleNamespace(size=(1280, 720))

    monkeypatch.setattr(sources, "list_cameras", lambda: list(found))
    monkeypatch.setattr(sources, "open_camera", opened)


def test_the_first_camera_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    cameras(monkeypatch, Camera(1, "HD Webcam", "V4L2"), Camera(2, "Other", "V4L2"))
    assert checkup.check_camera() == Check("camera", "ok", "1 HD Webcam, 1280x720")


def test_no_camera_or_a_busy_one_is_no_more_than_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cameras(monkeypatch)
    check = checkup.check_camera()
    assert (check.state, check.found) == ("warning", "none found") and "plug" in check.advice
    busy = "camera 1: another program uses it; close that program"
    cameras(monkeypatch, Camera(1, "HD Webcam", "V4L2"), error=busy)
    expected = Check("camera", "warning", "camera 1: another program uses it", "close that program")
    assert checkup.check_camera() == expected
