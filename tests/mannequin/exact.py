"""Exact joints of posed figures, without drawing them."""

from __future__ import annotations

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.presets import side_camera
from posecoach.mannequin.skeleton import ADULT, Figure, Proportions, pose
from posecoach.mannequin.spec import Arm, Leg, PoseSpec
from posecoach.metrics import Body
from posecoach.types import Floats

STRAIGHT_LEG = Leg(abduction=0.0, rotation=0.0)
STRAIGHT_ARM = Arm(abduction=0.0, elbow=0.0)
PLAIN = PoseSpec(
    left_arm=STRAIGHT_ARM, right_arm=STRAIGHT_ARM, left_leg=STRAIGHT_LEG, right_leg=STRAIGHT_LEG
)
"""Standing with every joint in the sagittal plane."""


def px(figure: Figure, camera: Camera) -> Floats:
    """True landmarks `(33, 2)` in pixels."""
    return camera.project(landmarks(figure))[0]


def from_side(
    spec: PoseSpec,
    side: str = "left",
    size: tuple[int, int] = (640, 480),
    proportions: Proportions = ADULT,
) -> Body:
    """The body as a camera exactly beside it sees it; seen from the left it faces picture left."""
    figure = pose(spec, proportions)
    facing = -1.0 if side == "left" else 1.0
    return Body(px(figure, side_camera(figure, side, size=size)), facing, side == "left")
