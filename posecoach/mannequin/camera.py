"""A pinhole camera looking at a point of the scene."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin, tan

import numpy as np

from posecoach.types import Floats


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera stands, in degrees around its target, and what it shows."""

    azimuth: float = 90.0  # 0 in front of the person, 90 at their left, -90 at their right
    elevation: float = 0.0  # above the target's height
    distance: float = 2.5  # metres to the target
    target: tuple[float, float, float] = (0.0, 0.8, 0.0)  # metres; shown at the picture's centre
    fov: float = 45.0  # vertical field of view
    roll: float = 0.0  # camera tipped clockwise, so the picture tips the other way
    size: tuple[int, int] = (640, 480)  # width, height of the picture, pixels

    @property
    def focal_px(self) -> float:
        """Focal length in pixels."""
        return self.size[1] / 2 / tan(radians(self.fov) / 2)

    @property
    def eye(self) -> Floats:
        """Where the camera is, `(3,)` metres."""
        az, el = radians(self.azimuth), radians(self.elevation)
        away = np.array([cos(el) * sin(az), sin(el), cos(el) * cos(az)])
        return np.array(self.target) + self.distance * away

    @property
    def axes(self) -> Floats:
        """Rows are picture right, picture down and away from the camera, in scene axes."""
        return _axes(self.azimuth, self.elevation, self.roll)

    def seen(self, points: Floats) -> Floats:
        """Points `(..., 3)` of the scene in camera axes: x right, y down, z away, metres."""
        x, y, z = (points[..., axis] - start for axis, start in enumerate(self.eye.tolist()))
        # not a matrix product: the same to the last bit on any machine
        seen = np.stack([(x * a + z * c) + y * b for a, b, c in self.axes.tolist()])
        return np.moveaxis(seen, 0, -1)

    def misses(self, points: Floats, margin: float) -> bool:
        """Whether neither points `(N, 3)` nor anything between them is in the picture.

        They are out of it if all lie more than `margin` metres beyond the same edge.
        """
        half_width, half_height = np.array(self.size) / 2 / self.focal_px
        edges = np.array([[1, 0, half_width], [0, 1, half_height]])
        inwards = np.concatenate([edges, edges * (-1, -1, 1)])
        inwards /= np.linalg.norm(inwards, axis=1, keepdims=True)
        return bool((self.seen(points) @ inwards.T < -margin).all(0).any())

    def project(self, points: Floats) -> tuple[Floats, Floats]:
        """Pixels `(..., 2)` of scene points, and their depth `(...)` in metres; NaN if behind."""
        seen = self.seen(points)
        depth = np.where(seen[..., 2] > 1e-6, seen[..., 2], np.nan)
        centre = np.array(self.size) / 2
        return seen[..., :2] / depth[..., None] * self.focal_px + centre, depth


@lru_cache(maxsize=16)
def _axes(*turns: float) -> Floats:
    az, el, roll = (radians(a) for a in turns)
    away = -np.array([cos(el) * sin(az), sin(el), cos(el) * cos(az)])
    right = np.array([cos(az), 0.0, -sin(az)])
    down = np.cross(away, right)
    c, s = cos(roll), sin(roll)
    axes = np.stack([c * right + s * down, c * down - s * right, away])
    axes.flags.writeable = False
    return axes
