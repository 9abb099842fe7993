"""The bundled clip is the story it says it is, and its truth is the figure's."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from posecoach.mannequin.demo import demo_clip, demo_truth
from posecoach.mannequin.desk_day import (
    CAMERA,
    DURATION,
    FACING,
    NEAR_LEFT,
    SEED,
    SEGMENTS,
    DeskDay,
    label_at,
)
from posecoach.mannequin.render import render
from posecoach.metrics import METRICS, Body
from tests.mannequin.exact import px

STORY = DeskDay()
HANDLES = ("head", "pelvis", "left_wrist")


@pytest.fixture(scope="module")
def truth() -> Any:
    return json.loads(demo_truth().read_text(encoding="utf-8"))


def frames_at(times: list[float]) -> dict[float, Any]:
    import av

    found = {}
    with av.open(str(demo_clip())) as container:
        for frame in container.decode(video=0):
            if frame.time in times:
                found[frame.time] = frame.to_ndarray(format="bgr24")
    return found


def blocks(image: Any) -> Any:
    height, width = (n // 16 * 16 for n in image.shape[:2])
    tiles = image[:height, :width].reshape(height // 16, 16, width // 16, 16, 3)
    return tiles.mean((1, 3))


def test_the_clip_plays_in_browsers_and_is_small() -> None:
    import av

    with av.open(str(demo_clip())) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == CAMERA.size
        assert 15 <= float(stream.average_rate) <= 25
        assert stream.frames / float(stream.average_rate) == pytest.approx(DURATION, abs=0.1)
    assert 40 <= DURATION <= 60
    assert demo_clip().stat().st_size < 600_000


def test_the_clip_shows_the_story_as_it_is_told_now() -> None:
    times = [3.0, 12.0, 30.0, 38.5, 43.0, 57.0]
    for t, image in frames_at(times).items():
        moment = STORY.at(t)
        drawn = render(moment.figure, CAMERA, moment.scenery).image
        # compression moves no block of 16 pixels by more than 6 levels, another posture by 60
        assert np.abs(blocks(image) - blocks(drawn)).max() < 10, t
        times.remove(t)
    assert not times


def test_segments_follow_each_other_without_gaps(truth: Any) -> None:
    ends = [segment["end"] for segment in truth["segments"]]
    starts = [segment["start"] for segment in truth["segments"]]
    assert starts == [0.0, *ends[:-1]] and ends[-1] == truth["duration_s"] == DURATION
    labels = [s["label"] for s in truth["segments"] if s["label"] != "moving"]
    assert labels == ["upright", "forward_head", "upright", "trunk_lean", "away", "upright"]
    for s in truth["segments"]:
        if s["label"] != "moving":
            assert 6.0 <= s["end"] - s["start"] <= 8.0


def test_the_recorded_angles_are_those_of_the_exact_joints(truth: Any) -> None:
    assert truth["seed"] == SEED and truth["camera"]["size"] == list(CAMERA.size)
    known = truth["truth"]
    assert np.allclose(np.diff(known["t"]), 0.1)
    for i in range(0, len(known["t"]), 7):
        moment = STORY.at(known["t"][i])
        for name in ("neck_inclination", "trunk_inclination"):
            if moment.figure is None or not moment.seated:
                assert known[name][i] is None
                continue
            body = Body(px(moment.figure, CAMERA), FACING, NEAR_LEFT)
            measured = float(METRICS[name].compute(body))
            assert known[name][i] == pytest.approx(measured, abs=0.006)


@pytest.mark.parametrize(
    ("label", "neck", "trunk"),
    [("upright", 5.5, -2), ("forward_head", 27, 3), ("trunk_lean", 32, 26)],
)
def test_each_posture_is_held_naturally(truth: Any, label: str, neck: float, trunk: float) -> None:
    known = truth["truth"]
    held = [i for i, t in enumerate(known["t"]) if label_at(t) == label]
    for name, angle in (("neck_inclination", neck), ("trunk_inclination", trunk)):
        values = np.array([known[name][i] for i in held], float)
        assert values.mean() == pytest.approx(angle, abs=1.5)
        assert 0.1 < values.std() < 2.5


def test_movements_between_postures_are_no_faster_than_people_move() -> None:
    times = np.arange(0, 35, 0.05)
    trunk = np.array([STORY.at(float(t)).figure.spec.trunk.forward for t in times])  # type: ignore[union-attr]
    assert np.abs(np.diff(trunk)).max() / 0.05 < 60


def test_nobody_is_there_while_away_and_somebody_all_other_time() -> None:
    for segment in SEGMENTS:
        middle = STORY.at((segment.start + segment.end) / 2)
        assert (middle.figure is None) == (segment.label == "away")


def test_the_person_leaves_and_enters_out_of_sight() -> None:
    away = next(segment for segment in SEGMENTS if segment.label == "away")
    empty = render(None, CAMERA, STORY.at(away.start).scenery).image
    for t in (away.start - 0.05, away.end):
        moment = STORY.at(t)
        assert moment.figure is not None
        shown = render(moment.figure, CAMERA, moment.scenery).image
        assert np.abs(shown.astype(int) - empty).max() <= 16, t  # a shadow's soft edge at most


def test_the_story_does_not_jump() -> None:
    def place(t: float) -> Any:
        figure = STORY.at(t).figure
        return None if figure is None else figure.points

    times = np.arange(0.0, DURATION, 0.05).tolist()
    places = [place(t) for t in times]
    for t, a, b in zip(times, places, places[1:], strict=False):
        if a is not None and b is not None:
            far = max(float(np.linalg.norm(a[n] - b[n])) for n in HANDLES)
            assert far < 0.2, t
