"""How the pelvis is loaded, seen from the front."""

from __future__ import annotations

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Numbers, distance, roll, share
from posecoach.metrics.registry import FRONT, metric, quantity


@quantity
def pelvic_roll_raw(body: Body) -> Numbers:
    """Hip line from level, degrees, + left hip lower."""
    return roll(body.right("hip"), body.left("hip"))


@metric(
    unit="deg",
    views=FRONT,
    sign="left hip lower",
    source="SCIENCE A2 PR",
    arc=("level", "right:hip", "left:hip"),
)
def pelvic_obliquity(body: Body) -> Numbers:
    """Tilt of the hip line from this person's usual, or from level without a baseline."""
    return pelvic_roll_raw(body) - body.usual("pelvic_roll_raw", 0.0)


@metric(
    unit="ratio",
    views=FRONT,
    sign="weight over the left buttock",
    source="SCIENCE A2 uneven sitting; Akkarakittichoke 2017",
)
def uneven_sitting(body: Body) -> Numbers:
    """Mid-shoulder beside mid-hip, in shoulder widths."""
    shift = body.middle("shoulder") - body.middle("hip")
    return share(shift.real, distance(body.left("shoulder"), body.right("shoulder")))


@metric(
    unit="ratio",
    views=FRONT,
    sign="weight over the left foot",
    source="SCIENCE A2 WS; Coenen 2017 (static standing)",
)
def weight_shift(body: Body) -> Numbers:
    """Mid-hip beside mid-ankle, in ankle distances (standing)."""
    shift = body.middle("hip") - body.middle("ankle")
    return share(shift.real, abs((body.left("ankle") - body.right("ankle")).real))
