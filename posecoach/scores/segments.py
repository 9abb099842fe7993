"""What RULA and REBA have in common: arm groups, twist and side-bend, and checked ranges.

Where two published groups meet (20 ends one and begins the next), the shared angle belongs to the
group nearer neutral, so that only an angle *beyond* an edge scores more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isnan, nan

from posecoach.types import Measurements

UPRIGHT_DEG = 5.0  # "upright" within what a camera can tell, SCIENCE A4 (REBA) and 0.2
SIDE_BEND_DEG = 10.0  # ISO 11226: lateral bending beyond 10 deg is not recommended
TWIST_DEG = 15.0  # SCIENCE A3 HY: edge of the OK band of head yaw

NECK_EXTRAS = (
    ("head_yaw", TWIST_DEG, "neck not twisted"),
    ("head_roll", SIDE_BEND_DEG, "neck not bent sideways"),
)
TRUNK_EXTRAS = (("lateral_trunk_lean", SIDE_BEND_DEG, "trunk not bent sideways"),)

NEEDED = ("neck_flexion", "trunk_inclination", "shoulder_flexion")


def missing_of(measurements: Measurements) -> tuple[str, ...]:
    """Return the metrics without which no score may be given and which are not known."""
    return tuple(name for name in NEEDED if isnan(measurements.get(name, nan)))


def upper_arm_score(flexion_deg: float) -> int:
    """Return 1..4 for shoulder flexion in degrees, negative behind the trunk; not for NaN."""
    if flexion_deg < -20:
        return 2
    return 1 + sum(flexion_deg > edge for edge in (20, 45, 90))


def lower_arm_score(elbow_angle_deg: float) -> int:
    """Return 1 for 60 to 100 degrees of elbow flexion, else 2; 180 is a straight arm, not NaN."""
    return 1 if 60 <= 180 - elbow_angle_deg <= 100 else 2


def extras(
    measurements: Measurements, checks: Iterable[tuple[str, float, str]]
) -> tuple[int, tuple[str, ...]]:
    """Return how many (metric, limit, words) checks are exceeded, and the words of the unknown."""
    values = [(abs(measurements.get(name, nan)), limit, words) for name, limit, words in checks]
    return (
        sum(value > limit for value, limit, _ in values),
        tuple(words for value, _, words in values if isnan(value)),
    )


def check_ranges(values: Mapping[str, int], ranges: Mapping[str, tuple[int, int]]) -> None:
    """Raise ValueError where a segment score lies outside its table."""
    for name, (low, high) in ranges.items():
        if not low <= values[name] <= high:
            raise ValueError(f"{name} must be {low}..{high}, got {values[name]}")


def named_level(score: int, levels: Iterable[tuple[int, str]]) -> str:
    """Return the text of the first (highest score, text) level that covers the score."""
    return next(text for highest, text in levels if score <= highest)
