"""The limits a body is judged by, drawn where they lie: rays from joints, levels of shoulders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, inf, isfinite, radians, sin

import numpy as np
from numpy.typing import NDArray

from posecoach.metrics import METRICS, SIDE, Body
from posecoach.outputs.overlay.strokes import dashes, stroke
from posecoach.outputs.overlay.style import Style
from posecoach.rules.rule import Rule
from posecoach.types import Floats, Level, Result

REACH = 1.3  # of the length from the joint the ray starts at to the one it limits
Line = tuple[Floats, Level]  # (2, 2) pixels, and the level of what lies just inside


def limit_lines(
    result: Result, rules: Iterable[Rule], usual: Mapping[str, float]
) -> tuple[Line, ...]:
    """Return the lines, in pixels of the unmirrored picture of `result.size`.

    For an angle from the vertical, rays from its joint at the edges of good and of caution. For the
    shoulders, level lines at their lowest good and lowest not yet poor height.

    Args:
        result: one judged frame; nothing is drawn where it could not be judged.
        rules: those that applied.
        usual: the person's baseline for pictures of this size, empty without one.
    """
    if result.pose is None or result.outlook.reason:
        return ()
    side_on = result.outlook.view in SIDE
    body = Body(result.pose.px, near_left=result.outlook.facing < 0)
    found: list[Line] = []
    for rule in rules:
        metric = METRICS[rule.metric]
        if metric.arc is not None and metric.arc[0] == "up":
            found += _rays(body, rule, metric.arc[1:], result.outlook.facing if side_on else 1)
        elif rule.metric == "slump":
            found += _levels(rule, usual, result.size[0])
    return tuple(found)


def _edges(rule: Rule) -> list[tuple[float, Level]]:
    good: Level = "good"
    caution: Level = "caution"
    pairs = ((rule.edges.good, good), (rule.edges.caution, caution))
    return [(edge, level) for pair, level in pairs for edge in pair if abs(edge) < inf]


def _rays(body: Body, rule: Rule, arms: tuple[str, ...], forward: int) -> list[Line]:
    vertex, end = body.best(*arms)
    length = REACH * abs(end - vertex)
    if not isfinite(length):
        return []
    start = np.array([vertex.real, vertex.imag])
    return [
        (
            np.array([start, start + length * np.array([forward * sin(a), -cos(a)])]),
            level,
        )
        for edge, level in _edges(rule)
        for a in (radians(edge),)
    ]


def _levels(rule: Rule, usual: Mapping[str, float], width: int) -> list[Line]:
    height, across = usual.get("shoulder_height", np.nan), usual.get("shoulder_width", np.nan)
    lines = [(height + edge * across, level) for edge, level in _edges(rule)]
    return [(np.array([[0.0, y], [width - 1.0, y]]), level) for y, level in lines if isfinite(y)]


def draw_limits(image: NDArray[np.uint8], lines: Iterable[Line], size: tuple[int, int]) -> None:
    """Draw lines of a picture of `size` into the unmirrored picture, dashed, below all else."""
    style = Style()
    shown = (image.shape[1], image.shape[0])
    scale, unit = np.array(shown) / size, style.unit(shown)
    for line, level in lines:
        worse: Level = "caution" if level == "good" else "poor"
        stroke(image, dashes(line * scale, unit / 2), style.levels[worse], unit / 10, style.outline)
