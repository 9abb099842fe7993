"""Figures of known joint angles as an ideal network would see them from afar."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.spec import Arm, Leg, PoseSpec
from posecoach.types import Pose

AZIMUTHS = (0.0, 37.0, 90.0, -90.0, -140.0)
FAR_M, NARROW = 400.0, 0.4
ARM, LEG = Arm(abduction=0.0, elbow=0.0, pronation=0.0), Leg(abduction=0.0, rotation=0.0)


def seen(spec: PoseSpec, azimuth: float = 0.0) -> Pose:
    """The exact joints of a figure before a level camera without perspective."""
    points = landmarks(pose(spec))
    camera = Camera(azimuth, 0.0, FAR_M, fov=NARROW)
    world = (points - points[[23, 24]].mean(0)) @ camera.axes.T
    return Pose(0.0, camera.project(points)[0], world, np.ones(33))


def straight(**parts: object) -> PoseSpec:
    """Standing with all joints at 0, but for `parts`."""
    limbs = {"left_arm": ARM, "right_arm": ARM, "left_leg": LEG, "right_leg": LEG}
    return PoseSpec(**{**limbs, **parts})  # type: ignore[arg-type]


def stacked(poses: list[Pose]) -> Pose:
    """Many poses as one with a leading axis."""
    rows = ([getattr(p, name) for p in poses] for name in ("px", "world", "visibility"))
    return Pose(np.zeros(len(poses)), *(np.array(row) for row in rows))
