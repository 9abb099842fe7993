"""Shirt, seat of the trousers and neck."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from posecoach.mannequin.blend import Hull
from posecoach.mannequin.cloth import shirt_paint
from posecoach.mannequin.flesh import arm_rod, thigh_rod, trunk_column, trunk_spine
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Mesh, raised, sheet
from posecoach.mannequin.shape import (
    CLOTH_M,
    HIP_M,
    NECK,
    SEAT,
    SHIRT,
    SHIRT_OVER,
    SHOULDER_M,
    limb_of,
    trunk_of,
)
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.solids import follow, rings, tube
from posecoach.mannequin.spec import SIDES
from posecoach.mannequin.yoke import carried
from posecoach.types import Floats

BAND_M = 0.028  # height of the collar
LINING_UNDER = 0.03  # the inside of the shirt is drawn first, metres


def torso(figure: Figure, look: Look, detail: float) -> list[Mesh]:
    """Shirt and neck."""
    cloth = shirt_paint(figure, look)
    shirt = raised(_shirt(figure, look, detail).sheet(cloth), SHIRT_OVER)
    # shows through the pinholes where shirt and sleeve fold into each other
    inner = sheet(_around(figure, np.linspace(0.4, 1.12, 17), -0.012), cloth)
    return [shirt, inner, *_collar(figure, look), _neck(figure, look, detail)]


def _shirt(figure: Figure, look: Look, detail: float) -> Hull:
    profile, scale = trunk_of(SHIRT, figure.proportions, look.loose), figure.proportions.scale
    at, widths = profile.laid_out(40 * detail)
    points = rings(trunk_spine(figure, at), widths * scale, round(56 * detail))
    hull = Hull.of(points, trunk_column(figure, profile))
    # further down arm and trunk lie side by side and must not grow together, and at the neck
    # there is no arm
    share = np.clip((at - 0.62) / 0.12, 0, 1) * np.clip((1.13 - at) / 0.06, 0, 1)
    for side, _ in SIDES:
        hull = hull.joined(arm_rod(figure, side), SHOULDER_M * scale, share)
        hull = hull.draped(thigh_rod(figure, side, CLOTH_M), len(at) // 2)
    return replace(hull, points=hull.points + carried(figure, hull.points, at))


def _collar(figure: Figure, look: Look) -> list[Mesh]:
    """The band around the neck, and the inside of the shirt under it."""
    top = SHIRT.at[-1]
    band = _around(figure, np.linspace(top - BAND_M, top + 0.004, 4), 0.002)
    lining = _around(figure, np.linspace(1.1, top, 4), -0.002)
    inside = raised(sheet(lining[:, ::-1], look.trim), -LINING_UNDER)
    return [raised(sheet(band, look.trim), SHIRT_OVER + 0.005), inside]


def _around(figure: Figure, at: Floats, thicker: float) -> Floats:
    profile = trunk_of(SHIRT, figure.proportions)
    widths = (profile.widths(at) + thicker) * figure.proportions.scale
    return rings(trunk_spine(figure, at), widths, 40)


def seat_rings(figure: Figure, detail: float) -> Floats:
    """Rings `(R, S, 3)` of the trousers between shirt and legs, before they join the legs."""
    at, widths = trunk_of(SEAT, figure.proportions).laid_out(14 * detail)
    scale = figure.proportions.scale
    return rings(trunk_spine(figure, at), widths * scale, round(36 * detail))


def seat(figure: Figure, points: Floats, look: Look) -> Mesh:
    """The trousers between shirt and legs, from their rings."""
    hull = Hull.of(points, trunk_column(figure, trunk_of(SEAT, figure.proportions)))
    for side, _ in SIDES:
        hull = hull.joined(thigh_rod(figure, side), HIP_M * figure.proportions.scale)
    return hull.sheet(look.trousers)


def _neck(figure: Figure, look: Look, detail: float) -> Mesh:
    chest, skull = figure.frames["chest"], figure.frames["head"]
    low, high = figure.at("chest", (0, 0.030, -0.014)), figure.at("head", (0, -0.040, -0.016))
    reach = float(np.linalg.norm(high - low)) / 3
    bends = (low, low + chest[:, 1] * reach, high - skull[:, 1] * reach, high)
    at, widths = limb_of(NECK, figure.proportions).laid_out(12 * detail)
    t = at[:, None]
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    points = np.sum([w * p for w, p in zip(shares, bends, strict=True)], axis=0)
    spine = follow(points, -(chest[:, 0] * (1 - t) + skull[:, 0] * t))
    return tube(rings(spine, widths * figure.proportions.scale, round(30 * detail)), look.skin)
