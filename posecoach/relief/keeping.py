"""What guided sessions keep in the history: what was done, how it felt, and where to go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from posecoach.errors import HistoryError
from posecoach.history import Event, History, Row, Session
from posecoach.version import VERSION

UNFINISHED, SCREENING = "guided", "screening"  # keys of states
T = TypeVar("T")


class Unfinished(Struct, frozen=True):
    """A session that was interrupted."""

    name: str  # of the exercise or programme
    wall: float  # seconds since 1970 at which it was saved
    body: bytes  # sessions.saved


class Keeping:
    """Writes into the history; when that is not possible, says so once and goes on without."""

    def __init__(
        self, history: History, say: Callable[[str], object], wall: Callable[[], float]
    ) -> None:
        """Take an open history, whom to tell of trouble, and a clock of seconds since 1970."""
        self._history, self._say, self._wall = history, say, wall
        self._session: Session | None = None
        self._trouble = False

    def begin(self, source: str) -> None:
        """Begin a session before a camera or file, as the user knows it."""

        def begun() -> Session:
            return self._history.begin_session(self._wall(), "guided", source, VERSION)

        self._session = self._tried(begun, None)

    def note(self, kind: str, /, **body: Any) -> None:
        """Keep that something happened now: "exercise", "pain", "heat", "routine"."""
        now = self._wall()
        rows: list[Row] = [Event(now, kind, body)]
        if self._session is not None:
            self._session = replace(self._session, end=now)
            rows = [self._session, Event(now, kind, body, self._session.uid)]
        self._tried(lambda: self._history.record(*rows), None)

    def events(self, kind: str, since_s: float) -> list[Event]:
        """Return what of a kind happened in the last seconds."""
        nothing: list[Event] = []
        found = self._tried(lambda: self._history.read(Event, self._wall() - since_s), nothing)
        return [event for event in found if event.kind == kind]

    def save(self, name: str, body: bytes) -> None:
        """Remember how far the session has come."""
        self.remember(UNFINISHED, Unfinished(name, self._wall(), body))

    def finish(self) -> None:
        """Nothing is left to go on with."""
        self.remember(UNFINISHED, None)

    def unfinished(self) -> Unfinished | None:
        """Return the session that was interrupted, if one was."""
        return self.recall(UNFINISHED, Unfinished)

    def recall(self, key: str, kind: type[T]) -> T | None:
        """Return what was kept under a key; None if nothing was."""
        return self._tried(lambda: self._history.state(key, kind), None)

    def remember(self, key: str, value: object) -> None:
        """Keep something for the next session."""
        self._tried(lambda: self._history.save_state(key, value), None)

    def close(self) -> None:
        """Close the history."""
        self._history.close()

    def _tried(self, act: Callable[[], T], otherwise: T) -> T:
        """Give the history up when it fails: each further try might wait for seconds."""
        if self._trouble:
            return otherwise
        try:
            return act()
        except HistoryError as error:
            self._say(f"{error}; from now on nothing is kept.")
            self._trouble = True
        return otherwise
