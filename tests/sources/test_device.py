import sys
from types import ModuleType, SimpleNamespace

import cv2
import pytest

from posecoach.errors import SourceError
from posecoach.sources import Camera, camera_list, list_cameras
from posecoach.sources.camera_list import camera_named, linux_cameras
from posecoach.sources.device import device_of, spoken_name, why_not

C270 = Camera(0, "HD Webcam C270", "V4L2")
BUILT_IN = Camera(2, "Integrated Camera", "V4L2")
SECOND = Camera(4, "HD Webcam C270 (2)", "V4L2")


@pytest.fixture
def three(monkeypatch):
    monkeypatch.setattr(camera_list, "list_cameras", lambda: [C270, BUILT_IN, SECOND])


def device(folder, name, label, order):
    (folder / name).mkdir(parents=True)
    (folder / name / "name").write_text(label + "\n")
    (folder / name / "index").write_text(f"{order}\n")


def test_linux_tells_its_cameras_without_their_metadata_devices(tmp_path):
    device(tmp_path, "video10", "Capture Card", 0)
    device(tmp_path, "video0", "HD Webcam C270", 0)
    device(tmp_path, "video1", "HD Webcam C270", 1)
    assert linux_cameras(tmp_path) == [C270, Camera(10, "Capture Card", "V4L2")]
    assert linux_cameras(tmp_path / "none") == []


def test_the_package_for_names_is_used_when_it_is_there(monkeypatch):
    names = ModuleType("cv2_enumerate_cameras")
    found = [SimpleNamespace(index=1, name="B"), SimpleNamespace(index=0, name="A")]
    names.supported_backends = (cv2.CAP_V4L2,)
    names.enumerate_cameras = lambda backend: found if backend == cv2.CAP_V4L2 else []
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", names)
    assert list_cameras() == [Camera(0, "A", "V4L2"), Camera(1, "B", "V4L2")]


def test_without_it_linux_is_asked_and_elsewhere_it_is_said(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", None)
    monkeypatch.setattr(camera_list, "LINUX_DEVICES", tmp_path)
    device(tmp_path, "video0", "HD Webcam C270", 0)
    monkeypatch.setattr(sys, "platform", "linux")
    assert list_cameras() == [C270]
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(SourceError, match=r"pip install 'posecoach\[cameras\]'"):
        list_cameras()


def test_a_camera_is_found_by_part_of_its_name(three):
    assert camera_named("integrated") == BUILT_IN
    assert camera_named("hd webcam c270") == C270
    with pytest.raises(SourceError, match=r"several .*0 HD Webcam C270, 4 HD Webcam C270 \(2\)"):
        camera_named("webcam")
    with pytest.raises(SourceError, match=r'"phone": there is no such camera \(0 HD Webcam'):
        camera_named("phone")


def test_without_any_camera_a_name_is_refused(monkeypatch):
    monkeypatch.setattr(camera_list, "list_cameras", list)
    with pytest.raises(SourceError, match="none found"):
        camera_named("phone")


@pytest.mark.parametrize(
    ("spec", "opened"),
    [(3, 3), ("3", 3), ("/dev/video3", 3), ("INTEGRATED", 2), ("rtsp://a/b", "rtsp://a/b")],
)
def test_what_is_opened(three, spec, opened):
    assert device_of(spec) == opened


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        (0, "camera 0"),
        ("C270", "camera C270"),
        ("http://u:p@h:80/s.mjpg?pwd=1", "http://h:80/s.mjpg"),
        ("rtsp://h/s", "rtsp://h/s"),
        ("rtsp://u:p@ss@h/s", "rtsp://h/s"),
    ],
)
def test_what_it_is_called(spec, name):
    assert spoken_name(spec) == name


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("linux", "there is no such camera"),
        ("darwin", "close other programs that use it, and allow it in System Settings"),
        ("win32", "close other programs that use it, and allow it in Settings"),
    ],
)
def test_it_is_said_what_to_do(monkeypatch, platform, words):
    monkeypatch.setattr(sys, "platform", platform)
    assert words in why_not(97) and "`posecoach cameras`" in why_not(97)
    assert "check the address" in why_not("rtsp://a")
