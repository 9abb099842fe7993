"""`posecoach analyze` on stored landmarks, where every angle is known and no network runs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from posecoach import baseline
from posecoach.cli import run
from posecoach.cli.analyze import _folder_names
from posecoach.sources import Kind, write_landmarks
from posecoach.types import Sighting
from posecoach.version import VERSION
from tests.bodies import FACING_LEFT, FRONT
from tests.people import SIZE, SLOUCHED, UPRIGHT, film, person, times, watched

# DESIGN 10
KEYS = {
    "schema",
    "source",
    "kind",
    "duration_s",
    "fps",
    "frames",
    "frames_analyzed",
    "person_fraction",
    "coverage",
    "view",
    "framing",
    "activity_s",
    "score",
    "band",
    "band_s",
    "metrics",
    "losses",
    "events",
    "problems",
    "posecoach",
    "model",
}
FPS, SECONDS = 8.0, 20.0
WELL = film(lambda t: person(UPRIGHT, FACING_LEFT), times(SECONDS, FPS))
STORY = film(
    lambda t: None if t >= 16 else person(SLOUCHED if 4 <= t < 12 else UPRIGHT, FACING_LEFT),
    times(SECONDS, FPS),
)


@dataclass
class FakeVideo:
    """What a recording says about itself."""

    frames_read: int
    duration_s: float
    name: str = "clip.mp4"
    kind: Kind = "video"
    size: tuple[int, int] = SIZE
    fps: float = FPS
    problems: list[str] = field(default_factory=list)


Keep = Callable[..., Path]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Store sightings as landmarks and return the file."""

    def write(name: str, seen: Sequence[Sighting] = WELL, **facts: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        video = FakeVideo(len(seen), len(seen) / FPS, **facts)
        write_landmarks(path, seen, video)  # type: ignore[arg-type]
        return path

    return write


class Ran:
    """How one command line went."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        self.code = run(["analyze", *map(str, arguments)])
        self.out, self.err = capsys.readouterr()

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def analyze(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    return lambda *arguments: Ran(capsys, *arguments)


# --- what it says -----------------------------------------------------------------------------


def test_there_is_one_object_for_each_input_with_every_key_of_the_design(keep, analyze):
    ran = analyze(keep("a.npz"), keep("b.npz", STORY), "--json")
    assert ran.code == 0
    assert len(ran.objects) == 2
    for found in ran.objects:
        assert found.keys() >= KEYS
        assert (found["schema"], found["posecoach"], found["model"]) == (1, VERSION, "full")


def test_the_numbers_are_those_of_the_story(keep, analyze):
    (found,) = analyze(keep("story.npz", STORY), "--json").objects
    assert (found["view"], found["framing"]) == ("side-left", "full-body")
    assert found["frames_analyzed"] == len(STORY)
    assert found["person_fraction"] == pytest.approx(0.8, abs=0.01)
    assert found["coverage"] == pytest.approx(0.8, abs=0.01)
    assert found["activity_s"]["sitting"] == pytest.approx(16, abs=0.3)
    assert found["activity_s"]["unknown"] == pytest.approx(4, abs=0.3)  # gone, too short for away
    assert found["band_s"]["poor"] == pytest.approx(8, abs=0.6)
    assert found["band_s"]["good"] == pytest.approx(8, abs=0.9)
    assert found["band_s"]["unknown"] == pytest.approx(4, abs=0.3)
    assert sum(found["band_s"].values()) == pytest.approx(found["duration_s"])
    assert found["score"] + sum(found["losses"].values()) == pytest.approx(100, abs=0.01)
    assert found["losses"]["neck"] > found["losses"]["trunk"] > 0
    assert found["metrics"]["trunk_inclination"]["unit"] == "deg"
    assert found["metrics"]["trunk_inclination"]["p90"] == pytest.approx(18, abs=0.1)
    assert [(e["rule"], e["level"]) for e in found["events"]] == [
        ("forward_head", "poor"),
        ("trunk_lean", "caution"),
    ]
    for event in found["events"]:
        assert event["t"] == pytest.approx(4, abs=0.5)


def test_nobody_at_all_has_no_score_and_says_so(keep, analyze):
    (found,) = analyze(keep("empty.npz", film(lambda t: None, times(5, FPS))), "--json").objects
    assert (found["score"], found["band"], found["coverage"]) == (None, "unknown", 0)
    assert (found["view"], found["losses"], found["events"]) == ("unknown", {}, [])
    assert found["reasons_s"] == {"no person": found["duration_s"]}


def test_the_camera_of_the_settings_gives_distances(keep, analyze, tmp_path, monkeypatch):
    close_up = film(lambda t: person(UPRIGHT, FRONT), times(3, FPS))
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    path = keep("front.npz", close_up)
    (found,) = analyze(path, "--json").objects
    assert "screen_distance" not in found["metrics"]
    (tmp_path / "settings.toml").write_text("[camera]\nhorizontal_fov_deg = 78\n")
    (found,) = analyze(path, "--json").objects
    expected_cm = 790 * 6.3 / (0.126 * 220)
    assert found["metrics"]["screen_distance"]["p50"] == pytest.approx(expected_cm, rel=0.01)


# --- baseline ---------------------------------------------------------------------------------


@pytest.mark.parametrize("saved", [True, False])
def test_a_baseline_makes_the_changes_from_it_known(keep, analyze, tmp_path, saved):
    own = keep("own.npz")
    if saved:
        own = tmp_path / "own.json"
        baseline.save(baseline.capture(watched(WELL)), own)
    story = keep("story.npz", STORY)
    (without,) = analyze(story, "--json").objects
    (found,) = analyze(story, "--json", "--baseline", own).objects
    assert without["metrics"]["head_inclination"]["p50"] is None
    assert found["metrics"]["head_inclination"]["p50"] == pytest.approx(0, abs=0.05)
    assert found["metrics"]["trunk_length_ratio"]["p50"] == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.json", "cannot be read"),
        ("missing.mp4", "missing.mp4"),
        ("empty.npz", "baseline: no frame of it can be judged: no person"),
    ],
)
def test_a_baseline_that_is_none_is_one_line_before_anything_is_done(
    keep, analyze, tmp_path, name, words
):
    keep("empty.npz", film(lambda t: None, times(2, FPS)))
    ran = analyze(keep("a.npz"), "--json", "--baseline", tmp_path / name)
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


# --- what goes wrong --------------------------------------------------------------------------


def test_an_input_that_fails_is_an_object_with_the_reason_and_the_others_are_done(
    keep, analyze, tmp_path
):
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"PK\x03\x04 but no more")
    empty = tmp_path / "nothing"
    empty.mkdir()
    missing = tmp_path / "missing.mp4"
    ran = analyze(missing, keep("a.npz"), broken, empty, keep("b.npz"), "--json")
    assert ran.code == 1
    assert ["error" in found for found in ran.objects] == [True, False, True, True, False]
    for found, path in zip(ran.objects, (missing, None, broken, empty, None), strict=True):
        if path:
            assert found.keys() == {"schema", "source", "error"}
            assert (found["schema"], found["source"]) == (1, str(path))
            assert path.name in found["error"]
            assert "\n" not in found["error"]
    errors = [line for line in ran.err.splitlines() if line.startswith("posecoach: error: ")]
    assert len(errors) == 3


@pytest.mark.parametrize("name", ["missing.mp4", "nothing"])
def test_a_failure_alone_exits_with_1_and_writes_nothing(analyze, tmp_path, name):
    (tmp_path / "nothing").mkdir()
    ran = analyze(tmp_path / name, "-o", tmp_path / "out")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith("posecoach: error: ")
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_cannot_be_made_fails_each_input_in_one_line(keep, analyze, tmp_path):
    (tmp_path / "file").touch()
    ran = analyze(keep("a.npz"), "-o", tmp_path / "file" / "out")
    assert ran.code == 1
    assert "cannot be made" in ran.err
    assert "--output" in ran.err
    assert ran.err.count("\n") == 1


def test_wrong_settings_are_one_line(keep, analyze, tmp_path, monkeypatch):
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    (tmp_path / "settings.toml").write_text("[analyze]\nrate = 'fast'\n")
    ran = analyze(keep("a.npz"), "--json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("posecoach: error: settings.toml: analyze.rate")


def test_a_wrong_rule_file_of_the_user_is_one_line(keep, analyze, tmp_path, monkeypatch):
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path / "mine"))
    (tmp_path / "mine" / "rules").mkdir(parents=True)
    (tmp_path / "mine" / "rules" / "x.toml").write_text("title = 3")
    ran = analyze(keep("a.npz"), "--json")
    assert ran.code == 1
    assert "x.toml: " in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("x.mp4", "--rate", "0"),
        ("x.mp4", "--rate", "-3"),
        ("x.mp4", "--rate", "fast"),
        ("x.mp4", "--rate", "nan"),
        ("x.mp4", "--colour"),
        ("x.mp4", "-o", __file__),
    ],
)
def test_wrong_usage_exits_with_2(analyze, options):
    ran = analyze(*options)
    assert ran.code == 2
    assert ran.out == ""


@pytest.mark.parametrize("rate", ["all", "5", "12.5"])
def test_a_rate_is_a_number_or_all(keep, analyze, rate):
    assert analyze(keep("a.npz"), "--json", "--rate", rate).code == 0


# --- files ------------------------------------------------------------------------------------


def test_json_alone_writes_no_files(keep, analyze, tmp_path, monkeypatch):
    path = keep("in/a.npz")
    monkeypatch.chdir(tmp_path)
    assert analyze(path, "--json").code == 0
    assert [it.name for it in tmp_path.iterdir()] == ["in"]


def test_json_with_a_folder_does_both(keep, analyze, tmp_path):
    ran = analyze(keep("a.npz"), "--json", "-o", tmp_path / "out")
    assert json.loads((tmp_path / "out" / "a" / "summary.json").read_text()) == ran.objects[0]


def test_results_go_to_a_folder_of_the_current_one_by_default(keep, analyze, tmp_path, monkeypatch):
    path = keep("in/a.npz", STORY)
    monkeypatch.chdir(tmp_path)
    ran = analyze(path)
    assert ran.code == 0
    written = {it.name for it in (tmp_path / "posecoach-results" / "a").iterdir()}
    expected = {"summary.json", "frames.csv", "events.csv", "report.html"}
    assert written - {"frames.parquet", "events.parquet"} == expected  # where pyarrow is installed
    assert "Written to posecoach-results/a" in ran.out.replace("\\", "/")


def test_landmarks_can_be_kept_and_judged_again_with_the_same_result(keep, analyze, tmp_path):
    (first,) = analyze(
        keep("a.npz", STORY), "--json", "--landmarks", "-o", tmp_path / "out"
    ).objects
    (again,) = analyze(tmp_path / "out" / "a" / "landmarks.npz", "--json").objects
    assert first.keys() == again.keys()
    differing = {key for key in first if first[key] != again[key]}
    assert differing <= {"source"}


def test_several_inputs_get_an_overview_and_folders_of_their_own(keep, analyze, tmp_path):
    out = tmp_path / "out"
    inputs = keep("one/day.npz"), keep("two/day.npz", STORY), keep("other.npz")
    ran = analyze(*inputs, tmp_path / "missing.mp4", "-o", out, "-q")
    assert (ran.code, ran.out) == (1, "")
    folders = {it.name for it in out.iterdir() if it.is_dir()}
    assert folders == {"day.npz", "day.npz-2", "other"}
    rows = list(csv.DictReader((out / "summary.csv").read_text("utf-8").splitlines()))
    assert len(rows) == 4
    page = (out / "index.html").read_text(encoding="utf-8")
    for folder in folders:
        assert f"{folder}/report.html" in page
    assert "missing" in page


def test_a_folder_means_the_files_in_it_by_name(keep, analyze, tmp_path):
    for name in ("b.npz", "a.npz", "c.npz"):
        keep(f"in/{name}")
    (tmp_path / "in" / "notes.txt").touch()
    ran = analyze(tmp_path / "in", "--json")
    assert [Path(found["source"]).stem for found in ran.objects] == ["a", "b", "c"]


def test_quiet_says_nothing_at_all(keep, analyze, tmp_path):
    ran = analyze(keep("a.npz"), "-q", "-o", tmp_path / "out")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/x.mp4", "a/y.mp4"], ["x", "y"]),
        (["a/x.mp4", "a/x.mov"], ["x.mp4", "x.mov"]),
        (["a/x.mp4", "b/x.mp4", "c/x.mp4"], ["x.mp4", "x.mp4-2", "x.mp4-3"]),
        (["a/x.mp4", "b/x.mp4", "c/x.mp4-2"], ["x.mp4", "x.mp4-2", "x.mp4-2-2"]),
        (["a/x.mp4", "a/x.mp4.mp4", "b/x.mov"], ["x.mp4", "x.mp4-2", "x.mov"]),
        ([], []),
    ],
)
def test_no_two_inputs_share_a_folder(paths, names):
    found = _folder_names([Path(path) for path in paths])
    assert found == names
    assert len(set(found)) == len(paths)
