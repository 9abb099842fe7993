"""How the trunk is held."""

from __future__ import annotations

import numpy as np

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import angle_at, distance, inclination
from posecoach.metrics.registry import FRONT, SIDE, metric, quantity
from posecoach.types import Floats


@metric(
    unit="deg",
    views=SIDE,
    sign="leaning forward",
    source="SCIENCE A1 TI; ISO 11226 and EN 1005-4 trunk inclination",
    arc=("up", "hip", "shoulder"),
)
def trunk_inclination(body: Body) -> Floats:
    """Hip-to-shoulder line against the vertical; 0 upright, negative reclined."""
    return inclination(body.best("hip"), body.best("shoulder"), body.facing)


@metric(
    unit="deg",
    views=SIDE,
    sign="larger is more open",
    source="SCIENCE A1; NUREG-0700 citing HFES 100 and ISO 11064-4",
    arc=("shoulder", "hip", "knee"),
)
def torso_thigh_angle(body: Body) -> Floats:
    """Angle at the near hip between trunk and thigh; 180 standing straight."""
    return angle_at(body.near("shoulder"), body.near("hip"), body.near("knee"))


@quantity
def trunk_over_head(body: Body) -> Floats:
    """Trunk length over head length (ear to outer eye, near side): free of camera distance."""
    trunk = distance(body.best("shoulder"), body.best("hip"))
    return trunk / distance(body.near("ear"), body.near("eye_outer"))


@metric(
    unit="ratio",
    views=SIDE,
    sign="1 as tall as usual, less is slumped",
    source="SCIENCE A1 slump",
    relative=True,
)
def trunk_length_ratio(body: Body) -> Floats:
    """Trunk length against this person's usual: below 1 the back is rounded or collapsed."""
    return trunk_over_head(body) / body.usual("trunk_over_head")


@metric(
    unit="deg",
    views=FRONT,
    sign="leaning to the person's left",
    source="SCIENCE A2 LT; EN 1005-4 lateral bending",
    arc=("up", "hip", "shoulder"),
)
def lateral_trunk_lean(body: Body) -> Floats:
    """Mid-hip to mid-shoulder line against the vertical, seen from the front."""
    return inclination(body.middle("hip"), body.middle("shoulder"))


def _ahead_of_ankle(body: Body, part: str) -> Floats:
    """How far a part is ahead of the ankle, as a share of the ear-to-ankle height."""
    ankle = body.best("ankle")
    height = ankle[..., 1] - body.best("ear")[..., 1]
    # ear (tragus) to lateral malleolus is about 0.89 of stature (Drillis & Contini segments)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 0.89 * body.forward(body.best(part) - ankle) / np.where(height > 0, height, np.nan)


PLUMB = "SCIENCE A1 plumb line (Kendall)"


@metric(unit="ratio", views=SIDE, sign="ahead of the ankle", source=PLUMB)
def plumb_ear(body: Body) -> Floats:
    """Ear ahead of the ankle, as a share of stature (standing)."""
    return _ahead_of_ankle(body, "ear")


@metric(unit="ratio", views=SIDE, sign="ahead of the ankle", source=PLUMB)
def plumb_shoulder(body: Body) -> Floats:
    """Shoulder ahead of the ankle, as a share of stature (standing)."""
    return _ahead_of_ankle(body, "shoulder")


@metric(unit="ratio", views=SIDE, sign="ahead of the ankle", source=PLUMB)
def plumb_hip(body: Body) -> Floats:
    """Hip ahead of the ankle, as a share of stature (standing)."""
    return _ahead_of_ankle(body, "hip")


@metric(unit="ratio", views=SIDE, sign="ahead of the ankle", source=PLUMB)
def plumb_knee(body: Body) -> Floats:
    """Knee ahead of the ankle, as a share of stature (standing)."""
    return _ahead_of_ankle(body, "knee")


@metric(
    unit="ratio",
    views=SIDE,
    sign="hips pushed forward while the trunk leans back",
    source="SCIENCE A1 sway-back",
)
def sway_back(body: Body) -> Floats:
    """Hip ahead of the ankle over leg length where the trunk leans back past 3 deg, else 0."""
    hip, ankle = body.best("hip"), body.best("ankle")
    offset = body.forward(hip - ankle) / distance(hip, ankle)
    lean = trunk_inclination(body)
    return np.where(np.isnan(lean), np.nan, np.where(lean < -3, offset, 0.0))
