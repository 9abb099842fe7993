"""What posecoach does around the network: everything but decoding, as a share of its time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import cv2
from mediapipe.tasks.python.vision import PoseLandmarker

from benchmarks.clips import FPS, HD, pictures, repeated
from benchmarks.measuring import Figure, Target, Timing, Work, interleaved
from benchmarks.network import FRAMES, Bare, Clockwork, through
from benchmarks.setting import Setting
from posecoach.app import BATCH, Options, live_coach, watch
from posecoach.outputs.lines import EventLines
from posecoach.pipeline import Coach, Seen, Watch, assess
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.steady import SteadyEstimator
from posecoach.pose.weights import find_model
from posecoach.reports.tables import FrameTable
from posecoach.reports.timeline import Timeline
from posecoach.types import Frame

MOST = Target("at most", 5.0)
STAGED = 900  # frames in a round of the stages: a minute of a recording


def run(setting: Setting) -> Iterator[Figure]:
    """Yield the shares at 1280x720: of a recording, worked on in batches, and live."""
    frames = pictures(setting.clip, HD, FRAMES, step_s=2 / FPS)
    with ExitStack() as stack:
        times = _times(frames, setting, stack)
    network, around = times["network"], times["around"]
    yield Figure("network at 1280x720", 1e3 * network.least, "ms", network.ms)
    share = 100 * around.least / network.least
    parts = "colours, light, landmarks to arrays, keeping to one person"
    yield Figure("around the network", share, "%", f"{around.ms}: {parts}")
    for name, parts in (
        ("recorded", f"follow .. rules in batches of {BATCH}, timeline, frames.csv"),
        ("live", "follow .. rules one by one, events"),
    ):
        stages = times[name]
        share = 100 * stages.least / network.least
        yield Figure(f"stages, {name}", share, "%", f"{stages.ms}: {parts}")
        whole = 100 * (around.least + stages.least) / network.least
        yield Figure(f"all overhead, {name}", whole, "%", "the two together", MOST)


def _times(frames: list[Frame], setting: Setting, stack: ExitStack) -> dict[str, Timing]:
    bare = Bare()
    stack.callback(bare.close)
    path = find_model().path
    with MediaPipeEstimator(path, moving=True) as estimator:
        seen = _seen(frames, estimator)
    alone = stack.enter_context(MediaPipeEstimator(path, moving=True, census=False))
    with watch(setting.clip, Options()) as watching:
        coach = watching.coach
    contestants: dict[str, Work] = {
        "network": bare.over(frames),
        "around": _around(bare, alone, frames),
        "recorded": partial(_recorded, seen, coach, setting.folder),
        "live": partial(_live, seen, live_coach(Options())),
    }
    return interleaved(contestants, setting.rounds)


def _seen(frames: list[Frame], estimator: MediaPipeEstimator) -> list[Seen]:
    """Return what the network sees in a minute of the frames, going round."""
    sightings = [estimator(frame) for frame in frames]
    long: list[Seen] = []
    for frame in repeated(frames, STAGED):
        sighting = sightings[frame.index % len(frames)]
        long.append((frame, replace(sighting, t=frame.t, index=frame.index)))
    return long


def _around(bare: Bare, estimator: MediaPipeEstimator, frames: list[Frame]) -> Work:
    """Return the estimator's work without the network: it gives an answer of before."""
    answer = bare.see(cv2.cvtColor(frames[-1].image, cv2.COLOR_BGR2RGB))
    steady = SteadyEstimator(estimator)
    steady(frames[0])  # the only one that is searched for further people
    clockwork = Clockwork(frames)

    def work() -> int:
        with (
            patch.object(PoseLandmarker, "detect_for_video", lambda *given: answer),
            patch("mediapipe.Image", lambda form, picture: picture),
        ):
            return through(steady, clockwork)

    return work


def _recorded(seen: list[Seen], coach: Coach, folder: Path) -> int:
    timeline = Timeline()
    with FrameTable(folder / "frames.csv") as table:
        for result in assess(seen, coach, BATCH):
            timeline.add(result)
            table.write(result)
    return len(seen)


def _live(seen: list[Seen], coach: Coach) -> int:
    watching = Watch(coach)
    lines = EventLines(lambda line: None, lambda: "", as_json=True)
    for one in seen:
        for result in watching.take([one]):
            lines.take(result)
    return len(seen)
