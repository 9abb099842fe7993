"""What the desk coach keeps in the history: its state, and what has happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from posecoach.activity.bouts import Bout, Break
from posecoach.activity.ledger import borne
from posecoach.activity.timekeeping import Clocks
from posecoach.errors import HistoryError
from posecoach.history import Alert, History, Row, Session
from posecoach.history import Bout as BoutRow
from posecoach.history import Break as BreakRow
from posecoach.history.minutes import Minutes
from posecoach.history.sums import QUARTER_S
from posecoach.reminders.answers import Answer, Nudge
from posecoach.types import Result
from posecoach.version import VERSION
from posecoach.workday.advance import Fact
from posecoach.workday.state import Workday

KEY = "desk"


class Kept(Struct, frozen=True):
    """The state, with the clocks it belongs to."""

    clocks: Clocks
    day: Workday


class Keeping:
    """Writes into the history; when that is not possible, says so once and goes on without."""

    def __init__(self, history: History, source: str, say: Callable[[str], object]) -> None:
        """Take an open history, the camera as the user knows it, and whom to tell of trouble."""
        self._history, self._source, self._say = history, source, say
        self._session: Session | None = None
        self._minutes = Minutes()
        self._began = 0.0
        self._trouble = False

    def last(self) -> Kept | None:
        """Return what the last run kept, if anything."""
        with self._guarded():
            return self._history.state(KEY, Kept)
        return None

    def begin(self, clocks: Clocks) -> None:
        """Begin a session, once somebody is seen: what is kept so far stays as it is."""
        self._session, self._minutes, self._began = None, Minutes(), clocks.t

    def save(self, clocks: Clocks, day: Workday) -> None:
        """Keep the state, and the session as long as it is now."""
        if self._trouble:
            return
        with self._guarded():
            rows: list[Row] = []
            if self._session is not None:
                self._session = replace(self._session, end=clocks.wall)
                rows.append(self._session)
                if (minute := self._minutes.running(self._session.uid)) is not None:
                    rows.append(minute)
            self._history.record(*rows)
            self._history.save_state(KEY, Kept(clocks, day))

    def take(self, clocks: Clocks, result: Result, facts: Sequence[Fact]) -> None:
        """Keep a judged frame and what has happened; a session begins once somebody is seen."""
        # an answer to a nudge of a session that is over: its row is another's
        facts = [f for f in facts if not (isinstance(f, Answer) and f.t < self._began)]
        seen = self._session is not None or result.pose is not None or facts
        if self._trouble or not seen:
            return
        with self._guarded():
            uid = self._run(clocks)
            rows: list[Row] = [_row(uid, clocks, fact) for fact in facts]
            trusted = {} if result.outlook.reason else result.measurements
            side, _ = borne(result.activity, trusted)
            rows += self._minutes.take(clocks.wall, result, uid, side)
            if rows:
                self._history.record(*rows)

    def close(self) -> None:
        """Sum up what was kept, so that reports have less to do, and close the history."""
        if self._session is not None and not self._trouble:
            with self._guarded():
                self._history.sum_up(self._session.start - QUARTER_S)
        self._history.close()

    def _run(self, clocks: Clocks) -> str:
        if self._session is None:
            start = self._began + clocks.offset
            self._session = self._history.begin_session(start, "live", self._source, VERSION)
        return self._session.uid

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Give the history up when it fails: each further try might wait for seconds."""
        try:
            yield
        except HistoryError as error:
            self._say(f"{error}; from now on nothing is kept.")
            self._trouble = True


def _row(uid: str, clocks: Clocks, fact: Fact) -> Row:
    ahead = clocks.offset
    match fact:
        case Bout():
            return BoutRow(
                uid,
                fact.start + ahead,
                fact.end + ahead,
                fact.activity.label,
                fact.carried_s,
                fact.unknown_s,
                fact.ending,
            )
        case Break():
            return BreakRow(uid, fact.start + ahead, fact.end + ahead, fact.up_s, fact.kind)
        case Nudge():
            return _alert(uid, clocks.t + ahead, fact, "", None)
        case Answer():
            outcome = "ignored" if fact.back_s is None else "corrected"
            return _alert(uid, fact.t + ahead, fact.nudge, outcome, fact.back_s)


def _alert(uid: str, when: float, said: Nudge, outcome: str, back_s: float | None) -> Alert:
    words = said.rule, said.part, said.level, said.message, said.cue
    return Alert(uid, when, *words, outcome, back_s)
