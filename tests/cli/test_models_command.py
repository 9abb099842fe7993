import json
from pathlib import Path

import pytest

from posecoach.cli import run
from posecoach.pose import weights


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(weights, "cache_folder", lambda: tmp_path)
    return tmp_path


def states(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    assert run(["models", "list", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == 1
    return {model["id"]: model["state"] for model in answer["models"]}


def test_the_shipped_model_is_ready_and_the_others_are_not_fetched(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert states(capsys) == {
        "full": "ready",
        "full-official": "not fetched",
        "lite": "not fetched",
        "heavy": "not fetched",
        "face": "ready",
    }


def test_the_json_list_says_what_the_manifest_says(capsys: pytest.CaptureFixture[str]) -> None:
    run(["models", "list", "--json"])
    for row, entry in zip(
        json.loads(capsys.readouterr().out)["models"], weights.manifest(), strict=True
    ):
        assert (row["id"], row["bytes"], row["sha256"]) == (entry.id, entry.bytes, entry.sha256)
        assert row["url"] == (entry.url or None) and row["licence"] == "Apache-2.0"


def test_the_table_names_every_model_with_state_and_size(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["models", "list"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["full", "ready", "9.7", "MB"] in [line[:4] for line in lines]
    assert ["heavy", "not", "fetched", "30.7", "MB"] in [line[:5] for line in lines]


def test_verify_speaks_of_the_files_that_are_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "verify"]) == 0
    out = capsys.readouterr().out
    full, face = out.splitlines()
    assert full.startswith("full: ok, sha256 f373a486")
    assert face.startswith("face: ok, sha256 6748c668")


def test_verify_fails_for_a_damaged_file_and_still_checks_the_others(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cache / "pose_landmarker_lite.task").write_bytes(b"half a download")
    assert run(["models", "verify"]) == 1
    out, err = capsys.readouterr()
    assert "full: ok" in out
    assert err.startswith("lite: ") and "cut short, 15 of 5777746 bytes" in err
    assert states(capsys)["lite"] == "damaged"


def test_verify_misses_the_shipped_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "shipped"
    folder.mkdir()
    manifest = weights.bundled_folder() / "MANIFEST.toml"
    (folder / "MANIFEST.toml").write_bytes(manifest.read_bytes())
    monkeypatch.setattr(weights, "bundled_folder", lambda: folder)
    assert states(capsys)["full"] == "missing"
    assert run(["models", "verify"]) == 1
    assert "reinstall posecoach" in capsys.readouterr().err


def test_fetching_what_is_here_downloads_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr("urllib.request.urlopen")
    assert run(["models", "fetch", "full"]) == 0
    assert capsys.readouterr().out.startswith("full: ready, ")


def test_fetching_without_a_network_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_network(*arguments: object, **named: object) -> None:
        raise OSError("network is unreachable")

    monkeypatch.setattr("urllib.request.urlopen", no_network)
    assert run(["models", "fetch", "lite"]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("posecoach: error: cannot fetch https://storage.google")
    assert "network is unreachable; check the network" in err and err.count("\n") == 1
