"""How each type of row is laid out in its table."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec

from posecoach.history.rows import (
    Alert,
    Bout,
    Break,
    Calibration,
    Event,
    Minute,
    Row,
    Session,
    State,
)

R = TypeVar("R", bound=Row)


class Names:
    """Long names that come again and again, by their numbers in the table `names`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Start knowing none."""
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._names: dict[int, tuple[str, str]] = {}  # number -> name, unit

    def forget(self) -> None:
        """Believe the file again: what was added has been rolled back."""
        self._numbers.clear()
        self._names.clear()

    def shortened(self, by_name: Mapping[str, Any]) -> bytes:
        """Return a small map of hundredths; within a transaction that may write."""
        return msgspec.msgpack.encode({self.number(k): _whole(v) for k, v in by_name.items()})

    def spelled(self, packed: bytes) -> dict[str, Any]:
        """Return what was shortened, to the hundredth."""
        by_number = msgspec.msgpack.decode(packed, type=dict[int, int | list[int]])
        return {self.name(number): _parts(whole) for number, whole in by_number.items()}

    def number(self, name: str) -> int:
        """Return the number of a name, made if need be; within a transaction that may write."""
        if name not in self._numbers:
            query = "SELECT id, unit FROM names WHERE name = ?"
            found = self._connection.execute(query, (name,)).fetchone()
            number, unit = found or self._new(name)
            self._learn(number, unit, name)
        return self._numbers[name]

    def name(self, number: int) -> str:
        """Return the name with a number."""
        return self._known(number)[0]

    def unit(self, number: int) -> str:
        """Return the unit of the metric with a number; empty for what has none."""
        return self._known(number)[1]

    def _known(self, number: int) -> tuple[str, str]:
        if number not in self._names:
            query = "SELECT id, unit, name FROM names WHERE id = ?"
            self._learn(*self._connection.execute(query, (number,)).fetchone())
        return self._names[number]

    def _new(self, name: str) -> tuple[int, str]:
        # imported where a name is new: who only reads must not wait for numpy
        from posecoach.metrics import METRICS

        unit = METRICS[name].unit if name in METRICS else ""
        words = "INSERT INTO names (name, unit) VALUES (?, ?) RETURNING id"
        number: int = self._connection.execute(words, (name, unit)).fetchone()[0]
        return number, unit

    def _learn(self, number: int, unit: str, name: str) -> None:
        self._numbers[name], self._names[number] = number, (name, unit)


def _whole(amount: float | Sequence[float]) -> int | list[int]:
    if isinstance(amount, float | int):
        return round(amount * 100)
    return [round(part * 100) for part in amount]


def _parts(hundredths: int | list[int]) -> float | list[float]:
    if isinstance(hundredths, int):
        return hundredths / 100
    return [part / 100 for part in hundredths]


@dataclass(frozen=True)
class Table(Generic[R]):
    """One table and the rows in it; columns are the fields of the row's type."""

    name: str
    row_type: type[R]
    time: str = "start"  # expression by which rows are ordered and chosen
    over: str = ""  # expression of when a row was over; empty: it is never deleted by age
    json: frozenset[str] = frozenset()
    shortened: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields, as they stand in the type."""
        return self.row_type.__struct_fields__

    @cached_property
    def in_session(self) -> bool:
        """Whether `session` is the number of a session rather than words."""
        return "session" in self.columns and self.row_type is not Event

    @cached_property
    def insert(self) -> str:
        """SQL that writes a row, replacing one of the same key."""
        columns = ", ".join(f'"{name}"' for name in self.columns)
        marks = ["?"] * len(self.columns)
        if self.in_session:
            marks[self.columns.index("session")] = "(SELECT id FROM sessions WHERE uid = ?)"
        values = f"INTO {self.name} ({columns}) VALUES ({', '.join(marks)})"
        if self.row_type is not Session:
            return f"INSERT OR REPLACE {values}"
        # to replace a session would delete what belongs to it
        changes = ", ".join(f'"{name}" = excluded."{name}"' for name in self.columns[1:])
        return f"INSERT {values} ON CONFLICT (uid) DO UPDATE SET {changes}"

    @cached_property
    def select(self) -> str:
        """SQL that reads the rows of since <= time < until, in order."""
        columns = ", ".join(f'{self.name}."{name}"' for name in self.columns)
        join = ""
        if self.in_session:
            columns = columns.replace(f'{self.name}."session"', "sessions.uid", 1)
            join = f"JOIN sessions ON sessions.id = {self.name}.session"
        if not self.time:  # what has none is always read
            return f"SELECT {columns} FROM {self.name} WHERE ? < ? ORDER BY 1"
        when = f'{self.name}."{self.time}"'
        return (
            f"SELECT {columns} FROM {self.name} {join} "
            f"WHERE {when} >= ? AND {when} < ? ORDER BY {when}"
        )

    @cached_property
    def delete(self) -> str:
        """SQL that deletes what was over before a time; empty when age is no reason."""
        if not self.over:
            return ""
        words = f'DELETE FROM {self.name} WHERE "{self.over}" < ?'
        if self.row_type is not Session:
            return words
        children = [table.name for table in TABLES.values() if table.in_session]
        used = " UNION ".join(f"SELECT session FROM {name}" for name in children)
        return f"{words} AND id NOT IN ({used})"

    def values(self, row: Row, names: Names) -> list[Any]:
        """Return a row as its columns hold it."""
        return [self._stored(name, getattr(row, name), names) for name in self.columns]

    def row(self, values: Sequence[Any], names: Names) -> R:
        """Return what `values` made columns of."""
        if not (self.json or self.shortened):
            return self.row_type(*values)  # as it was written: a year has thousands
        pairs = zip(self.columns, values, strict=True)
        found = {name: self._loaded(name, value, names) for name, value in pairs}
        return msgspec.convert(found, self.row_type)

    def _stored(self, column: str, value: Any, names: Names) -> Any:
        if column in self.shortened:
            return names.shortened(value)
        return msgspec.json.encode(value).decode() if column in self.json else value

    def _loaded(self, column: str, value: Any, names: Names) -> Any:
        if column in self.shortened:
            return names.spelled(value)
        return msgspec.json.decode(value) if column in self.json else value


_AMOUNTS = frozenset({"bands", "losses", "activity", "reasons", "sides", "holds", "metrics"})
_BODY = frozenset({"body"})

TABLES: dict[type[Any], Table[Any]] = {
    table.row_type: table
    for table in (
        Table("sessions", Session, over="end"),
        Table("minutes", Minute, over="start", shortened=_AMOUNTS),
        Table("bouts", Bout, over="end"),
        Table("breaks", Break, over="end"),
        Table("alerts", Alert, time="t", over="t"),
        Table("calibrations", Calibration, time="made", json=frozenset({"baseline"})),
        Table("events", Event, time="t", over="t", json=_BODY),
        Table("states", State, time="", json=_BODY),
    )
}
