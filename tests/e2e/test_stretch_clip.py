"""A drawn exercise in a video file, through the real network: told, recognised, filmed, refused."""

from __future__ import annotations

import csv
from pathlib import Path

import av
import pytest

from posecoach.evaluate.exercise_clips import Take
from posecoach.evaluate.stage import Cast
from posecoach.exercises.load import load_exercises
from posecoach.mannequin.render import render
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.staging import staged
from posecoach.mannequin.stretches import stretches
from tests.e2e.conftest import filmed
from tests.e2e.running import analysed, ran
from tests.e2e.scenes import nobody
from tests.sources.made import clip

pytestmark = pytest.mark.network

NAME, FPS = "standing_quad", 5
TAKE = Take(load_exercises()[NAME], stretches()[NAME], Cast(0, "tune", 1), FPS)
BEFORE, HELD = 1 * FPS, 10 * FPS  # frames
LOST_S = 3.0  # at a cut, until the person is followed again and at rest


@pytest.fixture(scope="module")
def quad(studio: Path) -> Path:
    """A second standing, then, after a cut, ten with the heel at the buttock."""
    body, camera = TAKE.person.proportions, TAKE.camera()
    _, _, room = staged(TAKE.figure, 0.0, TAKE.side, body)
    start, end = (
        render(pose(TAKE.figure.posture(share, TAKE.side, body), body), camera, room).image
        for share in (0.0, 1.0)
    )
    return clip(studio / "quad.mp4", [start] * BEFORE + [end] * HELD, fps=FPS)


@pytest.fixture(scope="module")
def results(quad: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `--stretch auto` writes about it."""
    folder = tmp_path_factory.mktemp("results")
    done = ran("analyze", quad, "--stretch", "auto", "-o", folder, "--landmarks")
    assert done.code == 0, done.err
    assert "Standing thigh stretch: " in done.out and "Score " in done.out
    return folder / "quad"


def test_the_hold_is_found_and_scored_for_what_was_done(results: Path) -> None:
    found = analysed(results / "landmarks.npz", "--stretch", NAME)["exercise"]
    (hold,) = found["holds"]
    assert hold["side"] == TAKE.side
    assert BEFORE / FPS <= hold["t"] <= BEFORE / FPS + LOST_S
    assert HELD / FPS - LOST_S <= hold["valid_s"] <= HELD / FPS
    done = found["sides"][TAKE.side]
    known = [(0.5, hold["valid_s"] / done["target_s"]), (0.3, done["form"]), (0.2, done["pace"])]
    assert found["score"] == pytest.approx(100 * sum(w * share for w, share in known), abs=0.2)
    assert found["depth_measure"] == "knee_flexion" and 95 <= done["depth"] <= 150
    rows = list(csv.DictReader((results / "holds.csv").read_text().splitlines()))
    assert [float(row["valid_s"]) for row in rows] == [hold["valid_s"]]


def test_the_video_shows_the_whole_picture_with_the_strip_below_it(results: Path) -> None:
    with av.open(str(results / "annotated.mp4")) as video:
        frames = [frame.to_ndarray(format="bgr24") for frame in video.decode(video=0)]
    assert len(frames) == BEFORE + HELD
    assert frames[0].shape[1] == 640 and frames[0].shape[0] > 480 + 90
    first, last = (frame[484:, :140].astype(int) for frame in (frames[0], frames[-1]))
    green = [(part[..., 1] - part[..., 2] > 60).sum() for part in (first, last)]
    assert green[0] == 0 < green[1]  # the ring has begun to fill
    assert 'href="./annotated.mp4#t=' in (results / "report.html").read_text()


def test_another_exercise_is_not_found_in_it(results: Path) -> None:
    found = analysed(results / "landmarks.npz", "--stretch", "standing_forward_fold")["exercise"]
    assert (found["holds"], found["score"]) == ([], None)


def test_a_video_without_anybody_says_so(studio: Path, tmp_path: Path) -> None:
    path = filmed(studio / "nobody.mp4", lambda t: nobody(), 2.0, fps=5)
    done = ran("analyze", path, "--stretch", "auto", "-o", tmp_path / "out")
    assert done.code == 0
    assert "None of the exercises" in done.out and "Traceback" not in done.err
    assert (tmp_path / "out" / path.stem / "annotated.mp4").exists()
