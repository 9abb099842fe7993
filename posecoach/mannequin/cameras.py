"""Cameras as people have them. Each is placed for a figure and then stays where it is.

    camera = laptop(pose(sitting()), azimuth=10.0, lens=75.0)

A function of each takes any of Placing; what is left out is as such a camera usually stands.
"""

from __future__ import annotations

from math import asin, atan, atan2, cos, degrees, hypot, radians, sin, tan
from typing import TypedDict, Unpack

import numpy as np

from posecoach.joints import Joint
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.skeleton import Figure
from posecoach.types import Floats


class Placing(TypedDict, total=False):
    """Where a camera stands and what it is."""

    azimuth: float  # degrees; 0 in front of the person, 90 at their left, -90 at their right
    elevation: float  # degrees above what it looks at: the eyes, or the middle of the body
    distance: float  # metres to the same
    roll: float  # degrees the camera is tipped clockwise
    lens: float  # degrees across the longer side of the picture
    size: tuple[int, int]  # width, height of the picture, pixels


def laptop(figure: Figure, **placing: Unpack[Placing]) -> Camera:
    """In a laptop's lid on the desk: below the eyes, tipped up; shows head and shoulders."""
    usual: Placing = {"elevation": -20.0, "distance": 0.60, "lens": 68.0}
    return _at_the_face(figure, usual | placing)


def webcam_on_monitor(figure: Figure, **placing: Unpack[Placing]) -> Camera:
    """On an external monitor: a little above the eyes, tipped down."""
    usual: Placing = {"elevation": 8.0, "distance": 0.75, "lens": 70.0}
    return _at_the_face(figure, usual | placing)


def phone_on_tripod(figure: Figure, **placing: Unpack[Placing]) -> Camera:
    """A phone on a tripod as high as the middle of the body, which it shows whole."""
    usual: Placing = {"azimuth": 90.0, "elevation": 0.0, "distance": 2.8, "lens": 66.0}
    return _around(_middle(figure), usual | placing)


def phone_on_floor(figure: Figure, **placing: Unpack[Placing]) -> Camera:
    """A phone leaning on something on the floor, looking up; without `elevation` 8 cm high."""
    usual: Placing = {"azimuth": 90.0, "distance": 2.4, "lens": 66.0}
    chosen = usual | placing
    middle = _middle(figure)
    sunk = degrees(asin(min((middle[1] - FLOOR_M) / chosen["distance"], 0.9)))
    return _around(middle, {"elevation": -float(sunk)} | chosen)


FLOOR_M = 0.08  # height of the lens of a phone that stands on the floor
FRAMED = 0.10  # metres below the eyes at 1.70 m stature: what a face camera is aimed at


def _middle(figure: Figure) -> Floats:
    points = np.array(list(figure.points.values()))
    return np.asarray((points.min(0) + points.max(0)) / 2)


def _at_the_face(figure: Figure, placing: Placing) -> Camera:
    eyes = landmarks(figure)[[Joint.LEFT_EYE, Joint.RIGHT_EYE]].mean(0)
    az, el = radians(placing.get("azimuth", 0.0)), radians(placing["elevation"])
    away = np.array([cos(el) * sin(az), sin(el), cos(el) * cos(az)])
    lens = eyes + placing["distance"] * away
    target = eyes - (0.0, FRAMED * figure.proportions.scale, 0.0)
    x, y, z = (lens - target).tolist()
    looking: Placing = {
        "azimuth": degrees(atan2(x, z)),
        "elevation": degrees(atan2(y, hypot(x, z))),
        "distance": float(np.linalg.norm(lens - target)),
    }
    return _around(target, placing | looking)


def _around(target: Floats, placing: Placing) -> Camera:
    x, y, z = target.tolist()
    width, height = size = placing.get("size", (640, 480))
    half = tan(radians(placing["lens"]) / 2) * height / max(width, height)
    return Camera(
        placing.get("azimuth", 0.0),
        placing["elevation"],
        placing["distance"],
        (x, y, z),
        fov=2 * degrees(atan(half)),
        roll=placing.get("roll", 0.0),
        size=size,
    )
