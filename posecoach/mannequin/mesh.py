"""Surfaces made of small four-cornered facets, and the few shapes everything is built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posecoach.types import Floats

Colour = tuple[float, float, float]  # RGB 0..255
Paint = Colour | Callable[[Floats], Floats]
"""One colour, or facet centres `(..., 3)` -> RGB `(..., 3)`."""


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """Facets with a smooth outward normal each; only their outer side is seen."""

    corners: Floats  # (N, 4, 3) metres, so that (c2-c0) x (c3-c1) points outwards
    normals: Floats  # (N, 3) unit vectors, smoothed over the neighbours
    colours: Floats  # (N, 3) RGB 0..255
    bias: Floats  # (N,) metres a facet counts as nearer than it is (things lying on a surface)


EMPTY = Mesh(np.empty((0, 4, 3)), np.empty((0, 3)), np.empty((0, 3)), np.empty(0))


def point(x: float, y: float, z: float) -> Floats:
    """A point or offset, `(3,)` metres."""
    return np.array([x, y, z], float)


def join(meshes: Iterable[Mesh]) -> Mesh:
    """One mesh with the facets of all."""
    parts = tuple(meshes)
    return Mesh(
        np.concatenate([m.corners for m in parts]),
        np.concatenate([m.normals for m in parts]),
        np.concatenate([m.colours for m in parts]),
        np.concatenate([m.bias for m in parts]),
    )


def placed(mesh: Mesh, frame: Floats, origin: Floats, scale: float = 1.0) -> Mesh:
    """The mesh scaled, turned by `frame` (3, 3) and moved to `origin`."""
    corners = mesh.corners * scale @ frame.T + origin
    return Mesh(corners, mesh.normals @ frame.T, mesh.colours, mesh.bias)


def raised(mesh: Mesh, bias: float) -> Mesh:
    """The mesh, drawn as if `bias` metres nearer: it wins where parts run into each other."""
    return Mesh(mesh.corners, mesh.normals, mesh.colours, mesh.bias + bias)


def mirrored(mesh: Mesh) -> Mesh:
    """The mesh with left and right swapped."""
    flip = np.array([-1.0, 1.0, 1.0])
    return Mesh(mesh.corners[:, ::-1] * flip, mesh.normals * flip, mesh.colours, mesh.bias)


def sheet(
    points: Floats,
    paint: Paint,
    closed: bool = True,
    normals: Floats | None = None,
    hidden: NDArray[np.bool_] | None = None,
) -> Mesh:
    """Facets over a grid of points.

    Args:
        points: `(R, S, 3)` metres; (along S) x (along R) points outwards.
        paint: colour of the facets.
        closed: the last column joins the first, as around a limb.
        normals: `(R, S, 3)` at the points; made from their neighbours when not given.
        hidden: `(R - 1, S)` facets to leave out.
    """
    if normals is None:
        normals = corner_normals(points, closed)
    smooth = four_corners(normals, closed).sum(2).reshape(-1, 3)
    corners = four_corners(points, closed).reshape(-1, 4, 3)
    if hidden is not None:
        kept = ~hidden.ravel()
        corners, smooth = corners[kept], smooth[kept]
    return Mesh(corners, unit(smooth), _painted(corners.mean(1), paint), np.zeros(len(corners)))


def four_corners(grid: Any, closed: bool) -> Any:
    """The values at each facet's corners, `(R - 1, S or S - 1, 4, n)`, in Mesh's order."""
    wide = np.concatenate([grid, grid[:, :1]], axis=1) if closed else grid
    return np.stack([wide[:-1, :-1], wide[:-1, 1:], wide[1:, 1:], wide[1:, :-1]], axis=2)


def _painted(centres: Floats, paint: Paint) -> Floats:
    if callable(paint):
        return np.asarray(paint(centres), float)
    return np.broadcast_to(np.array(paint, float), centres.shape)


def corner_normals(points: Floats, closed: bool = True) -> Floats:
    """Normals at grid points, `(R, S, 3)`; poles get a zero that their neighbours outweigh."""
    if not closed:
        return unit(cross(steps(points.swapaxes(0, 1)).swapaxes(0, 1), steps(points)))
    around = np.roll(points, -1, axis=1) - np.roll(points, 1, axis=1)
    return unit(cross(around, steps(points)))


def steps(points: Floats) -> Floats:
    """Central differences along the first axis, one-sided at its ends; not scaled."""
    ahead = np.concatenate([points[1:], points[-1:]])
    return np.asarray(ahead - np.concatenate([points[:1], points[:-1]]))


def cross(a: Floats, b: Floats) -> Floats:
    """Vector product; several times faster than np.cross for our sizes."""
    (ax, ay, az), (bx, by, bz) = np.moveaxis(a, -1, 0), np.moveaxis(b, -1, 0)
    return np.stack([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx], -1)


def unit(vectors: Floats) -> Floats:
    """The vectors `(..., 3)` at length 1; a zero stays zero."""
    length = np.sqrt(np.einsum("...i,...i->...", vectors, vectors))
    return np.asarray(vectors / np.maximum(length, 1e-12)[..., None])
