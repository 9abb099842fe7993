"""The whole history as one file of JSON lines, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec

from posecoach.errors import HistoryError
from posecoach.history.columns import TABLES
from posecoach.history.migrations import VERSION
from posecoach.history.rows import Row, State
from posecoach.history.store import History

_TYPES = {table.name: table.row_type for table in TABLES.values()}
_AT_ONCE = 1000  # rows in one transaction: quick, and other programs wait only a moment


def exported(history: History) -> Iterator[bytes]:
    """Yield the lines: a head with the version, then every row, each ended by a newline."""
    yield _line({"posecoach_history": VERSION})
    with history.one_instant():
        for table in TABLES.values():
            for row in history.rows(table.row_type):
                yield _line({"table": table.name, **msgspec.to_builtins(row)})


def import_lines(history: History, lines: Iterable[bytes], name: str) -> int:
    """Write exported rows into a history and return how many; what is there already stays.

    A row of the same key is replaced, but the state of a coach that may be running is not.

    Raises:
        HistoryError: naming the line of `name` that is wrong.
    """
    written = 0
    known = {state.key for state in history.rows(State)}
    rows = (row for row in _rows(lines, name) if not (isinstance(row, State) and row.key in known))
    while chunk := list(islice(rows, _AT_ONCE)):
        history.record(*chunk)
        written += len(chunk)
    return written


def _rows(lines: Iterable[bytes], name: str) -> Iterator[Row]:
    head = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
            if head:
                _require_version(fields)
                head = False
                continue
            kind = fields.pop("table")
            yield msgspec.convert(fields, _TYPES[kind])
        except (msgspec.MsgspecError, KeyError, ValueError) as error:
            raise HistoryError(f"{name}:{number}: not an exported history: {error}") from error
    if head:
        raise HistoryError(f"{name}: not an exported history: it is empty")


def _require_version(head: dict[str, Any]) -> None:
    version = head["posecoach_history"]
    if version > VERSION:
        raise ValueError(f"it is of a newer posecoach (version {version}): update this one")


def _line(fields: dict[str, Any]) -> bytes:
    return msgspec.json.encode(fields) + b"\n"
