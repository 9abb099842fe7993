"""A body as metrics see it: joints by name, near and far side, forward and up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan, radians, tan

import numpy as np

from posecoach.joints import PAIRS, Joint
from posecoach.metrics.geometry import (
    Claims,
    Numbers,
    Points,
    points,
    share,
    where,
    widening,
)
from posecoach.types import Floats, Pose

USUAL_FOCAL = 0.5 / tan(radians(33))  # over the longer side: webcams and phones see 60-78 degrees


@dataclass(frozen=True, eq=False)
class Body:
    """One pose (or many, with a leading axis) with what is needed to read it.

    Every method returns points: complex pixels (see `geometry`), `complex` for one pose and `(...)`
    for many; NaN where the joint was not seen.
    """

    px: Floats  # (..., 33, 2) pixels, x right, y down; unseen joints NaN
    facing: Numbers = nan  # (...) +1 forward is picture right, -1 left, NaN not known
    near_left: Claims = True  # (...) side view: the left side is nearer the camera
    baseline: Mapping[str, float] = field(default_factory=dict)  # quantity -> this person's usual
    yaw: Numbers = nan  # (...) as in Outlook, to read the picture as if side-on; NaN as it is
    focal_px: float = nan  # focal length, pixels; NaN when the camera's field of view is not known
    level_slope: Numbers = 0.0  # (...) see `level_slope`; 0 where nothing is known
    face: Floats | None = None  # (..., 11, 3) pixels, as in Pose
    _joints: list[Points] = field(init=False, repr=False)

    @classmethod
    def of(cls, pose: Pose, facing: Numbers = nan, near_left: Claims = True) -> Body:
        """Return the body of a pose, without a baseline."""
        return cls(pose.px, facing, near_left)

    def __post_init__(self) -> None:
        """Take the joints apart: 33 points of one pose, or 33 arrays of points."""
        seen, wider = points(self.px), widening(self.yaw)
        joints: list[Points]
        if self.px.ndim == 2:
            one: list[complex] = seen.tolist()
            joints = one if wider == 1 else [complex(p.real * wider, p.imag) for p in one]
        else:
            seen = seen.real * np.asarray(wider)[..., None] + 1j * seen.imag
            joints = list(np.moveaxis(seen, -1, 0))
        object.__setattr__(self, "_joints", joints)

    def at(self, joint: Joint) -> Points:
        """Return one joint."""
        return self._joints[joint]

    def left(self, part: str) -> Points:
        """Return the person's left ear, shoulder, hip ..."""
        return self._joints[PAIRS[part][0]]

    def right(self, part: str) -> Points:
        """Return the person's right ear, shoulder, hip ..."""
        return self._joints[PAIRS[part][1]]

    def near(self, part: str) -> Points:
        """Return the joint on the side nearer the camera."""
        near_left = self.near_left
        if isinstance(near_left, np.ndarray):
            return np.where(near_left, self.left(part), self.right(part))
        return self.left(part) if near_left else self.right(part)

    def middle(self, part: str) -> Points:
        """Return the mid-point of left and right; NaN unless both are seen."""
        left, right = PAIRS[part]
        return (self._joints[left] + self._joints[right]) * 0.5

    def best(self, *parts: str) -> tuple[Points, ...]:
        """Return the mid-points of the parts where both sides of all are seen, else the near sides.

        A one-sided neck angle drifts by half a degree per degree of camera yaw (SCIENCE 0.5);
        a middle joined to a near side would drift by a whole one.
        """
        middles = [self.middle(part) for part in parts]
        together = sum(middles)
        both_seen = together == together  # not NaN
        if not isinstance(both_seen, np.ndarray):
            return tuple(middles) if both_seen else tuple(map(self.near, parts))
        pairs = zip(parts, middles, strict=True)
        return tuple(np.where(both_seen, middle, self.near(part)) for part, middle in pairs)

    def forward(self, offset: Points) -> Numbers:
        """Return how far `offset` points forward, pixels; NaN when facing is not known."""
        return self.facing * offset.real

    def usual(self, quantity: str, fallback: float = nan) -> float:
        """Return this person's baseline value, or the stated absolute fallback."""
        return self.baseline.get(quantity, fallback)


def width_line(pose: Pose, part: str) -> tuple[Numbers, Numbers]:
    """Return right to left joint, metres: to the picture's right, and away from the camera."""
    left, right = PAIRS[part]
    line = pose.world[..., left, :] - pose.world[..., right, :]
    if line.ndim == 1:
        across, _, deep = line.tolist()
        return across, deep
    return line[..., 0], line[..., 2]


def faces_camera(pose: Pose) -> Claims:
    """Return where the shoulders lie across the view rather than along it, from front or back."""
    across, deep = width_line(pose, "shoulder")
    return abs(deep) < abs(across)


def level_slope(pose: Pose, size: tuple[int, int]) -> Numbers:
    """Return how far a level line across the shoulders seems to fall per pixel to the right.

    Seen from below or above, a turned body's level lines slope. How far below the shoulders the
    lens is follows from their height in the picture, if the camera stands level, as on a tripod;
    so it is 0 without hips: a laptop's lid is tipped until it shows a face.

    Args:
        pose: any leading axes; unseen joints NaN.
        size: (width, height) of the frame, pixels.
    """
    across, deep = width_line(pose, "shoulder")
    body, turned = Body(pose.px), share(deep, across)
    above = share(size[1] / 2 - body.middle("shoulder").imag, USUAL_FOCAL * max(size))
    slope = turned * above + 0 * body.middle("hip").real
    return where(slope == slope, slope, 0.0)
