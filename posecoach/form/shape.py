"""A body as form measures see it: in space, and mirrored so that the right side is worked.

The network gives two answers: where the joints are on the picture, and where they are in space.
The picture is the better one across it, and only the other knows depth; so a joint's place in space
is its place on the picture, in metres, with the network's depth. On 2346 rendered pictures of 50
exercises from all around, hip and knee angles were off by 14 and 16 degrees on average in this way,
by 15 and 17 by the network's own places, and by 21 on the picture alone, which foreshortens what it
does not see squarely. Exactly from the side the picture is as good as both, and the network's own
places are 2 to 3 degrees worse. docs/exercises.md has the error of every measure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

import numpy as np

from posecoach.form.vector import Vector, middle
from posecoach.joints import MIRROR, PAIRS, Joint
from posecoach.metrics.geometry import Claims, Numbers
from posecoach.types import Floats, Pose

Side = Literal["right", "left"]
SIDES: tuple[Side, ...] = ("right", "left")

_FLIP = np.array([-1.0, 1.0, 1.0])
_BODY = list(range(Joint.LEFT_SHOULDER, Joint.LEFT_PINKY)) + list(
    range(Joint.LEFT_HIP, Joint.LEFT_HEEL)
)
"""Shoulders, elbows, wrists, hips, knees, ankles: what the scale of the picture is taken from."""

_OTHER_LEGS = [
    MIRROR[joint] if joint >= Joint.LEFT_KNEE else int(joint)  # hips stay: the trunk is one piece
    for joint in Joint
]
SIDE_ON = 0.7  # of the shoulder and hip lines, along the camera's view: 45 degrees and more


@dataclass(frozen=True, eq=False)
class Shape:
    """One pose, or many with a leading axis, worked on the right.

    Every method returns a Vector of metres; NaN where a joint was not seen.
    """

    px: Floats  # (..., 33, 2) pixels
    world: Floats  # (..., 33, 3) metres; x picture right, y down, z away from the camera
    _joints: list[Vector] = field(init=False, repr=False)

    @classmethod
    def of(cls, pose: Pose, worked: str = "right") -> Shape:
        """Return the shape of a pose; worked on the left, of its mirror image."""
        px, world = pose.px, pose.world
        if worked == "left":
            px, world = px[..., MIRROR, :] * _FLIP[:2], world[..., MIRROR, :] * _FLIP
        return cls(px, world)

    @classmethod
    def readings(cls, pose: Pose, worked: str = "right") -> tuple[Shape, Shape]:
        """Return the shape of a pose as it is, and with its legs exchanged.

        From the side the network takes one leg for the other in a sixth to a quarter of the
        rendered pictures in which the legs differ, and nothing in the joints tells.
        """
        other_legs = Pose(
            pose.t,
            pose.px[..., _OTHER_LEGS, :],
            pose.world[..., _OTHER_LEGS, :],
            pose.visibility[..., _OTHER_LEGS],
        )
        return cls.of(pose, worked), cls.of(other_legs, worked)

    def __post_init__(self) -> None:
        """Take the joints apart: 33 vectors of one pose, or 33 of arrays."""
        places = in_space(self.px, self.world)
        if places.ndim == 2:
            joints = [Vector(*xyz) for xyz in places.tolist()]
        else:
            joints = [Vector(*np.moveaxis(joint, -1, 0)) for joint in np.moveaxis(places, -2, 0)]
        object.__setattr__(self, "_joints", joints)

    def at(self, part: str, side: Side) -> Vector:
        """Return the ear, shoulder, hip ... of a side."""
        left, right = PAIRS[part]
        return self._joints[right if side == "right" else left]

    def middle(self, part: str) -> Vector:
        """Return the mid-point of left and right."""
        left, right = PAIRS[part]
        return middle(self._joints[left], self._joints[right])

    def across(self, part: str) -> Vector:
        """Return the way from the right to the left joint."""
        left, right = PAIRS[part]
        return self._joints[left] - self._joints[right]

    @property
    def nose(self) -> Vector:
        """The nose."""
        return self._joints[Joint.NOSE]

    @property
    def lowest(self) -> Numbers:
        """How far down (y, metres) the lowest knee, ankle or heel is that was seen."""
        ys = [self.at(part, side).y for part in ("knee", "ankle", "heel") for side in SIDES]
        return reduce(np.fmax, ys)

    @property
    def trunk(self) -> Vector:
        """From mid-hip to mid-shoulder."""
        return self.middle("shoulder") - self.middle("hip")

    @property
    def leftward(self) -> Vector:
        """To the body's own left, of length 1: along the shoulder and hip lines."""
        return (self.across("shoulder") + self.across("hip")).unit

    @property
    def side_on(self) -> Claims:
        """Whether the camera sees the body from its side: then it may take a leg for the other."""
        return abs(self.leftward.z) > SIDE_ON

    @property
    def ahead(self) -> Vector:
        """Where the body faces, level, of length 1: lying on the back, the way to the feet."""
        left = self.leftward
        return Vector(left.z, left.y * 0.0, -left.x).unit

    @property
    def ventral(self) -> Vector:
        """Out of the front of the trunk, of length 1."""
        return self.leftward.cross(self.trunk).unit


def other(side: Side) -> Side:
    """Return the other side."""
    return "left" if side == "right" else "right"


def in_space(px: Floats, world: Floats) -> Floats:
    """Return joints `(..., 33, 3)` in metres: as on the picture across it, with the world's depth.

    The scale is what makes the seen joints of trunk and limbs as spread in both.
    """
    on, sure = px[..., _BODY, :], world[..., _BODY, :2]
    seen = np.isfinite(on).all(-1, keepdims=True)
    count = np.maximum(seen.sum(-2, keepdims=True), 1)
    middles = [np.where(seen, p, 0.0).sum(-2, keepdims=True) / count for p in (on, sure)]
    spread_px, spread_m = (
        (np.where(seen, p - m, 0.0) ** 2).sum((-2, -1), keepdims=True)
        for p, m in zip((on, sure), middles, strict=True)
    )
    scale = np.sqrt(spread_m / np.where(spread_px > 0, spread_px, np.nan))
    across = (px - middles[0]) * scale + middles[1]
    return np.concatenate([across, world[..., 2:]], -1)
