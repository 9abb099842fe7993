"""The few solids everything is built from: tubes along a line, ellipsoids, boxes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from posecoach.mannequin.mesh import Colour, Mesh, Paint, cross, join, sheet, steps, unit
from posecoach.types import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Spine:
    """The line a tube follows: a point and two cross axes at each of R places along it."""

    points: Floats  # (R, 3) metres
    sideways: Floats  # (R, 3) unit; sideways x ahead runs along the tube
    ahead: Floats  # (R, 3) unit


def rings(spine: Spine, widths: Floats, around: int = 24, squareness: float = 2.0) -> Floats:
    """Points of a tube with superelliptic rings, `(R, around, 3)`, for `sheet`.

    Args:
        spine: the R places of the rings.
        widths: `(3, R)` half-width sideways, ahead and behind, metres.
        around: facets around a ring.
        squareness: 2 is an ellipse, more is boxier.
    """
    c, s = _ring(around, squareness)
    depth = np.where(s[None] >= 0, widths[1][:, None], widths[2][:, None])
    return np.asarray(
        spine.points[:, None]
        + spine.sideways[:, None] * (widths[0][:, None] * c[None])[..., None]
        + spine.ahead[:, None] * (depth * s[None])[..., None]
    )


@lru_cache(maxsize=64)
def _ring(around: int, squareness: float) -> tuple[Floats, Floats]:
    """Shares of the half-widths at points around a ring, sideways and ahead."""
    angle = np.linspace(0, 2 * np.pi, around, endpoint=False)
    sideways, ahead = (
        np.sign(v) * np.abs(v) ** (2 / squareness) for v in (np.cos(angle), np.sin(angle))
    )
    return sideways, ahead


def tube(points: Floats, paint: Paint) -> Mesh:
    """The surface through `rings`, closed at both ends."""
    ends = np.broadcast_to(points.mean(1, keepdims=True), points.shape)
    return sheet(np.concatenate([ends[:1], points, ends[-1:]]), paint)


def follow(points: Floats, sideways: Floats) -> Spine:
    """A spine through `(R, 3)` points whose rings stand square to it, one axis near `sideways`.

    A tube along it faces outwards; its ahead axis is (along the points) x (sideways).
    """
    across = np.broadcast_to(sideways, points.shape)
    along = steps(points)
    ahead = unit(cross(along, across))
    return Spine(points, unit(cross(ahead, along)), ahead)


def rounded(ends: tuple[float, float], steps: int) -> tuple[Floats, Floats]:
    """Places from `ends[0]` to `ends[1]`, dense at both ends, and the half-circle width at each."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, steps)
    middle, half = (ends[0] + ends[1]) / 2, (ends[1] - ends[0]) / 2
    return middle + half * np.sin(angle), np.cos(angle)


def blob(centre: Floats, frame: Floats, radii: Colour, paint: Paint, size: int = 14) -> Mesh:
    """An ellipsoid with half-axes `radii` along the columns of `frame`."""
    height, width = rounded((-1.0, 1.0), size)
    spine = Spine(
        centre + height[:, None] * frame[:, 1] * radii[1],
        np.broadcast_to(frame[:, 0], (size, 3)),
        np.broadcast_to(-frame[:, 2], (size, 3)),
    )
    widths = np.stack([width * radii[0], width * radii[2], width * radii[2]])
    return tube(rings(spine, widths, 2 * size), paint)


def box(centre: Floats, size: tuple[float, float, float], paint: Paint, tile: float = 0.06) -> Mesh:
    """A box along the world's axes, its faces cut into tiles of about `tile` metres."""
    half = np.array(size) / 2
    faces = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        grid = _face(half[u], half[v], tile)
        for sign in (1, -1):
            points = np.empty((*grid.shape[:2], 3))
            points[..., axis] = sign * half[axis]
            # outward is (along columns) x (along rows)
            points[..., u], points[..., v] = sign * grid[..., 1], grid[..., 0]
            faces.append(sheet(points + centre, paint, closed=False))
    return join(faces)


def _face(half_columns: float, half_rows: float, tile: float) -> Floats:
    rows = np.linspace(-half_rows, half_rows, max(2, round(2 * half_rows / tile) + 1))
    columns = np.linspace(-half_columns, half_columns, max(2, round(2 * half_columns / tile) + 1))
    return np.stack(np.meshgrid(rows, columns, indexing="ij"), -1)
