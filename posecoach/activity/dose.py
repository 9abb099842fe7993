"""A day of sitting: its dose (SCIENCE B), posture of a session, day index (F2). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, nan

from msgspec import Struct

from posecoach.activity.stretch import Bout
from posecoach.types import Activity

LONG_S = 30 * 60.0  # sitting beyond this is prolonged, and one break is due in it
GRACE_S = (
    5 * 60.0
)  # a break this much later is still taken in time: nobody jumps up in mid-sentence
MOST_PROLONGED_MIN, MOST_OVER_MIN = 240.0, 90.0
PROLONGED_POINTS, LONGEST_POINTS, BREAK_POINTS = 40.0, 35.0, 25.0
MOST_OVER_HOLD_MIN, OVER_HOLD_POINTS = 20.0, 15.0
POSTURE_SHARE = 0.6


class Dose(Struct, frozen=True):
    """Sitting bouts summed up."""

    sitting_s: float = 0.0
    longest_s: float = 0.0
    prolonged_s: float = 0.0  # seconds beyond 30 minutes in each bout
    chances: int = 0  # breaks that were due
    taken: int = 0  # ... and taken

    @property
    def compliance(self) -> float:
        """Share of due breaks that were taken, 0..1; NaN when none was due."""
        return self.taken / self.chances if self.chances else nan

    @property
    def score(self) -> float:
        """Sitting-dose score 0..100, larger is better; NaN when nobody was seen sitting.

        A break that was not due yet is not a missed one.
        """
        if not self.sitting_s > 0:
            return nan
        prolonged = min(1.0, self.prolonged_s / 60 / MOST_PROLONGED_MIN)
        over = min(1.0, max(0.0, self.longest_s - LONG_S) / 60 / MOST_OVER_MIN)
        missed = 1 - self.taken / self.chances if self.chances else 0.0
        lost = PROLONGED_POINTS * prolonged + LONGEST_POINTS * over + BREAK_POINTS * missed
        return 100 - lost


def dose(bouts: Iterable[Bout], running_s: float = 0.0) -> Dose:
    """Return the dose of a day.

    One break is due in every 30 minutes of a bout, with 5 minutes of grace; the one that ends it
    was taken, all before it were missed. Of a bout whose end nobody saw only the missed ones count.

    Args:
        bouts: the day's bouts; standing ones are left out.
        running_s: seconds of the sitting bout that still goes on.
    """
    lengths = [(b.length_s, b.ending == "seen") for b in bouts if b.activity is Activity.SITTING]
    lengths += [(running_s, False)] if running_s > 0 else []
    return Dose(
        sitting_s=sum(s for s, _ in lengths),
        longest_s=max((s for s, _ in lengths), default=0.0),
        prolonged_s=sum(max(0.0, s - LONG_S) for s, _ in lengths),
        chances=sum(_missed(s, seen) + seen for s, seen in lengths),
        taken=sum(seen for _, seen in lengths),
    )


def _missed(length_s: float, seen: bool) -> int:
    """Return how many breaks were due in a bout before the one that ended it."""
    late = (length_s - GRACE_S) / LONG_S
    return max(0, ceil(late) - 1) if seen else max(0, floor(late))


class Posture(Struct, frozen=True):
    """The posture of a session or a day as it adds up."""

    day: str = ""  # local date, "2026-11-25"
    scored_s: float = 0.0  # seconds with a score, sitting or standing
    points_s: float = 0.0  # score times seconds
    over_hold_s: float = 0.0  # seconds of holding a fault beyond its time

    def after(self, dt: float, score: float, over_hold: bool) -> Posture:
        """Return the sum after `dt` more seconds; a score that is not known (NaN) adds nothing.

        Args:
            dt: seconds.
            score: 0..100.
            over_hold: whether a caution or poor posture has lasted beyond its holding time.
        """
        if score != score:
            return self
        over = self.over_hold_s + dt * over_hold
        return Posture(self.day, self.scored_s + dt, self.points_s + score * dt, over)

    @property
    def score(self) -> float:
        """Time-weighted mean less up to 15 points for 20 minutes of over-holding; NaN unscored."""
        if not self.scored_s > 0:
            return nan
        held = min(1.0, self.over_hold_s / 60 / MOST_OVER_HOLD_MIN)
        return max(0.0, self.points_s / self.scored_s - OVER_HOLD_POINTS * held)


def day_index(posture: float, sitting: float) -> float:
    """Return 0.6 posture + 0.4 sitting-dose score, 0..100; NaN unless both are known."""
    return POSTURE_SHARE * posture + (1 - POSTURE_SHARE) * sitting
