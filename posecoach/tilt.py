"""A head as far tilted on its shoulders as it is. Pure, vectorised over leading axes."""

from __future__ import annotations

import numpy as np

from posecoach.joints import Joint
from posecoach.metrics.body import Body
from posecoach.metrics.geometry import Claims, points, where
from posecoach.metrics.head import head_roll_raw
from posecoach.metrics.shoulders import shoulder_roll_raw
from posecoach.types import Floats

# The network keeps heads upright on their shoulders: by what share more they are tilted. Drawn
# people 0.1 to 0.2, one set of webcam pictures with points set by people 0.4 (docs/accuracy.md, run
# tilt). The same pictures say that a head which leans with the shoulders is right.
MORE = 0.2

_HEAD = slice(Joint.NOSE, Joint.RIGHT_MOUTH + 1)


def as_tilted(px: Floats, frontal: Claims) -> Floats:
    """Return the network's joints with the heads of those who face the camera turned further.

    A head turns about the middle of its ears, which stays. Where an ear or a shoulder is not seen,
    nothing is changed.

    Args:
        px: (..., 33, 2) pixels; not changed.
        frontal: (...) whether that pose faces the camera.
    """
    if not np.any(frontal):
        return px
    body = Body(px)
    more = MORE * (head_roll_raw(body) - shoulder_roll_raw(body))
    pivot = body.middle("ear")
    known = frontal & (more == more) & (pivot == pivot)
    turn = np.asarray(where(known, np.exp(1j * np.radians(more)), 1.0))[..., None]
    pivot = np.asarray(where(known, pivot, 0.0))[..., None]
    head = pivot + (points(px[..., _HEAD, :]) - pivot) * turn
    found = np.array(px, np.float64)
    found[..., _HEAD, :] = head[..., None].view(np.float64)
    return found
