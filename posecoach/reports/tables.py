"""Tables: frames.csv while analysing; events.csv and summary.csv at the end.

All are UTF-8 with a header line, commas, "\\n" line ends and "." decimals. A field is empty where
the value is not known. Times are seconds since the recording began.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from math import nan
from pathlib import Path
from types import TracebackType
from typing import Self

from posecoach.metrics import METRICS
from posecoach.reports.atomic import WholeFile, write_whole
from posecoach.reports.events import EventSpan
from posecoach.reports.exercise import ExerciseSummary, HoldSpan
from posecoach.reports.summary import Failure, Summary
from posecoach.reports.summing import ACTIVITIES, FRAMINGS, VIEWS
from posecoach.types import Measurements, Result

FRAME_COLUMNS = {
    "t_s": "seconds since the recording began",
    "index": "position of the frame in the source, from 0",
    "view": "which way the body faces the camera",
    "framing": "how much of the body is in the picture",
    "activity": "sitting, standing, lying, away or unknown",
    "reason": "why posture could not be judged; empty where it could",
    "score": "posture score 0 .. 100",
    "band": "good from 85, fair from 70, strained from 50, poor, or unknown",
    "coverage": "weight of the rules that could be judged, 0 .. 1",
}
UNIT_FORMATS = {"deg": "%.2f", "ratio": "%.4f", "cm": "%.1f", "px": "%.1f"}


def metric_column(name: str) -> str:
    """Return the column name of a metric: "neck_inclination_deg"."""
    return f"{name}_{METRICS[name].unit}"


class FrameTable:
    """frames.csv: FRAME_COLUMNS, then one column `<metric>_<unit>` for each of `metrics`.

    Written row by row; see WholeFile for when it appears.
    """

    def __init__(self, path: Path, metrics: Sequence[str] = tuple(METRICS)) -> None:
        """Open the file and write the header."""
        self._metrics = tuple(metrics)
        self._floats = "," + ",".join(UNIT_FORMATS[METRICS[name].unit] for name in metrics)
        self._file = WholeFile(path)
        self._file.write(",".join([*FRAME_COLUMNS, *map(metric_column, metrics)]) + "\n")

    def write(self, result: Result) -> None:
        """Append one analysed frame."""
        self._file.write(self._facts(result) + self._numbers(result.measurements))

    def _facts(self, result: Result) -> str:
        outlook, assessment = result.outlook, result.assessment
        score = assessment.score
        return (
            f"{result.t:.3f},{result.index},{VIEWS[outlook.view]},{FRAMINGS[outlook.framing]},"
            f"{ACTIVITIES[result.activity]},{_quoted(outlook.reason)},"
            f"{'' if score != score else f'{score:.2f}'},{assessment.band},"
            f"{assessment.coverage:.3f}"
        )

    def _numbers(self, values: Measurements) -> str:
        if not self._metrics:
            return "\n"
        row = self._floats % tuple([values.get(name, nan) for name in self._metrics])
        # a division by a length of zero measures nothing
        return row.replace("nan", "").replace("-inf", "").replace("inf", "") + "\n"

    def __enter__(self) -> Self:
        """Return self."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._file.__exit__(kind, error, trace)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


EVENT_COLUMNS = {
    "t_s": ("t", "when the value left its band, seconds since the recording began"),
    "end_s": ("end", "when it was back, or the recording ended"),
    "length_s": ("length_s", "seconds between the two"),
    "rule": ("rule", "id of the rule"),
    "part": ("part", "body part"),
    "level": ("level", "worst level: caution or poor"),
    "open": ("open", "whether the recording ended first"),
    "alerted": ("alerted", "whether it lasted long enough for an alert"),
    "message": ("message", "what was seen"),
    "cue": ("cue", "what to do"),
}
"""Column of an event -> the attribute of EventSpan, and what it is."""


def write_events(path: Path, spans: Iterable[EventSpan]) -> None:
    """Write events.csv: one row per time a rule was broken; open and alerted are 0 or 1."""
    write_whole(path, _csv(EVENT_COLUMNS, map(_event_row, spans)))


HOLD_COLUMNS = ("t_s", "end_s", "length_s", "valid_s", "side")


def write_holds(path: Path, holds: Iterable[HoldSpan]) -> None:
    """Write holds.csv: one row per hold, or per spell of repeating or rolling."""
    rows = ((h.t, h.end, h.end - h.t, h.valid_s, h.side) for h in holds)
    write_whole(path, _csv(HOLD_COLUMNS, (map(_event_cell, row) for row in rows)))


def _event_row(span: EventSpan) -> list[object]:
    return [_event_cell(getattr(span, attribute)) for attribute, _ in EVENT_COLUMNS.values()]


def _event_cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return f"{value:.3f}" if isinstance(value, float) else value


SUMMARY_COLUMNS = (
    *("source", "kind", "duration_s", "frames_analyzed", "person_fraction", "coverage"),
    *("view", "framing", "score", "band", "events", "finding", "cue", "problems", "error"),
)


def write_summaries(path: Path, entries: Sequence[Summary | Failure]) -> None:
    """Write summary.csv: one row per input, failed ones with nothing but source and error.

    SUMMARY_COLUMNS, then seconds per band and activity, points lost per body part, and the
    median of every metric that was measured in any of them.
    """
    rows = [_failed(it) if isinstance(it, Failure) else _summed(it) for it in entries]
    extra = dict.fromkeys(name for row in rows for name in row if name not in SUMMARY_COLUMNS)
    columns = (*SUMMARY_COLUMNS, *extra)
    write_whole(path, _csv(columns, ([row.get(name, "") for name in columns] for row in rows)))


METRIC_COLUMNS = (
    *("source", "view", "metric", "unit", "p10", "p50", "p90"),
    *("expected_error", "coverage", "duration_s", "note"),
)


def write_metrics(path: Path, summaries: Sequence[Summary]) -> None:
    """Write metrics.csv: one row per input and metric, for statistics programs."""
    rows = (
        [
            *(s.source, s.view, name, m.unit, m.p10, m.p50, m.p90),
            *(m.error, m.coverage, s.duration_s, m.note),
        ]
        for s in summaries
        for name, m in s.metrics.items()
    )
    blank = (["" if value is None else value for value in row] for row in rows)
    write_whole(path, _csv(METRIC_COLUMNS, blank))


def _failed(failure: Failure) -> dict[str, object]:
    return {"source": failure.source, "error": failure.error}


def _summed(summary: Summary) -> dict[str, object]:
    first = summary.findings[0] if summary.findings else None
    row: dict[str, object] = {name: getattr(summary, name, "") for name in SUMMARY_COLUMNS}
    row |= {"events": len(summary.events), "problems": "; ".join(summary.problems)}
    row |= {"finding": first.message, "cue": first.cue} if first else {}
    row |= {f"{band}_s": seconds for band, seconds in summary.band_s.items()}
    row |= {f"{name}_s": s for name, s in summary.activity_s.items() if name != "unknown"}
    row |= {f"lost_{part}": points for part, points in summary.losses.items()}
    row |= _exercised(summary.exercise) if summary.exercise else {}
    row |= {f"median_{metric_column(n)}": metric.p50 for n, metric in summary.metrics.items()}
    return row


def _exercised(it: ExerciseSummary) -> dict[str, object]:
    row: dict[str, object] = {
        "exercise": it.exercise or "",
        "exercise_score": it.score,
        "certainty": it.certainty or "",
        "sides_apart": it.balance,
        "exercise_faults": len(it.faults),
    }
    for name, side in it.sides.items():
        row |= {f"{name}_held_s": side.held_s, f"{name}_count": side.count}
        row |= {f"{name}_form": side.form, f"{name}_pace": side.pace, f"{name}_depth": side.depth}
    return {name: "" if value is None else value for name, value in row.items()}


def _csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
