"""Where the head is and how it is turned, against the shoulders or the vertical."""

from __future__ import annotations

from posecoach.form.registry import measure
from posecoach.form.shape import Shape, Side
from posecoach.metrics.geometry import Numbers, bearing, share


@measure(unit="deg", sided=False, sign="towards the worked side", source="SCIENCE A2 HR")
def head_roll(shape: Shape, _: Side) -> Numbers:
    """Ear line against level, -90..90 degrees; + right ear lower."""
    return -shape.across("ear").slope


@measure(unit="deg", sided=False, sign="nose down", source="SCIENCE A1 HI, C4 HP")
def head_pitch(shape: Shape, _: Side) -> Numbers:
    """Ears-to-nose line below level, -90..90 degrees; about 7 looking ahead, + nose down."""
    return (shape.nose - shape.middle("ear")).slope


@measure(unit="deg", sided=False, sign="towards the worked side", source="SCIENCE C4 HY")
def head_yaw(shape: Shape, _: Side) -> Numbers:
    """Face turned against the shoulders about the trunk, -180..180 degrees; + to the right."""
    face, spine = shape.nose - shape.middle("ear"), shape.trunk.unit
    left = shape.across("shoulder")
    left = (left - spine * left.dot(spine)).unit
    return bearing(-face.dot(left), face.dot(left.cross(spine)))


@measure(unit="deg", sided=False, sign="ears ahead of the shoulders", source="SCIENCE A1 NI")
def neck_inclination(shape: Shape, _: Side) -> Numbers:
    """Shoulders-to-ears line, -180..180 degrees; 0 upright, + forward."""
    neck = shape.middle("ear") - shape.middle("shoulder")
    return bearing(neck.dot(shape.ahead), -neck.y)


@measure(unit="deg", sided=False, sign="neck bent forward", source="SCIENCE A1 NF; C0 RND")
def neck_flexion(shape: Shape, _: Side) -> Numbers:
    """Shoulders-to-ears line against the trunk line, -180..180 degrees; 0 in line, + forward."""
    neck = shape.middle("ear") - shape.middle("shoulder")
    return bearing(neck.dot(shape.ventral), neck.dot(shape.trunk.unit))


@measure(
    unit="ratio", sided=False, sign="ears ahead of the shoulders", source="SCIENCE C4 chin tuck"
)
def ear_ahead(shape: Shape, _: Side) -> Numbers:
    """Mid-ear ahead of mid-shoulder, in trunk lengths; negative behind."""
    neck = shape.middle("ear") - shape.middle("shoulder")
    return share(neck.dot(shape.ahead), shape.trunk.length)


@measure(unit="ratio", sided=False, sign="head off the floor", source="SCIENCE C1 head lift")
def head_lift(shape: Shape, _: Side) -> Numbers:
    """Mid-ear in front of mid-shoulder, out of the chest, in trunk lengths; supine: above it."""
    neck = shape.middle("ear") - shape.middle("shoulder")
    return share(neck.dot(shape.ventral), shape.trunk.length)


@measure(unit="ratio", sided=False, sign="shoulders lower", source="SCIENCE A3 SN, C4 shrug")
def ear_to_shoulder(shape: Shape, _: Side) -> Numbers:
    """Mid-ear above mid-shoulder along the trunk, in shoulder widths; a shrug makes it smaller."""
    neck = shape.middle("ear") - shape.middle("shoulder")
    return share(neck.dot(shape.trunk.unit), shape.across("shoulder").length)
