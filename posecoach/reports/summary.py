"""The numbers of one recording: the object that `analyze --json` prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan
from unicodedata import category

import msgspec

from posecoach.reports.events import EventSpan
from posecoach.reports.exercise import ExerciseSummary
from posecoach.reports.findings import Finding
from posecoach.types import Band


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known about an input besides its frames."""

    source: str  # path or name as the user gave it
    kind: str  # "video", "picture", "camera", "landmarks"
    duration_s: float = nan  # NaN when not known
    fps: float = nan
    frames: int | None = None  # in the source, analysed or not
    model: str = ""  # name of the pose model
    version: str = ""  # of posecoach
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricSummary:
    """How one metric was distributed over the time it was measured."""

    unit: str
    p10: float | None
    p50: float | None
    p90: float | None
    error: float | None  # expected, root mean square, of one reading; None where not known
    coverage: float  # measured share of the duration, 0..1
    note: str  # "short sample" under 15 min, "preliminary" under 60 min, else empty


@dataclass(frozen=True, slots=True)
class Unassessed:
    """A rule that applied but could never be judged."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorksheetEstimate:
    """What RULA or REBA would say of the median posture, as far as a camera can tell."""

    score: int | None  # None when a needed angle is not known
    text: str
    missing: tuple[str, ...]  # metrics that were needed and not known
    assumed: tuple[str, ...]  # what was taken for granted because it was not seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One input. Fields are the JSON keys in their order (schema 1); times are seconds.

    Sums hold exactly as printed: `band_s`, `activity_s` and the duration; `reasons_s` and
    `band_s["unknown"]`; `score + sum(losses)` and 100. None is not known.
    """

    schema: int = 1
    source: str
    kind: str
    duration_s: float
    fps: float | None
    frames: int | None
    frames_analyzed: int
    person_fraction: float  # share of the analysed time in which somebody was followed, 0..1
    coverage: float  # share of the whole time that was judged, 0..1
    partial: bool  # some of the rules cannot be seen at all in this recording
    view: str  # the one seen longest, "unknown" when none
    framing: str  # the same
    activity_s: dict[str, float]
    score: float | None  # 0..100, mean over the judged time
    band: Band
    band_s: dict[str, float]
    metrics: dict[str, MetricSummary]
    losses: dict[str, float]  # body part -> points lost, the largest first
    events: tuple[EventSpan, ...]
    findings: tuple[Finding, ...]
    unassessed: tuple[Unassessed, ...]
    reasons_s: dict[str, float]  # why not judged -> seconds, the longest first
    rule_sets: dict[str, float]  # id -> seconds judged by it, the longest first
    rula: WorksheetEstimate  # of the median posture; secondary to the score
    reba: WorksheetEstimate
    problems: tuple[str, ...]
    posecoach: str
    model: str
    exercise: ExerciseSummary | None = None  # with --stretch, which judges no posture

    def to_json(self) -> bytes:
        """Return the JSON object, UTF-8, one line; times of events to the millisecond."""
        events = tuple(replace(e, t=round(e.t, 3), end=round(e.end, 3)) for e in self.events)
        return msgspec.json.encode(replace(self, events=events))


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be analysed. Fields are the JSON keys in their order."""

    schema: int = 1
    source: str
    error: str

    def __post_init__(self) -> None:
        """Make both printable."""
        object.__setattr__(self, "source", printable(self.source))
        object.__setattr__(self, "error", printable(self.error))

    def to_json(self) -> bytes:
        """Return the JSON object, UTF-8, one line."""
        return msgspec.json.encode(self)


def printable(text: str) -> str:
    """Return text that any output takes: a file's name may hold anything but "/".

    Control characters and bytes that are not UTF-8 become U+FFFD.
    """
    return "".join("\N{REPLACEMENT CHARACTER}" if category(c) in ("Cc", "Cs") else c for c in text)
