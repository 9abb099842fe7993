"""Raised and cleared become spans of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from posecoach.reports.timeline import LEVELS
from posecoach.types import Event, Level


@dataclass(frozen=True, slots=True)
class EventSpan:
    """A rule broken from `t` to `end`; the fields are those of the JSON output."""

    t: float  # seconds at which the value left its band
    end: float  # seconds at which it came back, or the end of the recording
    rule: str  # id
    level: Level  # the worst of the span
    part: str
    message: str
    cue: str
    open: bool = True  # it had not come back when the recording ended
    alerted: bool = False  # it lasted long enough for the person to be told

    @property
    def length_s(self) -> float:
        """Seconds from `t` to `end`."""
        return self.end - self.t


def pair_events(events: Iterable[Event], duration_s: float) -> tuple[EventSpan, ...]:
    """Return the spans in order of their beginning; what never cleared ends with the recording.

    An alert marks the latest span of its rule; where there is none it is a span of its own, up to
    the moment it was decided.
    """
    spans: list[EventSpan] = []
    latest: dict[str, int] = {}  # rule -> position of its latest span
    for event in events:
        at = latest.get(event.rule)
        if event.kind == "raised" and (at is None or not spans[at].open):
            latest[event.rule] = len(spans)
            spans.append(_span(event, max(duration_s, event.since), is_open=True))
        elif event.kind == "alert" and at is None:
            latest[event.rule] = len(spans)
            spans.append(replace(_span(event, event.t, is_open=False), alerted=True))
        elif at is not None:
            spans[at] = _continued(spans[at], event)
    return tuple(sorted(spans, key=lambda span: (span.t, span.rule)))


def _span(event: Event, end: float, is_open: bool) -> EventSpan:
    return EventSpan(
        t=event.since,
        end=end,
        rule=event.rule,
        level=event.level,
        part=event.part,
        message=event.message,
        cue=event.cue,
        open=is_open,
    )


def _continued(span: EventSpan, event: Event) -> EventSpan:
    if event.kind == "alert":
        return replace(span, level=_worst(span.level, event.level), alerted=True)
    if not span.open:
        return span
    if event.kind == "cleared":
        end = max(event.since, span.t)
        return replace(span, end=end, level=_worst(span.level, event.level), open=False)
    return replace(span, level=_worst(span.level, event.level))


def _worst(a: Level, b: Level) -> Level:
    return max(a, b, key=LEVELS.index)
