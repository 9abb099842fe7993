"""The figure's body: a posed skeleton dressed in head, trunk, limbs and clothes."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.extremities import hand, shoe
from posecoach.mannequin.head import head
from posecoach.mannequin.limbs import arm, leg
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Mesh, join, raised
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.spec import SIDES
from posecoach.mannequin.torso import seat, torso

LEG_DETAIL = 1.0  # whoever is close enough for more shows head and shoulders only
REACH_M = 0.25  # no flesh is further from the line through the joints, at 1.70 m stature
HEAD_OVER = 0.03  # the jaw is drawn over the neck it runs into, metres


def dress(figure: Figure, look: Look, detail: tuple[float, float], camera: Camera) -> Mesh:
    """The whole surface of a posed figure, but for limbs out of the picture.

    `detail` of body and head: 2 has four times the facets of 1.
    """
    parts = torso(figure, look, detail[0])
    parts.append(raised(head(figure, look, detail[1]), HEAD_OVER))
    if _shown(figure, camera, ("left_hip", "right_hip")):
        parts.append(seat(figure, look, detail[0]))
    for side, _ in SIDES:
        parts += arm(figure, side, look, detail[0])
        if _shown(figure, camera, (f"{side}_wrist",)):
            parts.append(hand(figure, side, look, min(detail[0], LEG_DETAIL)))
        if _shown(figure, camera, (f"{side}_hip", f"{side}_knee", f"{side}_ankle")):
            parts += leg(figure, side, look, min(detail[0], LEG_DETAIL))
        if _shown(figure, camera, (f"{side}_ankle",)):
            parts.append(shoe(figure, side, look, min(detail[0], LEG_DETAIL)))
    return join(parts)


def _shown(figure: Figure, camera: Camera, joints: tuple[str, ...]) -> bool:
    """Whether any flesh along a line through joints may be in the picture."""
    ends = np.array([figure.points[name] for name in joints])
    along = np.linspace(0, len(ends) - 1, 4 * len(ends) - 3)
    line = np.stack([np.interp(along, range(len(ends)), column) for column in ends.T], -1)
    x, y, z = np.abs(camera.seen(line)).T * camera.focal_px
    z, reach = z / camera.focal_px, REACH_M * figure.proportions.scale * camera.focal_px
    half_width, half_height = np.array(camera.size) / 2
    return bool(((x < half_width * z + reach) & (y < half_height * z + reach)).any())
