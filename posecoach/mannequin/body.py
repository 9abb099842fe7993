"""The figure's body: a posed skeleton dressed in head, trunk, limbs and clothes."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.extremities import hand, shoe
from posecoach.mannequin.head import head
from posecoach.mannequin.limbs import arm, leg, leg_rings
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Mesh, join, raised
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.spec import SIDES
from posecoach.mannequin.torso import seat, seat_rings, torso

LEG_DETAIL = 1.0  # whoever is close enough for more shows head and shoulders only
COARSE = 4  # one of so many points around seat and legs tells where they are
# how far flesh reaches at 1.70 m stature, metres
FILLET_M = 0.05  # beyond those points, where seat and legs join
HAND_M, SHOE_M = 0.18, 0.21  # from wrist and ankle
HEAD_OVER = 0.03  # the jaw is drawn over the neck it runs into, metres


def dress(figure: Figure, look: Look, detail: tuple[float, float], camera: Camera) -> Mesh:
    """The surface of a posed figure, but for parts that are out of the picture.

    `detail` of body and head: 2 has four times the facets of 1.
    """
    scale, limb_detail = figure.proportions.scale, min(detail[0], LEG_DETAIL)
    parts = torso(figure, look, detail[0])
    parts.append(raised(head(figure, look, detail[1]), HEAD_OVER))
    parts += _trousers(figure, look, detail[0], camera)
    for side, _ in SIDES:
        parts += arm(figure, side, look, detail[0])
        if not camera.misses(figure.points[f"{side}_wrist"][None], HAND_M * scale):
            parts.append(hand(figure, side, look, limb_detail))
        if not camera.misses(figure.points[f"{side}_ankle"][None], SHOE_M * scale):
            parts.append(shoe(figure, side, look, limb_detail))
    return join(parts)


def _trousers(figure: Figure, look: Look, detail: float, camera: Camera) -> list[Mesh]:
    """Seat and legs; nothing when the camera misses them."""
    waist, leg_detail = seat_rings(figure, detail), min(detail, LEG_DETAIL)
    legs = [(side, leg_rings(figure, side, look, leg_detail)) for side, _ in SIDES]
    outline = [waist, *(points for _, tubes in legs for _, points in tubes)]
    coarse = np.vstack([points[:, ::COARSE].reshape(-1, 3) for points in outline])
    if camera.misses(coarse, FILLET_M * figure.proportions.scale):
        return []
    parts = [seat(figure, waist, look)]
    for side, tubes in legs:
        parts += leg(figure, side, tubes, look)
    return parts
