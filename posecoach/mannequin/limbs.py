"""Arms in short sleeves and legs in long trousers."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.blend import Hull
from posecoach.mannequin.flesh import arm_rod, thigh_rod, trunk_column
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Mesh, raised, sheet
from posecoach.mannequin.shape import (
    ARM,
    HIP_M,
    SEAT,
    SHIRT,
    SHIRT_OVER,
    SHOULDER_M,
    SLEEVE,
    TROUSER,
    Profile,
)
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.solids import follow, rings, tube
from posecoach.types import Floats

ARM_JOINTS, LEG_JOINTS = ("shoulder", "elbow", "wrist"), ("hip", "knee", "ankle")
FIRST_SEGMENT = {"shoulder": "upper_arm", "hip": "thigh"}
SOFT = 0.2  # share of a segment over which it bends into the next
LINING_RINGS = 4


def arm(figure: Figure, side: str, look: Look, detail: float) -> list[Mesh]:
    """A bare arm, its sleeve, and the inside of the sleeve, which shows at the hem."""
    at, points = _limb(figure, SLEEVE, (side, ARM_JOINTS), detail)
    width, share = SHOULDER_M * figure.proportions.scale, np.clip((0.5 - at) / 0.2, 0, 1)
    hull = Hull.of(points, arm_rod(figure, side))
    hull = hull.joined(trunk_column(figure, SHIRT), width, share)
    bare = tube(_limb(figure, ARM, (side, ARM_JOINTS), detail)[1], look.skin)
    lining = sheet(hull.points[-LINING_RINGS:, ::-1], look.trim)
    return [bare, raised(hull.sheet(look.shirt), SHIRT_OVER), lining]


def leg(figure: Figure, side: str, look: Look, detail: float) -> Mesh:
    """A trouser leg down to the ankle."""
    at, points = _limb(figure, TROUSER, (side, LEG_JOINTS), detail)
    width, share = HIP_M * figure.proportions.scale, np.clip((0.9 - at) / 0.2, 0, 1)
    hull = Hull.of(points, thigh_rod(figure, side))
    return hull.joined(trunk_column(figure, SEAT), width, share).sheet(look.trousers)


def _limb(
    figure: Figure, profile: Profile, limb: tuple[str, tuple[str, str, str]], detail: float
) -> tuple[Floats, Floats]:
    """Places along a limb `(R,)` and its rings there `(R, S, 3)`."""
    side, joints = limb
    at, widths = profile.laid_out(22 * (profile.at[-1] - profile.at[0]) * detail)
    top, hinge, end = (figure.points[f"{side}_{joint}"] for joint in joints)
    hinge_axis = figure.frames[f"{side}_{FIRST_SEGMENT[joints[0]]}"][:, 0]
    spine = follow(_bent(top, hinge, end, at), hinge_axis)
    return at, rings(spine, widths * figure.proportions.scale, round(24 * detail))


def _bent(top: Floats, hinge: Floats, end: Floats, at: Floats) -> Floats:
    """Points along top-hinge-end with the corner rounded; 0 is the top, 1 the hinge, 2 the end."""
    u = np.clip((at - 1 + SOFT) / (2 * SOFT), 0, 1)
    upper, lower = np.minimum(at, 1 - SOFT), np.maximum(at, 1 + SOFT)
    before, after = hinge + (hinge - top) * -SOFT, hinge + (end - hinge) * SOFT
    a, b, c = (1 - u) ** 2, 2 * u * (1 - u), u**2
    corner = a[:, None] * before + b[:, None] * hinge + c[:, None] * after
    straight_in = top + (hinge - top) * upper[:, None] - before
    straight_out = hinge + (end - hinge) * (lower - 1)[:, None] - after
    return np.asarray(corner + straight_in + straight_out)
