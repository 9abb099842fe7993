"""What `analyze` makes of a recording whose story is known, with the real network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from posecoach.outputs.annotated import TICKS
from tests.e2e.running import Ran, analysed, left_over, ran, rows
from tests.e2e.scenes import LEANS_FROM, SECONDS, SITS_WELL_UNTIL

pytestmark = pytest.mark.network

FRAMES = round(SECONDS * 15)
NUMBERS = ("score", "losses", "band_s", "metrics", "events", "view", "framing", "activity_s")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="module")
def done(desk_clip: Path, folder: Path) -> Ran:
    return ran("analyze", desk_clip, "-o", folder, "--json", "--landmarks", "--keep-frames")


@pytest.fixture(scope="module")
def results(done: Ran, folder: Path) -> Path:
    assert done.code == 0, done.err
    return folder / "desk"


@pytest.fixture(scope="module")
def summary(results: Path, done: Ran) -> dict[str, Any]:
    return done.object


def test_every_file_is_there_and_nothing_else(results: Path) -> None:
    assert {path.name for path in results.iterdir()} - {"frames.parquet", "events.parquet"} == {
        "summary.json",
        "frames.csv",
        "events.csv",
        "report.html",
        "annotated.mp4",
        "landmarks.npz",
    }


def test_the_object_on_stdout_is_the_one_in_the_file(results: Path, done: Ran) -> None:
    assert json.loads((results / "summary.json").read_text()) == done.object


def test_the_whole_recording_was_judged(summary: dict[str, Any], desk_clip: Path) -> None:
    assert summary["source"] == desk_clip.name
    assert (summary["kind"], summary["fps"]) == ("video", 15.0)
    assert summary["frames"] == summary["frames_analyzed"] == FRAMES
    assert summary["duration_s"] == pytest.approx(SECONDS, abs=0.01)
    assert summary["person_fraction"] == summary["coverage"] == 1.0
    assert (summary["view"], summary["framing"]) == ("side-left", "full-body")
    assert summary["activity_s"]["sitting"] == pytest.approx(SECONDS, abs=0.01)
    assert summary["problems"] == []


def test_there_is_a_row_for_every_frame(results: Path, summary: dict[str, Any]) -> None:
    table = rows(results / "frames.csv")
    assert len(table) == summary["frames_analyzed"]
    assert [int(row["index"]) for row in table] == list(range(FRAMES))
    times = np.array([float(row["t_s"]) for row in table])
    assert times == pytest.approx(np.arange(FRAMES) / 15, abs=0.001)


def test_sitting_well_scores_high_and_leaning_low(results: Path, summary: dict[str, Any]) -> None:
    table = rows(results / "frames.csv")
    scores = np.array([float(row["score"]) for row in table])
    times = np.array([float(row["t_s"]) for row in table])
    well, leaning = scores[times < SITS_WELL_UNTIL], scores[times > LEANS_FROM + 0.5]
    assert well.min() >= 85 and leaning.max() < 50
    assert summary["score"] == pytest.approx(scores.mean(), abs=0.1)
    assert summary["score"] + sum(summary["losses"].values()) == pytest.approx(100, abs=0.05)


def test_the_lean_is_the_event_that_is_told(results: Path, summary: dict[str, Any]) -> None:
    lean = next(event for event in summary["events"] if event["rule"] == "trunk_lean")
    assert SITS_WELL_UNTIL < lean["t"] < LEANS_FROM + 0.2
    assert lean["end"] == pytest.approx(SECONDS, abs=0.01) and lean["open"]
    told = rows(results / "events.csv")
    assert [row["rule"] for row in told] == [event["rule"] for event in summary["events"]]
    assert [float(row["t_s"]) for row in told] == [event["t"] for event in summary["events"]]


def test_angles_are_within_the_error_of_the_network(results: Path) -> None:
    table = rows(results / "frames.csv")
    trunk = np.array([float(row["trunk_inclination_deg"]) for row in table])
    neck = np.array([float(row["neck_inclination_deg"]) for row in table])
    times = np.array([float(row["t_s"]) for row in table])
    well, leaning = times < SITS_WELL_UNTIL, times > LEANS_FROM + 1
    assert trunk[well].mean() == pytest.approx(-2, abs=4)
    assert trunk[leaning].mean() == pytest.approx(28, abs=4)
    assert neck[well].mean() == pytest.approx(3, abs=4)
    assert neck[leaning].mean() == pytest.approx(26, abs=4)


def test_the_annotated_video_is_h264_with_the_times_of_the_frames(results: Path) -> None:
    table = rows(results / "frames.csv")
    with av.open(str(results / "annotated.mp4")) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert (stream.width, stream.height) == (640, 480)
        frames = list(container.decode(stream))
    times = [float((frame.pts or 0) * (frame.time_base or 0)) for frame in frames]
    assert times == pytest.approx([float(row["t_s"]) for row in table], abs=2 / TICKS + 0.0005)


def test_the_annotated_video_starts_with_its_index_so_that_it_plays_while_loading(
    results: Path,
) -> None:
    start = (results / "annotated.mp4").read_bytes()[:4096]
    assert b"moov" in start


def test_the_report_shows_a_picture_of_the_event(results: Path) -> None:
    assert "data:image/jpeg;base64," in (results / "report.html").read_text()


def test_stored_landmarks_give_the_same_numbers_again(
    results: Path, summary: dict[str, Any], tmp_path: Path
) -> None:
    found = ran("analyze", results / "landmarks.npz", "--json", "-o", tmp_path)
    assert found.code == 0, found.err
    again = found.object
    assert {name: again[name] for name in NUMBERS} == {name: summary[name] for name in NUMBERS}
    assert (again["kind"], again["frames_analyzed"]) == ("landmarks", FRAMES)
    assert (tmp_path / "landmarks" / "frames.csv").read_text() == (
        results / "frames.csv"
    ).read_text()


def test_a_baseline_gives_the_rules_that_need_one(results: Path, picture: Path) -> None:
    without = analysed(results / "landmarks.npz")
    assert {it["rule"] for it in without["unassessed"]} >= {"slump", "head_down"}
    judged = analysed(results / "landmarks.npz", "--baseline", picture)
    assert "slump" not in {it["rule"] for it in judged["unassessed"]}
    assert judged["metrics"]["head_inclination"]["coverage"] > 0.9


def test_a_clip_is_as_good_a_baseline_as_a_picture(
    results: Path, picture: Path, short_clip: Path
) -> None:
    by_picture, by_clip = (
        analysed(results / "landmarks.npz", "--baseline", path) for path in (picture, short_clip)
    )
    # changes from one picture weigh half: only nearly the same
    assert by_clip["score"] == pytest.approx(by_picture["score"], abs=6)
    assert by_clip["unassessed"] == by_picture["unassessed"]


def test_a_saved_baseline_is_the_same_as_the_picture_it_was_taken_from(
    results: Path, picture: Path, tmp_path: Path
) -> None:
    from posecoach import baseline
    from posecoach.app import Options, watch

    with watch(picture, Options()) as watching:
        baseline.save(baseline.capture(watching.results()), tmp_path / "me.json")
    saved, taken = (
        analysed(results / "landmarks.npz", "--baseline", path)
        for path in (tmp_path / "me.json", picture)
    )
    assert saved == taken


def test_no_video_means_all_but_the_video(short_clip: Path, tmp_path: Path) -> None:
    assert ran("analyze", short_clip, "-o", tmp_path, "--no-video", "--quiet") == Ran(0, "", "")
    names = {path.name for path in (tmp_path / "short").iterdir()} - {
        "frames.parquet",
        "events.parquet",
    }
    assert names == {"summary.json", "frames.csv", "events.csv", "report.html"}


def test_without_a_folder_json_writes_nothing(
    short_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert analysed(short_clip)["frames_analyzed"] == 10
    assert list(tmp_path.iterdir()) == []


def test_rate_caps_the_frames_that_are_judged(desk_clip: Path) -> None:
    summary = analysed(desk_clip, "--rate", "2")
    assert summary["frames_analyzed"] == pytest.approx(2 * SECONDS, abs=1)
    assert summary["frames"] == FRAMES


def test_a_video_of_an_earlier_run_is_not_taken_for_one_of_this_run(
    desk_clip: Path, tmp_path: Path
) -> None:
    for option in ((), ("--no-video",)):
        assert ran("analyze", desk_clip, "-o", tmp_path, "-q", "--rate", "2", *option).code == 0
        report = (tmp_path / "desk" / "report.html").read_text()
        assert ("annotated.mp4" in report) == (option == ())


def test_a_picture_is_judged_at_once(picture: Path, tmp_path: Path) -> None:
    found = ran("analyze", picture, "-o", tmp_path, "--json", "--landmarks")
    summary = found.object
    assert (summary["kind"], summary["frames_analyzed"], summary["coverage"]) == ("picture", 1, 1.0)
    assert summary["score"] >= 85
    names = {path.name for path in (tmp_path / "well").iterdir()}
    assert {"annotated.jpg", "report.html", "summary.json"} <= names
    again = analysed(tmp_path / "well" / "landmarks.npz")
    assert {name: again[name] for name in NUMBERS} == {name: summary[name] for name in NUMBERS}


def test_several_inputs_are_all_done_though_one_is_broken(
    short_clip: Path, picture: Path, tmp_path: Path
) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    (inputs / "broken.mp4").write_bytes(b"not a video")
    for path in (short_clip, picture):
        (inputs / path.name).write_bytes(path.read_bytes())
    out = tmp_path / "out"
    found = ran("analyze", inputs, tmp_path / "missing.mp4", "-o", out, "--json", "--no-video")
    assert found.code == 1
    by_source = {Path(it["source"]).name: it for it in found.objects}
    assert list(by_source) == ["broken.mp4", "short.mp4", "well.png", "missing.mp4"]
    for name in ("broken.mp4", "missing.mp4"):
        assert by_source[name].keys() == {"schema", "source", "error"}
    assert by_source["short.mp4"]["score"] > 80 and by_source["well.png"]["score"] > 80
    assert [row["error"] != "" for row in rows(out / "summary.csv")] == [True, False, False, True]
    index = (out / "index.html").read_text()
    assert "short/report.html" in index and "well/report.html" in index
    assert left_over(out) == []
