"""The slope between neck and shoulder, which follows a raised shoulder."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.spec import SIDES
from posecoach.types import Floats

COLLAR_M = 0.060  # half the width of the collar, which stays, at 1.70 m
SLEEVE = (0.20, 0.80)  # from collar (0) to shoulder (1): where the sleeve's own slope takes over
YOKE = (0.60, 0.95)  # of the trunk's length: what is higher follows


def carried(figure: Figure, points: Floats, at: Floats) -> Floats:
    """How far the shirt's points `(R, S, 3)` follow the shoulders, same shape, metres.

    `at` `(R,)` are the rings' places along the trunk, 0 at the hips, 1 at the shoulders.
    """
    moved = np.zeros_like(points)
    if not any(figure.spec.girdle(side).elevation for side, _ in SIDES):
        return moved
    chest, frame = figure.points["chest"], figure.frames["chest"]
    half, collar = figure.proportions.length("shoulder"), COLLAR_M * figure.proportions.scale
    across = (points - chest) @ frame[:, 0]
    high = _smooth(at, YOKE)[:, None]
    for side, sign in SIDES:
        up = (figure.points[f"{side}_shoulder"] - chest) @ frame[:, 1]
        out = np.clip((sign * across - collar) / (half - collar), 0, 1)
        moved += (high * out * (1 - _smooth(out, SLEEVE)))[..., None] * (up * frame[:, 1])
    return moved


def _smooth(x: Floats, ends: tuple[float, float]) -> Floats:
    u = np.clip((x - ends[0]) / (ends[1] - ends[0]), 0, 1)
    return np.asarray(u * u * (3 - 2 * u))
