"""What is drawn where in one frame: everything but the painting. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from posecoach.joints import JOINT_COUNT
from posecoach.outputs.overlay.angles import Angle, Joints, Judged, judged_angles
from posecoach.outputs.overlay.blocks import Layout
from posecoach.outputs.overlay.crowd import Crowd, count_crowd
from posecoach.outputs.overlay.layout import lay_out
from posecoach.outputs.overlay.skeleton import NEARER, figure_unit, head_box, visible_points
from posecoach.outputs.overlay.typeset import Setter
from posecoach.outputs.overlay.wording import Lines, words
from posecoach.types import Floats, Result, View

NOTHING_ELSE = Lines()
BONE_WEIGHT, ARC_WEIGHT = 0.35, 0.7  # cost of covering a point of a bone, of a judged angle


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One frame, ready to be painted."""

    px: Floats  # (33, 2) pixels of the shown picture; NaN is not drawn
    view: View | None  # None where nothing is judged
    unit: float  # for lines on the body, pixels
    angles: tuple[Angle, ...]
    layout: Layout


def plan(
    result: Result,
    rules: Mapping[str, Judged],
    setter: Setter,
    *,
    mirrored: bool = False,
    lines: Lines = NOTHING_ELSE,
    before: Layout | None = None,
) -> Plan:
    """Return what to draw on a picture of the setter's size, like `before` where it can be."""
    px = _shown_at(setter.size, result, mirrored)
    angles: tuple[Angle, ...] = ()
    view, unit = None, figure_unit(px, setter.unit)
    if not result.outlook.reason:
        view = result.outlook.view
        body = Joints([(x, y) for x, y in px.tolist()], near=NEARER.get(view))
        angles = judged_angles(result.assessment.verdicts, rules, body, unit)
    crowd = _crowd(setter, px, angles, unit)
    layout = lay_out(words(result), lines, angles, crowd, setter, before or Layout())
    return Plan(px, view, unit, angles, layout)


def _shown_at(size: tuple[int, int], result: Result, mirrored: bool) -> Floats:
    """Return the joints (33, 2) in pixels of the shown picture; NaN if unseen or far outside."""
    if result.pose is None:
        return np.full((JOINT_COUNT, 2), np.nan)
    (width, height), scale = size, np.array(size) / result.size
    px = result.pose.px * (scale * (-1, 1) if mirrored else scale)
    if mirrored:
        px[:, 0] += width - 1
    with np.errstate(invalid="ignore"):
        far = np.abs(px - (width / 2, height / 2)) > (1.5 * width, 1.5 * height)
    px[far.any(axis=1)] = np.nan
    return px


def _crowd(setter: Setter, px: Floats, angles: tuple[Angle, ...], unit: float) -> Crowd:
    bones = visible_points(px)
    points = np.concatenate([bones, *(angle.arc for angle in angles)])
    weights = np.repeat([BONE_WEIGHT, ARC_WEIGHT], [len(bones), len(points) - len(bones)])
    return count_crowd(setter.size, setter.unit, points, weights, head_box(px, unit))
