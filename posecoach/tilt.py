"""A head as far tilted on its shoulders as it is. Pure, vectorised over leading axes."""

from __future__ import annotations

import numpy as np

from posecoach.joints import FACE, JOINT_COUNT
from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Claims, Numbers, points, where
from posecoach.metrics.head import ear_width, eye_line, face_tilt, upright_line
from posecoach.metrics.shoulders import shoulder_roll_raw
from posecoach.types import Floats

# The network keeps heads upright on their shoulders: by what share more they are tilted. Drawn
# people 0.1 to 0.2, one set of webcam pictures with points set by people 0.4 (docs/accuracy.md, run
# tilt). The same pictures say that a head which leans with the shoulders is right.
MORE = 0.2
# Of a near face the line from mouth to eyes is all that is needed: whether the camera stands above
# or below a turned head does not slope it. Of a head of few pixels every line scatters, and the
# mean of all, the pose network's too, is nearest (docs/accuracy.md, run face).
NEAR_PX = 80.0  # ear distance at which both count alike


def as_tilted(px: Floats, frontal: Claims, face: Floats | None = None) -> Floats:
    """Return the network's joints with the heads of those who face the camera turned further.

    A head turns about the middle of its ears, which stays. Where an ear is not seen, or neither
    face nor shoulders are, nothing is changed.

    Args:
        px: (..., 33, 2) pixels; not changed.
        frontal: (...) whether that pose faces the camera.
        face: (..., 11, 3) pixels, as in Pose; NaN or None where none is seen.
    """
    if not np.any(frontal):
        return px
    body = Body(px)
    tilt = face_tilt(body)
    more = MORE * (tilt - shoulder_roll_raw(body))
    if face is not None:
        by_face = face_roll(face, tilt + where(more == more, more, 0.0)) - tilt
        more = where(by_face == by_face, by_face, more)
    pivot = body.middle("ear")
    known = frontal & (more == more) & (pivot == pivot)
    turn = np.asarray(where(known, np.exp(1j * np.radians(more)), 1.0))[..., None]
    pivot = np.asarray(where(known, pivot, 0.0))[..., None]
    head = pivot + (points(px[..., FACE, :]) - pivot) * turn
    found = np.array(px, np.float64)
    found[..., FACE, :] = head[..., None].view(np.float64)
    return found


def face_roll(face: Floats, otherwise: Numbers) -> Numbers:
    """Return the tilt of a face, degrees, + left ear lower; NaN where it is not seen.

    Args:
        face: (..., 11, 3) pixels.
        otherwise: (...) degrees, what the pose network has.
    """
    joints = np.full((*face.shape[:-2], JOINT_COUNT, 2), np.nan)
    joints[..., FACE, :] = face[..., :2]
    head = Body(joints)
    ears, upright = ear_width(head), upright_line(head)
    near = ears**2 / (ears**2 + NEAR_PX**2)
    far = (upright + eye_line(head) + 2 * otherwise) / 4
    return near * upright + (1 - near) * far
