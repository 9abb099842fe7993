"""A stretch in its room: what `render` needs to draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import tan

import numpy as np

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.plans import Side, Support
from posecoach.mannequin.scenery import DESK_M, Furniture, Scenery, furnished
from posecoach.mannequin.skeleton import ADULT, Figure, Proportions, pose
from posecoach.mannequin.stretches import Stretch

MARGIN = 0.12  # of the picture around the figure, each side
FLESH_M = 0.10  # around the joints
NEAREST_M = 1.6

FURNITURE: Mapping[Support, Furniture] = {
    "floor": Furniture(),
    "wall": Furniture(),
    "doorway": Furniture(),
    "mat": Furniture(mat=True),
    "ball": Furniture(mat=True),
    "roller": Furniture(mat=True, roller=-0.04),
    "chair": Furniture("chair"),
    "desk": Furniture(desk="laptop"),
}
"""What stands there for each support. Wall, doorway and ball: `props`."""


def staged(
    stretch: Stretch,
    share: float,
    side: Side = "right",
    body: Proportions = ADULT,
    fault: str = "",
) -> tuple[Figure, Camera, Scenery]:
    """The figure a share of the way into a stretch, the camera that shows it best, the room."""
    figure = pose(stretch.posture(share, side, body, fault), body)
    furniture = FURNITURE[stretch.plan.support]
    if furniture.seat != "none":
        furniture = furniture.fitting(pose(stretch.posture(0.0, side, body), body))
    furniture = replace(furniture, desk_m=DESK_M * body.scale)
    camera = framed(figure, stretch.azimuth(side), stretch.plan.elevation)
    return figure, camera, furnished(furniture)


def framed(
    figure: Figure, azimuth: float, elevation: float, size: tuple[int, int] = (640, 480)
) -> Camera:
    """A camera at an azimuth and elevation, far enough to show the whole figure with a margin."""
    joints = np.concatenate([landmarks(figure), np.array(list(figure.points.values()))])
    flesh = FLESH_M * figure.proportions.scale
    low, high = joints.min(0) - flesh, joints.max(0) + flesh
    low[1] = max(low[1], 0.0)
    camera = Camera(azimuth, elevation, NEAREST_M, tuple(((low + high) / 2).tolist()), 40.0)
    camera = replace(camera, size=size)
    seen = camera.seen(joints)
    depth = seen[:, 2] - camera.distance
    half = (1 - 2 * MARGIN) * tan(np.radians(camera.fov) / 2)
    wide = np.array([half * size[0] / size[1], half])
    needed = (np.abs(seen[:, :2]) + flesh) / wide - depth[:, None]
    return replace(camera, distance=max(NEAREST_M, float(needed.max())))
