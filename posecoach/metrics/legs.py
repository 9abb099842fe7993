"""How the legs are placed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import angle_at, distance, share
from posecoach.metrics.registry import FRONT, SIDE, metric
from posecoach.types import Floats

ANKLE_ON_KNEE = 0.40  # ankle to the other knee, in thighs, SCIENCE A2 XK


@metric(
    unit="deg",
    views=SIDE,
    sign="larger is straighter",
    source="SCIENCE A1 (sitting)",
    arc=("hip", "knee", "ankle"),
)
def knee_angle(body: Body) -> Floats:
    """Angle at the near knee; 180 straight."""
    return angle_at(body.near("hip"), body.near("knee"), body.near("ankle"))


@metric(
    unit="ratio",
    views=FRONT,
    sign="left leg over right",
    source="SCIENCE A2 leg crossing; Jung 2020",
)
def leg_crossing(body: Body) -> Floats:
    """Crossed legs: +1 left over right, -1 right over left, 0 not crossed."""
    left, right = body.left("ankle"), body.right("ankle")
    hips = body.left("hip")[..., 0] - body.right("hip")[..., 0]
    swapped = (left[..., 0] - right[..., 0]) * hips < 0
    left_on = _ankle_on_knee(left, body.right("knee"), body.right("hip"))
    right_on = _ankle_on_knee(right, body.left("knee"), body.left("hip"))
    knees = body.left("knee")[..., 1] - body.right("knee")[..., 1]
    # an ankle that alone rests on a knee tells which leg is on top; else the higher knee does
    left_top = np.where(left_on == right_on, knees <= 0, left_on)
    value = np.where(swapped | left_on | right_on, np.where(left_top, 1.0, -1.0), 0.0)
    return np.where(np.isnan(left[..., 0] + right[..., 0] + hips + knees), np.nan, value)


def _ankle_on_knee(ankle: Floats, knee: Floats, hip: Floats) -> NDArray[np.bool_]:
    return np.asarray(distance(ankle, knee) <= ANKLE_ON_KNEE * distance(hip, knee))


@metric(
    unit="ratio",
    views=FRONT,
    sign="below 1 the knees are closer than the ankles",
    source="SCIENCE A2 knee valgus",
)
def knee_ankle_ratio(body: Body) -> Floats:
    """Distance between the knees over the distance between the ankles (standing)."""
    knees = distance(body.left("knee"), body.right("knee"))
    return share(knees, distance(body.left("ankle"), body.right("ankle")))
