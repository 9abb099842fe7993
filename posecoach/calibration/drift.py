"""Noticing that a calibration no longer fits: a person's best has moved, or it is old. Pure.

SCIENCE A8: the best fifth of a day should lie at the baseline. Where its median is far from it, the
chair, the screen or the camera have changed, or the calibration was not their best; and once a week
it is worth ten seconds anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

BEST = 0.2  # share of the day
FEWEST = 60  # minutes before a day says anything
OLD_S = 7 * 24 * 3600.0

AGAIN = "; `posecoach recalibrate`"
DRIFTED = "your best is more than 5 degrees from your calibration now" + AGAIN
CHAIR = "you sit higher, lower, nearer or farther than at your calibration all day" + AGAIN
SCREEN = "you look to one side all day: was the screen moved?" + AGAIN
OLD = "your calibration is {days} days old" + AGAIN


class Watched(NamedTuple):
    """How far a day's best may be from the baseline."""

    neutral: float  # what the baseline reads
    limit: float
    words: str


# 5 degrees: SCIENCE A8; the others: edges of SCIENCE A3 that the best of a day should not reach
WATCHED: Mapping[str, Watched] = {
    "head_pitch": Watched(0.0, 5.0, DRIFTED),
    "head_inclination": Watched(0.0, 5.0, DRIFTED),
    "eye_line_drop": Watched(0.0, 0.12, CHAIR),
    "screen_scale": Watched(1.0, 0.25, CHAIR),
    "head_yaw": Watched(0.0, 15.0, SCREEN),
}


def from_neutral(minutes: Sequence[float], neutral: float = 0.0) -> float:
    """Return how far the median of the fifth nearest to neutral is from it; 0 without any."""
    away = sorted((value - neutral for value in minutes), key=abs)
    return median(away[: max(1, round(BEST * len(away)))]) if away else 0.0


def stale(age_s: float, minutes: Mapping[str, Sequence[float]]) -> tuple[str, ...]:
    """Return what speaks against a calibration, in words for the user.

    Args:
        age_s: seconds since it was made.
        minutes: metric -> its median in each minute of today that was judged by it.
    """
    words = [
        it.words
        for name, it in WATCHED.items()
        if len(values := minutes.get(name, ())) >= FEWEST
        and abs(from_neutral(values, it.neutral)) > it.limit
    ]
    if age_s >= OLD_S:
        words.append(OLD.format(days=int(age_s // 86_400)))
    return tuple(dict.fromkeys(words))
