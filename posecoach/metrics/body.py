"""A body as metrics see it: joints by name, near and far side, forward and up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import PAIRS, Joint
from posecoach.types import Floats, Pose

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """One pose (or many, with a leading axis) with what is needed to read it.

    Every method returns `(..., 2)` pixels; NaN where the joint was not seen.
    """

    px: Floats  # (..., 33, 2) pixels, x right, y down; unseen joints NaN
    facing: Floats | float = nan  # (...) +1 forward is picture right, -1 left, NaN not known
    near_left: Flags | bool = True  # (...) side view: the left side is nearer the camera
    baseline: Mapping[str, float] = field(default_factory=dict)  # quantity -> this person's usual
    focal_px: float = nan  # focal length, pixels; NaN when the camera's field of view is not known

    @classmethod
    def of(cls, pose: Pose, facing: Floats | float = nan, near_left: Flags | bool = True) -> Body:
        """Return the body of a pose, without a baseline."""
        return cls(pose.px, facing, near_left)

    def at(self, joint: Joint) -> Floats:
        """Return one joint."""
        return self.px[..., joint, :]

    def left(self, part: str) -> Floats:
        """Return the person's left ear, shoulder, hip ..."""
        return self.px[..., PAIRS[part][0], :]

    def right(self, part: str) -> Floats:
        """Return the person's right ear, shoulder, hip ..."""
        return self.px[..., PAIRS[part][1], :]

    def near(self, part: str) -> Floats:
        """Return the joint on the side nearer the camera."""
        near_left = np.asarray(self.near_left, bool)[..., None]
        return np.where(near_left, self.left(part), self.right(part))

    def middle(self, part: str) -> Floats:
        """Return the mid-point of left and right; NaN unless both are seen."""
        return (self.left(part) + self.right(part)) / 2

    def best(self, *parts: str) -> tuple[Floats, ...]:
        """Return the mid-points of the parts where both sides of all are seen, else the near sides.

        A one-sided neck angle drifts by half a degree per degree of camera yaw (SCIENCE 0.5);
        a middle joined to a near side would drift by a whole one.
        """
        middles = [self.middle(part) for part in parts]
        one_sided = np.isnan(sum(middles))
        pairs = zip(parts, middles, strict=True)
        return tuple(np.where(one_sided, self.near(part), middle) for part, middle in pairs)

    def forward(self, offset: Floats) -> Floats:
        """Return how far `offset` (..., 2) points forward, pixels; NaN when facing is not known."""
        return np.asarray(self.facing * offset[..., 0])

    def usual(self, quantity: str, fallback: float = nan) -> float:
        """Return this person's baseline value, or the stated absolute fallback."""
        return self.baseline.get(quantity, fallback)
