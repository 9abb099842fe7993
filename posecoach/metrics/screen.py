"""Where the face is, seen from a camera above or below the screen.

All but the distance are changes from the person's own baseline: one front camera cannot tell a
large face from a near one, nor a low chair from a slump (SCIENCE A3).
"""

from __future__ import annotations

from math import nan

import numpy as np

from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Numbers, distance, lesser, share, where
from posecoach.metrics.head import head_yaw
from posecoach.metrics.registry import FRONT, metric, quantity
from posecoach.metrics.shoulders import shoulder_height, shoulder_width

PUPILS_CM = 6.3  # distance between the pupils, +-0.4 cm between adults, SCIENCE A3
SCALE_YAW_DEG = 15.0  # beyond this turn of the head the eyes look too close together
FACE_YAW_DEG = 12.0  # their share of the shoulders, a smaller change, suffers earlier
RECLINED = 0.95  # shoulders this much narrower than usual are leaning back, not slumping
LEANING = 1.17  # shoulders this much wider than usual come nearer: a lean, or the chair
NEARER = 1.25  # ... and a face this much larger, whatever its shoulders look like
# a laptop as SCIENCE A3 has it: the eyes 60 cm from the camera and 12 cm above it, the shoulders
# 36 cm wide and 10.5 cm further away than the eyes
BEHIND = 70.5 / 60
CAMERA_BELOW = 12 / 36 * BEHIND  # in shoulder widths as they look from there


@quantity
def eye_width(body: Body) -> Numbers:
    """Distance between the eyes, pixels."""
    return distance(body.left("eye"), body.right("eye"))


@quantity
def eye_height(body: Body) -> Numbers:
    """Mid-eye position from the top of the picture, pixels."""
    return body.middle("eye").imag


@quantity
def face_size(body: Body) -> Numbers:
    """Geometric mean of four lengths of the face, pixels: scatters less than any of them.

    Between the pupils, the outer corners of the eyes, the corners of the mouth, and from the eyes
    to the mouth: about equally far from the camera, and seldom covered.
    """
    corners = distance(body.left("eye_outer"), body.right("eye_outer"))
    mouth = distance(body.left("mouth"), body.right("mouth"))
    height = distance(body.middle("eye"), body.middle("mouth"))
    return (eye_width(body) * corners * mouth * height) ** 0.25


@quantity
def face_radius(body: Body) -> Numbers:
    """Root mean square distance of the face's points from their middle, pixels, in depth too.

    Of a network that knows faces only: a turned face is no smaller.
    """
    if body.face is None:
        return nan
    away = body.face - body.face.mean(axis=-2, keepdims=True)
    radius = np.sqrt((away**2).sum(axis=-1).mean(axis=-1))
    return float(radius) if radius.ndim == 0 else radius


def face_growth(body: Body) -> Numbers:
    """Size of the face as a share of this person's usual; unknown while it is not seen.

    A baseline that does not know the face has only the pose network's joints to go by.
    """
    usual = body.usual("face_radius")
    if usual == usual:
        return _radius_growth(body)
    return share(face_size(body), body.usual("face_size"))


def _radius_growth(body: Body) -> Numbers:
    return share(face_radius(body), body.usual("face_radius"))


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
    """Face size against this person's usual; unknown while the head is turned past 15 deg.

    By the distance of the eyes where the face itself is not seen.
    """
    face = _radius_growth(body)
    eyes = share(eye_width(body), body.usual("eye_width"))
    return _unless_turned(body, where(face == face, face, eyes), SCALE_YAW_DEG)


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
    sign="shoulders and eyes lower than usual",
    source="SCIENCE A3 ED, with its recline trap",
    relative=True,
)
def slump(body: Body) -> Numbers:
    """Shoulders and eyes below their usual height, in usual shoulder widths: the lesser of both.

    In a slump the shoulders sink and hardly come nearer, so how high the camera stands matters
    little to them: 5 cm read 0.10 to 0.14, a forward head 0. The eyes say that it is not only the
    arms that hang; a face that comes nearer a camera below it rises in the picture, and what it
    would rise by before a laptop is taken off again. Two traps read 0: leaning back, which narrows
    the shoulders to less than 0.95, and leaning in, which widens them by more than 17 % or the
    face by more than 25 %. Unknown while the head is turned past 15 deg: then the face is narrower.
    """
    usual_width = body.usual("shoulder_width")
    shoulders = share(shoulder_height(body) - body.usual("shoulder_height"), usual_width)
    eyes = share(eye_height(body) - body.usual("eye_height"), usual_width)
    scale = screen_scale(body)
    drop = lesser(shoulders, eyes + CAMERA_BELOW * (scale - 1))
    wider = share(shoulder_width(body), usual_width)
    elsewhere = (wider < RECLINED) | (wider > LEANING) | (scale > NEARER)
    return where(elsewhere & (drop > 0), 0.0, drop)


@metric(
    unit="ratio",
    views=FRONT,
    sign="head ahead of the shoulders",
    source="SCIENCE A3 FS",
    relative=True,
)
def forward_head(body: Body) -> Numbers:
    """Growth of the face over the shoulders from usual; unknown while turned past 12 deg.

    Whoever moves nearer as a whole has a growing face, too, because it is nearer the camera than
    the shoulders: what that makes is taken off. 5 cm read 0.08.
    """
    grown = share(shoulder_width(body), body.usual("shoulder_width"))
    change = face_growth(body) * (1 - BEHIND * (1 - share(1.0, grown))) - 1
    return _unless_turned(body, change, FACE_YAW_DEG)
