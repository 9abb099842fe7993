"""Movements that repeat or go wrong, each a pure function of time: tempo, bounce, jerk, circles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, pi, sin

import numpy as np

from posecoach.mannequin.motion import Track, between, eased, seconds_needed
from posecoach.mannequin.reach import on_soles, stepping_on
from posecoach.mannequin.skeleton import ADULT, Proportions, pose
from posecoach.mannequin.spec import SIDES, Girdle, PoseSpec

JERK_DEG = 15.0  # the last part of an entry, SCIENCE C0


@dataclass(frozen=True, slots=True)
class Tempo:
    """Repetitions between two ends: seconds there, held, back and resting, over and over."""

    there: float
    held: float
    back: float
    rest: float = 0.0

    @property
    def period(self) -> float:
        """Seconds a repetition takes."""
        return self.there + self.held + self.back + self.rest

    def share(self, t: float) -> float:
        """How far the movement is from its start (0) to its end (1) at t seconds."""
        if t <= 0:
            return 0.0
        t %= self.period
        if t < self.there:
            return eased(t / self.there)
        t -= self.there + self.held
        return 1.0 if t < 0 else 1.0 - eased(t / self.back)


# SCIENCE C2 and C4
BRIDGE = Tempo(2.0, 3.0, 2.0, 1.0)
CAT_COW = Tempo(3.0, 0.0, 3.0)
CHIN_TUCK = Tempo(1.5, 4.0, 1.5, 1.0)
WALL_ANGEL = Tempo(3.5, 0.0, 3.5)


def furthest(start: PoseSpec, end: PoseSpec) -> float:
    """Degrees the joint that moves most goes from one posture to the other."""
    return float(np.abs(end.angles() - start.angles()).max())


def bouncing(share: float, deg: float, hz: float, t: float) -> float:
    """The share of a movement of 1 degree (`deg` over `furthest`) when it bobs back from `share`.

    It reverses twice in each of `hz` cycles a second and starts at rest at t = 0.
    """
    return share - deg * (1 - cos(2 * pi * hz * max(t, 0.0))) / 2


def entering(start: PoseSpec, end: PoseSpec, limit: float) -> Track:
    """The way into a posture whose fastest joint peaks at `limit` degrees a second."""
    return Track((0.0, seconds_needed(start, end, limit)), (start, end))


def jerked(start: PoseSpec, end: PoseSpec, limit: float, jerk: float = 90.0) -> Track:
    """An entry at `limit` degrees a second that tears through its last 15 degrees at `jerk`."""
    late = between(end, start, min(1.0, JERK_DEG / furthest(start, end)))
    first = seconds_needed(start, late, limit)
    return Track((0.0, first, first + seconds_needed(late, end, jerk)), (start, late, end))


def shoulder_roll(spec: PoseSpec, turn: float, up: float = 18.0, ahead: float = 10.0) -> PoseSpec:
    """The shoulders after so many turns of a backward roll; at the top they move backwards."""
    girdle = Girdle(up * (1 - cos(2 * pi * turn)) / 2, ahead * sin(2 * pi * turn))
    return replace(spec, left_girdle=girdle, right_girdle=girdle)


def marching(stand: PoseSpec, lifted: PoseSpec, steps: float) -> PoseSpec:
    """Marching on the spot after so many steps; `lifted` has the right leg up, left follows."""
    which, part = divmod(max(steps, 0.0), 1.0)
    up = lifted if int(which) % 2 == 0 else lifted.mirrored
    return between(stand, up, sin(pi * part) ** 2)


def circling(
    stand: PoseSpec, turn: float, radius: float = 0.07, body: Proportions = ADULT
) -> PoseSpec:
    """The hips after so many turns of a circle of `radius` metres over standing feet."""
    points = pose(stand, body).points
    # the circle starts and ends in the middle of the stance, at its front
    off = radius * np.array([sin(2 * pi * turn), -0.35, cos(2 * pi * turn) - 1.0])
    feet = {side: points[f"{side}_ankle"] - off for side, _ in SIDES}
    return on_soles(stepping_on(stand, feet, body), feet)
