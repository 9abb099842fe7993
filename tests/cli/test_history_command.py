"""`posecoach history` from the command line."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest

from posecoach.cli import run
from posecoach.history import Event, History, history_path
from tests.history.test_store import filled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_path_is_told_whether_or_not_there_is_a_file(folder, capsys):
    assert run(["history", "path"]) == 0
    assert capsys.readouterr().out == f"{history_path()}\n"
    assert not history_path().exists()


@pytest.mark.parametrize(
    "arguments", [("export", "x"), ("vacuum",), ("delete", "--before", "2026-01-01", "--yes")]
)
def test_without_a_history_there_is_nothing_to_do_but_say_so(folder, capsys, arguments):
    assert run(["history", *arguments]) == 1
    said = capsys.readouterr().err
    assert "there is no history yet" in said
    assert said.count("\n") == 1
    assert not Path("x").exists()


def test_what_is_exported_can_be_imported_on_another_machine(folder, capsys, monkeypatch):
    with History.open() as history:
        filled(history)
    assert run(["history", "export", "mine.jsonl"]) == 0
    assert run(["history", "export", "-"]) == 0
    first, rest = capsys.readouterr().out.split("\n", 1)
    assert first == "history written to mine.jsonl"
    assert rest == Path("mine.jsonl").read_text("utf-8")
    monkeypatch.setenv("POSECOACH_DATA", str(folder / "other"))
    assert run(["history", "import", "mine.jsonl"]) == 0
    assert capsys.readouterr().out == "11 rows read from mine.jsonl\n"
    assert run(["history", "export", "again.jsonl"]) == 0
    assert Path("again.jsonl").read_bytes() == Path("mine.jsonl").read_bytes()


def test_a_file_that_is_not_there_or_not_a_history_is_one_line(folder, capsys):
    Path("text.txt").write_text("hello\n")
    for name in ("nothing.jsonl", "text.txt"):
        assert run(["history", "import", name]) == 1
        said = capsys.readouterr().err
        assert name in said
        assert said.count("\n") == 1


def test_the_past_is_deleted_up_to_midnight_of_the_date(folder, capsys, monkeypatch):
    midnight = datetime(2026, 3, 29).timestamp()  # clocks change that night in Europe
    with History.open() as history:
        history.record(Event(midnight - 1, "pain"), Event(midnight, "pain"))
    assert run(["history", "delete", "--before", "2026-03-29", "--yes"]) == 0
    assert capsys.readouterr().out.startswith("1 rows deleted")
    with History.open() as history:
        assert [event.t for event in history.read(Event)] == [midnight]


def test_nothing_is_deleted_without_a_yes(folder, capsys, monkeypatch):
    with History.open() as history:
        history.record(Event(1.0, "pain"))
    monkeypatch.setattr("sys.stdin", StringIO("n\n"))
    assert run(["history", "delete", "--before", "2026-03-29"]) == 130
    monkeypatch.setattr("sys.stdin", StringIO(""))  # nobody there to ask
    assert run(["history", "delete", "--before", "2026-03-29"]) == 130
    assert run(["history", "delete", "--before", "29.3.2026", "--yes"]) == 2
    assert run(["history", "delete", "--yes"]) == 2
    with History.open() as history:
        assert len(history.read(Event)) == 1


def test_vacuum_tells_what_it_has_given_back(folder, capsys):
    History.open().close()
    assert run(["history", "vacuum"]) == 0
    assert "MB now" in capsys.readouterr().out


def test_a_damaged_file_is_said_and_the_command_goes_on(folder, capsys):
    History.open().close()
    history_path().write_bytes(b"damaged" * 1000)
    assert run(["history", "export", "-"]) == 0
    caught = capsys.readouterr()
    assert "set" not in caught.out
    assert "the history was damaged" in caught.err
