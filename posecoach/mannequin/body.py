"""The figure's body: a posed skeleton dressed in head, trunk, limbs and clothes."""

from __future__ import annotations

from collections.abc import Callable

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
    shown = _shown(figure, camera)
    parts = torso(figure, look, detail[0])
    parts.append(raised(head(figure, look, detail[1]), HEAD_OVER))
    if shown("hip_hip"):
        parts.append(seat(figure, look, detail[0]))
    limb_detail = min(detail[0], LEG_DETAIL)
    for side, _ in SIDES:
        parts += arm(figure, side, look, detail[0])
        if shown(f"{side}_hand"):
            parts.append(hand(figure, side, look, limb_detail))
        if shown(f"{side}_thigh") or shown(f"{side}_shank"):
            parts += leg(figure, side, look, limb_detail)
        if shown(f"{side}_foot"):
            parts.append(shoe(figure, side, look, limb_detail))
    return join(parts)


LINES = {"hip_hip": ("left_hip", "right_hip")} | {
    f"{side}_{part}": (f"{side}_{start}", f"{side}_{end}")
    for side, _ in SIDES
    for part, start, end in (
        ("hand", "wrist", "wrist"),
        ("thigh", "hip", "knee"),
        ("shank", "knee", "ankle"),
        ("foot", "ankle", "toe"),
    )
}


def _shown(figure: Figure, camera: Camera) -> Callable[[str], bool]:
    """Which of LINES may have flesh in the picture."""
    ends = np.array([[figure.points[name] for name in line] for line in LINES.values()])
    along = np.linspace(0, 1, 5)[:, None]
    x, y, z = np.abs(camera.seen(ends[:, :1] * (1 - along) + ends[:, 1:] * along)).T
    reach = REACH_M * figure.proportions.scale
    half_width, half_height = np.array(camera.size) / 2 / camera.focal_px
    inside = ((x < half_width * z + reach) & (y < half_height * z + reach)).any(0)
    return dict(zip(LINES, inside.tolist(), strict=True)).__getitem__
