"""How fast stored landmarks are judged again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.clips import FPS, pictures, repeated
from benchmarks.measuring import Figure, Target, interleaved
from benchmarks.setting import Setting
from posecoach.app import BATCH, Options, watch
from posecoach.metrics import METRICS, Body, measure
from posecoach.pipeline import Coach, assess
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.weights import find_model
from posecoach.recording import Recording, Wanted
from posecoach.rules import engine
from posecoach.sources import open_video
from posecoach.sources.landmarks import write_landmarks
from posecoach.types import Floats, Result, Sighting

FRAMES = 60  # different ones, gone through again and again
STORED = 9000  # ten minutes at 15 per second
METRICS_LEAST, RULES_LEAST = Target("at least", 100_000), Target("at least", 10_000)


def run(setting: Setting) -> Iterator[Figure]:
    """Yield frames per second of the metrics, of the rules, and of `analyze landmarks.npz`."""
    stored = setting.folder / "landmarks.npz"
    sightings = _store(setting.clip, stored)
    with watch(stored, Options()) as watching:
        coach = watching.coach
    results = list(assess(((None, it) for it in sightings), coach, BATCH))
    body, views = _body(results)
    times = interleaved(
        {
            "metrics": partial(_measure, body, views),
            "rules": partial(_judge, coach, results),
            "analyze": partial(_analyse, stored, setting.folder),
        },
        setting.rounds,
    )
    for name, words, target in (
        ("metrics", f"all {len(METRICS)} metrics of {len(results)} frames at once", METRICS_LEAST),
        ("rules", "the engine, frame by frame", RULES_LEAST),
        ("analyze", "analyze landmarks.npz: all stages, tables and report", None),
    ):
        note = f"{words}; {times[name].ms} a frame"
        yield Figure(f"{name}, stored landmarks", 1 / times[name].least, "frames/s", note, target)


def _store(clip: Path, path: Path) -> list[Sighting]:
    """Write ten minutes of landmarks, in which a few seconds come again and again."""
    with open_video(clip) as source, MediaPipeEstimator(find_model().path, moving=True) as see:
        frames = pictures(clip, source.size, FRAMES, step_s=2 / FPS)
        seen = [see(frame) for frame in frames]
        long = [
            replace(seen[frame.index % FRAMES], t=frame.t, index=frame.index)
            for frame in repeated(frames, STORED)
        ]
        write_landmarks(path, long, source)
    return long


def _body(results: list[Result]) -> tuple[Body, Floats]:
    nowhere = np.full((33, 2), np.nan)
    px = np.stack([nowhere if r.pose is None else r.pose.px for r in results])
    facing = np.array([r.outlook.facing or np.nan for r in results])
    return Body(px, facing, facing < 0), np.array([r.outlook.view for r in results])


def _measure(body: Body, views: Floats) -> int:
    measure(body, METRICS, views)
    return len(body.px)


def _judge(coach: Coach, results: list[Result]) -> int:
    sets, state = {s.id: s for s in coach.rule_sets}, engine.State()
    for result in results:
        applied = sets.get(result.assessment.rule_set)
        state, _ = engine.update(sets, applied, state, result.t, result.measurements)
    return len(results)


def _analyse(path: Path, folder: Path) -> int:
    with watch(path, Options()) as watching:
        wanted = Wanted(folder / "analysed")
        return Recording(watching, wanted).run(lambda result: None).frames_analyzed
