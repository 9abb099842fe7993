"""Movement between postures: smooth, no faster than people move, and never quite still."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from posecoach.mannequin.spec import Arm, Leg, PoseSpec, Turn, angle_names, limits
from posecoach.types import Floats

PEAK = 1.875  # peak over mean speed of a minimum-jerk movement (Flash & Hogan 1985)


def eased(share: float) -> float:
    """Progress 0..1 of a minimum-jerk movement (Flash & Hogan 1985) at a share of its time."""
    s = min(max(share, 0.0), 1.0)
    return s**3 * (10 - 15 * s + 6 * s * s)


def between(start: PoseSpec, end: PoseSpec, share: float) -> PoseSpec:
    """The posture a share of the way from one to another, every angle in proportion."""
    a, b = start.angles(), end.angles()
    return start.with_angles(a + (b - a) * share)


def seconds_needed(start: PoseSpec, end: PoseSpec, limit: float = 90.0) -> float:
    """Shortest time in which no joint exceeds `limit` degrees a second."""
    return PEAK * float(np.abs(end.angles() - start.angles()).max()) / limit


@dataclass(frozen=True, slots=True)
class Track:
    """Postures at given times; in between each movement is smooth and stops at both ends."""

    times: tuple[float, ...]  # seconds, rising
    specs: tuple[PoseSpec, ...]

    def at(self, t: float) -> PoseSpec:
        """The posture at t seconds; before the first and after the last it holds."""
        i = bisect_right(self.times, t)
        if i == 0:
            return self.specs[0]
        if i == len(self.times):
            return self.specs[-1]
        share = (t - self.times[i - 1]) / (self.times[i] - self.times[i - 1])
        return between(self.specs[i - 1], self.specs[i], eased(share))


HABIT = PoseSpec(
    trunk=Turn(0.7, 0.4, 0.5),
    rounding=1.2,
    neck=Turn(0.8, 0.5, 0.6),
    head=Turn(1.2, 0.7, 2.0),
    left_arm=Arm(0.6, 0.4, 0.5, 0.6, 0.8, 1.0),
    right_arm=Arm(0.6, 0.4, 0.5, 0.6, 0.8, 1.0),
    left_leg=Leg(0.0, 0.4, 0.3, 0.0, 0.0),
    right_leg=Leg(0.0, 0.4, 0.3, 0.0, 0.0),
)
"""How much each angle wanders while a posture is held, standard deviation in degrees."""

WANDERING = angle_names().index("left_girdle.elevation")  # the shoulder girdles after it do not

SLOW_HZ, FAST_HZ = (0.04, 0.35), (1.5, 3.5)  # shifting and breathing; tremor
TREMOR = 0.05  # share of the movement that is tremor


class Sway:
    """The small movements of somebody keeping still: a sum of sines, the same for a seed."""

    def __init__(self, seed: int, size: float = 1.0) -> None:
        """Draw the waves; `size` scales HABIT."""
        random = np.random.default_rng(seed)
        habit = HABIT.angles()[:WANDERING] * size
        many = (len(habit), 4)
        self._hz = random.uniform(*SLOW_HZ, many)
        self._hz[:, -1] = random.uniform(*FAST_HZ, len(habit))
        self._phase = random.uniform(0, 2 * np.pi, many)
        share = np.array([1.0, 1.0, 1.0, 0.0]) / 3
        share[-1] = TREMOR**2
        self._size: Floats = habit[:, None] * np.sqrt(2 * share)

    def on(self, spec: PoseSpec, t: float) -> PoseSpec:
        """The posture as it is held at t seconds."""
        waves = np.sin(2 * np.pi * self._hz * t + self._phase)
        angles = spec.angles()
        angles[:WANDERING] += (self._size * waves).sum(1)
        return spec.with_angles(np.clip(angles, *limits()))
