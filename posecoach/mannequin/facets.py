"""What the camera sees of a mesh: the facets facing it, lit, in picture coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.mesh import Mesh, components
from posecoach.types import Floats

NEAR = 0.03  # metres; what is closer to the lens is not drawn


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """Visible facets of a mesh, furthest first."""

    px: Floats  # (N, 4, 2) corners in pixels
    depth: Floats  # (N,) metres from the lens, less the facet's bias
    away: Floats  # (N,) metres from the lens
    colours: Floats  # (N, 3) RGB 0..255, unlit
    light: Floats  # (N,) 1 shows the colour as it is

    def among(self, others: Facets) -> Facets:
        """The facets together with others."""
        both = Facets(*map(np.concatenate, zip(others._parts, self._parts, strict=True)))
        return both._chosen(np.argsort(-both.depth, kind="stable"))

    def within(self, low: Floats, high: Floats) -> Facets:
        """The facets that reach into a part of the picture, `(2,)` pixels each."""
        least, greatest = self._boxes
        # outlines are drawn, too, so they reach a little further
        reaching = (greatest > low[:, None] - 1) & (least < high[:, None] + 1)
        return self._chosen(np.flatnonzero(reaching.all(0)))

    def hide(self, px: Floats, depth: Floats) -> NDArray[np.bool_]:
        """Whether each of some points `(P, 2)`, `(P,)` deep, lies behind a facet, `(P,)`."""
        (left, top), (right, bottom) = self._boxes
        u, v = px[:, :1], px[:, 1:]
        over = (left <= u) & (u <= right) & (top <= v) & (v <= bottom)
        return np.asarray((over & (self.away < depth[:, None])).any(1))

    @property
    def _boxes(self) -> tuple[Floats, Floats]:
        """Least and greatest x and y of each facet, `(2, N)` pixels."""
        # corners first: numpy is slow along short last axes
        corners = np.ascontiguousarray(self.px.transpose(1, 2, 0))
        return corners.min(0), corners.max(0)

    @property
    def _parts(self) -> tuple[Floats, ...]:
        return self.px, self.depth, self.away, self.colours, self.light

    def _chosen(self, which: NDArray[np.intp]) -> Facets:
        return Facets(*(part[which] for part in self._parts))


def facets(mesh: Mesh, camera: Camera, ambient: float = 0.0) -> Facets:
    """Project, light and sort the facets that face the camera and are in the picture.

    `ambient` is the share of the light that is the same everywhere.
    """
    width, height = camera.size
    x, y, z = components(camera.seen(mesh.points))
    at = np.ascontiguousarray(mesh.facets.T)
    ahead = (z > NEAR)[at].any(0)
    z = np.maximum(z, NEAR)  # a corner behind the lens ends up far outside the picture
    x, y = x * camera.focal_px / z + width / 2, y * camera.focal_px / z + height / 2
    x, y, z = x[at], y[at], z[at]  # (4, N)
    facing = (x[2] - x[0]) * (y[3] - y[1]) < (y[2] - y[0]) * (x[3] - x[1])
    inside = (x.max(0) > 0) & (x.min(0) < width) & (y.max(0) > 0) & (y.min(0) < height)
    kept = np.flatnonzero(facing & inside & ahead)
    away = z[:, kept].mean(0)
    depth = away - mesh.bias[kept]
    order = np.argsort(-depth, kind="stable")
    kept = kept[order]
    px = np.stack([x[:, kept].T, y[:, kept].T], -1)
    light = ambient + (1 - ambient) * _light(mesh.normals[kept], camera)
    return Facets(px, depth[order], away[order], mesh.colours[kept], light)


def _light(normals: Floats, camera: Camera) -> Floats:
    """Soft studio light: a key from the upper left of the camera, sky above, floor below."""
    right, down, away = camera.axes
    key = -0.14 * right - 0.66 * down - 0.74 * away
    key = key / np.linalg.norm(key)
    wrapped = np.clip(np.einsum("ni,i->n", normals, key) * 0.62 + 0.38, 0, 1)
    rim = np.clip(1 + np.einsum("ni,i->n", normals, away), 0, 1) ** 3
    return np.asarray(0.50 + 0.54 * wrapped**1.3 + 0.09 * normals[:, 1] + 0.06 * rim)
