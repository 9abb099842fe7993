"""The face of somebody who faces the camera, as a network sees it that knows nothing but faces.

The pose network keeps to the habits of a body: a head that tilts on its shoulders stays too
upright, and one that comes forward stays too small (docs/accuracy.md, run face). Pure.
"""

from __future__ import annotations

import numpy as np

from posecoach.joints import FACE
from posecoach.metrics.body import Body, faces_camera
from posecoach.metrics.geometry import points
from posecoach.metrics.head import ear_width, yaw_index
from posecoach.pose.picture import Image
from posecoach.types import Floats, Pose

AROUND = 2.2  # ear distances from the middle of the ears to each edge of what is shown
SMALLEST_PX = 10.0  # ear distance below which there is no face to see
ASIDE = 1.0  # ear distances by which the nose is off the middle of a head turned too far
SAME = 0.3  # ear distances: a face further from where the body has its head is somebody else's

# the points of the mesh that stand for each joint of the head, in their order
_STAND_FOR = (
    (1,),  # tip of the nose
    *((362,), (362, 263), (263,)),  # left eye: inner corner, middle, outer corner
    *((133,), (133, 33), (33,)),  # right eye
    *((454,), (234,)),  # where the cheeks end before the ears
    *((291,), (61,)),  # corners of the mouth
)

Box = tuple[int, int, int, int]  # left, top, right, bottom, pixels


def head_box(person: Pose, size: tuple[int, int]) -> Box | None:
    """Return the box around the head of somebody who faces the camera.

    None where they do not, are too far away, or half outside the picture of (width, height).
    """
    body = Body(person.px)
    ears, centre = ear_width(body), body.middle("ear")
    if not (faces_camera(person) and ears >= SMALLEST_PX) or abs(yaw_index(body)) > ASIDE:
        return None
    middle = np.array([centre.real, centre.imag])
    low = np.maximum(middle - AROUND * ears, 0).astype(int)
    high = np.minimum(middle + AROUND * ears, size).astype(int)
    if (high - low < ears).any():
        return None
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def cut(image: Image, box: Box) -> Image:
    """Return that part of the picture."""
    left, top, right, bottom = box
    return np.ascontiguousarray(image[top:bottom, left:right])


def face_of(person: Pose, mesh: Floats, box: Box) -> Floats | None:
    """Return the face (11, 3), pixels of the frame, of a mesh found in a box of it.

    None where it is not the face of that person.
    """
    face = np.array([mesh[list(rows)].mean(axis=0) for rows in _STAND_FOR], np.float32)
    face[:, :2] += box[:2]
    off = np.linalg.norm(face[:, :2] - person.px[FACE], axis=1).mean()
    return face if off <= SAME * ear_width(Body(person.px)) else None


def carried(face: Floats, before: Pose, now: Pose) -> Floats:
    """Return a face as the head of the same person has moved, turned and grown since."""
    then, here = points(before.px[FACE]), points(now.px[FACE])
    start, end = then.mean(), here.mean()
    change = np.vdot(then - start, here - end) / np.vdot(then - start, then - start)
    moved = (points(face[:, :2]) - start) * change + end
    return np.column_stack([moved.real, moved.imag, face[:, 2] * abs(change)]).astype(np.float32)
