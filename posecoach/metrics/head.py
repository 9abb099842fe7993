"""Where the head is and how it is turned."""

from __future__ import annotations

from math import nan

from posecoach.joints import Joint
from posecoach.metrics.body import Body
from posecoach.metrics.geometry import (
    Numbers,
    bearing,
    distance,
    inclination,
    roll,
    share,
    where,
    wrapped,
)
from posecoach.metrics.registry import FRONT, SIDE, metric, quantity
from posecoach.metrics.trunk import trunk_inclination

PITCH_PER_DEG = 0.016  # nose-ear index per degree of head pitch, SCIENCE A3 HP
FACELESS_PX = 40.0  # ear distance from which a head without a face, masked say, still has a tilt
YAW_PER_DEG = 0.018  # nose-ear index per degree of head yaw, SCIENCE A3 HY


@metric(
    unit="deg",
    views=SIDE,
    sign="ear ahead of the shoulder",
    source="SCIENCE A1 NI; bands from the CVA map of A1 note b",
    arc=("up", "shoulder", "ear"),
)
def neck_inclination(body: Body) -> Numbers:
    """Shoulder-to-ear line against the vertical; 0 is the ear straight above the shoulder."""
    shoulder, ear = body.best("shoulder", "ear")
    return inclination(shoulder, ear, body.facing)


@metric(
    unit="deg",
    views=SIDE,
    sign="neck bent forward of the trunk line",
    source="SCIENCE A1; RULA neck groups, McAtamney & Corlett 1993",
)
def neck_flexion(body: Body) -> Numbers:
    """Neck inclination less trunk inclination: how far the neck bends relative to the trunk."""
    return wrapped(neck_inclination(body) - trunk_inclination(body))


@quantity
def head_line(body: Body) -> Numbers:
    """Ear-to-outer-eye line, degrees below level on the near side; + is nose down (side view)."""
    d = body.near("eye_outer") - body.near("ear")
    return bearing(d.imag, body.forward(d))


@metric(
    unit="deg",
    views=SIDE,
    sign="nose down",
    source="SCIENCE A1 HI; ISO 11226 head inclination, as a change from the reference posture",
    relative=True,
    arc=("level", "ear", "eye_outer"),
)
def head_inclination(body: Body) -> Numbers:
    """Tilt of the ear-to-eye line from this person's own neutral; unknown without a baseline."""
    return wrapped(head_line(body) - body.usual("head_line"))


def eye_line(body: Body) -> Numbers:
    """Line through the outer corners of the eyes against level, degrees, + left eye lower."""
    return roll(body.right("eye_outer"), body.left("eye_outer"))


def upright_line(body: Body) -> Numbers:
    """Line from mouth to eyes against upright, degrees, + tilted to the person's left."""
    return inclination(body.middle("mouth"), body.middle("eye"))


def face_tilt(body: Body) -> Numbers:
    """Tilt of the head's joints, degrees, + left ear lower.

    Mean of three lines: ears and outer eyes, which are level in a face, and mouth to eyes, which is
    upright; a camera below a turned face slopes the level ones alone. Where a line is not seen, the
    others stand in.
    """
    ears = roll(body.right("ear"), body.left("ear"))
    lines = (ears, eye_line(body), upright_line(body))
    total = sum(where(line == line, line, 0.0) for line in lines)
    return share(total, sum(where(line == line, 1.0, 0.0) for line in lines))


@quantity
def head_roll_raw(body: Body) -> Numbers:
    """Tilt of the head, degrees, + left ear lower; unknown of small heads without a face.

    Where the face was looked for and not seen in a head of few pixels, far off in the dark, its
    joints say little about its tilt (docs/accuracy.md, run face).
    """
    tilt = face_tilt(body)
    if body.face is None:
        return tilt
    nose = body.face[..., 0, 0]
    return where((nose == nose) | (ear_width(body) >= FACELESS_PX), tilt, nan)


@metric(
    unit="deg",
    views=FRONT,
    sign="left ear lower",
    source="SCIENCE A2 and A3 HR; ISO 11226 lateral head inclination 10 deg",
    arc=("level", "right:ear", "left:ear"),
)
def head_roll(body: Body) -> Numbers:
    """Sideways tilt of the head, from this person's usual or from level without a baseline."""
    return head_roll_raw(body) - body.usual("head_roll_raw", 0.0)


def ear_width(body: Body) -> Numbers:
    """Distance between the ears, pixels."""
    return distance(body.left("ear"), body.right("ear"))


@quantity
def pitch_index(body: Body) -> Numbers:
    """Nose below the ear line, as a share of the ear distance (front view)."""
    return share((body.at(Joint.NOSE) - body.middle("ear")).imag, ear_width(body))


@metric(
    unit="deg",
    views=FRONT,
    sign="looking down",
    source="SCIENCE A3 HP",
    relative=True,
)
def head_pitch(body: Body) -> Numbers:
    """Nodding of the head from this person's usual; unknown without a baseline."""
    return (pitch_index(body) - body.usual("pitch_index")) / PITCH_PER_DEG


@quantity
def yaw_index(body: Body) -> Numbers:
    """Nose to the picture's right of the ear mid-point, as a share of the ear distance."""
    return share((body.at(Joint.NOSE) - body.middle("ear")).real, ear_width(body))


@metric(unit="deg", views=FRONT, sign="turned to the person's left", source="SCIENCE A3 HY")
def head_yaw(body: Body) -> Numbers:
    """Turn of the head from this person's usual, or from straight ahead without a baseline."""
    return (yaw_index(body) - body.usual("yaw_index", 0.0)) / YAW_PER_DEG


@metric(
    unit="deg",
    views=SIDE,
    sign="larger is more upright",
    source="SCIENCE A1 note b (CVA hint map; C7 is not a landmark)",
)
def craniovertebral_angle_estimate(body: Body) -> Numbers:
    """Angle of the C7-to-ear line from level, with C7 guessed from shoulder and hip: a hint."""
    ear, shoulder, hip = body.best("ear", "shoulder", "hip")
    trunk, d = distance(shoulder, hip), ear - shoulder
    forward, up = body.forward(d) + 0.10 * trunk, -d.imag - 0.14 * trunk
    return bearing(up, forward)
