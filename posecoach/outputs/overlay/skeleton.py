"""The joints that were seen, and the bones between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import BONES, PAIRS, Joint
from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.strokes import dots, stroke
from posecoach.outputs.overlay.style import Style
from posecoach.types import Floats, View

ACROSS = np.array([PAIRS[part] for part in ("shoulder", "hip")])
SIDES = np.array([[(PAIRS[a][side], PAIRS[b][side]) for a, b in BONES] for side in (0, 1)])
FARTHER = [np.concatenate([SIDES[1 - near], ACROSS]) for near in (0, 1)]
EVERY = np.concatenate([*SIDES, ACROSS])
STRONG, FAINT = 0.13, 0.07  # width of bones, units
POINTS_PER_BONE = 5
UNITS_PER_FIGURE = 13.0  # lines thicker than that would hide a small person
NEARER: dict[View | None, int] = {View.SIDE_LEFT: 0, View.SIDE_RIGHT: 1}


def draw_skeleton(
    image: NDArray[np.uint8], px: Floats, view: View | None, style: Style, unit: float
) -> None:
    """Draw joints (33, 2) that are not NaN into the picture, the nearer side over the other.

    Without a view nothing is judged, and all is drawn faintly.
    """
    strong, faint = (style.near, unit * STRONG), (style.far, unit * FAINT)
    layers = [(EVERY, strong if view is not None else faint)]
    if view in NEARER:
        near = NEARER[view]
        layers = [(FARTHER[near], faint), (SIDES[near], strong)]
    for bones, (colour, width) in layers:
        stroke(image, _seen(px[bones]), colour, width, style.outline)
        dots(image, _seen(px[np.unique(bones)]), colour, 0.5 * width + 0.04 * unit, style.outline)


def visible_points(px: Floats) -> Floats:
    """Return points along the bones seen, (n, 2) pixels."""
    ends = _seen(px[EVERY])
    along = np.linspace(0, 1, POINTS_PER_BONE)[:, None]
    return np.asarray(ends[:, :1] + along * (ends[:, 1:] - ends[:, :1])).reshape(-1, 2)


def _seen(points: Floats) -> Floats:
    """Return those of (n, 2) points, or of (n, 2, 2) lines, that are not NaN anywhere."""
    return points[np.isfinite(points).reshape(len(points), -1).all(axis=1)]


def figure_unit(px: Floats, unit: float) -> float:
    """Return the unit for lines on the body, pixels: smaller where the person is small."""
    seen = _seen(px)
    if not len(seen):
        return unit
    return min(unit, max(unit / 4, float(np.ptp(seen, axis=0).max()) / UNITS_PER_FIGURE))


def head_box(px: Floats, unit: float) -> Box | None:
    """Return where the head is, about; None without a face."""
    face = _seen(px[: Joint.LEFT_SHOULDER])
    if not len(face):
        return None
    low, high = face.min(axis=0), face.max(axis=0)
    reach = max(float((high - low).max()), unit)
    x, y = ((low + high) / 2 - (0.9, 1.1) * np.array(reach)).tolist()
    return Box(round(x), round(y), round(1.8 * reach), round(2.0 * reach))
