"""The history: rows in, rows out. Each row is on disk when `record` returns.

Sessions, minutes, bouts ... have a key; the same key again replaces the row, so that a minute or a
session that goes on can be written every few seconds, and a file imported twice.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from math import inf
from pathlib import Path
from typing import TypeVar

import msgspec

from posecoach.history.columns import TABLES, Names, Table
from posecoach.history.opening import explained, history_path, open_file
from posecoach.history.rows import Calibration, Row, Session, State
from posecoach.history.sums import Bucket, Values, sum_minutes, sum_up

T = TypeVar("T")
R = TypeVar("R", bound=Row)


class History:
    """An open history; made by `History.open`, ended by `close` or by leaving its context."""

    def __init__(self, connection: sqlite3.Connection, path: Path, notice: str) -> None:
        """Wrap an up-to-date file."""
        self.path = path
        self.notice = notice  # what was wrong with the file, for the user; empty: nothing
        self._connection = connection
        self._names = Names(connection)

    @classmethod
    def open(cls, path: Path | None = None, *, check: bool = True) -> History:
        """Open the user's history, or the one at `path`; `check` reads all of it for damage.

        Raises:
            HistoryError: one line that says what is wrong.
        """
        path = path or history_path()
        connection, notice = open_file(path, check)
        return cls(connection, path, notice)

    def begin_session(self, start: float, kind: str, source: str, version: str) -> Session:
        """Record and return a new session at `start`, which so far has no length."""
        session = Session(os.urandom(8).hex(), start, start, kind, source, version)
        self.record(session)
        return session

    def record(self, *rows: Row) -> None:
        """Write rows, all or none; a row of the same key is replaced."""
        with self._writing():
            for row in rows:
                table = TABLES[type(row)]
                self._connection.execute(table.insert, table.values(row, self._names))

    def read(self, kind: type[R], since: float = -inf, until: float = inf) -> list[R]:
        """Return the rows of a kind that begin in since <= t < until, in order of time."""
        return list(self.rows(kind, since, until))

    def rows(self, kind: type[R], since: float = -inf, until: float = inf) -> Iterator[R]:
        """Yield what `read` returns, one by one."""
        table: Table[R] = TABLES[kind]
        with explained(self.path):
            for values in self._connection.execute(table.select, (since, until)):
                yield table.row(values, self._names)

    def summed(
        self, edges: Sequence[float], *, distributed: bool = True
    ) -> tuple[list[Bucket], dict[str, Values]]:
        """Return the minutes by the buckets between the edges, and every metric's values.

        The edges are seconds since 1970, each the beginning of a quarter of an hour; the values are
        left out where they are not wanted `distributed`.
        """
        with explained(self.path):
            return sum_minutes(self._connection, self._names, edges, distributed)

    def sum_up(self, since: float) -> None:
        """Sum up the minutes since a time now, so that the next report has less to do."""
        with explained(self.path):
            sum_up(self._connection, self._names, since, inf)

    @contextmanager
    def one_instant(self) -> Iterator[None]:
        """Within it, everything read is as it was at one instant, whatever others write."""
        with explained(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def calibration(self, camera: str, view: str) -> Calibration | None:
        """Return the newest calibration of a camera and view."""
        found = self.read(Calibration)
        return next((c for c in reversed(found) if (c.camera, c.view) == (camera, view)), None)

    def save_state(self, key: str, value: object) -> None:
        """Remember a Struct or builtin for the next run of the program."""
        self.record(State(key, msgspec.to_builtins(value)))

    def state(self, key: str, kind: type[T]) -> T | None:
        """Return what was saved under a key; None if nothing was, or it no longer fits the type."""
        with explained(self.path):
            query = "SELECT body FROM states WHERE key = ?"
            found = self._connection.execute(query, (key,)).fetchone()
        try:
            return None if found is None else msgspec.json.decode(found[0], type=kind)
        except msgspec.ValidationError:
            return None  # of another version: beginning anew is right

    def delete_before(self, t: float) -> int:
        """Delete what ended before t, but calibrations and states; return how many rows."""
        tables = [table for table in reversed(TABLES.values()) if table.delete]
        with self._writing():  # sessions come last, when nothing needs them any more
            return sum(self._connection.execute(it.delete, (t,)).rowcount for it in tables)

    def vacuum(self) -> None:
        """Give the room of deleted rows back to the disk."""
        with explained(self.path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> History:
        """Return self."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the file."""
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self.path), ExitStack() as undo:
            undo.callback(self._names.forget)
            with self._connection:  # all or none
                self._connection.execute("BEGIN IMMEDIATE")
                yield
            undo.pop_all()
