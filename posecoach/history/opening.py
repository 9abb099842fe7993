"""Opening the file: where it is, whether it is whole, and bringing an older one up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

import platformdirs

from posecoach.errors import HistoryError
from posecoach.history.migrations import MIGRATIONS, VERSION

BUSY_S = 10.0  # how long a write waits for another program's
RETRY_S = 0.02  # between tries where SQLite itself does not wait
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def history_path() -> Path:
    """Return where the history is kept ($POSECOACH_DATA overrides the folder)."""
    folder = os.environ.get("POSECOACH_DATA") or platformdirs.user_data_dir("posecoach")
    return Path(folder) / "history.sqlite3"


def open_file(path: Path, check: bool) -> tuple[sqlite3.Connection, str]:
    """Return a connection to an up-to-date file, made if need be, and a line about what was wrong.

    A damaged file is set aside under another name and a new one begun.

    Raises:
        HistoryError: it cannot be opened, or is of a newer posecoach.
    """
    with explained(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return _opened(path, check), ""
        except sqlite3.DatabaseError as error:
            if _code(error) not in _DAMAGED:
                raise
        aside = _set_aside(path)
        words = f"the history was damaged; a new one is begun, the old one is kept in {aside}"
        return _opened(path, check=False), words


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what sqlite and the file system complain about into one line."""
    try:
        yield
    except sqlite3.Error as error:
        hint = "; close other programs that use it" if _code(error) == sqlite3.SQLITE_BUSY else ""
        raise HistoryError(f"{path}: {error}{hint}") from error
    except OSError as error:
        raise HistoryError(f"{path}: {error.strerror or error}") from error


def _code(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF  # without the extended reason


def _opened(path: Path, check: bool) -> sqlite3.Connection:
    # each statement is its own transaction: short, so that two programs can write by turns
    with ExitStack() as undo:
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        undo.callback(connection.close)
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        if check:
            _require_whole(connection)
        _migrate(connection, path)
        undo.pop_all()
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging, as the file then stays.

    While another program does the same to a new file SQLite refuses at once instead of waiting.
    """
    give_up = monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or monotonic() > give_up:
                raise
            sleep(RETRY_S)


def _require_whole(connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        error = sqlite3.DatabaseError(verdict)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    if version > VERSION:
        raise HistoryError(
            f"{path}: made by a newer posecoach (version {version}): update this one"
        )
    if version == VERSION:
        return
    if version:
        _back_up(connection, path.with_name(f"{path.stem}-before-{VERSION}{path.suffix}"))
    with connection:  # all or none
        connection.execute("BEGIN IMMEDIATE")
        for number in range(_version(connection), VERSION):  # another program may have been quicker
            for statement in _statements(MIGRATIONS[number]):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: `executescript` would commit in between."""
    statement = ""
    for part in script.split(";")[:-1]:
        statement += part + ";"
        if sqlite3.complete_statement(statement):  # a trigger holds others
            yield statement
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)


def _set_aside(path: Path) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))
    return aside
