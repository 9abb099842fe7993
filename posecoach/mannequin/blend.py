"""Let parts of the body flow into each other instead of cutting through.

Where one part's surface comes near another part it swells into a fillet, as a smooth union of the
two would. Both parts get the same fillet, so it does not matter which of them is drawn last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from posecoach.mannequin.mesh import Mesh, Paint, components, corner_normals, four_corners, sheet
from posecoach.types import Floats

BURIED = 0.45  # inside by more than this share of the fillet's width, the other part covers it
TORN = 0.2  # cosine between normals across a facet, below which it is no surface any more
STEPS = 3  # towards the union; fewer leave horns where shoulder and sleeve meet
REACH = 1.6  # shares of the fillet's width beyond which a surface is left as it is


Reach = tuple[Floats, Floats]
"""Distance `(...)` from a surface, negative inside, and the direction `(..., 3)` out."""


@dataclass(frozen=True, slots=True, eq=False)
class Rod:
    """A limb as a neighbour sees it: a round rod that may taper."""

    start: Floats  # (3,) metres
    end: Floats  # (3,) metres
    radii: tuple[float, float]  # at start and end, metres

    def reach(self, points: Floats) -> Reach:
        """How far points `(..., 3)` are from the surface."""
        axis = self.end - self.start
        along = np.clip((points - self.start) @ axis / (axis @ axis), 0, 1)
        out = points - self.start - along[..., None] * axis
        length = np.sqrt(np.einsum("...i,...i->...", out, out)) + 1e-9
        radius = self.radii[0] + (self.radii[1] - self.radii[0]) * along
        return length - radius, out / length[..., None]


END = 0.05  # share of its length over which an arch straightens beyond its ends


def bow(share: Floats) -> Floats:
    """How far an arch stands back at shares of its length, 1 in the middle; straighter beyond."""
    # a parabola stays within millimetres of an arc at any bend a back can do
    inside = 4 * share * (1 - share)
    beyond = np.maximum(np.maximum(-share, share - 1), 0)
    return np.where(beyond > 0, 4 * END * (np.exp(-beyond / END) - 1), inside)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The trunk as a neighbour sees it: elliptic rings around an arched axis."""

    start: Floats  # (3,) metres
    axes: Floats  # (3, 3) columns: left, up the column, forward
    ends: tuple[float, float]  # heights of the first and last ring, metres up the column
    rings: Floats  # (7, K), evenly spaced in height; see `of`

    @classmethod
    def of(
        cls, place: tuple[Floats, Floats], heights: Floats, widths: Floats, back: Floats
    ) -> Column:
        """A column at `place` (start, axes) with rings at evenly spaced `heights` `(K,)`.

        `widths` `(3, K)` are half-widths sideways, ahead and behind, `back` `(K,)` is how far the
        axis stands behind the straight line; metres.
        """
        slopes = np.gradient(widths, heights, axis=1)
        rings = np.concatenate([1 / widths**2, slopes / widths, [back]])
        return cls(*place, (float(heights[0]), float(heights[-1])), rings)

    def reach(self, points: Floats) -> Reach:
        """How far points `(..., 3)` are from the surface."""
        x, y, z = components((points - self.start) @ self.axes)
        low, high = self.ends
        steps = self.rings.shape[1] - 1
        ring = np.clip((y - low) * (steps / (high - low)) + 0.5, 0, steps).astype(np.intp)
        side, front, behind, d_side, d_front, d_behind, back = self.rings.take(ring, axis=1)
        z = z + back
        ahead = z > 0
        depth, d_depth = np.where(ahead, front, behind), np.where(ahead, d_front, d_behind)
        out_x, out_z = x * side, z * depth
        u, v = x * out_x, z * out_z
        share = np.sqrt(u + v) + 1e-9
        radius = np.sqrt(x * x + z * z)
        # a steeper flare than this is an end of the trunk, which is nobody's neighbour
        flare = np.clip((u * d_side + v * d_depth) / share**3 * radius, -1, 1)
        tilt = np.sqrt(1 + flare * flare)
        length = (np.sqrt(out_x * out_x + out_z * out_z) + 1e-9) * tilt
        gap = (share - 1) * radius / share / tilt
        out = np.stack([out_x / length, -flare / tilt, out_z / length], -1)
        return np.maximum(gap, np.maximum(low - y, y - high)), out @ self.axes.T


@dataclass(frozen=True, slots=True, eq=False)
class Hull:
    """A tube's points, and which of them lie inside another part of the body."""

    points: Floats  # (R, S, 3) metres
    solid: Rod | Column  # what the points enclose
    buried: NDArray[np.bool_]  # (R, S)
    outward: Floats  # (R, S, 3) normal where a fillet gives it, as long as it is to be believed

    @classmethod
    def of(cls, points: Floats, solid: Rod | Column) -> Hull:
        """A hull of which nothing is buried yet."""
        return cls(points, solid, np.zeros(points.shape[:2], bool), np.zeros(points.shape))

    def joined(self, other: Rod | Column, width: float, share: Floats | None = None) -> Hull:
        """The hull, moved onto the smooth union with `other` where it is near it.

        `width` is how far the fillet reaches to either side, metres; `share` `(R,)` 0..1 is how
        far each ring takes part.
        """
        share = np.ones(len(self.points)) if share is None else share
        taking_part = share > 0
        gap = np.full(self.buried.shape, np.inf)
        gap[taking_part], away = other.reach(self.points[taking_part])
        fade = np.clip((REACH - gap / width) / (REACH - 1), 0, 1) * share[:, None]
        near = fade > 0
        points, outward, chosen = self.points.copy(), self.outward.copy(), self.points[near]
        part = fade[near][:, None]
        beside = gap[near], away[near[taking_part]]
        for step in range(STEPS):
            if step:
                beside = other.reach(chosen)
            off, out = _union(self.solid.reach(chosen), beside, width)
            chosen = chosen - part * off[:, None] * out
        points[near], outward[near] = chosen, part * out
        buried = (gap < -BURIED * width) & (fade == 1)
        return Hull(points, self.solid, self.buried | buried, outward)

    def draped(self, other: Rod | Column, rings: int) -> Hull:
        """The hull, its first rings pushed out of `other` as cloth is by what it lies on."""
        gap, out = other.reach(self.points[:rings])
        points = self.points.copy()
        points[:rings] -= np.minimum(gap, 0)[..., None] * out
        return Hull(points, self.solid, self.buried, self.outward)

    def sheet(self, paint: Paint) -> Mesh:
        """The surface without what is buried, open at both ends."""
        belief = np.sqrt(np.einsum("rsi,rsi->rs", self.outward, self.outward))[..., None]
        normals = corner_normals(self.points) * (1 - belief) + self.outward
        if not self.buried.any():
            return sheet(self.points, paint, normals=normals)
        a, b, c, d = four_corners(normals, True)
        # a facet that was pushed out to different sides of the other part
        torn = np.einsum("rsi,rsi->rs", a, c) < TORN
        torn |= np.einsum("rsi,rsi->rs", b, d) < TORN
        inside = np.any(four_corners(self.buried, True), axis=0)
        return sheet(self.points, paint, normals=normals, hidden=torn & inside)


def _union(one: Reach, other: Reach, width: float) -> Reach:
    """Distance `(N,)` from the smooth union of two solids, and the unit normals `(N, 3)`."""
    (a, out_a), (b, out_b) = one, other
    near = np.clip(1 - np.abs(a - b) / width, 0, 1)
    gap = np.minimum(a, b) - near**2 * width / 4  # polynomial smooth minimum
    share = np.where(b < a, 1 - near / 2, near / 2)[:, None]
    out = (1 - share) * out_a + share * out_b
    length = np.maximum(np.sqrt(np.einsum("ni,ni->n", out, out)), 0.45)
    return gap / length, out / length[:, None]
