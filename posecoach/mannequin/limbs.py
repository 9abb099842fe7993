"""Arms and legs, in sleeves and trouser legs of any length."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from posecoach.mannequin.blend import Hull
from posecoach.mannequin.flesh import arm_rod, thigh_rod, trunk_column
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Mesh, raised, sheet
from posecoach.mannequin.shape import (
    ARM,
    HIP_M,
    LEG,
    SEAT,
    SHIRT,
    SHIRT_OVER,
    SHOULDER_M,
    SLEEVE,
    TROUSER,
    Profile,
    limb_of,
    trunk_of,
)
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.solids import follow, rings, tube
from posecoach.types import Floats

ARM_JOINTS, LEG_JOINTS = ("shoulder", "elbow", "wrist"), ("hip", "knee", "ankle")
FIRST_SEGMENT = {"shoulder": "upper_arm", "hip": "thigh"}
SOFT = {"shoulder": 0.10, "hip": 0.16}  # share of a segment over which elbow and knee bend
LINING_RINGS = 4
HEM = 0.2  # how far into a sleeve or leg the skin goes on


def arm(figure: Figure, side: str, look: Look, detail: float) -> list[Mesh]:
    """An arm, its sleeve, and the inside of the sleeve, which shows at the hem."""
    size = figure.proportions
    skin, cloth = limb_of(ARM, size), limb_of(_ending(SLEEVE, look.sleeves), size, look.loose)
    at, points = _limb(figure, cloth, (side, ARM_JOINTS), detail)
    width, share = SHOULDER_M * size.scale, np.clip((0.5 - at) / 0.2, 0, 1)
    hull = Hull.of(points, arm_rod(figure, side))
    hull = hull.joined(trunk_column(figure, trunk_of(SHIRT, size, look.loose)), width, share)
    bare = tube(
        _limb(figure, _from(skin, look.sleeves - HEM), (side, ARM_JOINTS), detail)[1], look.skin
    )
    lining = sheet(hull.points[-LINING_RINGS:, ::-1], look.trim)
    return [bare, raised(hull.sheet(look.shirt), SHIRT_OVER), lining]


Rings = tuple[Floats, Floats]
"""Places along a limb `(R,)` and the rings there `(R, S, 3)`."""


def leg_rings(figure: Figure, side: str, look: Look, detail: float) -> list[Rings]:
    """A trouser leg before it joins the trunk, and the shin under it if it is short."""
    size, limb = figure.proportions, (side, LEG_JOINTS)
    tubes = [_limb(figure, limb_of(_ending(TROUSER, look.legs), size), limb, detail)]
    if look.legs < TROUSER.at[-1]:
        skin = _from(limb_of(LEG, size), look.legs - HEM)
        tubes.append(_limb(figure, skin, limb, detail))
    return tubes


def leg(figure: Figure, side: str, tubes: list[Rings], look: Look) -> list[Mesh]:
    """A leg, from the rings of its parts."""
    (at, points), *shin = tubes
    size = figure.proportions
    width, share = HIP_M * size.scale, np.clip((0.9 - at) / 0.2, 0, 1)
    hull = Hull.of(points, thigh_rod(figure, side))
    hull = hull.joined(trunk_column(figure, trunk_of(SEAT, size)), width, share)
    parts = [hull.sheet(look.trousers)]
    for _, skin in shin:
        parts += [tube(skin, look.skin), sheet(points[-LINING_RINGS:, ::-1], look.trousers)]
    return parts


@lru_cache(maxsize=64)
def _ending(profile: Profile, end: float) -> Profile:
    """The profile cut off, or drawn out, to a hem at `end`."""
    at = [a for a in profile.at if a < end - 0.02] + [end - 0.02, end]
    widths = profile.widths(np.array(at))
    widths[:, -1] *= 0.97
    return Profile(tuple(at), *map(tuple, widths.tolist()))


@lru_cache(maxsize=64)
def _from(profile: Profile, start: float) -> Profile:
    """The profile from `start` on."""
    at = [start] + [a for a in profile.at if a > start + 0.01]
    return Profile(tuple(at), *map(tuple, profile.widths(np.array(at)).tolist()))


def _limb(
    figure: Figure, profile: Profile, limb: tuple[str, tuple[str, str, str]], detail: float
) -> Rings:
    side, joints = limb
    at, widths = profile.laid_out(22 * (profile.at[-1] - profile.at[0]) * detail)
    top, hinge, end = (figure.points[f"{side}_{joint}"] for joint in joints)
    hinge_axis = figure.frames[f"{side}_{FIRST_SEGMENT[joints[0]]}"][:, 0]
    spine = follow(_bent((top, hinge, end), at, SOFT[joints[0]]), hinge_axis)
    return at, rings(spine, widths * figure.proportions.scale, round(24 * detail))


def _bent(joints: tuple[Floats, Floats, Floats], at: Floats, soft: float) -> Floats:
    """Points along top-hinge-end with the corner rounded; 0 is the top, 1 the hinge, 2 the end."""
    top, hinge, end = joints
    u = np.clip((at - 1 + soft) / (2 * soft), 0, 1)
    upper, lower = np.minimum(at, 1 - soft), np.maximum(at, 1 + soft)
    before, after = hinge + (hinge - top) * -soft, hinge + (end - hinge) * soft
    a, b, c = (1 - u) ** 2, 2 * u * (1 - u), u**2
    corner = a[:, None] * before + b[:, None] * hinge + c[:, None] * after
    straight_in = top + (hinge - top) * upper[:, None] - before
    straight_out = hinge + (end - hinge) * (lower - 1)[:, None] - after
    return np.asarray(corner + straight_in + straight_out)
