"""How fast a recording is analysed, against decoding alone and the network alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.clips import FPS, HD, VGA, pictures, recording, repeated
from benchmarks.measuring import WALL, Figure, Target, Timing, interleaved
from benchmarks.setting import Setting
from posecoach.app import Options, watch
from posecoach.lanes import LANES, in_lanes
from posecoach.pose.face_estimator import FaceEstimator
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.steady import SteadyEstimator
from posecoach.pose.weights import find_model
from posecoach.recording import Recording, Wanted
from posecoach.sources import open_video
from posecoach.sources.shape import Size
from posecoach.types import Frame

SECONDS = 20  # of recording in a round, every frame analysed
LEAST = Target("at least", 80.0)
KEPT = 60  # different pictures in memory for the network alone


def run(setting: Setting) -> Iterator[Figure]:
    """Yield throughput as a share of min(decoding, network), both free to use all cores."""
    for size in (VGA, HD):
        frames = repeated(pictures(setting.clip, size, KEPT), SECONDS * FPS)
        path = recording(setting.folder, setting.clip, size, SECONDS)
        times = interleaved(
            {
                "decode": partial(_decode, path),
                "network": partial(_network, frames),
                "one": partial(_analyse, path, setting.folder, 1),
                "two": partial(_analyse, path, setting.folder, 2),
                "video": partial(_analyse, path, setting.folder, 2, video=True),
            },
            max(1, setting.rounds // 3),
            WALL,
        )
        yield from _figures(size, times)


def _figures(size: Size, times: dict[str, Timing]) -> Iterator[Figure]:
    fps = {name: 1 / timing.least for name, timing in times.items()}
    at, slower = f"{size[0]}x{size[1]}", min(fps["decode"], fps["network"])
    # with every core busy in both, their times per frame add up
    bound = 1 / (1 / fps["decode"] + 1 / fps["network"])
    yield Figure(f"decoding alone, {at}", fps["decode"], "frames/s", "all cores")
    yield Figure(f"network alone, {at}", fps["network"], "frames/s", f"{LANES} lanes")
    yield Figure(
        f"bound, {at}",
        100 * bound / slower,
        "%",
        f"{bound:.0f} frames/s: 1 / (1/decoding + 1/network), as both need the same cores",
    )
    for name, words, target in (
        ("one", "one lane", None),
        ("two", "two lanes", LEAST),
        ("video", "two lanes, with annotated video", None),
    ):
        share = 100 * fps[name] / slower
        note = f"{fps[name]:.0f} frames/s, {100 * fps[name] / bound:.0f} % of the bound"
        yield Figure(f"analyse, {words}, {at}", share, "%", note, target)


def _decode(path: Path) -> int:
    with open_video(path, rate=None) as source:
        return sum(1 for _ in source.frames())


def _network(frames: list[Frame]) -> int:
    with ExitStack() as stack:
        path = find_model().path
        estimators = [
            stack.enter_context(MediaPipeEstimator(path, moving=True, census=lane == 0))
            for lane in range(LANES)
        ]
        see = [
            stack.enter_context(FaceEstimator(SteadyEstimator(e), moving=True)) for e in estimators
        ]
        return sum(1 for _ in in_lanes(frames, see))


def _analyse(path: Path, folder: Path, lanes: int, *, video: bool = False) -> int:
    with watch(path, Options(rate=None)) as watching:
        watching.lanes = lanes
        wanted = Wanted(folder / "analysed", overlay=video)
        return Recording(watching, wanted).run(lambda result: None).frames_analyzed
