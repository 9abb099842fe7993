"""How the trunk is held."""

from __future__ import annotations

from math import nan

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Numbers, angle_at, distance, inclination, share, where
from posecoach.metrics.registry import FRONT, SIDE, metric, quantity

EAR_HEIGHT = 0.89  # ear above the ankle, share of stature (Drillis & Contini segments)
PLUMB = "SCIENCE A1 plumb line (Kendall)"
LEANING_BACK = -3.0  # degrees of trunk inclination that make hips ahead a sway-back


@metric(
    unit="deg",
    views=SIDE,
    sign="leaning forward",
    source="SCIENCE A1 TI; ISO 11226 and EN 1005-4 trunk inclination",
    arc=("up", "hip", "shoulder"),
)
def trunk_inclination(body: Body) -> Numbers:
    """Hip-to-shoulder line against the vertical; 0 upright, negative reclined."""
    hip, shoulder = body.best("hip", "shoulder")
    return inclination(hip, shoulder, body.facing)


@metric(
    unit="deg",
    views=SIDE,
    sign="larger is more open",
    source="SCIENCE A1; NUREG-0700 citing HFES 100 and ISO 11064-4",
    arc=("hip-shoulder", "hip", "knee"),
)
def torso_thigh_angle(body: Body) -> Numbers:
    """Angle between the trunk and the near thigh; 180 standing straight."""
    hip, shoulder = body.best("hip", "shoulder")
    # a near shoulder is further out than a near hip, which turns their line with the camera
    return angle_at(shoulder - hip, 0j, body.near("knee") - body.near("hip"))


@quantity
def trunk_over_head(body: Body) -> Numbers:
    """Trunk length over head length (ear to outer eye, near side): free of camera distance."""
    trunk = distance(*body.best("shoulder", "hip"))
    return share(trunk, distance(body.near("ear"), body.near("eye_outer")))


@metric(
    unit="ratio",
    views=SIDE,
    sign="1 as tall as usual, less is slumped",
    source="SCIENCE A1 slump",
    relative=True,
)
def trunk_length_ratio(body: Body) -> Numbers:
    """Trunk length against this person's usual: below 1 the back is rounded or collapsed."""
    return share(trunk_over_head(body), body.usual("trunk_over_head"))


@metric(
    unit="deg",
    views=FRONT,
    sign="leaning to the person's left",
    source="SCIENCE A2 LT; EN 1005-4 lateral bending",
    arc=("up", "hip", "shoulder"),
)
def lateral_trunk_lean(body: Body) -> Numbers:
    """Mid-hip to mid-shoulder line against the vertical, seen from the front."""
    return inclination(body.middle("hip"), body.middle("shoulder"))


def _ahead_of_ankle(body: Body, part: str) -> Numbers:
    """How far a part is ahead of the ankle, as a share of stature."""
    ear, place, ankle = body.best("ear", part, "ankle")
    return EAR_HEIGHT * share(body.forward(place - ankle), (ankle - ear).imag)


@metric(unit="ratio", views=SIDE, sign="ahead of the ankle", source=PLUMB)
def plumb_ear(body: Body) -> Numbers:
    """Ear ahead of the ankle, as a share of stature (standing)."""
    return _ahead_of_ankle(body, "ear")


@metric(unit="ratio", views=SIDE, sign="ahead of the ankle", source=PLUMB)
def plumb_shoulder(body: Body) -> Numbers:
    """Shoulder ahead of the ankle, as a share of stature (standing)."""
    return _ahead_of_ankle(body, "shoulder")


@metric(unit="ratio", views=SIDE, sign="ahead of the ankle", source=PLUMB)
def plumb_hip(body: Body) -> Numbers:
    """Hip ahead of the ankle, as a share of stature (standing)."""
    return _ahead_of_ankle(body, "hip")


@metric(unit="ratio", views=SIDE, sign="ahead of the ankle", source=PLUMB)
def plumb_knee(body: Body) -> Numbers:
    """Knee ahead of the ankle, as a share of stature (standing)."""
    return _ahead_of_ankle(body, "knee")


@metric(
    unit="ratio",
    views=SIDE,
    sign="hips pushed forward while the trunk leans back",
    source="SCIENCE A1 sway-back",
)
def sway_back(body: Body) -> Numbers:
    """Hip ahead of the ankle over leg length where the trunk leans back past 3 deg, else 0."""
    hip, ankle = body.best("hip", "ankle")
    offset, lean = share(body.forward(hip - ankle), distance(hip, ankle)), trunk_inclination(body)
    known = offset + lean == offset + lean
    return where(lean < LEANING_BACK, offset, where(known, 0.0, nan))
