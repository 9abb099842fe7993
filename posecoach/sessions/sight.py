"""One analysed frame as a session sees it: numbers only, so that a clip can be replayed from them.

Lengths are pixels, points complex pixels (x right, y down). Left and right are the person's own,
except in `values`, where "right" is the side that is worked (`posecoach.form.Shape.of`).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import nan
from typing import Literal

from msgspec import Struct

from posecoach.form import Part

NOWHERE = complex(nan, nan)
LIMBS = ("wrist", "elbow", "knee", "ankle")
Near = Literal["", "right", "left"]
Camera = Literal["side", "front", "oblique", "foot-end"]


class Sight(Struct, frozen=True):
    """What one frame shows of the person who exercises."""

    values: Mapping[Part, float] = {}  # of `parts_of(exercise)`, in each measure's unit; or NaN
    person: bool = True  # somebody is in the picture
    missing: tuple[
        str, ...
    ] = ()  # needed and not seen, as in "parts": head, hands, hips, knees ...
    camera: tuple[Camera, ...] = ()  # all places it may count as standing at; empty: cannot tell
    near: Near = ""  # the side of the body nearer the camera
    yaw: float = nan  # degrees between the body and facing the camera, 0 front .. 180 back
    scale_px: float = nan  # trunk length, shoulders to hips
    hips: complex = NOWHERE  # their middle
    limbs: tuple[complex, ...] = ()  # left and right of each of LIMBS; NOWHERE unseen
    hand_up: bool = False  # one hand is held up as a sign, see `sessions.gesture`
    problem: str = ""  # why nothing can be judged, in words ("too dark"); empty: it can


NOBODY = Sight(person=False)
