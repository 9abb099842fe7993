"""Clips of exercises by the command; only the painting and the network are stood in for."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copyfile, copytree
from typing import Any

import numpy as np
import pytest

from posecoach.cli import run
from posecoach.evaluate import exercise_clips
from posecoach.evaluate.exercise_clips import HOLD_S, ROLL_S, STROKE_S, TRUE, Take
from posecoach.evaluate.exercise_holds import EACH, people_of
from posecoach.evaluate.stage import Cast
from posecoach.exercises import load
from posecoach.joints import Joint
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.render import Picture
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.stretches import stretches
from posecoach.types import Frame, Pose, Sighting

HELD, REPEATED, ROLLED = "calf_wall", "glute_bridge", "glute_rolling"
FEW = {name: it for name, it in load.load_exercises().items() if name in (HELD, REPEATED, ROLLED)}


class Studio:
    """Paints nothing, and a network that knows where every joint is."""

    def __init__(self) -> None:
        self.frames = 0
        self._shown: Pose | None = None

    def render(self, figure: Figure, camera: Camera, *_: object) -> Picture:
        points = landmarks(figure)
        px, _depth = camera.project(points)
        hips = points[[Joint.LEFT_HIP, Joint.RIGHT_HIP]].mean(0)
        world, there = (points - hips) @ camera.axes.T, np.ones(len(px), bool)
        self._shown = Pose(0.0, px, world, there.astype(float))
        blank = np.zeros((camera.size[1], camera.size[0], 3), np.uint8)
        return Picture(blank, px, world, there, blank[..., 0])

    def __call__(self, frame: Frame) -> Sighting:
        assert self._shown is not None
        self.frames += 1
        return Sighting(frame.t, frame.index, frame.size, (self._shown,), 128.0, 50.0, True)

    def __enter__(self) -> Studio:
        return self

    def __exit__(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A folder with a clip of each of a few exercises, and how many frames were looked at."""
    folder, studio = tmp_path_factory.mktemp("film") / "clips", Studio()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exercise_clips, "MediaPipeEstimator", lambda *_, **__: studio)
        patch.setattr(exercise_clips, "render", studio.render)
        patch.setattr(exercise_clips, "expose", lambda image, *_: image)
        patch.setattr(load, "load_exercises", lambda: FEW)
        assert run(asked(folder)) == 0
    return folder, studio.frames


@pytest.fixture
def folder(filmed: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it; nothing more can be drawn or looked at."""
    monkeypatch.setattr(exercise_clips, "MediaPipeEstimator", None)
    monkeypatch.setattr(load, "load_exercises", lambda: FEW)
    return Path(copytree(filmed[0], tmp_path / "clips"))


def asked(folder: Path) -> list[str]:
    return ["evaluate", "exercises", "--clips", str(folder), "--people", "1", "--seed", "3", "-q"]


def judged(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert run([*asked(folder), "--json", *more]) == 0
    facts: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert facts["kind"] == "clips"
    return {one["exercise"]: one for one in facts["clips"]} | {"": facts["false_share"]}


def test_clips_are_filmed_once_kept_and_judged(
    filmed: tuple[Path, int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert filmed[1] > 3 * HOLD_S * exercise_clips.FPS
    tables = folder.parent / "holds.md"
    found = judged(folder, capsys, "--markdown", str(tables))
    assert found.pop("") == 0
    assert set(found) == set(FEW)
    for name, one in found.items():
        assert (one["person"], one["auto"], one["wrong"]) == ("test 3 0", name, {})
    assert found[HELD]["counted_s"] == pytest.approx(HOLD_S, abs=0.5)
    assert found[REPEATED]["count"] == found[REPEATED]["done"] >= 4
    assert found[ROLLED]["count"] == found[ROLLED]["done"] == int(ROLL_S / STROKE_S)
    assert found[ROLLED]["stroke_s"] == pytest.approx(STROKE_S, abs=0.2)
    text = tables.read_text("utf-8")
    assert "1 of 1 holds are within 2 s" in text and "2 of 2 counts are right" in text


def test_what_is_not_the_exercise_is_not_counted_and_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (held,), (rolled,) = (
        [path for path in folder.glob(f"{name}.*") if TRUE not in path.name]
        for name in (HELD, ROLLED)
    )
    copyfile(rolled, held)
    found = judged(folder, capsys)
    assert (found[HELD]["counted_s"], found[HELD]["auto"]) == (0, ROLLED)
    assert found[HELD]["wrong"][ROLLED] > ROLL_S / 2 and found[""] > 0


def test_what_is_no_clip_is_told_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "holiday.npz").write_bytes(b"no")
    assert run(asked(folder)) == 1
    said = capsys.readouterr().err
    assert "holiday.npz: not a clip" in said and said.count("\n") == 1


def test_who_is_filmed_does_not_depend_on_what_is_checked() -> None:
    casts = [Cast(3, "test", number) for number in range(5)]
    turns = people_of(casts)
    assert set(turns) == set(stretches())
    assert all(len({cast.number for cast in turn}) == EACH for turn in turns.values())
    assert {cast.number for turn in turns.values() for cast in turn} == set(range(5))
    assert people_of(casts[:1])[HELD] == casts[:1]


def test_a_take_comes_back_out_of_its_way() -> None:
    take = Take(FEW[HELD], stretches()[HELD], Cast(3, "tune", 1))
    knee = lambda t: take.figure_at(t).points["left_knee"]  # noqa: E731
    out = 2.0 + 2 * take.way_s + HOLD_S
    assert knee(out) == pytest.approx(knee(0.0), abs=0.05)  # but for the sway
    assert take.seconds < out and np.abs(knee(2.0 + take.way_s + 5.0) - knee(0.0)).max() > 0.1
