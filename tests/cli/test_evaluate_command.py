"""`posecoach evaluate` on stored landmarks, where no network runs, and on one drawn picture."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from posecoach.cli import run
from posecoach.joints import Joint
from posecoach.metrics.shoulders import PER_TILT_DEG
from posecoach.sources import Kind, write_landmarks
from posecoach.types import Pose
from tests.bodies import FACING_LEFT, FRONT, Figure
from tests.evaluate.exact import at_end, exact_album
from tests.people import SIZE, person, sighting


@dataclass
class FakePicture:
    """What a picture says about itself."""

    frames_read: int = 1
    duration_s: float = nan
    name: str = "a.jpg"
    kind: Kind = "picture"
    size: tuple[int, int] = SIZE
    fps: float = nan
    problems: list[str] = field(default_factory=list)


ARMS = {"torso_thigh": 100.0, "knee": 100.0, "upper_arm": 5.0}


def archive(folder: Path, pictures: dict[str, tuple[str, str, Pose | None]]) -> Path:
    """Store one person for each picture: name -> (label, view, pose)."""
    lines = ["file,label,view"]
    for name, (label, view, pose) in pictures.items():
        (folder / name).mkdir()
        seen = [sighting(0.0) if pose is None else sighting(0.0, pose)]
        write_landmarks(folder / name / "landmarks.npz", seen, FakePicture())  # type: ignore[arg-type]
        lines.append(f"images/{name}.jpg,{label},{view}")
    (folder / "labels.csv").write_text("\n".join(lines), "utf-8")
    return folder


def side(folder: Path) -> Path:
    pictures: dict[str, tuple[str, str, Pose | None]] = {}
    for i in range(5):
        well = Figure(**ARMS, neck=2.0 * i)
        badly = Figure(**ARMS, trunk=15.0 + i, neck=26.0 + i)
        pictures[f"good{i}"] = "good", "side", person(well, FACING_LEFT)
        pictures[f"bad{i}"] = "slouch", "side", person(badly, FACING_LEFT)
    pictures["nobody"] = "slouch", "side", None
    return archive(folder, pictures)


def evaluated(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["evaluate", *arguments, "--json", "-q"]) == 0
    facts: dict[str, Any] = json.loads(capsys.readouterr().out)
    return facts


def test_an_archive_of_landmarks_is_evaluated_without_the_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = evaluated(capsys, str(side(tmp_path)))
    assert (facts["schema"], facts["kind"], facts["files"]) == (1, "labelled", 11)
    assert (facts["good"], facts["bad"]) == (["good"], ["slouch"])
    by_label = {one["label"]: one for one in facts["coverage"]}
    assert by_label["good"]["judged"] == 1
    assert by_label["slouch"]["judged"] == pytest.approx(5 / 6, abs=1e-3)
    assert facts["reasons"] == {"no person": 1}
    by = {one["name"]: one for one in facts["separations"]}
    for name in ("score", "side_sitting/forward_head", "side_sitting/trunk_lean"):
        assert by[name]["auc"]["value"] == 1, name
        assert by[name]["balanced"]["value"] == 1, name
    assert by["cue"]["auc"]["value"] is None  # it only says yes or no
    assert facts["view"]["accuracy"]["value"] == pytest.approx(10 / 11, abs=1e-3)


def test_the_labels_meaning_can_be_turned_round(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = evaluated(capsys, str(side(tmp_path)), "--good", "slouch")
    assert facts["bad"] == ["good"]
    assert facts["separations"][0]["auc"]["value"] == 0


def front(folder: Path) -> Path:
    """Three people who each hold their head tilted by 9 degrees when they sit well."""
    pictures: dict[str, tuple[str, str, Pose | None]] = {}
    hips_and_below = range(23, 33)
    for who in "abc":
        for i, (label, roll) in enumerate(
            [("straight", 9.0), ("straight", 9.0), ("head_tilt_left", 24.0)] * 2
        ):
            pose = person(Figure(head_roll=roll + i / 10), FRONT, hide=hips_and_below)
            px = np.array(pose.px)
            left, right = px[Joint.LEFT_SHOULDER, 0], px[Joint.RIGHT_SHOULDER, 0]
            px[: Joint.LEFT_SHOULDER, 0] += PER_TILT_DEG * roll * (left - right)  # it leans out
            pictures[f"{who}{i}"] = label, "front", replace(pose, px=px)
    archive(folder, pictures)
    lines = (folder / "labels.csv").read_text("utf-8").splitlines()
    grouped = [f"{line},{line.split('/')[-1][0]}" for line in lines[1:]]
    (folder / "labels.csv").write_text("\n".join(["file,label,view,group", *grouped]), "utf-8")
    return folder


def test_each_group_may_be_judged_against_a_good_picture_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(front(tmp_path))
    without = evaluated(capsys, folder)
    with_one = evaluated(capsys, folder, "--baseline-label", "straight")

    assert (without["rows"], with_one["rows"]) == (18, 15)
    assert sorted(with_one["baselines"]) == ["a", "b", "c"]
    score = [one["separations"][0]["balanced"]["value"] for one in (without, with_one)]
    assert score[0] < score[1] == 1
    assert with_one["classes"]["names"] == ["head_tilt_left", "nothing said"]
    assert with_one["classes"]["counts"] == [[6, 0], [0, 9]]


def test_which_good_picture_is_the_baseline_is_drawn_by_the_seed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(front(tmp_path))
    drawn = [
        evaluated(capsys, folder, "--baseline-label", "straight", "--seed", seed)["baselines"]
        for seed in ("0", "0", "1", "2", "3")
    ]
    assert drawn[0] == drawn[1]
    assert len({str(one) for one in drawn}) > 1


def test_a_page_and_the_facts_are_written_where_asked_without_any_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    (tmp_path / "set").mkdir()
    assert run(["evaluate", str(side(tmp_path / "set")), "-o", str(out), "-q"]) == 0
    text = capsys.readouterr().out
    assert "Good and bad told apart" in text
    assert max(len(line) for line in text.splitlines()) <= 80
    assert sorted(path.name for path in out.iterdir()) == ["evaluation.html", "evaluation.json"]
    assert json.loads((out / "evaluation.json").read_text("utf-8"))["files"] == 11
    assert "<img" not in (out / "evaluation.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere",), "nowhere: there is no such folder"),
        ((".", "--good", "fine"), "no file has the label 'fine'"),
        ((".", "--expect", "slouch=slumpp"), "there is no rule 'slumpp'"),
        ((".", "--group", "lamp"), "neither a column nor a note 'lamp'"),
        ((".", "--baseline-label", "fine"), "no file so labelled makes a baseline"),
        (("rendered", "--suite", "nothing"), "there is no suite 'nothing'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(side(tmp_path))
    assert run(["evaluate", *arguments, "-q"]) == 1
    said = capsys.readouterr().err.strip()
    assert said.startswith("posecoach: error: ")
    assert words in said
    assert "\n" not in said


def test_options_of_the_other_kind_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "rendered", "--baseline-label", "good"]) == 2
    assert "--baseline-label is for labelled folders" in capsys.readouterr().err
    assert run(["evaluate", ".", "--people", "3"]) == 2
    assert "--people is for rendered suites" in capsys.readouterr().err
    assert run(["evaluate", "exercises", "--suite", "a"]) == 2
    assert "--suite is for rendered suites" in capsys.readouterr().err
    assert run(["evaluate", "rendered", "--album", "a.npz"]) == 2
    assert "--album is for exercises" in capsys.readouterr().err


def test_exercises_are_judged_again_from_the_pictures_that_were_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    album, tables = tmp_path / "a.npz", tmp_path / "tables.md"
    exact_album(at_end("glute_bridge", "start", "end")).save(album)
    facts = evaluated(capsys, "exercises", "--album", str(album), "--markdown", str(tables))
    assert (facts["kind"], facts["about"]) == ("exercises", "1 people of the tune set, seed 0")
    (bridge,) = (one for one in facts["exercises"] if one["id"] == "glute_bridge")
    assert (bridge["found"], bridge["recognised"]["value"]) == (1.0, 1.0)
    assert "| Bridge | side | 100 % of 1 | 1.00" in tables.read_text("utf-8")
    assert run(["evaluate", "exercises", "--album", str(tables), "-q"]) == 1
    assert "tables.md: no pictures of exercises" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_evaluated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = side(tmp_path)
    (folder / "broken.jpg").write_bytes(b"no picture")
    with (folder / "labels.csv").open("a", encoding="utf-8") as labels:
        labels.write("\nbroken.jpg,good,side")
    facts = evaluated(capsys, str(folder))
    assert list(facts["unread"]) == ["broken.jpg"]
    assert (facts["files"], facts["rows"]) == (12, 11)


@pytest.mark.network
def test_a_suite_of_ones_own_is_drawn_and_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "mine.toml").write_text(
        'title = "Mine"\nvary = "light"\nlevels = ["daylight"]\npictures = 2\n'
        'metrics = ["trunk_inclination"]\nrecognition = true\n'
        '[[scene]]\npostures = ["trunk_lean 15"]\nazimuths = [90]\n',
        "utf-8",
    )
    errors, out = tmp_path / "errors.json", tmp_path / "out"
    facts = evaluated(
        capsys,
        *("rendered", "--suite", "mine", "--people", "2", "--split", "tune"),
        *("-o", str(out), "--write-errors", str(errors)),
    )
    (suite,) = facts["pictures"]
    assert (suite["people"], suite["pictures"]) == (2, 4)
    (trunk,) = suite["metrics"]
    assert trunk["error"]["n"] == 4
    assert trunk["error"]["mae"]["value"] < 8
    activity = next(one for one in suite["confusions"] if one["title"] == "Activity")
    assert activity["names"] == ["sitting"]
    assert json.loads(errors.read_text("utf-8"))["suites"] == ["mine"]
    assert "<img" in (out / "evaluation.html").read_text("utf-8")  # drawn figures may be shown
