"""What is known about a period: the object that `posecoach report --json` prints.

Every output, terminal, page and CSV, shows these numbers and no others, so that they agree. Times
are seconds, days are local. What is not known is null, never 0.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from posecoach.types import Band

Amounts = dict[str, float]


class Sitting(Struct, frozen=True):
    """Bouts that began in the time, and breaks between them."""

    bouts: int = 0
    longest_s: float = 0.0
    prolonged_s: float = 0.0  # beyond 30 minutes, of every bout
    breaks: dict[str, int] = {}  # "micro", "short", "full", "ideal" -> how many
    breaks_due: int = 0
    breaks_taken: int = 0  # of those that were due
    dose_score: float | None = None  # 0..100, SCIENCE B; of days, their mean
    changes: int = 0  # from sitting to standing and back


class Alerts(Struct, frozen=True):
    """What was said about posture."""

    said: int = 0
    corrected: int = 0
    corrected_s: float | None = None  # median seconds until corrected
    by_part: dict[str, int] = {}


class Totals(Struct, frozen=True):
    """A stretch of time summed up."""

    tracked_s: float = 0.0
    judged_s: float = 0.0
    score: float | None = None  # mean over the judged time, 0..100
    band: Band = "unknown"
    band_s: Amounts = {}  # sums to tracked_s
    activity_s: Amounts = {}  # sums to tracked_s
    losses: Amounts = {}  # body part -> points lost, mean over the judged time
    reasons_s: Amounts = {}  # why not judged
    sides_s: Amounts = {}  # sitting with the weight left, right, even
    sitting: Sitting = Sitting()
    alerts: Alerts = Alerts()
    day_index: float | None = None  # 0.6 posture + 0.4 dose (SCIENCE F2); of days, their mean

    @property
    def coverage(self) -> float:
        """Judged share of the tracked time, 0..1."""
        return self.judged_s / self.tracked_s if self.tracked_s > 0 else 0.0


class Spell(Struct, frozen=True):
    """A bout of a day."""

    activity: str  # "sitting" or "standing"
    start_h: float  # hours since the day began
    end_h: float  # beyond the day's length where it went on past midnight


class Day(Struct, frozen=True):
    """One local day."""

    date: str  # "2026-11-25"
    totals: Totals
    bouts: tuple[Spell, ...] = ()
    exercise_s: float = 0.0  # in guided sessions
    pain: float | None = None  # the highest stated, 0..10
    kinds: tuple[str, ...] = ()  # of exercise done: "stretch", "roll" ..., and what was logged


class Cell(Struct, frozen=True):
    """One hour of one weekday, all weeks together."""

    weekday: int  # 0 Monday
    hour: int
    tracked_s: float
    judged_s: float
    score: float | None


class Distribution(Struct, frozen=True):
    """How one metric was distributed over the tracked time."""

    unit: str
    p10: float
    p50: float
    p90: float
    seconds: float
    note: str  # "short sample" under 15 min, "preliminary" under 60 min, else empty
    values: tuple[tuple[float, float], ...] = ()  # for the page: value -> seconds, in 40 steps


class Worst(Struct, frozen=True):
    """Where most points were lost."""

    part: str
    points: float
    hour: int | None  # of the day, in which it cost most a minute


class Moment(Struct, frozen=True):
    """An hour of a day in which much was lost."""

    date: str
    hour: int
    score: float
    part: str  # that cost most


class Exercised(Struct, frozen=True):
    """One exercise in the period."""

    exercise: str
    days: int
    left_s: float
    right_s: float
    seconds: float  # in all, both sides or none
    score: float | None  # mean of its sessions, F4


class Stated(Struct, frozen=True):
    """Something that was logged."""

    time: str  # local, ISO 8601
    kind: str
    value: float | None = None
    side: str = ""
    note: str = ""


class Digest(Struct, frozen=True):
    """A period. Fields are the JSON keys."""

    schema: int
    title: str
    since: str  # first day
    until: str  # last day, included
    tracked_days: int
    totals: Totals
    before: Totals | None  # of as many days before; None where nothing was tracked
    before_days: int
    days: tuple[Day, ...]
    hours: tuple[Cell, ...]
    metrics: dict[str, Distribution]
    holds_s: dict[str, Amounts]  # exposure: band -> how long at a stretch -> seconds
    views_s: Amounts
    worst: Worst | None
    moments: tuple[Moment, ...]  # the hours with the lowest scores, lowest first
    exercises: tuple[Exercised, ...]
    stated: tuple[Stated, ...]
    posecoach: str

    def facts(self) -> dict[str, Any]:
        """Return the same as plain data, coverage included."""
        from msgspec import to_builtins

        found: dict[str, Any] = to_builtins(self)
        for totals in (self.totals, self.before):
            if totals is not None:
                key = "totals" if totals is self.totals else "before"
                found[key]["coverage"] = round(totals.coverage, 3)
        return found
