"""What `analyze --history` keeps of a recording: its minutes, bouts and breaks, no picture."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType
from typing import Self

from posecoach.activity import bouts
from posecoach.activity.bouts import Begun
from posecoach.activity.bouts import Bout as BoutSeen
from posecoach.history import Bout, Break, History, Row, Session
from posecoach.history.minutes import Minutes
from posecoach.types import Result
from posecoach.version import VERSION


class KeptRecording:
    """A sink for the results of one recording. The same recording again replaces itself."""

    def __init__(self, history: History, source: str, start: float) -> None:
        """Take an open history, the recording's name and when it began, seconds since 1970."""
        # one recording is one session, however often it is analysed
        uid = hashlib.sha256(f"{source}\0{start:.0f}".encode()).hexdigest()[:16]
        self._history, self._start = history, start
        self._session = Session(uid, start, start, "analyze", source, VERSION)
        self._minutes, self._bouts = Minutes(), bouts.begin_bouts(0.0)
        self._rows: list[Row] = []
        self._end = 0.0

    def take(self, result: Result) -> None:
        """Add one analysed frame."""
        uid, self._end = self._session.uid, result.t
        self._rows += self._minutes.take(self._start + result.t, result, uid)
        self._bouts, events = bouts.update(
            self._bouts, result.t, result.activity, result.activity_since
        )
        self._rows += [self._row(event) for event in events if not isinstance(event, Begun)]

    def __enter__(self) -> Self:
        """Return self."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what was seen, in one go; after an error, other than Ctrl-C, nothing."""
        if kind is not None and not issubclass(kind, KeyboardInterrupt):
            return
        start, uid = self._start, self._session.uid
        session = Session(uid, start, start + self._end, "analyze", self._session.source, VERSION)
        last = self._minutes.running(uid)
        self._history.record(session, *self._rows, *([] if last is None else [last]))

    def _row(self, event: bouts.Bout | bouts.Break) -> Bout | Break:
        start, end = event.start + self._start, event.end + self._start
        if isinstance(event, BoutSeen):
            kind = event.activity.label
            known = event.carried_s, event.unknown_s, event.ending
            return Bout(self._session.uid, start, end, kind, *known)
        return Break(self._session.uid, start, end, event.up_s, event.kind)


def began(path: Path, duration_s: float) -> float:
    """Return when a recording began, seconds since 1970: its file was last written when it ended.

    A length that is not known (NaN) counts as none.
    """
    written = path.stat().st_mtime
    return written - duration_s if duration_s == duration_s else written
