"""Angles at the joints of arms and legs, in space: the same from wherever the camera stands."""

from __future__ import annotations

from posecoach.form.registry import measure
from posecoach.form.shape import Shape, Side
from posecoach.form.vector import angle_at, between
from posecoach.metrics.geometry import Numbers, bearing, where

IN_LINE = 20.0  # degrees up to which a thigh counts as in line with the trunk
FURTHEST_BACK = 60.0  # degrees of hip extension that nobody exceeds: beyond, it is flexion


@measure(unit="deg", sided=True, sign="knee in front of the trunk line", source="SCIENCE C0 HF")
def hip_flexion(shape: Shape, side: Side) -> Numbers:
    """Thigh against the trunk line, -60..180 degrees; 0 in line, negative behind the trunk.

    A thigh nearly in line with the trunk is read in the sagittal plane: what is only abducted is
    neither before nor behind it, and its sign would come from noise.
    """
    thigh = shape.at("knee", side) - shape.at("hip", side)
    bent = 180.0 - between(thigh, shape.trunk)
    ahead = thigh.dot(shape.ventral)
    signed = where((ahead < 0) & (bent < FURTHEST_BACK), -bent, bent)
    sagittal = bearing(ahead, -thigh.dot(shape.trunk.unit))
    share = where(bent < IN_LINE, 0.0, (bent - IN_LINE) / (FURTHEST_BACK - IN_LINE))
    return where(bent < FURTHEST_BACK, sagittal + share * (signed - sagittal), bent)


@measure(unit="deg", sided=False, sign="more unequal", source="SCIENCE C1, C3 HF left and right")
def hip_difference(shape: Shape, _: Side) -> Numbers:
    """Right hip flexion against left, 0..240 degrees; 0 both the same."""
    return abs(hip_flexion(shape, "right") - hip_flexion(shape, "left"))


@measure(unit="deg", sided=True, sign="in line", source="SCIENCE C2 ang(shoulder, hip, knee)")
def shoulder_hip_knee(shape: Shape, side: Side) -> Numbers:
    """Angle at the hip between trunk line and thigh, 0..180 degrees; 180 in line."""
    return between(shape.at("knee", side) - shape.at("hip", side), shape.trunk)


@measure(unit="deg", sided=True, sign="more bent", source="SCIENCE C0 KF")
def knee_flexion(shape: Shape, side: Side) -> Numbers:
    """Bend of the knee, 0..180 degrees; 0 straight."""
    ends = shape.at("hip", side), shape.at("knee", side), shape.at("ankle", side)
    return 180.0 - angle_at(*ends)


@measure(unit="deg", sided=True, sign="straighter", source="SCIENCE C0 EA")
def elbow_angle(shape: Shape, side: Side) -> Numbers:
    """Angle at the elbow, 0..180 degrees; 180 straight."""
    return angle_at(shape.at("shoulder", side), shape.at("elbow", side), shape.at("wrist", side))


@measure(unit="deg", sided=True, sign="arm away from the trunk", source="SCIENCE C0 SA")
def shoulder_elevation(shape: Shape, side: Side) -> Numbers:
    """Upper arm against the trunk line, 0..180 degrees; 0 along it, 180 overhead."""
    return 180.0 - between(shape.at("elbow", side) - shape.at("shoulder", side), shape.trunk)


@measure(unit="deg", sided=False, sign="more unequal", source="SCIENCE C4 |L-R|")
def shoulder_difference(shape: Shape, _: Side) -> Numbers:
    """Right shoulder elevation against left, 0..180 degrees; 0 both the same."""
    return abs(shoulder_elevation(shape, "right") - shoulder_elevation(shape, "left"))


@measure(unit="deg", sided=False, sign="thighs further apart", source="SCIENCE C0 AB")
def thigh_abduction(shape: Shape, _: Side) -> Numbers:
    """Angle at mid-hip between the knees, 0..180 degrees."""
    return angle_at(shape.at("knee", "left"), shape.middle("hip"), shape.at("knee", "right"))


@measure(unit="deg", sided=True, sign="knee ahead of the ankle", source="SCIENCE C0 SHK")
def shank_inclination(shape: Shape, side: Side) -> Numbers:
    """Shank against the vertical, -90..90 degrees; 0 upright, + leaning the way the body faces."""
    shank = shape.at("knee", side) - shape.at("ankle", side)
    tilt = 90.0 - abs(shank.slope)
    return where(shank.dot(shape.ahead) < 0, -tilt, tilt)


@measure(unit="deg", sided=True, sign="less upright", source="SCIENCE C4 forearm vertical")
def forearm_inclination(shape: Shape, side: Side) -> Numbers:
    """Forearm against the vertical, 0..90 degrees; 0 upright, hand up or down."""
    return 90.0 - abs((shape.at("wrist", side) - shape.at("elbow", side)).slope)
