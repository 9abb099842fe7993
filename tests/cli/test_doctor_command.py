import json
from collections.abc import Callable, Iterator

import pytest

from posecoach import checkup
from posecoach.checkup import Check
from posecoach.cli import run

FINE = Check("numpy", "ok", "2.4.6")
NO_CAMERA = Check("camera", "warning", "none found", "plug a camera in")
NO_MODEL = Check("model", "problem", "the pose model is missing", "reinstall posecoach")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def report(*checks: Check) -> None:
        def fake() -> Iterator[Check]:
            yield from checks

        monkeypatch.setattr(checkup, "checkup", fake)

    return report


def test_warnings_do_not_fail(
    found: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    found(FINE, NO_CAMERA)
    assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "none found" in out and "plug a camera in" in out
    assert out.endswith("posecoach can analyse recordings here.\n")


def test_a_problem_fails_and_says_what_to_do(
    found: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    found(FINE, NO_MODEL)
    assert run(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "the pose model is missing" in out and "reinstall posecoach" in out
    assert "analysing will not work" in out


def test_json_says_the_same(found: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    found(FINE, NO_MODEL)
    assert run(["doctor", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["schema"], answer["ok"]) == (1, False)
    assert answer["checks"][1] == {
        "name": "model",
        "state": "problem",
        "found": "the pose model is missing",
        "advice": "reinstall posecoach",
    }


@pytest.mark.network
def test_here_everything_needed_for_analysing_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checkup, "check_camera", lambda: NO_CAMERA)
    assert run(["doctor", "--json"]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    names = [check["name"] for check in checks]
    assert {"python", "numpy", "av", "mediapipe", "opencv", "model", "neural network"} <= set(names)
    assert len(names) == len(set(names))
