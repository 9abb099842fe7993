"""How trunk, pelvis and shoulders lie in space."""

from __future__ import annotations

from posecoach.form.registry import measure
from posecoach.form.shape import Shape, Side
from posecoach.metrics.geometry import Numbers, bearing, share


@measure(unit="deg", sided=False, sign="forward, face down", source="SCIENCE C0 TI")
def trunk_inclination(shape: Shape, _: Side) -> Numbers:
    """Hips-to-shoulders line, -180..180 degrees; 0 upright, 90 prone, -90 supine.

    On its side a body is neither: near 0 or 180 at random; `shoulder_roll` tells.
    """
    trunk = shape.trunk
    return bearing(trunk.dot(shape.ahead), -trunk.y)


@measure(unit="deg", sided=False, sign="towards the worked side", source="SCIENCE A2 LT")
def side_lean(shape: Shape, _: Side) -> Numbers:
    """Trunk line leaning to the side, -180..180 degrees; 0 upright, + to the right."""
    trunk = shape.trunk
    return bearing(-trunk.dot(shape.leftward.level.unit), -trunk.y)


@measure(unit="deg", sided=False, sign="shoulders to the worked side", source="SCIENCE C0 TW")
def trunk_twist(shape: Shape, _: Side) -> Numbers:
    """Shoulder line against hip line about the trunk, -180..180 degrees; + turned to the right."""
    hips, spine = shape.across("hip"), shape.trunk.unit
    left = (hips - spine * hips.dot(spine)).unit
    shoulders = shape.across("shoulder")
    return bearing(shoulders.dot(left.cross(spine)), shoulders.dot(left))


@measure(unit="deg", sided=False, sign="worked side lower", source="SCIENCE A2 PR")
def pelvis_roll(shape: Shape, _: Side) -> Numbers:
    """Hip line against level, -90..90 degrees; + right hip lower."""
    return -shape.across("hip").slope


@measure(unit="deg", sided=False, sign="worked side lower", source="SCIENCE A2 SR")
def shoulder_roll(shape: Shape, _: Side) -> Numbers:
    """Shoulder line against level, -90..90 degrees; + right shoulder lower."""
    return -shape.across("shoulder").slope


@measure(unit="ratio", sided=False, sign="hips higher", source="SCIENCE C1, D hip height")
def hip_height(shape: Shape, _: Side) -> Numbers:
    """Mid-hip above the lowest of knees, ankles and heels, in trunk lengths; 0 as low."""
    return share(shape.lowest - shape.middle("hip").y, shape.trunk.length)


@measure(unit="ratio", sided=False, sign="hips above the shoulders", source="SCIENCE C3 tail lift")
def tail_lift(shape: Shape, _: Side) -> Numbers:
    """Mid-hip above mid-shoulder, -1..1 trunk lengths; upright -1, lying 0."""
    return share(shape.trunk.y, shape.trunk.length)


@measure(unit="ratio", sided=False, sign="hips in front of the line", source="SCIENCE C2 arch")
def hip_sag(shape: Shape, _: Side) -> Numbers:
    """How far the hips are in front of the shoulder-to-knee line, in trunk lengths.

    Lying on the back: above it.
    """
    line = (shape.middle("knee") - shape.middle("shoulder")).unit
    hips = shape.middle("hip") - shape.middle("shoulder")
    off = hips - line * hips.dot(line)
    return share(off.dot(shape.ventral), shape.trunk.length)


@measure(unit="ratio", sided=False, sign="hips to the worked side", source="SCIENCE C2 hip circles")
def hip_sway(shape: Shape, _: Side) -> Numbers:
    """Mid-hip to the right of mid-ankle, in trunk lengths; negative to the left."""
    off = shape.middle("hip") - shape.middle("ankle")
    return share(-off.dot(shape.leftward.level.unit), shape.trunk.length)


@measure(unit="ratio", sided=False, sign="shoulders higher", source="SCIENCE C4 shoulder rolls")
def shoulder_height(shape: Shape, _: Side) -> Numbers:
    """Mid-shoulder above mid-hip, in shoulder widths; means something only as a change."""
    return share(-shape.trunk.y, shape.across("shoulder").length)
