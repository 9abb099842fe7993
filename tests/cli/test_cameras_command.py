import json

import pytest

from posecoach import sources
from posecoach.cli import run
from posecoach.sources import Camera


def test_cameras_are_listed_by_number_and_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [Camera(0, "HD Webcam", "V4L2"), Camera(2, "Tür", "V4L2")]
    monkeypatch.setattr(sources, "list_cameras", lambda: found)
    assert run(["cameras"]) == 0
    assert capsys.readouterr().out == "0  HD Webcam  (V4L2)\n2  Tür  (V4L2)\n"
    assert run(["cameras", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1,
        "cameras": [
            {"index": 0, "name": "HD Webcam", "backend": "V4L2"},
            {"index": 2, "name": "Tür", "backend": "V4L2"},
        ],
    }


def test_no_camera_is_said_in_words_with_what_to_do_and_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sources, "list_cameras", list)
    assert run(["cameras"]) == 0
    assert capsys.readouterr().out.startswith("No camera found. Plug one in")
    assert run(["cameras", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cameras"] == []
