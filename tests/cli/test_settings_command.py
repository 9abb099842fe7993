import json
from pathlib import Path

import pytest

from posecoach.cli import run
from posecoach.settings import Settings, default_settings_text, options


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    monkeypatch.delenv("POSECOACH_MODEL", raising=False)
    return tmp_path


def shown(capsys: pytest.CaptureFixture[str], *flags: str) -> str:
    assert run(["settings", *flags]) == 0
    return capsys.readouterr().out


def test_every_value_is_shown_with_where_it_comes_from(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "settings.toml").write_text("[live]\nrate = 4\n")
    lines = dict(line.split("  from ") for line in shown(capsys).splitlines())
    rows = {key.strip(): origin for key, origin in lines.items()}
    assert rows["live.rate = 4.0"] == str(folder / "settings.toml")
    assert rows["live.mirror = true"] == "the default"
    assert rows["camera.horizontal_fov_deg = (not set)"] == "the default"
    assert len(rows) == len(list(options(Settings())))


def test_json_says_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "settings.toml").write_text("[camera]\nhorizontal_fov_deg = 70\n")
    answer = json.loads(shown(capsys, "--json"))
    assert (answer["schema"], answer["file"]) == (1, str(folder / "settings.toml"))
    settings = answer["settings"]
    assert settings["camera.horizontal_fov_deg"] == {"value": 70.0, "from": answer["file"]}
    assert settings["analyze.rate"] == {"value": 15.0, "from": "the default"}


def test_the_environment_shows_where_it_decides_and_loses_to_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POSECOACH_MODEL", "heavy")
    assert 'model.choice = "heavy"' in shown(capsys) and "$POSECOACH_MODEL" in shown(capsys)
    (folder / "settings.toml").write_text("[model]\nchoice = 'lite'\n")
    assert 'model.choice = "lite"' in shown(capsys) and "$POSECOACH" not in shown(capsys)


def test_path_and_defaults_can_be_put_together(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown(capsys, "--path") == f"{folder / 'settings.toml'}\n"
    assert shown(capsys, "--defaults") == default_settings_text()


def test_a_wrong_file_is_one_line_and_exit_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "settings.toml").write_text("[live]\nrate = 'fast'\n")
    assert run(["settings"]) == 1
    expected = "posecoach: error: settings.toml: live.rate: expected a number, got 'fast'\n"
    assert capsys.readouterr().err == expected
