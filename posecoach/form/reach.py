"""What is near to what, in lengths of the person's own trunk and limbs."""

from __future__ import annotations

from posecoach.form.registry import measure
from posecoach.form.shape import SIDES, Shape, Side, other
from posecoach.form.vector import Vector
from posecoach.metrics.geometry import Numbers, share, where


@measure(unit="ratio", sided=True, sign="ankle further from the knee", source="SCIENCE C0 XK")
def ankle_on_knee(shape: Shape, side: Side) -> Numbers:
    """Ankle to the other knee, in thigh lengths; 0 on it."""
    reach = shape.at("ankle", side) - shape.at("knee", other(side))
    return share(reach.length, _thigh(shape, side))


@measure(unit="ratio", sided=True, sign="knee further away", source="SCIENCE C0 KS")
def knee_to_opposite_shoulder(shape: Shape, side: Side) -> Numbers:
    """Knee to the other shoulder, in trunk lengths."""
    return _apart(shape, shape.at("knee", side) - shape.at("shoulder", other(side)))


@measure(unit="ratio", sided=True, sign="knee across the midline", source="SCIENCE C1 adduction")
def knee_crossing(shape: Shape, side: Side) -> Numbers:
    """Knee beyond the middle of the body, towards the other side, in trunk lengths."""
    off = (shape.at("knee", side) - shape.middle("hip")).dot(shape.leftward)
    return share(off if side == "right" else -off, shape.trunk.length)


@measure(unit="ratio", sided=True, sign="steeper", source="SCIENCE C1 shin tilt")
def shank_level(shape: Shape, side: Side) -> Numbers:
    """Height of knee against ankle, 0..1 of the shank; 0 level."""
    shank = shape.at("knee", side) - shape.at("ankle", side)
    return share(abs(shank.y), shank.length)


@measure(unit="ratio", sided=False, sign="hips further from the heels", source="SCIENCE C3")
def hip_to_heel(shape: Shape, _: Side) -> Numbers:
    """Hip to ankle of the same side, in trunk lengths; the mean of the sides that are seen."""
    right, left = (_apart(shape, shape.at("hip", s) - shape.at("ankle", s)) for s in SIDES)
    both = (right + left) * 0.5
    return where(both == both, both, where(right == right, right, left))


@measure(unit="ratio", sided=True, sign="hand further away", source="SCIENCE C3 wrist-ankle")
def wrist_to_ankle(shape: Shape, side: Side) -> Numbers:
    """Wrist to the ankle of the same side, in trunk lengths."""
    return _apart(shape, shape.at("wrist", side) - shape.at("ankle", side))


@measure(unit="ratio", sided=True, sign="hand further away", source="SCIENCE C4 wrist-ear")
def wrist_to_ear(shape: Shape, side: Side) -> Numbers:
    """Wrist to the ear of the same side, in trunk lengths."""
    return _apart(shape, shape.at("wrist", side) - shape.at("ear", side))


@measure(unit="ratio", sided=True, sign="hand further out of place", source="SCIENCE C4 quadruped")
def wrist_under_shoulder(shape: Shape, side: Side) -> Numbers:
    """Wrist ahead of or behind the shoulder, in trunk lengths, never negative; 0 straight below."""
    return abs(_forward(shape, shape.at("wrist", side) - shape.at("shoulder", side)))


@measure(unit="ratio", sided=True, sign="knee further out of place", source="SCIENCE C4 quadruped")
def knee_under_hip(shape: Shape, side: Side) -> Numbers:
    """Knee ahead of or behind the hip, in trunk lengths, never negative; 0 straight below."""
    return abs(_forward(shape, shape.at("knee", side) - shape.at("hip", side)))


@measure(unit="ratio", sided=False, sign="knees wider", source="SCIENCE C2 knees/ankles width")
def knees_apart(shape: Shape, _: Side) -> Numbers:
    """Distance of the knees over that of the ankles; 1 as wide."""
    return share(shape.across("knee").length, shape.across("ankle").length)


@measure(unit="ratio", sided=False, sign="knees wider", source="SCIENCE C3 knees within 0.25 thigh")
def knees_together(shape: Shape, _: Side) -> Numbers:
    """Distance of the knees in thigh lengths; the hips are 0.4 apart."""
    return share(shape.across("knee").length, _thigh(shape, "right"))


@measure(unit="ratio", sided=False, sign="feet wider", source="SCIENCE C3 ankles apart")
def ankles_apart(shape: Shape, _: Side) -> Numbers:
    """Distance of the ankles in shank lengths."""
    shank = shape.at("knee", "right") - shape.at("ankle", "right")
    return share(shape.across("ankle").length, shank.length)


@measure(unit="ratio", sided=False, sign="ankles crossed", source="SCIENCE C1 order flip")
def ankles_crossed(shape: Shape, _: Side) -> Numbers:
    """Right ankle beyond the left one, towards the left, in hip widths; -1 straight below."""
    off = -shape.across("ankle").dot(shape.leftward)
    return share(off, shape.across("hip").length)


@measure(unit="ratio", sided=True, sign="heel off the floor", source="SCIENCE C3 heel-toe dy")
def heel_lift(shape: Shape, side: Side) -> Numbers:
    """Heel above the toes, in trunk lengths; negative with the toes up."""
    foot = shape.at("foot_index", side) - shape.at("heel", side)
    return share(foot.y, shape.trunk.length)


@measure(unit="ratio", sided=True, sign="knee ahead of the toes", source="SCIENCE C1, C3")
def knee_past_toes(shape: Shape, side: Side) -> Numbers:
    """Knee ahead of the toes, in trunk lengths; negative behind them."""
    return _forward(shape, shape.at("knee", side) - shape.at("foot_index", side))


@measure(unit="ratio", sided=True, sign="knee higher", source="SCIENCE C3 knee height")
def knee_height(shape: Shape, side: Side) -> Numbers:
    """Knee above the hip, -1..1 thigh lengths; 0 level."""
    thigh = shape.at("hip", side) - shape.at("knee", side)
    return share(thigh.y, thigh.length)


@measure(unit="ratio", sided=False, sign="more unequal", source="SCIENCE C3 |dKnee height|")
def knee_height_difference(shape: Shape, _: Side) -> Numbers:
    """Height of one knee above the other, in trunk lengths, never negative."""
    return share(abs(shape.across("knee").y), shape.trunk.length)


@measure(unit="ratio", sided=True, sign="hand higher", source="SCIENCE D wrists near floor")
def wrist_height(shape: Shape, side: Side) -> Numbers:
    """Wrist above the lowest of knees, ankles and heels, in trunk lengths."""
    return share(shape.lowest - shape.at("wrist", side).y, shape.trunk.length)


def _thigh(shape: Shape, side: Side) -> Numbers:
    return (shape.at("knee", side) - shape.at("hip", side)).length


def _apart(shape: Shape, reach: Vector) -> Numbers:
    return share(reach.length, shape.trunk.length)


def _forward(shape: Shape, reach: Vector) -> Numbers:
    return share(reach.dot(shape.ahead), shape.trunk.length)
