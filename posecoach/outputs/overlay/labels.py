"""Where the labels of judged angles go: near their arcs, off the body, clear of other text."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.angles import Angle, turn
from posecoach.outputs.overlay.blocks import GAP, STAY, Block, Layout, Placed
from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.crowd import Crowd
from posecoach.outputs.overlay.typeset import Setter
from posecoach.outputs.overlay.wording import angle_label
from posecoach.types import Floats

TURNS = np.radians([0, 45, -45, 90, -90, 135, -135, 180])
STEPS = np.array([0.3, 1.3, 3.0])  # units between an arc and its label
GRID = np.linspace(0, 1, 9)  # places tried along each side of the picture as well
EVERYWHERE = np.stack(np.meshgrid(GRID, GRID), axis=-1).reshape(-1, 2)
CLEAR = 0.4  # units of air between a label and the bones: limbs are thicker than lines
AWAY = 0.45  # cost of each unit between arc and label
WORTH = 2.0  # dearest place for the label of an angle about which there is nothing to say


def place_labels(
    angles: Sequence[Angle], crowd: Crowd, setter: Setter, taken: Sequence[Box], before: Layout
) -> list[Placed]:
    """Return the labels, the last angle's first; those for which no place is free are left out."""
    free = setter.size[0] - 2 * setter.pad, setter.size[1] - 2 * setter.pad
    wanted = [
        (angle, block)
        for angle in reversed(angles)
        if (block := _block(angle, setter)) and block.w <= free[0] and block.h <= free[1]
    ]
    if not wanted:
        return []
    corners, costs = _places(wanted, crowd, setter)
    for row, (_, block) in enumerate(wanted):
        if block.name in before.places:
            costs[row, before.places[block.name]] -= STAY
    gap = round(GAP * setter.unit)
    boxes, placed = list(taken), []
    order = costs.argsort(axis=1, kind="stable")
    for (angle, block), corner, cost, best in zip(wanted, corners, costs, order, strict=True):
        worth = WORTH if angle.level in ("good", "unknown") else inf
        for place in best[cost[best] <= worth].tolist():
            x, y = corner[place].tolist()
            box = Box(x, y, block.w, block.h)
            if not any(box.meets(other, gap) for other in boxes):
                boxes.append(box)
                placed.append(Placed(block, x, y, place, angle.pin))
                break
    return placed


def _block(angle: Angle, setter: Setter) -> Block | None:
    text = angle_label(angle.part, angle.value, angle.sideways, angle.error)
    return setter.label(angle.metric, text, angle.level)


def _places(
    wanted: list[tuple[Angle, Block]], crowd: Crowd, setter: Setter
) -> tuple[NDArray[np.intp], Floats]:
    """Return (labels, places, 2) top left corners to choose from, (labels, places) their costs."""
    extent = np.array([[(float(block.w), block.h)] for _, block in wanted])
    corners = _corners([angle for angle, _ in wanted], extent, setter)
    edges = np.concatenate([corners, corners + extent], axis=-1)
    pins = np.array([[angle.pin] for angle, _ in wanted])
    aside, above = np.moveaxis(np.maximum(edges[..., :2] - pins, pins - edges[..., 2:]), -1, 0)
    away = np.hypot(np.maximum(aside, 0), np.maximum(above, 0)) / setter.unit
    edges += CLEAR * setter.unit * np.array([-1, -1, 1, 1])
    return corners.astype(np.intp), crowd.cost(edges) + AWAY * away


def _corners(angles: list[Angle], extent: Floats, setter: Setter) -> Floats:
    """Return the places of labels (labels, 1, 2): round each arc, then all over the picture."""
    bearings = [turn((a.start, a.vertex, a.end)) for a in angles]
    bearing = np.array([[first + by / 2] for first, by in bearings]) + TURNS
    towards = np.stack([np.cos(bearing), np.sin(bearing)], axis=-1)
    clear = np.array([[a.radius] for a in angles]) + (np.abs(towards) * extent).sum(axis=-1) / 2
    reach = clear[:, None] + STEPS[:, None] * setter.unit
    vertices = np.array([[[a.vertex]] for a in angles])
    middles = vertices + reach[..., None] * towards[:, None]
    room = np.array(setter.size) - 2 * setter.pad - extent
    near = middles.reshape(len(angles), -1, 2) - extent / 2 - setter.pad
    near = np.minimum(np.maximum(near, 0), room)
    return np.asarray(np.rint(np.concatenate([near, room * EVERYWHERE], axis=1) + setter.pad))
