"""Drawing the angles being judged."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.angles import Angle, Point
from posecoach.outputs.overlay.strokes import dashes, stroke
from posecoach.outputs.overlay.style import Style
from posecoach.types import Level

WIDTH: dict[Level, float] = {"unknown": 0.10, "good": 0.11, "caution": 0.16, "poor": 0.21}  # units
ARM = 1.4  # radii, the shortest arm drawn


def draw_angle(image: NDArray[np.uint8], angle: Angle, style: Style, unit: float) -> None:
    """Draw an angle into the picture: its arc and arms, wider the worse, dashed if unknown."""
    if angle.reference:
        reach = max(0.8 * dist(angle.vertex, angle.start), ARM * angle.radius)
        reference = np.array([angle.vertex, _along(angle.vertex, angle.start, reach)])
        stroke(image, dashes(reference, unit / 3), style.near, unit / 14, style.outline)
        arms = [angle.vertex, angle.end]
    else:
        ends = [
            _along(angle.vertex, joint, min(dist(angle.vertex, joint), ARM * angle.radius))
            for joint in (angle.start, angle.end)
        ]
        arms = [ends[0], angle.vertex, ends[1]]
    lines = [angle.arc, np.array(arms)]
    if angle.level == "unknown":
        straight = [np.array(ends) for ends in pairwise(arms)]
        lines = [piece for line in straight for piece in dashes(line, unit / 3)]
        lines += [angle.arc[i : i + 2] for i in range(0, len(angle.arc) - 1, 2)]
    colour, width = style.levels[angle.level], WIDTH[angle.level] * unit
    stroke(image, lines, colour, width, style.outline)


def _along(start: Point, towards: Point, length: float) -> Point:
    share = length / dist(start, towards)
    return start[0] + share * (towards[0] - start[0]), start[1] + share * (towards[1] - start[1])
