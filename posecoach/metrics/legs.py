"""How the legs are placed."""

from __future__ import annotations

from math import nan

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Claims, Numbers, Points, angle_at, distance, share, where
from posecoach.metrics.registry import FRONT, SIDE, metric

ANKLE_ON_KNEE = 0.40  # ankle to the other knee, in thighs, SCIENCE A2 XK


@metric(
    unit="deg",
    views=SIDE,
    sign="larger is straighter",
    source="SCIENCE A1 (sitting)",
    arc=("hip", "knee", "ankle"),
)
def knee_angle(body: Body) -> Numbers:
    """Angle at the near knee; 180 straight."""
    return angle_at(body.near("hip"), body.near("knee"), body.near("ankle"))


@metric(
    unit="ratio",
    views=FRONT,
    sign="left leg over right",
    source="SCIENCE A2 leg crossing; Jung 2020",
)
def leg_crossing(body: Body) -> Numbers:
    """Crossed legs: +1 left over right, -1 right over left, 0 not crossed."""
    left, right = body.left("ankle"), body.right("ankle")
    hips = (body.left("hip") - body.right("hip")).real
    swapped = (left - right).real * hips < 0
    left_on = _ankle_on_knee(left, body.right("knee"), body.right("hip"))
    right_on = _ankle_on_knee(right, body.left("knee"), body.left("hip"))
    knees = (body.left("knee") - body.right("knee")).imag
    # an ankle that alone rests on a knee tells which leg is on top; else the higher knee does
    left_top = where(left_on == right_on, knees <= 0, left_on)
    crossed = where(swapped | left_on | right_on, where(left_top, 1.0, -1.0), 0.0)
    all_seen = left.real + right.real + hips + knees
    return where(all_seen == all_seen, crossed, nan)


def _ankle_on_knee(ankle: Points, knee: Points, hip: Points) -> Claims:
    return distance(ankle, knee) <= ANKLE_ON_KNEE * distance(hip, knee)


@metric(
    unit="ratio",
    views=FRONT,
    sign="below 1 the knees are closer than the ankles",
    source="SCIENCE A2 knee valgus",
)
def knee_ankle_ratio(body: Body) -> Numbers:
    """Distance between the knees over the distance between the ankles (standing)."""
    knees = distance(body.left("knee"), body.right("knee"))
    return share(knees, distance(body.left("ankle"), body.right("ankle")))
