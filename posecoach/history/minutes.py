"""Judged frames summed up to minutes for the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor, isnan
from typing import NamedTuple

from msgspec.structs import replace

from posecoach.history.ranks import below
from posecoach.history.rows import Minute
from posecoach.types import Result

MINUTE_S = 60.0
SLOWEST_S = 2.0  # between two frames further apart nobody has watched
PERCENTILES = (0.10, 0.50, 0.90)
HOLDS_S = (3, 7, 15, 31, 63, 300, 900)  # edges of how long a band is held, SCIENCE F4


class _Sample(NamedTuple):
    value: float
    seconds: float


@dataclass(slots=True)
class _Sums:
    """One minute as it adds up."""

    start: float
    tracked_s: float = 0.0
    judged_s: float = 0.0
    points_s: float = 0.0
    bands: dict[str, float] = field(default_factory=dict)
    losses: dict[str, float] = field(default_factory=dict)  # body part -> points times seconds
    activity: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, float] = field(default_factory=dict)
    views: dict[tuple[str, str], float] = field(default_factory=dict)
    samples: dict[str, list[_Sample]] = field(default_factory=dict)
    sides: dict[str, float] = field(default_factory=dict)
    holds: dict[str, float] = field(default_factory=dict)

    def add(self, result: Result, seconds: float, side: str) -> None:
        """Let a frame stand for so many seconds."""
        assessment, outlook = result.assessment, result.outlook
        self.tracked_s += seconds
        if side:
            _add(self.sides, side, seconds)
        _add(self.bands, assessment.band, seconds)
        _add(self.activity, result.activity.label, seconds)
        if not isnan(assessment.score):
            self.judged_s += seconds
            self.points_s += assessment.score * seconds
            for part, points in assessment.losses.items():
                _add(self.losses, part, points * seconds)
            seen = outlook.view.label, outlook.framing.label
            self.views[seen] = self.views.get(seen, 0.0) + seconds
        else:
            _add(self.reasons, outlook.reason or "not judged", seconds)
        for name, value in result.measurements.items():
            if not isnan(value):
                self.samples.setdefault(name, []).append(_Sample(value, seconds))

    def row(self, session: str) -> Minute:
        """Return the minute so far, rounded to what a camera can tell."""
        judged = self.judged_s
        view, framing = max(self.views, key=self.views.__getitem__, default=("unknown", "unknown"))
        return Minute(
            session=session,
            start=self.start,
            tracked_s=round(self.tracked_s, 2),
            judged_s=round(judged, 2),
            score=round(self.points_s / judged, 2) if judged > 0 else None,
            view=view,
            framing=framing,
            bands=_rounded(self.bands),
            losses={k: round(v / judged, 2) for k, v in self.losses.items() if v > 0},
            activity=_rounded(self.activity),
            reasons=_rounded(self.reasons),
            metrics={name: _percentiles(it) for name, it in self.samples.items()},
            sides=_rounded(self.sides),
            holds=_rounded(self.holds),
        )


@dataclass(slots=True)
class _Hold:
    """A band that has been held without a break."""

    band: str
    seconds: float = 0.0

    @property
    def name(self) -> str:
        """The band and the bin of its length: "poor 7-15", "good 900-"."""
        edges = (0, *HOLDS_S)
        at = sum(self.seconds >= edge for edge in HOLDS_S)
        return f"{self.band} {edges[at]}-{'' if at == len(HOLDS_S) else HOLDS_S[at]}"


class Minutes:
    """Sums up one session; a frame stands for the time since the one before it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._t: float | None = None
        self._sums: _Sums | None = None
        self._hold = _Hold("")

    def take(self, t: float, result: Result, session: str, side: str = "") -> tuple[Minute, ...]:
        """Add a frame and return the minutes that have become complete.

        Args:
            t: seconds since 1970 of the frame; where the clock was set back, it counts as new.
            result: the judged frame.
            session: uid of the session the minutes belong to.
            side: "left", "right" or "even": where the weight is while sitting; empty not known.
        """
        since = t if self._t is None else max(min(self._t, t), t - SLOWEST_S)
        self._t = t
        done: list[Minute] = []
        while True:
            start = floor(since / MINUTE_S) * MINUTE_S
            if self._sums is not None and self._sums.start != start:
                done.append(self._sums.row(session))
                self._sums = None
            until = min(t, start + MINUTE_S)
            if until > since:
                self._sums = self._sums or _Sums(start)
                self._hold_on(self._sums, result.assessment.band, until - since)
                self._sums.add(result, until - since, side)
            if until >= t:
                return tuple(done)
            since = until

    def running(self, session: str) -> Minute | None:
        """Return the minute that is not complete yet, to be written again when it is.

        The band that is being held counts as let go: this may be the last one knows of it.
        """
        if self._sums is None:
            return None
        row = self._sums.row(session)
        if self._hold.seconds > 0:
            holds = dict(row.holds)
            _add(holds, self._hold.name, round(self._hold.seconds, 2))
            row = replace(row, holds=holds)
        return row

    def _hold_on(self, sums: _Sums, band: str, seconds: float) -> None:
        if band != self._hold.band:
            if self._hold.seconds > 0:
                _add(sums.holds, self._hold.name, self._hold.seconds)
            self._hold = _Hold(band)
        self._hold.seconds += seconds


def _add(sums: dict[str, float], name: str, amount: float) -> None:
    sums[name] = sums.get(name, 0.0) + amount


def _rounded(sums: Mapping[str, float]) -> dict[str, float]:
    return {name: round(seconds, 2) for name, seconds in sums.items()}


def _percentiles(samples: list[_Sample]) -> tuple[float, float, float]:
    """Return the values below which a tenth, a half and nine tenths of the time lie."""
    ranked = sorted(samples)
    total = sum(sample.seconds for sample in ranked)
    low, middle, high = (round(below(ranked, share * total), 2) for share in PERCENTILES)
    return low, middle, high
