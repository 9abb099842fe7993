"""`posecoach autostart`: what is written, said and undone."""

from __future__ import annotations

import json
import subprocess

import pytest

from posecoach import autostart
from posecoach.cli import run


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A Linux user's home, where systemctl does what `fails` says."""
    ran = []

    def systemctl(words, **_):
        ran.append(" ".join(words))
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(subprocess, "run", systemctl)
    monkeypatch.setattr(
        autostart, "here", lambda: autostart.entry("linux", tmp_path, {}, ("python", "-m", "x"))
    )
    return tmp_path, ran


def said(capsys, *words):
    code = run(["autostart", *words])
    return code, capsys.readouterr().out.splitlines()


def test_on_says_what_it_wrote_and_how_to_undo_it(home, capsys):
    folder, ran = home
    unit = folder / ".config/systemd/user/posecoach.service"
    assert said(capsys, "on") == (
        0,
        [
            f"wrote {unit}",
            "ran systemctl --user daemon-reload",
            "ran systemctl --user enable posecoach.service",
            "undo: posecoach autostart off",
        ],
    )
    assert "ExecStart=python -m x" in unit.read_text()
    assert len(ran) == 2
    assert said(capsys, "status") == (0, [f"on: {unit}"])


def test_off_takes_it_away_and_status_knows(home, capsys):
    folder, ran = home
    assert said(capsys, "off") == (0, ["it was off"])
    assert ran == []
    said(capsys, "on")
    _, lines = said(capsys, "off")
    assert lines[0] == "ran systemctl --user disable posecoach.service"
    assert lines[1].startswith("removed ")
    assert not list(folder.rglob("posecoach.service"))
    assert said(capsys, "status") == (0, ["off"])


def test_where_systemctl_is_not_there_it_is_said_what_to_run(home, capsys, monkeypatch):
    def missing(words, **_):
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", missing)
    assert "run yourself: systemctl --user enable posecoach.service" in said(capsys, "on")[1]


def test_for_programs_it_is_one_object(home, capsys):
    code, lines = said(capsys, "status", "--json")
    assert (code, json.loads(lines[0])["schema"], json.loads(lines[0])["on"]) == (0, 1, False)
    assert run(["autostart", "maybe"]) == 2
