"""How the shoulders are carried."""

from __future__ import annotations

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Numbers, distance, roll, share
from posecoach.metrics.head import face_tilt
from posecoach.metrics.registry import FRONT, SIDE, metric, quantity

# shoulder widths by which the ears move aside for each degree that the head tilts on the shoulders:
# 0.005 to 0.006 on drawn people, and rather more on three men (docs/accuracy.md, run tilt)
PER_TILT_DEG = 0.006


@quantity
def shoulder_roll_raw(body: Body) -> Numbers:
    """Shoulder line from level, degrees, + left shoulder lower; see `body.level_slope`."""
    right = body.right("shoulder")
    line = body.left("shoulder") - right
    return roll(right, right + line - 1j * body.level_slope * line.real)


@metric(
    unit="deg",
    views=FRONT,
    sign="left shoulder lower",
    source="SCIENCE A2 and A3 SR; Ferreira 2011 (small asymmetry is normal)",
    arc=("level", "right:shoulder", "left:shoulder"),
)
def shoulder_roll(body: Body) -> Numbers:
    """Tilt of the shoulder line from this person's usual, or from level without a baseline."""
    return shoulder_roll_raw(body) - body.usual("shoulder_roll_raw", 0.0)


@quantity
def shoulder_width(body: Body) -> Numbers:
    """Distance between the shoulders, pixels."""
    return distance(body.left("shoulder"), body.right("shoulder"))


@quantity
def shoulder_height(body: Body) -> Numbers:
    """Mid-shoulder position from the top of the picture, pixels."""
    return body.middle("shoulder").imag


@metric(
    unit="ratio",
    views=SIDE,
    sign="shoulder further forward than usual",
    source="SCIENCE A1 protraction (low confidence: Sandrey, no agreed criterion)",
    relative=True,
)
def shoulder_protraction(body: Body) -> Numbers:
    """Near shoulder ahead of the middle of both, from this person's usual; unknown without one.

    Sees one shoulder rolled forward, or the trunk turned; not both shoulders rolled alike, which
    from one side camera looks like a lean.
    """
    return shoulder_lead(body) - body.usual("shoulder_lead")


@quantity
def shoulder_lead(body: Body) -> Numbers:
    """Near shoulder ahead of the mid-shoulder, over trunk length: the hips' lead, at equal lean.

    NaN unless both shoulders and hips are seen.
    """
    middle = body.middle("shoulder")
    lead = body.forward(body.near("shoulder") - middle)
    return share(lead, distance(middle, body.middle("hip")))


@quantity
def neck_length(body: Body) -> Numbers:
    """Ear mid-point above the shoulder mid-point, in shoulder widths (front view)."""
    rise = body.middle("shoulder") - body.middle("ear")
    return share(rise.imag, shoulder_width(body))


@metric(
    unit="ratio",
    views=FRONT,
    sign="shoulders raised",
    source="SCIENCE A3 SN",
    relative=True,
)
def shrug(body: Body) -> Numbers:
    """Loss of the ear-to-shoulder height against this person's usual; unknown without one."""
    return 1 - share(neck_length(body), body.usual("neck_length"))


@quantity
def lateral_index(body: Body) -> Numbers:
    """Ear mid-point to the picture's right of the shoulder mid-point, in shoulder widths.

    What the head moves aside by tilting on the shoulders is taken off: that is no lean.
    """
    shift = body.middle("ear") - body.middle("shoulder")
    tilt = face_tilt(body) - shoulder_roll_raw(body)
    return share(shift.real, shoulder_width(body)) - PER_TILT_DEG * tilt


@metric(
    unit="ratio",
    views=FRONT,
    sign="head to the person's left",
    source="SCIENCE A3 LO (10 deg of side lean is 0.09)",
)
def lateral_offset(body: Body) -> Numbers:
    """Head beside the shoulders' middle for more than its own tilt; from usual, or from centred."""
    return lateral_index(body) - body.usual("lateral_index", 0.0)
