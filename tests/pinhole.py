"""A head and shoulders of known size in front of a laptop camera, with true perspective.

The person's frame, metres: x to the person's left, y up, z towards the screen; the hips at the
origin. The camera sits below the eyes and looks straight ahead (SCIENCE A3: eyes 60 cm away, the
camera 12 cm lower). All angles are degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import JOINT_COUNT, Joint

Array = NDArray[np.float64]

BACK_M, NECK_M, EAR_AHEAD_M, SHOULDER_M = 0.50, 0.17, 0.02, 0.18
FACE_M = {  # offsets from the middle of the ears; the right side is the mirror image
    "EAR": (0.075, 0.0, 0.0),
    "EYE": (0.032, 0.03, 0.085),
    "EYE_OUTER": (0.045, 0.03, 0.075),
    "MOUTH": (0.025, -0.045, 0.095),
}
NOSE_M = (0.0, -0.01, 0.115)
FOCAL_PX, CENTRE_PX = 1000.0, (640.0, 360.0)


@dataclass(frozen=True)
class Sitter:
    """How somebody sits at the screen, against sitting upright."""

    lean: float = 0.0  # of the trunk, forward; negative reclined
    nod: float = 0.0  # of the head, nose down
    turn: float = 0.0  # of the head, to the person's left
    tilt: float = 0.0  # of the head, left ear down
    side_lean: float = 0.0  # of the trunk, to the person's left
    head_ahead_m: float = 0.0  # further than usual ahead of the shoulders
    sunk_m: float = 0.0  # the back shorter by
    raised_m: float = 0.0  # both shoulders
    nearer_m: float = 0.0  # the whole person

    def joints(self) -> dict[Joint, Array]:
        """Joint -> (left, up, ahead) in metres."""
        sideways = _about_z(-self.side_lean)
        trunk = sideways @ _about_x(self.lean)
        slide = np.array([0.0, 0.0, self.nearer_m])
        top = trunk @ [0.0, BACK_M - self.sunk_m, 0.0] + slide
        ears = top + sideways @ [0.0, NECK_M, EAR_AHEAD_M + self.head_ahead_m]
        head = _about_z(-self.tilt) @ _about_y(self.turn) @ _about_x(self.nod)
        at = {Joint.NOSE: ears + head @ np.array(NOSE_M)}
        for side, sign in (("LEFT", 1), ("RIGHT", -1)):
            for part, (x, y, z) in FACE_M.items():
                at[Joint[f"{side}_{part}"]] = ears + head @ [sign * x, y, z]
            reach = [sign * SHOULDER_M, BACK_M - self.sunk_m + self.raised_m, 0.0]
            at[Joint[f"{side}_SHOULDER"]] = trunk @ reach + slide
        return at

    def seen(self, *, away_m: float = 0.60, below_m: float = 0.12) -> Array:
        """Return px (33, 2): a camera so far from the upright eyes and below them."""
        upright = Sitter().joints()
        eyes = (upright[Joint.LEFT_EYE] + upright[Joint.RIGHT_EYE]) / 2
        camera = eyes + np.array([0.0, -below_m, away_m])
        px = np.full((JOINT_COUNT, 2), np.nan)
        for joint, place in self.joints().items():
            x, y, z = place - camera
            px[joint] = np.array(CENTRE_PX) + FOCAL_PX * np.array([x, -y]) / -z
        return px


def _about_x(angle: float) -> Array:
    c, s = cos(radians(angle)), sin(radians(angle))
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def _about_y(angle: float) -> Array:
    c, s = cos(radians(angle)), sin(radians(angle))
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def _about_z(angle: float) -> Array:
    c, s = cos(radians(angle)), sin(radians(angle))
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
