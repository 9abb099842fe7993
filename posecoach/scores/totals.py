"""Running totals of a live session, in constant memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isnan, nan

from posecoach.types import BANDS, Result

LONGEST_STEP_S = 1.0  # a frame speaks for at most this long; the rest of a gap is unknown


def _seconds() -> dict[str, float]:
    return {}


@dataclass(slots=True)
class Totals:
    """Seconds by band, activity and reason, and the time-weighted score."""

    began: float = nan  # seconds, of the first frame
    t: float = nan  # seconds, of the last frame
    bands_s: dict[str, float] = field(default_factory=lambda: dict.fromkeys(BANDS, 0.0))
    activities_s: dict[str, float] = field(default_factory=_seconds)
    reasons_s: dict[str, float] = field(default_factory=_seconds)
    losses: dict[str, float] = field(default_factory=_seconds)  # part -> points x seconds
    score_s: float = 0.0  # points x seconds
    alerts: int = 0
    _last: Result | None = None

    def add(self, result: Result) -> None:
        """Count the time since the frame before, as what that frame showed."""
        before, self._last = self._last, result
        self.alerts += sum(e.kind == "alert" for e in result.assessment.events)
        if before is None:
            self.began = self.t = result.t
            return
        step = result.t - before.t
        known = min(step, LONGEST_STEP_S)
        self.t = result.t
        self._count(before, known)
        self.bands_s["unknown"] += step - known

    def _count(self, result: Result, seconds: float) -> None:
        assessment, reason = result.assessment, result.outlook.reason
        self.bands_s[assessment.band] += seconds
        _add(self.activities_s, result.activity.label, seconds)
        if reason:
            _add(self.reasons_s, reason, seconds)
        if not isnan(assessment.score):
            self.score_s += assessment.score * seconds
            for part, points in assessment.losses.items():
                _add(self.losses, part, points * seconds)

    @property
    def judged_s(self) -> float:
        """Seconds with a score."""
        return sum(s for band, s in self.bands_s.items() if band != "unknown")

    @property
    def duration_s(self) -> float:
        """Seconds from the first frame to the last, 0 without any."""
        return 0.0 if isnan(self.began) else self.t - self.began

    @property
    def score(self) -> float:
        """Time-weighted mean score; NaN when nothing was judged."""
        return self.score_s / self.judged_s if self.judged_s else nan

    def summary(self) -> dict[str, object]:
        """Return the totals as the fields of a JSON object."""
        judged = self.judged_s
        return {
            "duration_s": round(self.duration_s, 1),
            "judged_s": round(judged, 1),
            "score": round(self.score, 1) if judged else None,
            "losses": {k: round(v / judged, 1) for k, v in sorted(self.losses.items())},
            "band_s": {k: round(v, 1) for k, v in self.bands_s.items()},
            "activity_s": {k: round(v, 1) for k, v in self.activities_s.items()},
            "reasons_s": {k: round(v, 1) for k, v in self.reasons_s.items()},
            "alerts": self.alerts,
        }


def _add(totals: dict[str, float], key: str, amount: float) -> None:
    totals[key] = totals.get(key, 0.0) + amount
