"""The buttock ledger: time sat with more weight left or right, per day (SCIENCE A9). Pure.

Facing the camera with hips and legs in view, three things tell the side: the lower hip, the crossed
legs (the upper leg lifts its own side) and the side one leans to. They vote.
"""

from __future__ import annotations

from math import isnan, nan
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.types import Activity, Measurements

# metric -> OK edge of its band in SCIENCE A2 and A3; beyond it the weight is on the metric's side
LEANS = {
    "pelvic_obliquity": 4.0,
    "uneven_sitting": 0.08,
    "lateral_trunk_lean": 5.0,
    "lateral_offset": 0.06,
}
CROSSING = "leg_crossing"  # +1 left over right: the weight is on the right
MORE_S = 30 * 60.0  # a smaller difference says nothing
CONFIDENT = 0.6
SLOWEST_S = 2.0  # between two moments further apart nobody has watched

Side = Literal["left", "right"]


class Ledger(Struct, frozen=True):
    """One day's account."""

    day: str = ""  # "2026-11-25", local date
    t: float | None = None  # seconds, last told
    left_s: float = 0.0
    right_s: float = 0.0
    even_s: float = 0.0
    agreed_s: float = 0.0  # of the left and right seconds, weighted by how far the votes agreed

    @property
    def confidence(self) -> float:
        """How far the signs agreed while the weight was on one side, 0..1; NaN when never."""
        loaded = self.left_s + self.right_s
        return self.agreed_s / loaded if loaded > 0 else nan

    @property
    def heavier(self) -> Side | None:
        """The side that bore more by over 30 minutes, if that can be believed; else None."""
        if not abs(self.left_s - self.right_s) > MORE_S or not self.confidence >= CONFIDENT:
            return None
        return "left" if self.left_s > self.right_s else "right"


def update(
    state: Ledger, t: float, day: str, activity: Activity, measurements: Measurements
) -> Ledger:
    """Return the account after one more moment; a new day begins a new one.

    Args:
        state: what was returned last.
        t: seconds of tracked time.
        day: local date.
        activity: only sitting counts.
        measurements: of a view that can be judged; empty when it cannot.
    """
    before = state if state.day == day else Ledger(day, state.t)
    dt = 0.0 if before.t is None else min(max(t - before.t, 0.0), SLOWEST_S)
    after = replace(before, t=t)
    side, agreement = borne(activity, measurements)
    if side == "even":
        return replace(after, even_s=after.even_s + dt)
    agreed = after.agreed_s + dt * agreement
    if side == "left":
        return replace(after, left_s=after.left_s + dt, agreed_s=agreed)
    if side == "right":
        return replace(after, right_s=after.right_s + dt, agreed_s=agreed)
    return after


def borne(
    activity: Activity, measurements: Measurements
) -> tuple[Literal["", "left", "right", "even"], float]:
    """Return the side that bears more while sitting, empty not known, and how far the signs agree.

    The agreement is 0..1, and 0 where the weight is even or not known.
    """
    votes = _votes(measurements) if activity is Activity.SITTING else []
    if not votes:
        return "", 0.0
    balance = sum(votes)
    if balance == 0:
        return "even", 0.0
    return "left" if balance > 0 else "right", abs(balance) / sum(map(abs, votes))


def _votes(measurements: Measurements) -> list[int]:
    """Return +1 left, -1 right or 0 even for each sign that can be seen."""
    leans = [(measurements.get(name, nan), edge) for name, edge in LEANS.items()]
    votes = [(value > edge) - (value < -edge) for value, edge in leans if not isnan(value)]
    crossed = measurements.get(CROSSING, nan)
    return votes if isnan(crossed) else [*votes, -round(crossed)]
