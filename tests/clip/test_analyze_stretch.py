"""`posecoach analyze --stretch` on stored landmarks of drawn exercises: no network runs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from posecoach.cli import run
from posecoach.sources import Kind, write_landmarks
from posecoach.types import Sighting
from tests.clip.made import exact, take

NAME = "supine_figure_four"


@dataclass
class Film:
    """What a recording says about itself."""

    frames_read: int
    duration_s: float
    name: str = "clip.mp4"
    kind: Kind = "video"
    size: tuple[int, int] = (640, 480)
    fps: float = 5.0
    problems: list[str] = field(default_factory=list)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Somebody who does the exercise."""
    return keep(tmp_path / "clip.npz", exact(NAME))


def keep(path: Path, seen: Sequence[Sighting], kind: Kind = "video") -> Path:
    write_landmarks(path, seen, Film(len(seen), len(seen) / 5, kind=kind))  # type: ignore[arg-type]
    return path


@pytest.fixture
def analyze(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def ran(*arguments: object) -> tuple[int, str, str]:
        code = run(["analyze", *map(str, arguments)])
        return code, *capsys.readouterr()

    return ran


def found_in(out: str) -> dict[str, Any]:
    return json.loads(out)["exercise"]


def test_the_object_has_the_holds_the_sides_and_a_score(clip: Path, analyze) -> None:
    code, out, _ = analyze(clip, "--stretch", NAME, "--json")
    assert code == 0
    whole, found = json.loads(out), found_in(out)
    assert (whole["score"], whole["band"], whole["rule_sets"]) == (None, "unknown", {})
    side = take(NAME).side
    assert (found["asked"], found["exercise"]) == (NAME, NAME)
    assert found["source"].startswith("SCIENCE C1")
    assert [hold["side"] for hold in found["holds"]] == [side]
    held = found["sides"][side]
    assert held["target_s"] == 30
    assert held["held_s"] == pytest.approx(found["holds"][0]["valid_s"], abs=0.01)
    assert 40 <= found["score"] < 100  # half of what is asked for, and done well
    assert (found["balance"], found["certainty"], found["candidates"]) == (None, None, [])


def test_auto_finds_the_same_and_says_how_sure_it_is(clip: Path, analyze) -> None:
    told = found_in(analyze(clip, "--stretch", NAME, "--json")[1])
    found = found_in(analyze(clip, "--stretch", "auto", "--json")[1])
    assert (found["asked"], found["exercise"], found["holds"]) == ("auto", NAME, told["holds"])
    assert found["certainty"] in ("sure", "fairly sure")
    assert found["candidates"][0]["exercise"] == NAME


def test_another_exercise_is_not_counted(clip: Path, analyze) -> None:
    code, out, _ = analyze(clip, "--stretch", "childs_pose", "--json")
    found = found_in(out)
    assert code == 0
    assert (found["holds"], found["faults"], found["score"], found["sides"]) == ([], [], None, {})


def test_files_and_page_say_the_same(clip: Path, analyze, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    code, out, _ = analyze(clip, "--stretch", "auto", "-o", folder)
    assert code == 0
    assert "Lying figure four: " in out and "ahead)" in out
    assert all(len(line) <= 80 or "Written to" in line for line in out.splitlines())
    summary = json.loads((folder / "clip" / "summary.json").read_text())
    (hold,) = summary["exercise"]["holds"]
    rows = list(csv.DictReader((folder / "clip" / "holds.csv").read_text().splitlines()))
    assert [(row["side"], float(row["t_s"]), float(row["valid_s"])) for row in rows] == [
        (hold["side"], hold["t"], hold["valid_s"])
    ]
    events = list(csv.DictReader((folder / "clip" / "events.csv").read_text().splitlines()))
    assert [row["rule"] for row in events] == [it["fault"] for it in summary["exercise"]["faults"]]
    page = (folder / "clip" / "report.html").read_text()
    assert "Lying figure four" in page and "In position" in page and "SCIENCE C1" in page
    assert all(words in page for words in summary["exercise"]["words"])
    assert "Posture could not be judged" not in page


def test_posture_is_judged_as_before_without_it(clip: Path, analyze, tmp_path: Path) -> None:
    _, out, _ = analyze(clip, "--json", "-o", tmp_path / "out")
    assert json.loads(out)["exercise"] is None
    assert not (tmp_path / "out" / "clip" / "holds.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--stretch", "no_such"), "there is no such exercise; `posecoach catalog` lists them"),
        (("--stretch", "supine_figure_for"), "did you mean supine_figure_four or "),
        (("--stretch", "Figure-Four"), "supine_figure_four"),
        (("--stretch", "hand_shake"), "the camera cannot judge it"),
        (("--stretch", "auto", "--history"), "--history is about posture"),
    ],
)
def test_what_cannot_be_judged_is_a_usage_error(clip: Path, analyze, arguments, words) -> None:
    code, out, err = analyze(clip, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_a_picture_is_refused_in_one_line(tmp_path: Path, analyze) -> None:
    path = keep(tmp_path / "a.npz", exact(NAME)[:1], "picture")
    code, _, err = analyze(path, "--stretch", NAME, "-q", "-o", tmp_path / "out")
    assert code == 1
    assert err.strip() == "posecoach: error: a.npz: --stretch needs a video, not a picture"


def test_clips_that_show_none_say_so(tmp_path: Path, analyze) -> None:
    gone = [Sighting(i / 5, i, (640, 480), ()) for i in range(60)]
    code, out, _ = analyze(keep(tmp_path / "a.npz", gone), "--stretch", "auto", "--json")
    found = found_in(out)
    assert code == 0
    assert (found["exercise"], found["score"], found["candidates"]) == (None, None, [])


def test_several_stand_side_by_side_as_exercises(clip: Path, analyze, tmp_path: Path) -> None:
    other = keep(tmp_path / "quad.npz", exact("standing_quad"))
    gone = [Sighting(i / 5, i, (640, 480), ()) for i in range(20)]
    empty = keep(tmp_path / "empty.npz", gone)
    folder = tmp_path / "out"
    code, _, _ = analyze(clip, other, empty, "--stretch", "auto", "-q", "-o", folder)
    assert code == 0
    rows = list(csv.DictReader((folder / "summary.csv").read_text().splitlines()))
    assert [row["exercise"] for row in rows] == [NAME, "standing_quad", ""]
    assert float(rows[0]["exercise_score"]) > 40 and rows[2]["exercise_score"] == ""
    side = take(NAME).side
    assert float(rows[0][f"{side}_held_s"]) > 10
    page = (folder / "index.html").read_text()
    assert "Lying figure four" in page and "not seen for long enough" in page
    assert "not posture but" not in page and "Side by side" not in page
    told = (folder / "methods.txt").read_text()
    assert told.startswith("Exercises were estimated") and "SCIENCE C1 supine_figure_four" in told
    assert "Thresholds" not in told
