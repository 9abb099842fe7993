"""`posecoach report`, `log` and `plan` from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from benchmarks.year import fill
from posecoach.cli import run
from posecoach.history import Event, History, history_path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "kept"))
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_history_a_report_says_so_in_one_line(folder, capsys):
    assert run(["report"]) == 1
    said = capsys.readouterr().err
    assert "there is no history yet" in said and said.count("\n") == 1


def test_a_report_as_json_csv_and_page(folder, capsys):
    fill(history_path(), date(2026, 10, 30), days=5)
    options = ["--week", "--on", "2026-10-28", "--csv", "days.csv", "--html", "week.html"]
    assert run(["report", *options, "--json"]) == 0
    found = msgspec.json.decode(capsys.readouterr().out)
    assert (found["schema"], found["since"], found["until"]) == (1, "2026-10-26", "2026-11-01")
    assert found["totals"]["coverage"] > 0.5
    assert len(Path("days.csv").read_text().splitlines()) == 8
    assert "Week of 26 October 2026" in Path("week.html").read_text()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--until", "2026-10-01"], "--until needs --since"),
        (["--since", "2026-10-02", "--until", "2026-10-01"], "--until is before --since"),
        (["--on", "yesterday"], "yesterday"),
    ],
)
def test_wrong_ranges_are_usage_errors(folder, capsys, options, words):
    assert run(["report", *options]) == 2
    assert words in capsys.readouterr().err


def test_what_is_logged_is_kept_with_its_unit_and_side(folder, capsys):
    assert run(["log", "pain", "4", "--side", "left", "--note", "after the train"]) == 0
    assert run(["log", "massage", "--at", "2026-11-20"]) == 0
    with History.open() as history:
        first, second = history.read(Event)
    assert (first.kind, first.body) == ("massage", {"value": 60.0, "unit": "min"})
    words = {"value": 4.0, "unit": "of 10", "side": "left", "note": "after the train"}
    assert (second.kind, second.body) == ("pain", words)
    assert "See a doctor" not in capsys.readouterr().out
    assert run(["log", "pain", "7"]) == 0
    assert "See a doctor" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tea", "1"], "there is no 'tea' to log"),
        (["water"], "how much?"),
        (["pain", "11"], "not within 0 to 10"),
        (["water", "1", "--at", "2999-01-01"], "in the future"),
    ],
)
def test_what_cannot_be_logged_is_refused_and_nothing_is_written(folder, capsys, arguments, words):
    assert run(["log", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert not history_path().exists()


def test_what_can_be_logged_is_listed(folder, capsys):
    assert run(["log"]) == 0
    assert "water" in capsys.readouterr().out


def test_the_plan_shows_the_week_and_the_next_thing(folder, capsys):
    run(["log", "relax", "10"])
    capsys.readouterr()
    assert run(["plan", "--json"]) == 0
    found = msgspec.json.decode(capsys.readouterr().out)
    relaxing = next(t for t in found["targets"] if t["id"] == "relaxing")
    assert (relaxing["value"], relaxing["how"]) == (1.0, "stated")
    assert run(["plan"]) == 0
    shown = capsys.readouterr().out
    assert "Next:" in shown and "measured" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_the_plan_can_be_edited_and_a_mistake_in_it_is_named(folder, capsys):
    assert run(["plan", "--edit"]) == 0
    path = folder / "config" / "plan.toml"
    path.write_text(path.read_text().replace("least = 70", "least = 80"))
    capsys.readouterr()
    assert run(["plan", "--json"]) == 0
    targets = msgspec.json.decode(capsys.readouterr().out)["targets"]
    assert next(t for t in targets if t["id"] == "posture")["least"] == 80
    path.write_text(path.read_text().replace('"good_or_fair"', '"luck"'))
    assert run(["plan"]) == 1
    assert "plan.toml: target 'posture': unknown measure 'luck'" in capsys.readouterr().err
