"""Landmarks against points placed by people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from posecoach.evaluate.datasets import Points
from posecoach.evaluate.judged import Row
from posecoach.evaluate.resampling import UNKNOWN, Draws, Estimate
from posecoach.joints import PAIRS, Joint
from posecoach.metrics import Body
from posecoach.metrics.geometry import distance
from posecoach.types import Floats, Pose

PCK_SHARE = 0.2  # of the torso within which a landmark counts as right (PCK@0.2)
TORSO_OVER_SHOULDERS = 1 / 0.70  # trunk length over shoulder width from the front, SCIENCE A7


@dataclass(frozen=True, slots=True)
class Part:
    """How near the network puts one body part to where people put it."""

    name: str  # "shoulder", both sides together; "all" for all
    n: int
    within: Estimate = (
        UNKNOWN  # share 0..1 nearer than PCK_SHARE torsos, unseen ones counting as off
    )
    error: Estimate = UNKNOWN  # median distance of those seen, torso lengths
    unseen: float = nan  # share 0..1 that the product does not believe


def parts(rows: Sequence[Row], seed: int = 0) -> list[Part]:
    """Compare keypoints with the landmarks of the person followed, as the network gives them.

    Distances are in torsos of the labelled person: shoulders to hips where both are labelled,
    else from the shoulder width, else as the network sees the torso.
    """
    found: dict[str, list[tuple[float, bool, str]]] = defaultdict(list)
    for row in rows:
        pose = row.result.raw
        if not row.item.people:
            continue
        points = _nearest(row.item.people, pose)
        torso = _torso(points, pose)
        for name, at in points.items():
            landmark, believed = _landmark(name, row)
            off = float(np.hypot(*(landmark - np.array(at)))) / torso
            part = name.removeprefix("left_").removeprefix("right_")
            for key in (part, "all"):
                found[key].append((off, believed, row.item.group))
    order = sorted(found, key=lambda name: (name == "all", name))
    return [_part(name, found[name], seed) for name in order]


def _part(name: str, offs: list[tuple[float, bool, str]], seed: int) -> Part:
    off = np.array([each[0] for each in offs])
    near = (off <= PCK_SHARE).astype(float)  # NaN is not near
    seen = ~np.isnan(off)
    draws = Draws.of([each[2] for each in offs], seed)
    return Part(
        name,
        len(offs),
        within=draws.estimate(lambda w: np.asarray(w @ near / w.sum(-1))),
        error=draws.estimate(lambda w: _median(w[..., seen], off[seen])),
        unseen=1 - float(np.mean([each[1] for each in offs])),
    )


def _median(weights: Floats, values: Floats) -> Floats:
    """Median of values `(rows,)` that were drawn `weights` `(..., rows)` times."""
    if not values.size:
        return np.full(weights.shape[:-1], nan)
    order = np.argsort(values)
    reached = np.cumsum(weights[..., order], -1)
    middle = (reached >= reached[..., -1:] / 2).argmax(-1)
    return np.asarray(np.where(reached[..., -1] > 0, values[order][middle], nan))


def _nearest(people: Sequence[Points], pose: Pose | None) -> Points:
    """The labelled person whom the product followed: the one with the nearest points."""
    if pose is None or len(people) == 1:
        return max(people, key=len)

    def apart(points: Points) -> float:
        offs = [
            float(np.hypot(*(pose.px[Joint[name.upper()]] - np.array(at))))
            for name, at in points.items()
            if name.upper() in Joint.__members__
        ]
        return float(np.mean(offs)) if offs else np.inf

    return min(people, key=apart)


def _torso(points: Points, pose: Pose | None) -> float:
    """Torso length, pixels; NaN when nothing tells it."""
    shoulders, hips = _middle(points, "shoulder"), _middle(points, "hip")
    length = float(np.hypot(*(shoulders - hips)))
    if np.isnan(length) and not np.isnan(shoulders).any() and "left_shoulder" in points:
        across = np.subtract(points["left_shoulder"], points["right_shoulder"])
        length = float(np.hypot(*across)) * TORSO_OVER_SHOULDERS
    if np.isnan(length) and pose is not None:
        body = Body.of(pose)
        length = float(distance(body.middle("shoulder"), body.middle("hip")))
    return length or nan


def _middle(points: Mapping[str, tuple[float, float]], part: str) -> Floats:
    nowhere = (nan, nan)
    sides = [points.get(f"{side}_{part}", nowhere) for side in ("left", "right")]
    return np.asarray(np.mean(sides, axis=0))


def _landmark(name: str, row: Row) -> tuple[Floats, bool]:
    """Where the network puts a keypoint, `(2,)` pixels, and whether the product believes it."""
    raw, trusted = row.result.raw, row.result.pose
    if raw is None or trusted is None:
        return np.full(2, nan), False
    if name in PAIRS:
        joint = PAIRS[name][0 if row.result.outlook.facing < 0 else 1]
    else:
        joint = Joint[name.upper()]
    return raw.px[joint], not bool(np.isnan(trusted.px[joint, 0]))
