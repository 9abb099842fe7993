"""Surfaces made of small four-cornered facets, and the few shapes everything is built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
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

    points: Floats  # (P, 3) metres
    facets: NDArray[np.intp]  # (N, 4) points at the corners; (c2-c0) x (c3-c1) points outwards
    normals: Floats  # (N, 3) unit vectors, smoothed over the neighbours
    colours: Floats  # (N, 3) RGB 0..255
    bias: Floats  # (N,) metres a facet counts as nearer than it is (things lying on a surface)

    @property
    def corners(self) -> Floats:
        """Where the corners of the facets are, `(N, 4, 3)` metres."""
        return self.points[self.facets]


_NONE = np.empty((0, 3))
EMPTY = Mesh(_NONE, np.empty((0, 4), np.intp), _NONE, _NONE, np.empty(0))


def point(x: float, y: float, z: float) -> Floats:
    """A point or offset, `(3,)` metres."""
    return np.array([x, y, z], float)


def join(meshes: Iterable[Mesh]) -> Mesh:
    """One mesh with the facets of all."""
    parts = tuple(meshes)
    firsts = np.cumsum([0, *(len(m.points) for m in parts)])
    return Mesh(
        np.concatenate([m.points for m in parts]),
        np.concatenate([m.facets + first for m, first in zip(parts, firsts, strict=False)]),
        np.concatenate([m.normals for m in parts]),
        np.concatenate([m.colours for m in parts]),
        np.concatenate([m.bias for m in parts]),
    )


def placed(mesh: Mesh, frame: Floats, origin: Floats, scale: float = 1.0) -> Mesh:
    """The mesh scaled, turned by `frame` (3, 3) and moved to `origin`."""
    points = mesh.points * scale @ frame.T + origin
    return replace(mesh, points=points, normals=mesh.normals @ frame.T)


def raised(mesh: Mesh, bias: float) -> Mesh:
    """The mesh, drawn as if `bias` metres nearer: it wins where parts run into each other."""
    return replace(mesh, bias=mesh.bias + bias)


def mirrored(mesh: Mesh) -> Mesh:
    """The mesh with left and right swapped."""
    flip = np.array([-1.0, 1.0, 1.0])
    facets = mesh.facets[:, ::-1]  # so that they still face outwards
    return replace(mesh, points=mesh.points * flip, facets=facets, normals=mesh.normals * flip)


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
    a, b, c, d = four_corners(normals, closed)
    smooth = (a + b + c + d).reshape(-1, 3)
    facets = _grid(*points.shape[:2], closed)
    if hidden is not None:
        kept = ~hidden.ravel()
        facets, smooth = facets[kept], smooth[kept]
    flat = points.reshape(-1, 3)
    if callable(paint):
        colours = np.asarray(paint(flat[facets].mean(1)), float)
    else:
        colours = np.broadcast_to(np.array(paint, float), smooth.shape)
    return Mesh(flat, facets, unit(smooth), colours, np.zeros(len(facets)))


@lru_cache(maxsize=256)
def _grid(rows: int, columns: int, closed: bool) -> NDArray[np.intp]:
    numbers = np.arange(rows * columns, dtype=np.intp).reshape(rows, columns)
    return np.stack(four_corners(numbers, closed), axis=-1).reshape(-1, 4)


def four_corners(grid: NDArray[Any], closed: bool) -> tuple[NDArray[Any], ...]:
    """The values of a grid `(R, S, ...)` at the corners of its facets, in Mesh's order.

    Each is `(R - 1, S or S - 1, ...)`.
    """
    wide = np.concatenate([grid, grid[:, :1]], axis=1) if closed else grid
    return wide[:-1, :-1], wide[:-1, 1:], wide[1:, 1:], wide[1:, :-1]


def corner_normals(points: Floats, closed: bool = True) -> Floats:
    """Normals at grid points, `(R, S, 3)`; poles get a zero that their neighbours outweigh."""
    if not closed:
        return unit(cross(steps(points.swapaxes(0, 1)).swapaxes(0, 1), steps(points)))
    wide = np.concatenate([points[:, -1:], points, points[:, :1]], axis=1)
    return unit(cross(wide[:, 2:] - wide[:, :-2], steps(points)))


def steps(points: Floats) -> Floats:
    """Central differences along the first axis, one-sided at its ends; not scaled."""
    long = np.concatenate([points[:1], points, points[-1:]])
    return np.asarray(long[2:] - long[:-2])


def cross(a: Floats, b: Floats) -> Floats:
    """Vector product; several times faster than np.cross for our sizes."""
    (ax, ay, az), (bx, by, bz) = components(a), components(b)
    return np.stack([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx], -1)


def components(vectors: Floats) -> tuple[Floats, Floats, Floats]:
    """x, y and z of vectors `(..., 3)`; several times faster than np.moveaxis."""
    return vectors[..., 0], vectors[..., 1], vectors[..., 2]


def unit(vectors: Floats) -> Floats:
    """The vectors `(..., 3)` at length 1; a zero stays zero."""
    length = np.sqrt(np.einsum("...i,...i->...", vectors, vectors))
    return np.asarray(vectors / np.maximum(length, 1e-12)[..., None])
