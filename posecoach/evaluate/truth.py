"""What a perfect observer would say of a drawn figure: its metrics, view, framing and activity.

An angle of the body is what a far camera sees from exactly beside it (or exactly in front), not
what this one sees; so the error of a measurement is the network's and the camera's together.
Metrics that are changes from a baseline are about this picture: for those, the truth is what the
exact joints give in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import PAIRS
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.render import Picture
from posecoach.mannequin.skeleton import Figure
from posecoach.metrics import METRICS, QUANTITIES, SIDE, Body
from posecoach.types import Floats, Framing, View
from posecoach.view import BACK_YAW, FRONT_YAW, SIDE_YAW

RIM = 0.05  # share of the picture at its border where a joint may count as in it or not
FAR_M, NARROW = 400.0, 0.4  # distance and field of view of a camera without perspective
EDGE = 5.0  # degrees around the limit of a view within which either answer is right


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A figure and the picture taken of it."""

    figure: Figure
    camera: Camera
    picture: Picture

    @property
    def from_left(self) -> bool:
        """Whether the camera is on the person's left."""
        return self.camera.azimuth % 360 < 180

    @property
    def yaw(self) -> float:
        """Degrees between the body and facing the camera, 0 front .. 90 side .. 180 back."""
        return abs((self.camera.azimuth + 180) % 360 - 180)


def true_metrics(
    taken: Taken, names: Iterable[str], neutral: Taken | None = None
) -> dict[str, float]:
    """Return the true value of each metric, NaN where a joint it needs is not in the picture.

    `neutral` is the picture of the same person that is the baseline, if there is one.
    """
    outside = ~_inside(taken)
    bodies = {
        (side_on, here): _body(taken, neutral, side_on, here, outside)
        for side_on in (True, False)
        for here in (True, False)
    }
    found = {}
    for name in names:
        metric = METRICS[name]
        here = metric.relative or metric.unit == "cm"
        body = bodies[metric.views == SIDE, here]
        found[name] = float(metric.compute(body))
    return found


def _inside(taken: Taken) -> NDArray[np.bool_]:
    px = taken.picture.px
    return np.asarray(((px >= 0) & (px < taken.camera.size)).all(1))


def _body(
    taken: Taken, neutral: Taken | None, side_on: bool, here: bool, outside: NDArray[np.bool_]
) -> Body:
    body = _exact(taken, side_on, here)
    px = np.where(outside[:, None], nan, body.px)
    usual: Mapping[str, float] = {}
    if neutral is not None:
        before = _exact(neutral, side_on, here)
        usual = {name: float(compute(before)) for name, compute in QUANTITIES.items()}
    return Body(px, body.facing, body.near_left, usual, focal_px=taken.camera.focal_px)


def _exact(taken: Taken, side_on: bool, here: bool) -> Body:
    """The exact joints: in the picture (`here`), or seen squarely from afar."""
    facing, near_left = (-1.0, True) if taken.from_left else (1.0, False)
    if here:
        return Body(taken.picture.px, facing, near_left)
    azimuth = (90.0 if near_left else -90.0) if side_on else 0.0
    camera = Camera(azimuth, 0.0, FAR_M, fov=NARROW)
    return Body(camera.project(landmarks(taken.figure))[0], facing, near_left)


def true_view(taken: Taken) -> View:
    """How the camera sees the body; UNKNOWN so near to a limit that either answer is right."""
    yaw = taken.yaw
    if min(abs(yaw - limit) for limit in (FRONT_YAW, SIDE_YAW, BACK_YAW)) < EDGE:
        return View.UNKNOWN
    if yaw < FRONT_YAW:
        return View.FRONT
    if yaw > BACK_YAW:
        return View.BACK
    if yaw < SIDE_YAW:
        return View.OBLIQUE
    return View.SIDE_LEFT if taken.from_left else View.SIDE_RIGHT


def true_framing(taken: Taken) -> Framing:
    """How much of the body is in the picture; UNKNOWN where a joint that decides is at its edge."""
    size = np.array(taken.camera.size)
    wide, tight = (_framed(taken.picture.px, size, margin * size) for margin in (-RIM, RIM))
    return wide if wide is tight else Framing.UNKNOWN


def _framed(px: Floats, size: Floats, margin: Floats) -> Framing:
    within = (px >= margin) & (px < size - margin)
    inside = np.asarray(within[:, 0] & within[:, 1])
    hip, knee, ankle, shoulder = (
        inside[list(PAIRS[part])] for part in ("hip", "knee", "ankle", "shoulder")
    )
    if not shoulder.any():
        return Framing.UNKNOWN
    if (hip & knee & ankle).any():
        return Framing.FULL_BODY
    return Framing.UPPER_BODY if hip.any() else Framing.HEAD_AND_SHOULDERS
