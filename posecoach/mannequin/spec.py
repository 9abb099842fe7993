"""A posture as named joint angles, degrees; 0 everywhere stands straight with the arms hanging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from math import cos, radians, sin
from typing import Any

import numpy as np

from posecoach.mannequin.ranges import range_of
from posecoach.types import Floats

SIDES: tuple[tuple[str, int], ...] = (("left", 1), ("right", -1))


def turn_about(axis: str, degrees: float) -> Floats:
    """Rotation matrix (3, 3) about "x", "y" or "z", right-handed."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    if axis == "x":
        return np.array([[1.0, 0, 0], [0, c, -s], [0, s, c]])
    if axis == "y":
        return np.array([[c, 0, s], [0, 1.0, 0], [-s, 0, c]])
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])


@dataclass(frozen=True, slots=True)
class Turn:
    """How one segment is turned against the one below it."""

    forward: float = 0.0  # leans or nods forward
    left: float = 0.0  # leans to the person's left
    twist: float = 0.0  # turns to the person's left

    @property
    def matrix(self) -> Floats:
        """Rotation (3, 3). Seen from the side a lone `forward` is the angle of the segment."""
        lean = turn_about("x", self.forward) @ turn_about("z", -self.left)
        return lean @ turn_about("y", self.twist)


@dataclass(frozen=True, slots=True)
class Arm:
    """Shoulder, elbow and hand of one side."""

    flexion: float = 0.0  # upper arm forward of the trunk
    abduction: float = 8.0  # upper arm away from the trunk
    rotation: float = 0.0  # inward about the upper arm
    elbow: float = 8.0  # bend; 0 straight
    pronation: float = 20.0  # thumb inward about the forearm
    wrist: float = 0.0  # towards the palm


@dataclass(frozen=True, slots=True)
class Leg:
    """Hip, knee and ankle of one side."""

    flexion: float = 0.0  # thigh forward of the pelvis, whatever the trunk does
    abduction: float = 3.0  # thigh away from the other
    rotation: float = 5.0  # outward about the thigh
    knee: float = 0.0  # bend; 0 straight
    ankle: float = 0.0  # toes up


@dataclass(frozen=True, slots=True)
class Girdle:
    """Collar bone and shoulder blade of one side: they carry the shoulder joint about the neck."""

    elevation: float = 0.0  # shoulder raised
    protraction: float = 0.0  # shoulder rolled forward


@dataclass(frozen=True, slots=True)
class PoseSpec:
    """One posture as named joint angles, degrees.

    Trunk and neck are straight lines between joint middles (hips, shoulders at rest, ears), so that
    seen from the side `trunk.forward` is the trunk's inclination and adding `neck.forward` the
    neck's.

    Raises:
        ValueError: naming the joint and its range, when an angle is beyond what people can do.
    """

    pelvis: Turn = Turn()  # the whole body: forward -90 lies on the back
    trunk: Turn = Turn()  # mid-hip to mid-shoulder, against the pelvis
    rounding: float = 0.0  # bend of the back between pelvis and neck; shortens the trunk
    neck: Turn = Turn()  # mid-shoulder to mid-ear, against the trunk
    head: Turn = Turn()  # the face, against the neck; -neck.forward looks ahead
    left_arm: Arm = Arm()
    right_arm: Arm = Arm()
    left_leg: Leg = Leg()
    right_leg: Leg = Leg()
    left_girdle: Girdle = Girdle()
    right_girdle: Girdle = Girdle()

    def __post_init__(self) -> None:
        """Refuse a posture nobody can take."""
        angles, (low, high) = self.angles(), limits()
        beyond = ~((angles >= low) & (angles <= high))
        if beyond.any():
            i = int(beyond.argmax())
            raise ValueError(
                f"{angle_names()[i]} is {angles[i]:g} degrees, outside its range "
                f"{low[i]:g}..{high[i]:g}"
            )

    def arm(self, side: str) -> Arm:
        """The arm of "left" or "right"."""
        return self.left_arm if side == "left" else self.right_arm

    def leg(self, side: str) -> Leg:
        """The leg of "left" or "right"."""
        return self.left_leg if side == "left" else self.right_leg

    def girdle(self, side: str) -> Girdle:
        """The shoulder girdle of "left" or "right"."""
        return self.left_girdle if side == "left" else self.right_girdle

    def with_arm(self, side: str, arm: Arm) -> PoseSpec:
        """The same posture with another arm on the "left" or "right"."""
        return replace(self, left_arm=arm) if side == "left" else replace(self, right_arm=arm)

    def with_leg(self, side: str, leg: Leg) -> PoseSpec:
        """The same posture with another leg on the "left" or "right"."""
        return replace(self, left_leg=leg) if side == "left" else replace(self, right_leg=leg)

    def angles(self) -> Floats:
        """All angles in field order, `(N,)` degrees."""
        return np.array(_flat(self))

    def with_angles(self, angles: Floats) -> PoseSpec:
        """The same kind of posture with other angles, as `angles()` orders them."""
        left = iter(np.asarray(angles, float).tolist())
        changed = {f.name: _refilled(getattr(self, f.name), left) for f in fields(self)}
        return replace(self, **changed)

    @property
    def mirrored(self) -> PoseSpec:
        """The same posture with left and right exchanged."""
        changed: dict[str, Any] = {name: _other_way(getattr(self, name)) for name in MIDDLE}
        for part in PAIRED:
            changed[f"left_{part}"] = getattr(self, f"right_{part}")
            changed[f"right_{part}"] = getattr(self, f"left_{part}")
        return replace(self, **changed)


MIDDLE, PAIRED = ("pelvis", "trunk", "neck", "head"), ("arm", "leg", "girdle")


def _other_way(turn: Turn) -> Turn:
    return replace(turn, left=-turn.left, twist=-turn.twist)


@cache
def angle_names() -> tuple[str, ...]:
    """Names of the angles as `PoseSpec.angles` orders them: "trunk.forward", "left_arm.elbow"."""
    kinds = {"arm": Arm, "leg": Leg, "girdle": Girdle}
    names = []
    for f in fields(PoseSpec):
        kind = kinds.get(f.name.split("_")[-1], Turn)
        parts = ("",) if f.name == "rounding" else [f".{part.name}" for part in fields(kind)]
        names += [f"{f.name}{part}" for part in parts]
    return tuple(names)


@cache
def limits() -> tuple[Floats, Floats]:
    """Least and greatest value of every angle, as `PoseSpec.angles` orders them, `(N,)` degrees."""
    low, high = zip(*(range_of(name) for name in angle_names()), strict=True)
    return np.array(low), np.array(high)


def _flat(value: Any) -> list[float]:
    if not is_dataclass(value):
        return [float(value)]
    return [angle for f in fields(value) for angle in _flat(getattr(value, f.name))]


def _refilled(value: Any, angles: Iterator[float]) -> Any:
    if not is_dataclass(value):
        return next(angles)
    cls: Any = type(value)
    return cls(*(_refilled(getattr(value, f.name), angles) for f in fields(value)))
