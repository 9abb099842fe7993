"""Minutes summed up by quarters of an hour, so that a month can be read in a moment.

The sums are kept in the file and made anew when a minute in them changes (triggers of the table
see to that). Every zone's hours and days begin with a quarter.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from posecoach.history.columns import TABLES, Names
from posecoach.history.ranks import below
from posecoach.history.rows import Minute

QUARTER_S = 900.0
OUTER, MIDDLE = 0.3, 0.4  # of a minute's time that its 10th, 50th and 90th percentile stand for
POINTS = 5  # of a metric's distribution in a quarter, each standing for a fifth of its time

Amounts = dict[str, float]
PARTS = ("bands", "losses", "activity", "reasons", "sides", "holds", "views")


@dataclass(slots=True)
class Bucket:
    """The minutes that began in one stretch of time; seconds, and points times judged seconds."""

    tracked_s: float = 0.0
    judged_s: float = 0.0
    points_s: float = 0.0
    bands: Amounts = field(default_factory=dict)
    losses: Amounts = field(default_factory=dict)  # body part -> points times seconds
    activity: Amounts = field(default_factory=dict)
    reasons: Amounts = field(default_factory=dict)
    sides: Amounts = field(default_factory=dict)
    holds: Amounts = field(default_factory=dict)
    views: Amounts = field(default_factory=dict)  # "front, upper-body" -> judged seconds

    def count(self, tracked: int, judged: int, points: int) -> None:
        """Add hundredths."""
        self.tracked_s += tracked / 100
        self.judged_s += judged / 100
        self.points_s += points / 100


@dataclass(slots=True)
class Values:
    """How long a metric had which value."""

    unit: str
    seconds: dict[float, float]  # value -> seconds


class _Kept(msgspec.Struct, array_like=True):
    """A quarter as the file holds it: hundredths, by the numbers of names."""

    totals: tuple[int, int, int]  # tracked, judged, points
    parts: list[dict[int, int]]  # as PARTS
    metrics: dict[int, tuple[int, list[int]]]  # seconds, and POINTS values in order


_decode = msgspec.msgpack.Decoder(_Kept).decode


def sum_minutes(
    connection: sqlite3.Connection,
    names: Names,
    edges: Sequence[float],
    distributed: bool = True,
) -> tuple[list[Bucket], dict[str, Values]]:
    """Return the minutes of edges[0] <= start < edges[-1], by the buckets between the edges.

    Also returns metric -> its values over the whole time.

    Args:
        connection: to the history; what is not summed up yet is written.
        names: its names.
        edges: seconds since 1970, ascending, each the beginning of a quarter.
        distributed: tell the values of metrics, which takes half of the time.
    """
    sum_up(connection, names, edges[0], edges[-1])
    buckets = [Bucket() for _ in edges[1:]]
    sums: dict[int, list[defaultdict[int, int]]] = {}  # place of a bucket -> as PARTS
    values: dict[int, defaultdict[int, float]] = {}
    query = "SELECT start, sums FROM quarters WHERE start >= ? AND start < ?"
    for start, blob in connection.execute(query, (edges[0], edges[-1])):
        at, kept = bisect_right(edges, start) - 1, _decode(blob)
        buckets[at].count(*kept.totals)
        if at not in sums:
            sums[at] = [defaultdict(int) for _ in PARTS]
        for added, part in zip(sums[at], kept.parts, strict=True):
            for number, amount in part.items():
                added[number] += amount
        if distributed:
            _distribute(values, kept.metrics)
    for at, parts in sums.items():
        for name, part in zip(PARTS, parts, strict=True):
            setattr(buckets[at], name, {names.name(n): a / 100 for n, a in part.items()})
    return buckets, {
        names.name(number): Values(names.unit(number), {v / 100: h / 100 for v, h in own.items()})
        for number, own in values.items()
    }


def _distribute(
    values: dict[int, defaultdict[int, float]], metrics: Mapping[int, tuple[int, list[int]]]
) -> None:
    """Add a quarter's metrics, in place."""
    for number, (hundredths, ranked) in metrics.items():
        if (own := values.get(number)) is None:
            own = values[number] = defaultdict(float)
        share = hundredths / len(ranked)  # as many as there were when it was summed up
        for value in ranked:
            own[value] += share


def sum_up(connection: sqlite3.Connection, names: Names, since: float, until: float) -> None:
    """Write the sums of quarters in since <= t < until whose minutes have changed."""
    query = "SELECT start FROM quarters WHERE sums IS NULL AND start >= ? AND start < ?"
    missing = [start for (start,) in connection.execute(query, (since, until))]
    if not missing:
        return
    table = TABLES[Minute]
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for start in missing:
            rows = connection.execute(table.select, (start, start + QUARTER_S))
            kept = _summed([table.row(values, names) for values in rows], names)
            blob = msgspec.msgpack.encode(kept)
            connection.execute("INSERT OR REPLACE INTO quarters VALUES (?, ?)", (start, blob))


def _summed(minutes: Sequence[Minute], names: Names) -> _Kept:
    points = sum(m.score * m.judged_s for m in minutes if m.score is not None)
    totals = sum(m.tracked_s for m in minutes), sum(m.judged_s for m in minutes), points
    weighed = [{k: v * m.judged_s for k, v in m.losses.items()} for m in minutes]
    views = [{f"{m.view}, {m.framing}": m.judged_s} for m in minutes if m.judged_s > 0]
    parts = [[getattr(m, part) for m in minutes] for part in PARTS[:-1]]
    parts[PARTS.index("losses")] = weighed
    numbered = [
        {names.number(name): round(100 * amount) for name, amount in add_up(part).items()}
        for part in (*parts, views)
    ]
    tracked, judged, points_s = (round(100 * amount) for amount in totals)
    return _Kept((tracked, judged, points_s), numbered, dict(_ranked(minutes, names)))


def _ranked(minutes: Iterable[Minute], names: Names) -> Iterator[tuple[int, tuple[int, list[int]]]]:
    """Yield each metric's seconds and the values in the middle of each fifth of them."""
    pooled: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for minute in minutes:
        for name, triple in minute.metrics.items():
            shares = zip(triple, (OUTER, MIDDLE, OUTER), strict=True)
            pooled[name] += [(value, share * minute.tracked_s) for value, share in shares]
    for name, pairs in pooled.items():
        pairs.sort()
        total = sum(seconds for _, seconds in pairs)
        if total > 0:
            ranked = [round(100 * below(pairs, (i + 0.5) / POINTS * total)) for i in range(POINTS)]
            yield names.number(name), (round(100 * total), ranked)


def add_up(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the sums by name, the largest first."""
    sums: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for name, amount in part.items():
            sums[name] += amount
    return dict(sorted(sums.items(), key=lambda pair: -pair[1]))
