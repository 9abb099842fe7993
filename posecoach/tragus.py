"""The ear where published angles have it: at the tragus. Pure, vectorised over leading axes."""

from __future__ import annotations

import numpy as np

from posecoach.joints import Joint
from posecoach.metrics.geometry import Claims
from posecoach.types import Floats

# In side views the network puts the ear on the cheek, ahead of the tragus by 0.35 of the distance
# from there to the outer eye on a real man (152 pictures against people's points) and by 0.39 on
# drawn people (docs/accuracy.md, run figure and run tragus).
LEAD = 0.37

_EARS = slice(Joint.LEFT_EAR, Joint.RIGHT_EAR + 1)
_OUTER_EYES = slice(
    Joint.LEFT_EYE_OUTER,
    Joint.RIGHT_EYE_OUTER + 1,
    Joint.RIGHT_EYE_OUTER - Joint.LEFT_EYE_OUTER,
)


def at_tragus(px: Floats, side_on: Claims) -> Floats:
    """Return the network's joints with the ears of those seen from the side moved back.

    The line from outer eye to ear keeps its direction. An ear whose outer eye is not seen is
    unknown: nothing says where it would go.

    Args:
        px: (..., 33, 2) pixels; not changed.
        side_on: (...) whether that pose is seen from the side.
    """
    if isinstance(side_on, np.ndarray):
        return np.where(side_on[..., None, None], _moved(px), px)
    return _moved(px) if side_on else px


def _moved(px: Floats) -> Floats:
    found = px.copy()
    found[..., _EARS, :] += LEAD * (px[..., _EARS, :] - px[..., _OUTER_EYES, :])
    return found
