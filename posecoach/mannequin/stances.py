"""Ways of standing (SCIENCE A1 plumb line and sway-back, A2 weight shift), each with a size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import asin, degrees, hypot, sqrt

import numpy as np

from posecoach.mannequin.changes import forward_head, side_lean, trunk_lean
from posecoach.mannequin.postures import Posture
from posecoach.mannequin.reach import on_soles, stepping_on
from posecoach.mannequin.skeleton import ADULT, Proportions, pose
from posecoach.mannequin.spec import SIDES, PoseSpec, Turn

STANDING = PoseSpec(neck=Turn(7.0), head=Turn(-5.0))
TRUNK_BACK = 2.0  # degrees the trunk leans back for each the legs lean forward, sway-back
HIP_DROP = 15.0  # degrees the pelvis sinks on the free side for a whole ankle distance of shift
BENT = 0.0005  # share of its length by which the loaded leg stays short of straight


def sway_back(spec: PoseSpec, share: float, body: Proportions = ADULT) -> PoseSpec:
    """The hips ahead of the ankles by a share of the leg, the trunk hanging back."""
    lean = degrees(asin(share))
    for side, _ in SIDES:
        leg = spec.leg(side)
        leg = replace(leg, flexion=leg.flexion - lean, ankle=leg.ankle + lean)
        spec = spec.with_leg(side, leg)
    back = TRUNK_BACK * lean
    trunk = replace(spec.trunk, forward=spec.trunk.forward - back)
    neck = replace(spec.neck, forward=spec.neck.forward + back)
    return replace(spec, trunk=trunk, neck=neck)


def weight_shift(spec: PoseSpec, share: float, body: Proportions = ADULT) -> PoseSpec:
    """The hips to the left of the ankles' middle by a share of the ankles' distance.

    The feet stay where they are; the pelvis sinks a little on the free side.
    """
    drop = HIP_DROP * share
    tilted = replace(spec, pelvis=replace(spec.pelvis, left=spec.pelvis.left - drop))
    tilted = replace(tilted, trunk=replace(spec.trunk, left=spec.trunk.left + drop))
    ankles = [pose(spec, body).points[f"{side}_ankle"] for side, _ in SIDES]
    middle, wide = (ankles[0] + ankles[1]) / 2, abs(float(ankles[0][0] - ankles[1][0]))
    figure = pose(tilted, body)
    reach = (body.length("thigh") + body.length("shank")) * (1 - BENT)
    ways, heights = [], []
    for (side, _), ankle in zip(SIDES, ankles, strict=True):
        across = ankle - middle - np.array([share * wide, 0.0, 0.0])
        hip = figure.points[f"{side}_hip"] - figure.points["pelvis"]
        sideways = float(across[0] - hip[0])
        heights.append(sqrt(reach**2 - hypot(sideways, float(across[2] - hip[2])) ** 2) - hip[1])
        ways.append(across)
    feet = {
        side: figure.points["pelvis"] + np.array([way[0], -min(heights), way[2]])
        for (side, _), way in zip(SIDES, ways, strict=True)
    }
    return on_soles(stepping_on(tilted, feet, body), feet)


STANCES: Mapping[str, Posture] = {
    "forward_head": Posture(forward_head, "cm", (3, 5, 8)),
    "sway_back": Posture(sway_back, "share", (0.05, 0.08)),
    "weight_shift": Posture(weight_shift, "share", (0.2, 0.4, -0.2, -0.4)),
    "trunk_lean": Posture(trunk_lean, "deg", (10, 20)),
    "side_lean": Posture(side_lean, "deg", (8, 14, -8, -14)),
}
"""Name -> way of standing."""


def standing(name: str, size: float, body: Proportions = ADULT) -> PoseSpec:
    """Standing in the way of STANCES called `name`.

    Raises:
        ValueError: nobody can stand like that: a joint would be beyond its range.
    """
    return STANCES[name].change(STANDING, size, body)
