"""A body as form measures see it: mirrored so that the right side is the one that is worked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from posecoach.joints import MIRROR
from posecoach.metrics.body import Body
from posecoach.types import Floats, Pose

_FLIP = np.array([-1.0, 1.0, 1.0])


@dataclass(frozen=True, eq=False)
class Shape:
    """One pose, or many with a leading axis, worked on the right."""

    body: Body  # the joints on the picture, pixels
    world: Floats  # (..., 33, 3) metres from mid-hip; x right, y down, z away from the camera

    @classmethod
    def of(cls, pose: Pose, worked: str = "right") -> Shape:
        """Return the shape of a pose; worked on the left, of its mirror image."""
        px, world = pose.px, pose.world
        if worked == "left":
            px, world = px[..., MIRROR, :] * _FLIP[:2], world[..., MIRROR, :] * _FLIP
        return cls(Body(px), world)
