"""What happens live, as lines: JSON for programs, sentences for people."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

import msgspec

from posecoach.reminders.words import Message
from posecoach.scores.totals import Totals
from posecoach.types import Event, Result

SCHEMA = 1
LASTING_S = 3.0  # a reason why nothing can be judged is said once it has lasted this long

Write = Callable[[str], None]


class Lines:
    """Writes events: one JSON object or one sentence a line."""

    def __init__(self, write: Write, clock: Callable[[], str], as_json: bool) -> None:
        """Write with `write`; `clock` tells the wall time as ISO 8601."""
        self._write, self._clock, self._as_json = write, clock, as_json

    def line(self, kind: str, t: float, text: str, /, **fields: Any) -> None:
        """Write an event of t seconds: for people its text, for programs its fields."""
        if self._as_json:
            head = {"schema": SCHEMA, "event": kind, "t": round(t, 2), "time": self._clock()}
            self._write(msgspec.json.encode(head | fields).decode())
        else:
            self._write(f"{_clock_time(t)}  {text}")


class EventLines:
    """A listener that writes one line for each thing worth knowing.

    Kinds of event: "source" (camera lost or back), "view", "blocked" (cannot be judged, with the
    reason), "judging" (can be again), "raised", "cleared", "alert" and, last, "ended"; with a desk
    coach also those of `reminders.words.Kind`: "nudge", "break", "praise", "paused" ...
    """

    paused = False
    closed = False

    def __init__(self, write: Write, clock: Callable[[], str], as_json: bool) -> None:
        """Write with `write`; `clock` tells the wall time as ISO 8601."""
        self._line = Lines(write, clock, as_json).line
        self._totals = Totals()
        self._view = ""
        self._reason, self._reason_since, self._blocked = "", inf, False

    def take(self, result: Result) -> None:
        """Say what is new in one judged frame."""
        self._totals.add(result)
        self._say_view(result)
        self._say_reason(result)
        for event in result.assessment.events:
            self._say_event(event)

    def idle(self, lost: bool) -> None:
        """Nothing is said: a lost camera speaks through `notice`."""

    def notice(self, text: str) -> None:
        """Pass on what a source says about itself."""
        self._line("source", self._totals.duration_s, text, message=text)

    def said(self, message: Message) -> None:
        """Pass on what the desk coach tells the user."""
        fields = {"message": message.text} | message.fields
        self._line(message.kind, self._totals.duration_s, message.text, **fields)

    def end(self) -> None:
        """Write the totals of the session."""
        totals = self._totals
        score = "no score" if not totals.judged_s else f"score {totals.score:.0f}"
        text = f"{_clock_time(totals.duration_s)} watched, {_clock_time(totals.judged_s)} judged, "
        self._line("ended", totals.duration_s, text + score, **totals.summary())

    def _say_view(self, result: Result) -> None:
        outlook = result.outlook
        view = f"{outlook.view.label}, {outlook.framing.label}"
        if not outlook.reason and view != self._view:
            self._view = view
            fields = {"view": outlook.view.label, "framing": outlook.framing.label}
            self._line("view", result.t, f"Seen {view}.", **fields)

    def _say_reason(self, result: Result) -> None:
        reason = result.outlook.reason
        if reason != self._reason:
            self._reason, self._reason_since = reason, result.t
        if reason and not self._blocked and result.t - self._reason_since >= LASTING_S:
            self._blocked = True
            self._line("blocked", result.t, f"Can't judge: {reason}.", reason=reason)
        elif not reason and self._blocked:
            self._blocked = False
            self._line("judging", result.t, "Judging again.")

    def _say_event(self, event: Event) -> None:
        text = {
            "raised": f"{event.message} {event.cue}",
            "alert": f"{event.message} {event.cue}",
            "cleared": f"Better: {event.part}.",
        }[event.kind]
        self._line(
            event.kind,
            event.t,
            text,
            rule=event.rule,
            level=event.level,
            part=event.part,
            since=round(event.since, 2),
            message=event.message,
            cue=event.cue,
        )


def _clock_time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
