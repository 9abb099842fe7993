"""The arithmetic of the benchmarks: what is compared with what, and what counts as met."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import __main__ as program
from benchmarks.clips import DEMO, VGA, pictures, recording
from benchmarks.measuring import Figure, Target, interleaved
from posecoach.sources import open_video


@pytest.mark.parametrize(
    ("target", "values"),
    [(Target("at most", 5.0), (4.9, 5.0, 5.1)), (Target("at least", 5.0), (5.1, 5.0, 4.9))],
)
def test_a_target_is_met_up_to_its_bound(
    target: Target, values: tuple[float, float, float]
) -> None:
    assert [target.met(value) for value in values] == [True, True, False]
    assert Figure("", values[2], "x", target=target).met is False
    assert Figure("", values[2], "x").met is None


def test_contestants_take_turns_and_the_first_round_does_not_count() -> None:
    now, order = [0.0], []

    def lasting(name: str, seconds: list[float], units: int) -> int:
        order.append(name)
        now[0] += seconds.pop(0)
        return units

    slow, quick = [90.0, 4.0, 6.0, 8.0], [70.0, 1.0, 3.0, 2.0]
    times = interleaved(
        {"slow": lambda: lasting("slow", slow, 2), "quick": lambda: lasting("quick", quick, 1)},
        rounds=3,
        clock=lambda: now[0],
    )
    assert order == ["slow", "quick"] * 4
    assert (times["slow"].least, times["slow"].middle) == (2.0, 3.0)
    assert (times["quick"].least, times["quick"].middle) == (1.0, 2.0)


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = [
        Figure("good", 4.0, "%", "made up", Target("at most", 5.0)),
        Figure("bad", 60.0, "%", "", Target("at least", 80.0)),
        Figure("for information", 12345.6, "frames/s"),
    ]
    monkeypatch.setattr(program, "BENCHMARKS", {"overlay": lambda setting: iter(figures)})


def test_the_table_says_what_is_met_and_what_is_missed(made_up: None) -> None:
    shown = CliRunner().invoke(program.main, ["overlay"], env={"COLUMNS": "120"}).output
    lines = {line.split()[1]: line for line in shown.splitlines() if line.startswith("│")}
    assert "<= 5" in lines["good"] and "met" in lines["good"] and "missed" not in lines["good"]
    assert ">= 80" in lines["bad"] and "missed" in lines["bad"]
    assert "12,346" in lines["for"]


def test_json_is_one_object_with_a_row_for_each_figure(made_up: None) -> None:
    found = json.loads(CliRunner().invoke(program.main, ["overlay", "--json"]).stdout)
    assert found["schema"] == 1
    assert [(row["what"], row["met"]) for row in found["figures"]] == [
        ("good", True),
        ("bad", False),
        ("for information", None),
    ]


def test_a_recording_is_as_long_and_as_large_as_asked_for(tmp_path: Path) -> None:
    path = recording(tmp_path, DEMO, (320, 240), 2.0)
    longer = recording(tmp_path, DEMO, (320, 240), 20.0)
    for made, seconds in ((path, 2.0), (longer, 20.0)):
        with open_video(made, rate=None) as source:
            times = [frame.t for frame in source.frames()]
            assert source.size == (320, 240)
            assert source.problems == []
        assert len(times) == round(30 * seconds)
        assert times == pytest.approx([i / 30 for i in range(len(times))], abs=0.002)


def test_pictures_go_round_with_times_that_go_on() -> None:
    frames = pictures(DEMO, VGA, 4, step_s=0.1)
    assert [frame.t for frame in frames] == pytest.approx([0.0, 0.1, 0.2, 0.3])
    assert {frame.image.shape for frame in frames} == {(480, 640, 3)}
