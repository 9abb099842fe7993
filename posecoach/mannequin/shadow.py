"""Soft shadows on the floor, as if the light came from the whole ceiling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.mesh import Mesh
from posecoach.mannequin.skeleton import RADII, Figure
from posecoach.types import Floats

BONES = (
    ("hip", "knee"),
    ("knee", "ankle"),
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
    ("shoulder", "hip"),
    ("heel", "toe"),
)
DEEPEST = 0.42  # share of the light that something touching the floor takes away
FADE_M = 0.45  # height at which the shadow has halved
SPREAD = 0.15  # metres the shadow widens per metre of height
CELL_M = 0.10  # furniture is taken together in cells of this size


def figure_spots(figure: Figure) -> Floats:
    """Points along the bones that cast a shadow, `(N, 4)`: x, height, z and radius, metres."""
    share = np.linspace(0, 1, 4)[:, None]
    rows = []
    for side in ("left", "right"):
        for a, b in BONES:
            start, end = figure.points[f"{side}_{a}"], figure.points[f"{side}_{b}"]
            radius = np.full((4, 1), (RADII.get(a, 0.05) + 0.02) * figure.proportions.scale)
            rows.append(np.hstack([start + (end - start) * share, radius]))
    return np.concatenate(rows)


def furniture_spots(mesh: Mesh) -> Floats:
    """The same for a mesh: its lowest facet in each cell of the floor plan."""
    centres = mesh.corners.mean(1)
    centres = centres[np.argsort(centres[:, 1], kind="stable")]
    cells = np.round(centres[:, [0, 2]] / CELL_M).astype(int)
    _, lowest = np.unique(cells, axis=0, return_index=True)
    return np.column_stack([centres[lowest], np.full(len(lowest), CELL_M * 0.5)])


@dataclass(frozen=True, slots=True, eq=False)
class Shade:
    """Patches of shadow on the floor as the camera sees them, lightest first."""

    px: Floats  # (N, 16, 2) outlines in pixels
    light: Floats  # (N,) share of the light that is left


def shade(spots: Floats, camera: Camera) -> Shade:
    """The patches of shadow under `spots` `(N, 4)`; what is behind the camera is left out."""
    spots = spots[np.argsort(-spots[:, 1], kind="stable")]
    turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ring = np.stack([np.cos(turn), 0 * turn, np.sin(turn)], -1)
    radius = spots[:, 3] + SPREAD * spots[:, 1]
    px, depth = camera.project(spots[:, None, :3] * (1, 0, 1) + ring * radius[:, None, None])
    light = 1 - DEEPEST / (1 + spots[:, 1] / FADE_M)
    ahead = np.isfinite(depth).all(1)
    return Shade(px[ahead], light[ahead])
