"""Wiring: from an input and what the user asked for to sources, network, stages and outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from math import nan
from pathlib import Path

from posecoach import baseline as baselines
from posecoach import expected_error
from posecoach.baseline import Baseline
from posecoach.lanes import LANES, in_lanes
from posecoach.pipeline import Coach, Seen, assess
from posecoach.pose.face_estimator import FaceEstimator
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.steady import SteadyEstimator
from posecoach.pose.weights import Model, find_model
from posecoach.rules.load import load_rule_sets
from posecoach.sources import (
    ReplaySource,
    Source,
    is_landmarks,
    is_picture,
    open_picture,
    open_replay,
    open_video,
)
from posecoach.types import Frame, Result, Sighting

BATCH = 16  # frames worked on together in a recording


@dataclass(frozen=True, slots=True)
class Options:
    """How recordings are to be analysed."""

    rate: float | None = 15.0  # frames per second of video; None for every frame
    baseline: Baseline | None = None
    horizontal_fov_deg: float = nan
    model: str = ""  # id or path; empty for the one shipped
    posture: bool = True  # whether posture is judged; an exercise's is its own


@dataclass(slots=True)
class Watching:
    """An opened input that yields results; close it by leaving its context."""

    source: Source
    model: Model
    coach: Coach
    on_sighting: Callable[[Sighting], None] = lambda sighting: None
    stop: Callable[[], bool] = lambda: False
    lanes: int = LANES  # networks at work on a recording
    reopened: Callable[[], Source] = field(kw_only=True)  # the same input, from its beginning
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Watching:
        """Take care of the source."""
        self._stack.enter_context(self.source)
        return self

    def __exit__(self, *exception: object) -> None:
        """Close source and network."""
        self._stack.close()

    def results(self) -> Iterator[Result]:
        """Yield one result per analysed frame, until the end or until `stop()`."""
        batch = 1 if self.coach.still else BATCH
        yield from assess(self._noted(), self.coach, batch)

    def _noted(self) -> Iterator[Seen]:
        for frame, sighting in self._seen():
            if self.stop():
                return
            self.on_sighting(sighting)
            yield (None if isinstance(self.source, ReplaySource) else frame), sighting

    def _seen(self) -> Iterator[Seen]:
        if isinstance(self.source, ReplaySource):
            for frame in self.source.frames():
                yield frame, self.source.sighting(frame)
            return
        moving = self.source.kind != "picture"
        lanes = range(self.lanes if moving else 1)
        see = [self._estimator(moving=moving, census=lane == 0) for lane in lanes]
        yield from in_lanes(self.source.frames(), see)

    def _estimator(self, *, moving: bool, census: bool) -> Callable[[Frame], Sighting]:
        network = MediaPipeEstimator(self.model.path, moving=moving, census=census)
        body = self._stack.enter_context(network)
        see = SteadyEstimator(body) if moving else body
        if not self.coach.rule_sets:
            return see  # an exercise has no use for faces
        return self._stack.enter_context(FaceEstimator(see, moving=moving))


def open_input(path: Path, rate: float | None) -> Source:
    """Open a recorded file by what it holds, not by what it is called.

    Raises:
        SourceError: one line that says what is wrong with it.
    """
    if is_landmarks(path):
        return open_replay(path)
    if is_picture(path):
        return open_picture(path)
    return open_video(path, rate=rate)


def watch(path: Path, options: Options) -> Watching:
    """Return an opened input with everything needed to judge it."""
    model = find_model(options.model)
    again = partial(open_input, path, options.rate)
    source = again()
    seen = source.recording if isinstance(source, ReplaySource) else source
    still = seen.kind == "picture"
    return Watching(source, model, recording_coach(options, still=still), reopened=again)


def recording_coach(options: Options, *, still: bool = False) -> Coach:
    """Return what recordings are judged by; `still` for pictures that do not belong together."""
    fov = options.horizontal_fov_deg
    rules = load_rule_sets() if options.posture else ()
    return Coach(rules, options.baseline, expected_error.load(), fov, still=still)


def live_coach(options: Options) -> Coach:
    """Return the rules for a camera, measuring only what they look at."""
    return replace(recording_coach(options), only_judged=True)


def with_baseline(options: Options, path: Path | None) -> Options:
    """Return the options with a baseline: a saved one (.json), or one from a picture or clip.

    Raises:
        ConfigError, SourceError: one line that says what is wrong with it.
    """
    if path is None:
        return options
    if path.suffix.lower() == ".json":
        return replace(options, baseline=baselines.load(path))
    with watch(path, options) as watching:
        return replace(options, baseline=baselines.capture(watching.results()))
