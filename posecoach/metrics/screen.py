"""Where the face is, seen from a camera above or below the screen.

All but the distance are changes from the person's own baseline: one front camera cannot tell a
large face from a near one, nor a low chair from a slump (SCIENCE A3).
"""

from __future__ import annotations

from math import nan

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Numbers, distance, share, where
from posecoach.metrics.head import ear_width, head_yaw
from posecoach.metrics.registry import FRONT, metric, quantity
from posecoach.metrics.shoulders import shoulder_width

PUPILS_CM = 6.3  # distance between the pupils, +-0.4 cm between adults, SCIENCE A3
SCALE_YAW_DEG = 15.0  # beyond this turn of the head the eyes look too close together
FACE_YAW_DEG = 12.0  # the ear distance suffers earlier
RECLINED = 0.95  # a face this much smaller than usual is leaning back, not slumping


@quantity
def eye_width(body: Body) -> Numbers:
    """Distance between the eyes, pixels."""
    return distance(body.left("eye"), body.right("eye"))


@quantity
def eye_height(body: Body) -> Numbers:
    """Mid-eye position from the top of the picture, pixels."""
    return body.middle("eye").imag


@quantity
def face_ratio(body: Body) -> Numbers:
    """Ear distance in shoulder widths: grows as the head comes ahead of the shoulders."""
    return share(ear_width(body), shoulder_width(body))


def _unless_turned(body: Body, value: Numbers, limit: float) -> Numbers:
    return where(abs(head_yaw(body)) < limit, value, nan)


@metric(
    unit="ratio",
    views=FRONT,
    sign="nearer the screen than usual",
    source="SCIENCE A3 SC",
    relative=True,
)
def screen_scale(body: Body) -> Numbers:
    """Face size against this person's usual; unknown while the head is turned past 15 deg."""
    return _unless_turned(body, share(eye_width(body), body.usual("eye_width")), SCALE_YAW_DEG)


@metric(
    unit="cm",
    views=FRONT,
    sign="further from the camera",
    source="SCIENCE A3 (pupil distance 63 +- 4 mm)",
)
def screen_distance(body: Body) -> Numbers:
    """Eyes to camera; +-10 %, and unknown unless the camera's field of view is set."""
    return _unless_turned(body, share(body.focal_px * PUPILS_CM, eye_width(body)), SCALE_YAW_DEG)


@metric(
    unit="ratio",
    views=FRONT,
    sign="eyes lower than usual",
    source="SCIENCE A3 ED, with its recline trap",
    relative=True,
)
def eye_line_drop(body: Body) -> Numbers:
    """Eyes below their usual height, in usual shoulder widths: a slump or a lower chair.

    Leaning back also lowers the eyes, but shrinks the face: below 0.95 of its usual size a drop
    reads 0, because it is not a slump. Unknown while the head is turned past 15 deg, because the
    size of the face is.
    """
    drop = share(eye_height(body) - body.usual("eye_height"), body.usual("shoulder_width"))
    scale = screen_scale(body)
    held = where(scale > 0, drop, nan)
    return where((scale < RECLINED) & (drop > 0), 0.0, held)


@metric(
    unit="ratio",
    views=FRONT,
    sign="head ahead of the shoulders",
    source="SCIENCE A3 FS",
    relative=True,
)
def forward_head(body: Body) -> Numbers:
    """Growth of face over shoulder width from usual; unknown while turned past 12 deg."""
    change = share(face_ratio(body), body.usual("face_ratio")) - 1
    return _unless_turned(body, change, FACE_YAW_DEG)
