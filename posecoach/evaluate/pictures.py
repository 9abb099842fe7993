"""Suites of pictures: what the product measures in each drawn picture, beside the truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan, nan

from posecoach.app import Options, recording_coach
from posecoach.baseline import Baseline, capture
from posecoach.errors import ConfigError
from posecoach.evaluate.stage import Cast, Level, Setting, Stage, settings
from posecoach.evaluate.suites import NEUTRAL, Suite
from posecoach.evaluate.truth import Taken, true_framing, true_metrics, true_view
from posecoach.mannequin.painting import Image
from posecoach.metrics import METRICS, measure
from posecoach.pipeline import Coach, assess
from posecoach.pose import PoseEstimator
from posecoach.pose.face_estimator import FaceEstimator
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.weights import find_model
from posecoach.trust import measurable, trusted
from posecoach.types import Frame, Framing, Result, View


@dataclass(frozen=True, slots=True)
class Seen:
    """What a picture shows, in the names of outputs; empty where either answer is right."""

    view: str
    framing: str
    activity: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One drawn picture: truth and what the product made of it."""

    suite: str
    cast: Cast
    setting: Setting
    posture: str
    yaw: float  # degrees, 0 front .. 90 side .. 180 back; NaN when nobody is there
    true: Mapping[str, float]  # metric -> value in its unit
    measured: Mapping[str, float]  # the product's, else what it would read if it took the view
    judged: Mapping[str, bool]  # whether it is the product's own
    truly: Seen
    called: Seen
    reason: str  # why the product does not judge it; empty when it does

    @property
    def level(self) -> Level:
        """Of what the suite varies."""
        return self.setting.level


def take(suite: Suite, cast: Cast, model: str = "") -> list[Sample]:
    """Draw every picture of one person in a suite and let the product measure it."""
    with (
        MediaPipeEstimator(find_model(model).path, moving=False) as network,
        FaceEstimator(network, moving=False) as estimate,
    ):
        return [
            sample
            for setting in settings(suite, cast)
            for sample in _samples(suite, cast, Stage(suite, cast, setting), estimate)
        ]


def _samples(suite: Suite, cast: Cast, stage: Stage, estimate: PoseEstimator) -> Iterator[Sample]:
    baseline, neutral = None, None
    if suite.baseline:
        image, neutral = stage.shoot(NEUTRAL)
        baseline = _baseline(image, estimate)
    coach = recording_coach(Options(baseline=baseline), still=True)
    for posture in stage.postures:
        image, taken = stage.shoot(posture)
        result = _result(image, estimate, coach)
        true: Mapping[str, float] = dict.fromkeys(suite.metrics, nan)
        if taken is not None:
            true = true_metrics(taken, suite.metrics, neutral)
        own = {name: result.measurements.get(name, nan) for name in suite.metrics}
        would = measured_anyway(result, suite, coach)
        yield Sample(
            suite.id,
            cast,
            stage.setting,
            posture,
            nan if taken is None else taken.yaw,
            true,
            measured={n: would[n] if isnan(own[n]) else own[n] for n in own},
            judged={n: not isnan(own[n]) and not result.outlook.reason for n in own},
            truly=_truth(taken, stage.setting),
            called=_called(result),
            reason=result.outlook.reason,
        )


def _result(image: Image, estimate: PoseEstimator, coach: Coach) -> Result:
    frame = Frame(0.0, 0, image)
    return next(assess([(frame, estimate(frame))], coach))


def _baseline(image: Image, estimate: PoseEstimator) -> Baseline | None:
    try:
        return capture([_result(image, estimate, recording_coach(Options(), still=True))])
    except ConfigError:
        return None  # it cannot be judged, so nothing relative to it can be either


def measured_anyway(result: Result, suite: Suite, coach: Coach) -> Mapping[str, float]:
    """The metrics of the joints the product believes in, had it taken each in its own view."""
    if result.raw is None:
        return dict.fromkeys(suite.metrics, nan)
    pose, outlook = trusted(result.raw, result.size), result.outlook
    found: dict[str, float] = {}
    for view in (View.SIDE_LEFT, View.FRONT):
        names = [name for name in suite.metrics if view in METRICS[name].views]
        body = coach.body(pose, view, outlook.facing, outlook.yaw, result.size)
        body = measurable(body, pose.visibility)
        found |= {name: float(value) for name, value in measure(body, names, view).items()}
    return found


def _truth(taken: Taken | None, setting: Setting) -> Seen:
    stance = setting.scene.stance
    if taken is None:
        return Seen("", "", stance)
    view = true_view(taken)
    framing = true_framing(taken)
    # nobody can tell from head and shoulders whether somebody sits
    told = framing is Framing.FULL_BODY or stance == "lying"
    return Seen(
        view="" if stance == "lying" or view is View.UNKNOWN else view.label,
        framing="" if framing is Framing.UNKNOWN else framing.label,
        activity=stance if told else "",
    )


def _called(result: Result) -> Seen:
    outlook = result.outlook
    return Seen(outlook.view.label, outlook.framing.label, result.activity.label)
