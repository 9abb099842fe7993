"""The angles being judged: where they lie on the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, dist, isfinite, pi, sin
from typing import Protocol

import numpy as np

from posecoach.joints import PAIRS
from posecoach.metrics import METRICS
from posecoach.types import Floats, Level, Verdict, View

Point = tuple[float, float]
Arms = tuple[Point, Point, Point]
SEVERITY: dict[Level, int] = {"unknown": 0, "good": 1, "caution": 2, "poor": 3}
SIDES = {"left": 0, "right": 1}
REACH = (0.6, 2.6)  # smallest and largest radius of an arc, units
SHARE = 0.4  # of the shorter arm that an arc takes
ARC_STEP = 0.25  # radians between the corners of a drawn arc
NESTED = 1.45  # radius of an arc round another one


class Judged(Protocol):
    """What the overlay needs to know of a rule."""

    @property
    def metric(self) -> str:
        """Name in posecoach.metrics.METRICS."""

    @property
    def part(self) -> str:
        """Body part: "neck", "trunk" ..."""


@dataclass(frozen=True, slots=True, eq=False)
class Angle:
    """One judged angle: from the arm vertex-start to the arm vertex-end, pixels."""

    metric: str
    part: str
    level: Level
    value: float  # what the verdict is about, degrees
    error: float  # expected of the value, degrees; NaN not known
    sideways: bool  # a positive value is towards the person's left
    start: Point
    vertex: Point
    end: Point
    reference: bool  # the start is no joint but a direction: up, level, along the trunk
    radius: float  # of the arc, pixels
    arc: Floats  # (n, 2) pixels, n odd

    @property
    def pin(self) -> Point:
        """The middle of the arc, to which its label belongs."""
        x, y = self.arc[len(self.arc) // 2].tolist()
        return x, y


@dataclass(frozen=True, slots=True)
class Joints:
    """A body on the picture; plain numbers, as arrays of one point are slow."""

    px: list[Point]  # 33; NaN if not seen
    near: int | None  # the side nearer the camera: 0 the person's left, 1 right, None neither


def judged_angles(
    verdicts: tuple[Verdict, ...], rules: Mapping[str, Judged], body: Joints, unit: float
) -> tuple[Angle, ...]:
    """Return the angles whose joints were seen, the worst last; one per metric.

    Arcs at about the same place go round each other.
    """
    worst = {rules[v.rule].metric: v for v in sorted(verdicts, key=lambda v: SEVERITY[v.level])}
    angles: list[Angle] = []
    for name, verdict in sorted(worst.items(), key=lambda item: SEVERITY[item[1].level]):
        metric, arms = METRICS[name], _arms(METRICS[name].arc, body)
        if arms is None or not isfinite(verdict.value):
            continue
        radius = _radius(arms, angles, unit)
        angles.append(
            Angle(
                metric=name,
                part=rules[verdict.rule].part,
                level=verdict.level,
                value=verdict.value,
                error=verdict.expected.error,
                sideways=View.FRONT in metric.views,
                start=arms[0],
                vertex=arms[1],
                end=arms[2],
                reference=metric.arc is not None and metric.arc[0] not in PAIRS,
                radius=radius,
                arc=_arc(arms, radius),
            )
        )
    return tuple(angles)


def _arms(arc: tuple[str, str, str] | None, body: Joints) -> Arms | None:
    """Return where an arc's start, vertex and end are; None if not all were seen."""
    if arc is None:
        return None
    first, *others = arc
    if first in ("up", "level"):
        # limbs are measured on one side, the lines of neck and trunk between both (metrics.Body)
        vertex, end = _joints(body, others, between=first == "up")
        length = dist(vertex, end)
        across = length if end[0] >= vertex[0] else -length
        aside, above = (0.0, length) if first == "up" else (across, 0.0)
        start = vertex[0] + aside, vertex[1] - above
    elif "-" in first:
        (a, b), (vertex, end) = (
            _joints(body, first.split("-"), between=True),
            _joints(body, others, between=False),
        )
        start = vertex[0] + b[0] - a[0], vertex[1] + b[1] - a[1]
    else:
        start, vertex, end = _joints(body, arc, between=False)
    return (start, vertex, end) if dist(vertex, end) >= 1 and dist(start, vertex) >= 1 else None


def _joints(body: Joints, names: Sequence[str], between: bool) -> list[Point]:
    """Return joints as metrics.Body.best has them, or if not `between` as .near has them."""
    pairs = [[body.px[joint] for joint in PAIRS[name.rpartition(":")[2]]] for name in names]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairs]
    if between and (body.near is None or all(isfinite(x + y) for x, y in middles)):
        return middles
    sides = [SIDES.get(name.rpartition(":")[0], body.near or 0) for name in names]
    return [pair[side] for pair, side in zip(pairs, sides, strict=True)]


def _radius(arms: Arms, inside: list[Angle], unit: float) -> float:
    start, vertex, end = arms
    shorter = min(dist(vertex, start), dist(vertex, end))
    radius = min(max(SHARE * shorter, REACH[0] * unit), REACH[1] * unit)
    for other in inside:
        if dist(vertex, other.vertex) < radius:
            radius = max(radius, NESTED * other.radius)
    return radius


def turn(arms: Arms) -> tuple[float, float]:
    """Return the bearing of the first arm and the turn from it to the second, radians.

    Clockwise as seen, 0 to picture right; the turn is -pi..pi.
    """
    a, (x, y), b = arms
    first = atan2(a[1] - y, a[0] - x)
    by = atan2(b[1] - y, b[0] - x) - first
    return first, (by + pi) % (2 * pi) - pi


def _arc(arms: Arms, radius: float) -> Floats:
    first, by = turn(arms)
    (x, y), steps = arms[1], 2 + 2 * int(abs(by) / ARC_STEP / 2)
    bearings = [first + by * i / steps for i in range(steps + 1)]
    return np.array([(x + radius * cos(b), y + radius * sin(b)) for b in bearings])
