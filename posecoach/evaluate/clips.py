"""Suites of clips: what the product says while somebody sits at a laptop, beside the truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from posecoach.app import Options, recording_coach
from posecoach.baseline import capture
from posecoach.errors import ConfigError
from posecoach.evaluate.desk import BASELINE_S, Desk
from posecoach.evaluate.matching import Interval, Matches, match
from posecoach.evaluate.stage import Cast
from posecoach.evaluate.suites import Suite
from posecoach.pipeline import Seen, assess
from posecoach.pose.face_estimator import FaceEstimator
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.steady import SteadyEstimator
from posecoach.pose.weights import find_model
from posecoach.types import Event, Frame

BASELINE_FPS = 5.0  # as live looks while something is going on; the suites' own rate is lower
# around a posture in which it may be said: getting into it takes a second or two, and a median
# and a hold time pass before it is said
EARLY_S, LATE_S = 2.0, 6.0


@dataclass(frozen=True, slots=True)
class Clip:
    """One person's clip."""

    suite: str
    cast: Cast
    held: tuple[tuple[str, Interval], ...]  # episode, seconds
    events: tuple[Event, ...]
    seconds: float  # after the baseline
    judged_s: float  # of those
    problem: str = ""  # why there is no baseline, and so nothing else


def film(suite: Suite, cast: Cast, model: str = "") -> Clip:
    """Draw one person's clip and let the product watch it, with its first seconds as baseline."""
    desk = Desk(suite, cast)
    held = tuple((each.episode.name, each.interval) for each in desk.held)
    whole = desk.duration - BASELINE_S
    with (
        MediaPipeEstimator(find_model(model).path, moving=True) as network,
        FaceEstimator(SteadyEstimator(network), moving=True) as see,
    ):

        def frames(start: float, seconds: float, fps: float, first: int) -> Iterator[Seen]:
            for i in range(round(seconds * fps)):
                t = start + i / fps
                yield None, see(Frame(t, first + i, desk.at(t)[0]))

        still = frames(0.0, BASELINE_S, BASELINE_FPS, 0)
        try:
            baseline = capture(assess(still, recording_coach(Options())))
        except ConfigError as error:
            return Clip(suite.id, cast, held, (), whole, 0.0, str(error))
        rest = frames(BASELINE_S, whole, suite.fps, round(BASELINE_S * BASELINE_FPS))
        results = list(assess(rest, recording_coach(Options(baseline=baseline))))
    events = tuple(event for result in results for event in result.assessment.events)
    judged = sum(not isnan(result.assessment.score) for result in results) / suite.fps
    return Clip(suite.id, cast, held, events, whole, judged)


def found(suite: Suite, clip: Clip) -> dict[str, Matches]:
    """Match what was said with what was so, for each episode of the suite.

    A message counts as found once within its posture, as false at any other time; but not where
    another posture is held, or has just been, that it would be right of, too.
    """
    matches = {}
    for episode in suite.episodes:
        said = [e.t for e in clip.events if e.kind == "raised" and e.rule in episode.rules]
        true = [span for name, span in clip.held if name == episode.name]
        right_elsewhere = [
            span
            for other in suite.episodes
            for name, span in clip.held
            if name == other.name != episode.name
            and set(episode.rules) & {*other.rules, *other.also}
        ]
        within = [t for t in said if any(_in(t, span) for span in true)]
        outside = [
            t for t in said if t not in within and not any(_in(t, s) for s in right_elsewhere)
        ]
        # of several rules that mean the same posture, the first to speak finds it
        matches[episode.name] = match([*_firsts(within, true), *outside], true, EARLY_S, LATE_S)
    return matches


def _in(t: float, span: Interval) -> bool:
    return span[0] - EARLY_S <= t <= span[1] + LATE_S


def _firsts(times: Sequence[float], spans: Sequence[Interval]) -> list[float]:
    firsts = [next((t for t in sorted(times) if _in(t, span)), None) for span in spans]
    return [t for t in firsts if t is not None]
