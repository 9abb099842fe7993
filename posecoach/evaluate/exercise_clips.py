"""Clips of exercises through the network: what is held, repeated or rolled is known to the second.

Somebody comes in, holds (or repeats, or rolls) and begins to go out again, before a camera where
the exercise allows it. Every clip gives two recordings of landmarks: what the network saw, and what
was truly there, as an error-free network would have given it. The same seed gives the same clips.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from posecoach.closing import Closing
from posecoach.evaluate.exercise_pictures import FLOOR, LEVEL_CAMERA, LOW_CAMERA, azimuth
from posecoach.evaluate.stage import Cast
from posecoach.exercises.exercise import Exercise
from posecoach.form import Side
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.exposure import draw_exposure, expose
from posecoach.mannequin.motion import Sway, eased, seconds_needed
from posecoach.mannequin.people import Person
from posecoach.mannequin.render import render
from posecoach.mannequin.repetition import Tempo
from posecoach.mannequin.rolling import Rolling, Strokes
from posecoach.mannequin.skeleton import Figure, pose
from posecoach.mannequin.staging import framed, staged
from posecoach.mannequin.stretches import Stretch
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.steady import SteadyEstimator
from posecoach.pose.weights import find_model
from posecoach.sources.landmarks import LandmarkWriter
from posecoach.sources.source import Kind
from posecoach.types import Frame, Pose, Sighting

BEFORE_S, AFTER_S = 2.0, 2.0  # at the start, and on the way out: as the way in, but backwards
FPS = 5.0  # what a slow laptop still manages
HOLD_S, REPEATS, ROLL_S, STROKE_S = 10.0, 4, 22.0, 4.0
LEAST_WAY_S = 3.0
LONGEST_REPEAT_S, BRISK_S, REST_S = 8.0, 3.0, 1.0  # slower ones rest between two
SWAY = 0.5  # of somebody who stands; the floor and the hands steady them
GRAINS = 2**21  # more than twice the numbers of a picture
TRUE = ".true.npz"


@dataclass(frozen=True)
class Take:
    """One clip: who does what, and when."""

    exercise: Exercise
    figure: Stretch
    cast: Cast
    fps: float = FPS

    @cached_property
    def side(self) -> Side:
        """The side that is worked."""
        random = self.cast.random("side", self.exercise.id)
        return "left" if self.figure.plan.two_sided and random.random() < 0.5 else "right"

    @property
    def worked(self) -> Side | None:
        """The side that a session would be told; None where both work together."""
        return self.side if self.exercise.sides == "each" else None

    @cached_property
    def person(self) -> Person:
        """Who."""
        return self.cast.person()

    @property
    def way_s(self) -> float:
        """Seconds of the way in, and of the way out."""
        body = self.person.proportions
        start, end = (self.figure.posture(share, self.side, body) for share in (0.0, 1.0))
        return max(LEAST_WAY_S, seconds_needed(start, end, self.exercise.dose.speed))

    @property
    def tempo(self) -> Tempo | None:
        """How it is repeated, if it is."""
        rep = self.exercise.repetition
        if rep is None:
            return None
        low, high = rep.period_s
        whole = min((low + high) / 2 if isfinite(high) else low + 2, LONGEST_REPEAT_S)
        stay = rep.hold_s + 1.0 if rep.hold_s else 0.0
        rest = REST_S if whole > BRISK_S else 0.0
        move = max(1.0, whole - stay - rest) / 2
        return Tempo(move, stay, move, rest)

    @property
    def done_s(self) -> float:
        """Seconds it is held, repeated or rolled."""
        if self.tempo:
            return self.wanted * self.tempo.period
        return ROLL_S if self.exercise.strokes else HOLD_S

    @property
    def wanted(self) -> int:
        """Repetitions or strokes that are done; 0 where it is held."""
        if self.tempo:
            return max(REPEATS, int(HOLD_S / self.tempo.period))
        return int(ROLL_S / STROKE_S) if self.exercise.strokes else 0

    @property
    def seconds(self) -> float:
        """How long the clip is."""
        way_in = 0.0 if self.wanted else self.way_s
        return BEFORE_S + way_in + self.done_s + AFTER_S

    def figure_at(self, t: float) -> Figure:
        """The person at t seconds of the clip."""
        body, side, t = self.person.proportions, self.side, t - BEFORE_S
        if self.exercise.strokes:
            strokes = Strokes(STROKE_S, ((ROLL_S, AFTER_S),))
            return Rolling(self.figure, strokes, side).figure(t, body)
        if self.tempo:
            rep, share = self.exercise.repetition, self.tempo.share(min(t, self.done_s - 1e-6))
            other: Side = "left" if side == "right" else "right"
            turn = int(max(t, 0.0) // self.tempo.period) % 2
            side = other if rep and rep.alternating and turn else side
        else:
            out = t - self.way_s - HOLD_S
            share = eased(t / self.way_s) if out < 0 else 1 - eased(out / self.way_s)
        sway = Sway(self.cast.number, SWAY)
        return pose(sway.on(self.figure.posture(share, side, body), t), body)

    def camera(self) -> Camera:
        """A camera where the exercise allows it, that sees the whole way."""
        random, plan = self.cast.random("camera", self.exercise.id), self.figure.plan
        off = azimuth(self.exercise.views[0], plan, self.side, random)
        elevation = float(random.uniform(*(LOW_CAMERA if plan.base in FLOOR else LEVEL_CAMERA)))
        times = np.linspace(0.0, self.seconds, 9)
        seen = [framed(self.figure_at(t), off, elevation) for t in times.tolist()]
        targets = np.array([it.target for it in seen])
        middle = targets.mean(0)
        spread = float(np.linalg.norm(targets - middle, axis=1).max())
        far = max(it.distance for it in seen) + spread
        return replace(seen[0], target=tuple(middle.tolist()), distance=far)

    def frames(self) -> Iterator[tuple[Frame, Pose]]:
        """Yield the frames, each with the pose that is truly in it."""
        camera, light = self.camera(), draw_exposure(self.cast.random("light"))
        _, _, scenery = staged(self.figure, 0.0, self.side, self.person.proportions)
        random = Grain(self.cast.random("noise", self.exercise.id))
        for i in range(int(self.seconds * self.fps)):
            t = i / self.fps
            drawn = render(self.figure_at(t), camera, scenery, self.person.look)
            image = expose(drawn.image, light, random, drawn.foreground)
            yield Frame(t, i, image), Pose(t, drawn.px, drawn.world, np.ones(len(drawn.px)))


class Grain(np.random.Generator):
    """Noise that is drawn once, and of which every frame has another part: a tenth of the cost."""

    def __init__(self, random: np.random.Generator) -> None:
        """Draw it by `random`."""
        super().__init__(random.bit_generator)
        self._drawn = random.standard_normal(GRAINS, np.float32)

    def standard_normal(self, size: Any = None, *_: Any, **__: Any) -> Any:
        """Return a part of it of a shape, float32."""
        count = int(np.prod(size))
        first = int(self.integers(0, len(self._drawn) - count, endpoint=True))
        return self._drawn[first : first + count].reshape(size)


class Drawn(Closing):
    """What the recordings of a clip say that they were taken from."""

    kind: Kind = "video"

    def __init__(self, take: Take, size: tuple[int, int], frames: int) -> None:
        """Of a take that has been drawn."""
        self.name = f"{take.exercise.id}, drawn"
        self.size, self.fps, self.frames_read = size, take.fps, frames
        self.duration_s = take.seconds
        self.problems: list[str] = []

    def frames(self) -> Iterator[Frame]:
        """Yield nothing: the pictures are not kept."""
        return iter(())

    def close(self) -> None:
        """Nothing is open."""


def name_of(take: Take) -> str:
    """Return what to call a take's recordings."""
    cast = take.cast
    return f"{take.exercise.id}.{take.side}.{cast.split}{cast.seed}-{cast.number}"


def film(
    take: Take, folder: Path, model: str = "", stop: Callable[[], bool] = lambda: False
) -> Path:
    """Draw a clip, let the network look at it and keep both recordings; return the network's."""
    path = folder / f"{name_of(take)}.npz"
    truly = folder / f"{name_of(take)}{TRUE}"
    if path.exists() and truly.exists():
        return path
    weights = find_model(model)
    with (
        MediaPipeEstimator(weights.path, moving=True) as estimate,
        LandmarkWriter(path) as seen,
        LandmarkWriter(truly) as true,
    ):
        look, n = SteadyEstimator(estimate), 0
        for frame, exact in take.frames():
            if stop():
                return path
            seen.add(look(frame))
            true.add(Sighting(frame.t, frame.index, frame.size, (exact,)))
            n += 1
        source = Drawn(take, frame.size, n)
        true.finish(source)
        seen.finish(source, model_sha256=weights.sha256)
    return path
