"""The figure's joints: a posture and a size in, points in space out.

Axes: x to the person's left, y up, z forward, metres; the floor is y = 0 and an upright person
faces +z.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import radians, sin

import numpy as np

from posecoach.mannequin.spec import SIDES, PoseSpec, turn_about
from posecoach.types import Floats


@dataclass(frozen=True, slots=True)
class Proportions:
    """Size and build of a person; shares of stature in SHARES.

    Every ratio is against the average adult, whose ratios are all 1.
    """

    stature: float = 1.70  # metres
    girth: float = 1.0  # thickness of trunk and limbs: slim 0.85, heavy 1.4
    legs: float = 1.0  # length of thigh and shank
    arms: float = 1.0  # length of upper arm and forearm
    trunk: float = 1.0  # length of the trunk
    neck: float = 1.0  # length of the neck
    shoulders: float = 1.0  # distance between the shoulder joints
    hips: float = 1.0  # distance between the hip joints

    @property
    def scale(self) -> float:
        """Size against the 1.70 m figure the body meshes are drawn for."""
        return self.stature / 1.70

    def length(self, segment: str) -> float:
        """Length of a segment of SHARES, metres."""
        ratio: float = getattr(self, RATIOS.get(segment, ""), 1.0)
        return SHARES[segment] * self.stature * ratio


ADULT = Proportions()

# Of stature. Tables that give the shoulder's height as 0.818 mean the acromion (Drillis & Contini;
# 0.82 in Gordon et al. 2014). The middle of the joint, which people and networks mark, lies 3 cm
# lower, at 0.80 (de Leva 1996): so much less trunk and upper arm, so much more neck.
SHARES: Mapping[str, float] = {
    "thigh": 0.245,
    "shank": 0.246,
    "ankle": 0.039,  # ankle joint above the sole
    "trunk": 0.270,
    "neck": 0.127,  # mid-shoulder to mid-ear
    "upper_arm": 0.168,
    "forearm": 0.146,
    "shoulder": 0.100,  # half the distance between the shoulder joints
    "hip": 0.0525,  # half the distance between the hip joints
}
RATIOS: Mapping[str, str] = {
    "thigh": "legs",
    "shank": "legs",
    "trunk": "trunk",
    "neck": "neck",
    "upper_arm": "arms",
    "forearm": "arms",
    "shoulder": "shoulders",
    "hip": "hips",
}
"""Segment -> the field of Proportions that lengthens it."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A posed figure: where every joint is and how every segment is turned."""

    spec: PoseSpec
    proportions: Proportions
    points: Mapping[str, Floats]  # "pelvis", "chest", "head", "left_hip", "left_knee" ... (3,) m
    frames: Mapping[
        str, Floats
    ]  # "pelvis", "chest", "head", "left_thigh" ... (3, 3), columns x y z

    def at(self, name: str, offset: tuple[float, float, float], frame: str = "") -> Floats:
        """A point `offset` from a joint along `frame`'s axes, metres; `offset` is at 1.70 m."""
        step = np.array(offset) * self.proportions.scale
        return self.points[name] + self.frames[frame or name] @ step


def pose(
    spec: PoseSpec,
    proportions: Proportions = ADULT,
    place: tuple[float, float] = (0.0, 0.0),
    heading: float = 0.0,
) -> Figure:
    """Put the skeleton into a posture, resting on the floor with whatever is lowest.

    Args:
        spec: the joint angles.
        proportions: the person's size.
        place: x and z of the middle of the hips, metres.
        heading: degrees the whole person is turned to their left.
    """
    points: dict[str, Floats] = {"pelvis": np.zeros(3)}
    frames: dict[str, Floats] = {"pelvis": turn_about("y", heading) @ spec.pelvis.matrix}
    figure = Figure(spec, proportions, points, frames)
    _add_spine(figure, points, frames)
    for side, sign in SIDES:
        _add_arm(figure, points, frames, (side, sign))
        _add_leg(figure, points, frames, (side, sign))
    lift = -min(points[name][1] - r * proportions.scale for name, r in _resting(figure))
    moved = np.array([place[0], lift, place[1]])
    return Figure(spec, proportions, {name: p + moved for name, p in points.items()}, frames)


def spine_chord(rounding: float) -> float:
    """Share of its length the trunk keeps when its back is bent into an arc of so many degrees."""
    half = radians(abs(rounding)) / 2
    return sin(half) / half if half > 1e-6 else 1.0


Points = dict[str, Floats]


def _add_spine(figure: Figure, points: Points, frames: Points) -> None:
    spec, size = figure.spec, figure.proportions
    frames["chest"] = frames["pelvis"] @ spec.trunk.matrix
    trunk = size.length("trunk") * spine_chord(spec.rounding)
    points["chest"] = points["pelvis"] + frames["chest"][:, 1] * trunk
    frames["neck"] = frames["chest"] @ spec.neck.matrix
    points["head"] = points["chest"] + frames["neck"][:, 1] * size.length("neck")
    frames["head"] = frames["neck"] @ spec.head.matrix


def _add_arm(figure: Figure, points: Points, frames: Points, which: tuple[str, int]) -> None:
    (side, sign), size = which, figure.proportions
    arm, girdle = figure.spec.arm(side), figure.spec.girdle(side)
    raised = turn_about("y", -sign * girdle.protraction) @ turn_about("z", sign * girdle.elevation)
    points[f"{side}_shoulder"] = points["chest"] + (frames["chest"] @ raised[:, 0]) * (
        sign * size.length("shoulder")
    )
    upper = frames["chest"] @ turn_about("x", -arm.flexion) @ turn_about("z", sign * arm.abduction)
    frames[f"{side}_upper_arm"] = upper = upper @ turn_about("y", -sign * arm.rotation)
    points[f"{side}_elbow"] = points[f"{side}_shoulder"] - upper[:, 1] * size.length("upper_arm")
    frames[f"{side}_forearm"] = fore = upper @ turn_about("x", -arm.elbow)
    points[f"{side}_wrist"] = points[f"{side}_elbow"] - fore[:, 1] * size.length("forearm")
    turned = fore @ turn_about("y", -sign * arm.pronation)
    frames[f"{side}_hand"] = turned @ turn_about("z", -sign * arm.wrist)


def _add_leg(figure: Figure, points: Points, frames: Points, which: tuple[str, int]) -> None:
    (side, sign), size = which, figure.proportions
    leg = figure.spec.leg(side)
    points[f"{side}_hip"] = points["pelvis"] + frames["pelvis"][:, 0] * (sign * size.length("hip"))
    thigh = frames["pelvis"] @ turn_about("x", -leg.flexion) @ turn_about("z", sign * leg.abduction)
    frames[f"{side}_thigh"] = thigh = thigh @ turn_about("y", sign * leg.rotation)
    points[f"{side}_knee"] = points[f"{side}_hip"] - thigh[:, 1] * size.length("thigh")
    frames[f"{side}_shank"] = shank = thigh @ turn_about("x", leg.knee)
    points[f"{side}_ankle"] = points[f"{side}_knee"] - shank[:, 1] * size.length("shank")
    frames[f"{side}_foot"] = foot = shank @ turn_about("x", -leg.ankle)
    for name, offset in (("heel", (0.0, -0.050, -0.045)), ("toe", (0.0, -0.054, 0.155))):
        points[f"{side}_{name}"] = points[f"{side}_ankle"] + foot @ np.array(offset) * size.scale


RADII: Mapping[str, float] = {
    "heel": 0.016,
    "toe": 0.012,
    "knee": 0.062,
    "hip": 0.098,
    "shoulder": 0.075,
    "elbow": 0.042,
    "wrist": 0.032,
    "head": 0.100,
}
"""Flesh between a joint and the floor it rests on, metres at 1.70 m stature."""
SOFT = frozenset(("knee", "hip", "shoulder", "elbow"))  # thicker on a heavier person


def _resting(figure: Figure) -> list[tuple[str, float]]:
    girth = 1 + 0.7 * (figure.proportions.girth - 1)
    parts = ((name, name.split("_")[-1]) for name in figure.points)
    return [(n, RADII[p] * (girth if p in SOFT else 1.0)) for n, p in parts if p in RADII]
