"""A guided session with somebody drawn before a camera that stays where it is."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from benchmarks.following import CHANGE_S, DOWN_S, Follower, Stand
from posecoach.evaluate.stage import Cast
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.exposure import draw_exposure, expose
from posecoach.mannequin.motion import Sway, between, eased
from posecoach.mannequin.painting import Image
from posecoach.mannequin.render import render
from posecoach.mannequin.skeleton import Figure, pose
from posecoach.mannequin.spec import PoseSpec
from posecoach.mannequin.staging import framed, staged
from posecoach.mannequin.transfers import LyingDown
from posecoach.outputs.annotated import AnnotatedVideo

FPS = 30  # of the camera
SWAY = 0.5  # as in `exercise_clips`
ELEVATION = (6.0, 14.0)  # degrees: a laptop on the floor, or on a low table
AZIMUTH = (55.0, 75.0)  # degrees: beside somebody who lies, and half beside one who stands
DOWN = DOWN_S / (DOWN_S + CHANGE_S)  # share of the way to the mat until the back is on it


class Theatre:
    """Draws what a follower does; one picture for one number of frame."""

    def __init__(self, follower: Follower, cast: Cast) -> None:
        """Place a camera beside the side worked first, from where all of it can be seen."""
        self._follower, self._person = follower, cast.person()
        self._sway, self._light = Sway(cast.number, SWAY), draw_exposure(cast.random("light"))
        self._random = cast.random("noise", "session")
        body = self._person.proportions
        stood = LyingDown().figure(0.0, body).points["pelvis"]
        self._place = float(stood[0]), float(stood[2])
        self._spec = lru_cache(64)(self._posture)
        lying = follower.figures["supine_figure_four"]
        _, _, self._scenery = staged(lying, 0.0, "right", body)
        self.camera = self._beside(cast.random("camera", "session"), lying.posture(0.0))
        self._last: tuple[int, Image] | None = None
        self.film: AnnotatedVideo | None = None  # what is drawn is kept there

    def image(self, i: int) -> Image:
        """Return the picture of a frame, as the camera gives it."""
        if self._last is None or self._last[0] != i:
            drawn = render(self.figure(i / FPS), self.camera, self._scenery, self._person.look)
            image = expose(drawn.image, self._light, self._random, drawn.foreground)
            self._last = i, image
            if self.film is not None:
                self.film.add(i / FPS, image)
        return self._last[1]

    @property
    def last(self) -> tuple[int, Image]:
        """The picture that was drawn last, and its number."""
        assert self._last is not None
        return self._last

    def figure(self, t: float) -> Figure:
        """Return the person at t seconds."""
        moment, body = self._follower.moment(t), self._person.proportions
        standing = self._base(moment.before) == "standing"
        if moment.mix < 1 and standing and self._base(moment.now) == "supine":
            if moment.mix < DOWN:
                return LyingDown(seconds=DOWN).figure(moment.mix, body)
            lying, goal = LyingDown().figure(DOWN_S, body).spec, self._spec(moment.now)
            share = eased((moment.mix - DOWN) / (1 - DOWN))
            return pose(self._sway.on(between(lying, goal, share), t), body, (0.0, 0.0))
        spec = self._spec(moment.now)
        if moment.mix < 1:
            spec = between(self._spec(moment.before), spec, eased(moment.mix))
        place = self._place if self._base(moment.now) == "standing" else (0.0, 0.0)
        return pose(self._sway.on(spec, t), body, place, moment.heading)

    def _posture(self, stand: Stand) -> PoseSpec:
        figure = self._follower.figures[stand.exercise]
        return figure.posture(stand.share, stand.side, self._person.proportions)

    def _base(self, stand: Stand) -> str:
        return self._follower.figures[stand.exercise].plan.base

    def _beside(self, random: np.random.Generator, lying: PoseSpec) -> Camera:
        azimuth = -float(random.uniform(*AZIMUTH))
        elevation, body = float(random.uniform(*ELEVATION)), self._person.proportions
        figures = [self.figure(0.0), *(pose(lying, body, (0.0, 0.0), it) for it in (0.0, 180.0))]
        seen = [framed(it, azimuth, elevation) for it in figures]
        targets = np.array([it.target for it in seen])
        low, high = targets.min(0), targets.max(0)
        spread = float(np.linalg.norm(high - low)) / 2
        far = max(it.distance for it in seen) + spread
        return replace(seen[0], target=tuple(((low + high) / 2).tolist()), distance=far)
