"""Stick figures of known geometry: build joints from angles, look at them from a known direction.

The figure lives in its own axes (forward, up, left), in trunk lengths, and is seen without
perspective, so every angle in the sagittal plane (side view) or frontal plane (front view) is
exactly what it was built with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import JOINT_COUNT, MIRROR, PAIRS, Joint
from posecoach.metrics import QUANTITIES, Body
from posecoach.types import View

Array = NDArray[np.float64]

# half widths and lengths in trunk lengths, about those of an adult
HALF = {"shoulder": 0.35, "hip": 0.19, "ear": 0.15, "eye": 0.063, "eye_outer": 0.09, "mouth": 0.05}
NECK, UPPER_ARM, FOREARM, THIGH, SHANK, FOOT = 0.35, 0.65, 0.5, 0.85, 0.85, 0.3
FACE = 0.16  # ear to eye, forwards of the ear
NOSE = 0.22
MOUTH = 0.13  # below the eyes

FRONT, FACING_RIGHT, FACING_LEFT = 0.0, 90.0, -90.0  # azimuths for `seen`


@dataclass(frozen=True)
class Figure:
    """Angles in degrees; all zero but the limbs' is sitting upright, looking ahead."""

    trunk: float = 0.0  # forward inclination
    neck: float = 0.0  # forward inclination of the shoulder-to-ear line, against gravity
    head: float = 0.0  # nose down
    torso_thigh: float = 90.0
    knee: float = 90.0
    upper_arm: float = 0.0  # ahead of the trunk line
    elbow: float = 90.0
    lean: float = 0.0  # the trunk and all above it, to the person's left
    head_roll: float = 0.0  # left ear lower
    shoulder_roll: float = 0.0  # left shoulder lower
    pelvis_roll: float = 0.0  # left hip lower
    head_turn: float = 0.0  # to the person's left

    def joints(self) -> dict[Joint, Array]:
        """Joint -> (forward, up, left) in trunk lengths, mid-hip at the origin."""
        at: dict[Joint, Array] = {}
        _pair(at, "hip", np.zeros(3), self.pelvis_roll)
        trunk_top = _tilted(_ray(self.trunk), self.lean)
        _pair(at, "shoulder", trunk_top, self.shoulder_roll)
        self._head(at, trunk_top + NECK * _tilted(_ray(self.neck), self.lean))
        down = self.trunk + 180
        for side in ("LEFT", "RIGHT"):
            self._arm(at, side, down)
            self._leg(at, side, down)
        return at

    def _head(self, at: dict[Joint, Array], ears: Array) -> None:
        ahead = np.array([cos(radians(self.head_turn)), 0.0, sin(radians(self.head_turn))])
        ahead = ahead * cos(radians(self.head)) + [0.0, -sin(radians(self.head)), 0.0]
        for part, reach in (("ear", 0.0), ("eye", FACE), ("eye_outer", FACE)):
            _pair(at, part, ears + reach * ahead, self.head_roll, self.head_turn)
        at[Joint.NOSE] = ears + NOSE * ahead
        across = at[Joint.LEFT_EAR] - at[Joint.RIGHT_EAR]
        down = MOUTH * np.cross(ahead, across / np.linalg.norm(across))
        _pair(at, "mouth", ears + FACE * ahead + down, self.head_roll, self.head_turn)

    def _arm(self, at: dict[Joint, Array], side: str, down: float) -> None:
        upper = down - self.upper_arm
        lower = upper + 180 + self.elbow  # 180 would fold it up: straight is the way on
        elbow = at[Joint[f"{side}_SHOULDER"]] + UPPER_ARM * _ray(upper)
        at[Joint[f"{side}_ELBOW"]] = elbow
        at[Joint[f"{side}_WRIST"]] = elbow + FOREARM * _ray(lower)

    def _leg(self, at: dict[Joint, Array], side: str, down: float) -> None:
        thigh = self.trunk + self.torso_thigh
        shank = thigh + 180 - self.knee
        knee = at[Joint[f"{side}_HIP"]] + THIGH * _ray(thigh)
        ankle = knee + SHANK * _ray(shank)
        at[Joint[f"{side}_KNEE"]] = knee
        at[Joint[f"{side}_ANKLE"]] = at[Joint[f"{side}_HEEL"]] = ankle
        at[Joint[f"{side}_FOOT_INDEX"]] = ankle + FOOT * _ray(shank - 90)

    def seen(
        self,
        azimuth: float = FRONT,
        *,
        size: float = 200.0,
        at: tuple[float, float] = (640.0, 500.0),
    ) -> Array:
        """Return px (33, 2) as seen from a direction; joints the figure lacks are NaN.

        Args:
            azimuth: 0 the figure faces the camera, 90 it looks to picture right.
            size: trunk length, pixels.
            at: where the mid-hip is, pixels.
        """
        px = np.full((JOINT_COUNT, 2), np.nan)
        a = radians(azimuth)
        for joint, (forward, up, left) in self.joints().items():
            px[joint] = np.array(at) + size * np.array([left * cos(a) + forward * sin(a), -up])
        return px


def _ray(angle: float) -> Array:
    """Unit vector in the sagittal plane: 0 up, 90 forward."""
    return np.array([sin(radians(angle)), cos(radians(angle)), 0.0])


def _tilted(v: Array, lean: float) -> Array:
    """A vector of the sagittal plane tilted to the person's left by `lean` degrees."""
    return np.array([v[0], v[1] * cos(radians(lean)), v[1] * sin(radians(lean))])


def _pair(at: dict[Joint, Array], part: str, middle: Array, roll: float, turn: float = 0.0) -> None:
    r, t = radians(roll), radians(turn)
    half = HALF[part] * np.array([-sin(t), -sin(r), cos(r) * cos(t)])
    left, right = PAIRS[part]
    at[left], at[right] = middle + half, middle - half


def side_body(figure: Figure, facing: int = 1, **changes: object) -> Body:
    """The figure side-on; its near side is the right one when it looks to picture right."""
    px = figure.seen(FACING_RIGHT if facing > 0 else FACING_LEFT)
    return Body(px, float(facing), facing < 0, **changes)  # type: ignore[arg-type]


def front_body(figure: Figure, **changes: object) -> Body:
    """The figure facing the camera."""
    return Body(figure.seen(FRONT), **changes)  # type: ignore[arg-type]


def side_view(facing: int) -> View:
    """The view in which somebody with this facing is seen."""
    return View.SIDE_RIGHT if facing > 0 else View.SIDE_LEFT


def baseline_of(body: Body) -> dict[str, float]:
    """Every baseline quantity of a single body that can be measured."""
    values = {name: float(compute(body)) for name, compute in QUANTITIES.items()}
    return {name: value for name, value in values.items() if not np.isnan(value)}


def points(**parts: tuple[float, float]) -> Array:
    """px (33, 2) from joint names: `left_ear=(x, y)`, or `ear=(x, y)` for both sides at once."""
    px = np.full((JOINT_COUNT, 2), np.nan)
    for name, xy in parts.items():
        px[list(PAIRS.get(name) or [Joint[name.upper()]])] = xy
    return px


def hidden(px: Array, joints: Iterable[Joint]) -> Array:
    """The same px with some joints unseen."""
    out = px.copy()
    out[..., list(joints), :] = np.nan
    return out


def mirrored(px: Array, width: float = 1280.0) -> Array:
    """The picture flipped left to right: what was the left side is now the right one."""
    return px[..., list(MIRROR), :] * [-1.0, 1.0] + [width, 0.0]


def mapped(values: Mapping[str, Array]) -> dict[str, float]:
    """Measurements of one body as plain numbers."""
    return {name: float(value) for name, value in values.items()}
