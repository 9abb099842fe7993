"""How the arms are held, on the side nearer the camera."""

from __future__ import annotations

from math import nan

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Numbers, angle_at, distance, turn_at, where
from posecoach.metrics.registry import SIDE, metric

# Upper arm and forearm are 0.62 and 0.54 of the distance between hip and shoulder joints (de Leva
# 1996). An arm of which either looks shorter than this points out of the picture, or the network
# guessed where a hidden elbow or hand is (docs/accuracy.md, run side joints).
SHORTEST_UPPER_ARM, SHORTEST_FOREARM = 0.58, 0.49  # trunk lengths


@metric(
    unit="deg",
    views=SIDE,
    sign="larger is straighter",
    source="SCIENCE A1; NUREG-0700 (HFES 100: 70-135)",
    arc=("shoulder", "elbow", "wrist"),
)
def elbow_angle(body: Body) -> Numbers:
    """Angle at the near elbow; 180 straight. Unknown where the arm looks too short for it."""
    shoulder, elbow, wrist = (body.near(part) for part in ("shoulder", "elbow", "wrist"))
    trunk = distance(*body.best("hip", "shoulder"))
    too_short = (distance(shoulder, elbow) < SHORTEST_UPPER_ARM * trunk) | (
        distance(elbow, wrist) < SHORTEST_FOREARM * trunk
    )
    return where(too_short, nan, angle_at(shoulder, elbow, wrist))


@metric(
    unit="deg",
    views=SIDE,
    sign="arm ahead of the trunk",
    source="SCIENCE A1; NUREG-0700 (HFES 100: below 25), ISO 11226 upper arm 20/60",
    arc=("shoulder-hip", "shoulder", "elbow"),
)
def shoulder_flexion(body: Body) -> Numbers:
    """Upper arm against the trunk line, -180..180; negative is behind the back."""
    hip, shoulder = body.best("hip", "shoulder")
    return -body.facing * turn_at(hip - shoulder, 0j, body.near("elbow") - body.near("shoulder"))
