"""Pictures of every exercise through the network: what is seen, beside where the joints truly are.

Each exercise that has a figure is drawn at its end from all around, and from where its camera may
stand also at its start, half-way, at its end with each fault, and from the side that is not worked.
Besides them, how people sit, stand and lie every day. The same seed gives the same pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np

from posecoach.evaluate.exercise_album import Album, joined
from posecoach.evaluate.judged import in_processes
from posecoach.evaluate.stage import Cast
from posecoach.exercises.exercise import Exercise, Placing
from posecoach.exercises.load import load_exercises
from posecoach.form import Side
from posecoach.joints import JOINT_COUNT
from posecoach.mannequin.exposure import draw_exposure, expose
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.people import Person
from posecoach.mannequin.plans import Plan
from posecoach.mannequin.render import render
from posecoach.mannequin.staging import framed, staged
from posecoach.mannequin.stretches import Stretch, stretches
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.weights import find_model
from posecoach.types import Floats, Frame, Pose

START, HALF, END, EVERYDAY = "start", "half-way", "end", "every day"
FAR = "far side"  # at the end, but the camera is beside the side that is not worked
SHARES: Mapping[str, float] = {START: 0.0, HALF: 0.5}  # of the way; END and faults are there
EVERYDAY_POSTURES: Mapping[str, str] = {
    "standing": "floor",
    "chair": "chair",
    "supine": "mat",
    "prone": "mat",
    "side_lying": "mat",
    "long_sitting": "mat",
    "tailor": "mat",
}
"""Base posture -> what it is on."""
LYING = ("supine", "prone", "side_lying")
FLOOR = (*LYING, "long_sitting", "tailor", "kneeling", "all_fours")
LOW_CAMERA, LEVEL_CAMERA = (5.0, 20.0), (-5.0, 10.0)  # degrees above what it looks at
FURTHER = 1.15  # than the whole body needs, at most

AROUND: Mapping[Placing, tuple[float, float]] = {
    "front": (-15.0, 15.0),
    "oblique": (30.0, 45.0),
    "side": (75.0, 105.0),
}
AROUND_LYING: Mapping[Placing, tuple[float, float]] = {
    "foot-end": (15.0, 40.0),
    "oblique": (50.0, 70.0),
    "side": (75.0, 105.0),
}
AROUND_SIDE_LYING: Mapping[Placing, tuple[float, float]] = {
    "foot-end": (50.0, 75.0),
    "oblique": (30.0, 45.0),
    "front": (-15.0, 15.0),
}
"""Placing -> degrees of azimuth, of either sign, from where the body faces or its feet are."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What one picture is of."""

    subject: str  # id of an exercise, or a posture of EVERYDAY_POSTURES
    moment: str  # START, HALF, END, FAR, EVERYDAY or the id of a fault
    placing: Placing


def draw(
    run: Sequence[Cast],
    model: str = "",
    on_done: Callable[[], None] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> Album:
    """Draw everybody on both cores; a stop keeps who is done."""
    albums = list(in_processes(of_person, [(cast, model) for cast in run], on_done, stop))
    return joined(albums)


def of_person(cast: Cast, model: str = "") -> Album:
    """Draw everything of one person."""
    figures = stretches()
    with MediaPipeEstimator(find_model(model).path, moving=False) as estimate:
        return photograph(cast, shots(load_exercises(), figures), figures, estimate)


def shots(exercises: Mapping[str, Exercise], figures: Mapping[str, Stretch]) -> Iterator[Shot]:
    """Yield what is drawn of one person."""
    for name, figure in figures.items():
        views = exercises[name].views
        for placing in around(figure.plan.base):
            for moment in (START, HALF, END, *figure.faults) if placing in views else (END,):
                yield Shot(name, moment, placing)
            if placing in views and beside(placing, figure.plan):
                yield Shot(name, FAR, placing)
    for base in EVERYDAY_POSTURES:
        for placing in around(base):
            yield Shot(base, EVERYDAY, placing)


def photograph(
    cast: Cast,
    wanted: Iterable[Shot],
    figures: Mapping[str, Stretch],
    estimate: MediaPipeEstimator,
) -> Album:
    """Draw the shots of one person and let the network look at them."""
    person, rows = cast.person(), []
    for shot in wanted:
        figure = figures.get(shot.subject) or everyday(shot.subject)
        rows.append(_row(cast, shot, _taken(shot, figure, person, cast), estimate))
    return Album(*(np.array(column) for column in zip(*rows, strict=True)))


def everyday(base: str) -> Stretch:
    """A posture of every day as a figure that does not move."""
    plan = Plan(base, EVERYDAY_POSTURES[base], 0.0, 0.0, two_sided=False)  # type: ignore[arg-type]
    return Stretch(plan, base)


@dataclass(frozen=True, slots=True, eq=False)
class _Taken:
    side: Side
    azimuth: float
    frame: Frame
    truth: Floats


def _taken(shot: Shot, stretch: Stretch, person: Person, cast: Cast) -> _Taken:
    random = cast.random(shot.subject, shot.placing)  # one camera for all moments of it
    side: Side = "left" if stretch.plan.two_sided and random.random() < 0.5 else "right"
    share = SHARES.get(shot.moment, 1.0)
    fault = shot.moment if shot.moment in stretch.faults else ""
    figure, _, scenery = staged(stretch, share, side, person.proportions, fault)
    degrees = azimuth(shot.placing, stretch.plan, side, random) * (-1 if shot.moment == FAR else 1)
    low = stretch.plan.base in FLOOR
    elevation = float(random.uniform(*(LOW_CAMERA if low else LEVEL_CAMERA)))
    camera = framed(figure, degrees, elevation)
    camera = replace(camera, distance=camera.distance * float(random.uniform(1.0, FURTHER)))
    picture = render(figure, camera, scenery, person.look)
    random = cast.random(*astuple(shot))
    image = expose(picture.image, draw_exposure(random), random, picture.foreground)
    return _Taken(side, degrees, Frame(0.0, 0, image), landmarks(figure) * (1.0, -1.0, -1.0))


def around(base: str) -> Mapping[Placing, tuple[float, float]]:
    """Where cameras stand around a base posture."""
    if base == "side_lying":
        return AROUND_SIDE_LYING
    return AROUND_LYING if base in LYING else AROUND


def azimuth(placing: Placing, plan: Plan, side: Side, random: np.random.Generator) -> float:
    """Where the camera stands, degrees as in Camera: beside the worked side if it is beside."""
    off = float(random.uniform(*around(plan.base)[placing]))
    either = 1 if random.random() < 0.5 else -1
    worked = 1 if side == "left" else -1
    if plan.base == "side_lying":
        # on the left side, the right one worked, the figure faces 90 and has its feet at 0
        facing = 90.0 + off * (-1 if placing == "foot-end" else either)
        return facing if side == "right" else -facing
    off *= worked if beside(placing, plan) else either
    return off + 180.0 if plan.base == "prone" and placing == "foot-end" else off


def beside(placing: Placing, plan: Plan) -> bool:
    """Return whether it matters which side of the body the camera is beside."""
    return placing in ("side", "oblique") and plan.two_sided and plan.base != "side_lying"


_NOBODY = Pose(
    0.0,
    np.full((JOINT_COUNT, 2), np.nan),
    np.full((JOINT_COUNT, 3), np.nan),
    np.zeros(JOINT_COUNT),
)


def _row(cast: Cast, shot: Shot, taken: _Taken, estimate: MediaPipeEstimator) -> tuple[object, ...]:
    pose = next(iter(estimate(taken.frame).people), _NOBODY)
    return (
        shot.subject,
        shot.moment,
        shot.placing,
        taken.side,
        cast.split,
        cast.seed,
        cast.number,
        taken.azimuth,
        pose.px,
        pose.world,
        pose.visibility,
        taken.truth,
        taken.frame.size,
    )
