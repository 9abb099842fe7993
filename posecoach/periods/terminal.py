"""A digest in the terminal: readable at 80 columns, without colour and through a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from posecoach.periods.digest import Day, Digest
from posecoach.periods.wording import measured, rows
from posecoach.reports.bars import STYLES, band_bar, drawable, fills_of
from posecoach.reports.words import WELLNESS, equation, length, percent, title

SPARKS, PLAIN_SPARKS = "▁▂▃▄▅▆▇█", "12345678"
MANY_DAYS = 8  # from here on days are a line each of marks, not a table


def print_digest(console: Console, digest: Digest) -> None:
    """Print a period."""
    sparks = SPARKS if drawable(console, SPARKS) else PLAIN_SPARKS
    for piece in _pieces(digest, fills_of(console), sparks):
        console.print(piece)


def _pieces(digest: Digest, fills: dict[str, str], sparks: str) -> Iterator[RenderableType]:
    days = "1 day" if digest.tracked_days == 1 else f"{digest.tracked_days} days"
    yield Text.assemble((digest.title, "bold"), f"  {days} tracked")
    totals = digest.totals
    if totals.score is not None:
        words = equation(totals.score, totals.losses)
        yield Text.assemble(("Score ", "bold"), words, "  ", (totals.band, STYLES[totals.band]))
    if totals.tracked_s > 0:
        yield band_bar(totals.band_s, totals.tracked_s, fills)
    yield _table(rows(digest))
    if totals.tracked_s > 0:
        yield Text("")
        yield _marked(digest.days, sparks) if len(digest.days) >= MANY_DAYS else _days(digest.days)
    if digest.metrics:
        yield Text("")
        yield _metrics(digest)
    yield Text(f"\n{WELLNESS}", style="dim")


def _table(found: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for name, text in found:
        table.add_row(name, text)
    return table


def _days(days: Sequence[Day]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Day", no_wrap=True)
    for name in ("Score", "Sitting", "Longest", "Breaks", "Tracked", "Judged"):
        table.add_column(name, justify="right", no_wrap=True)
    for day in days:
        totals = day.totals
        if totals.tracked_s > 0:
            sat = totals.sitting
            table.add_row(
                day.date,
                "-" if totals.score is None else f"{totals.score:.1f}",
                length(totals.activity_s.get("sitting", 0.0)),
                length(sat.longest_s) if sat.bouts else "-",
                f"{sat.breaks_taken}/{sat.breaks_due}",
                length(totals.tracked_s),
                percent(totals.coverage),
            )
    return table


def _marked(days: Sequence[Day], sparks: str) -> Table:
    """Return a line of marks for each thing that differs from day to day."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    named = {
        "Score": [day.totals.score for day in days],
        "Sitting": [day.totals.activity_s.get("sitting") for day in days],
        "Longest": [day.totals.sitting.longest_s or None for day in days],
    }
    for name, values in named.items():
        known = [v for v in values if v is not None]
        if known:
            low, high = min(known), max(known)
            words = [f"{v:.0f}" if name == "Score" else length(v) for v in (low, high)]
            table.add_row(name, _line(values, sparks), f"{words[0]} to {words[1]}")
    return table


def _line(values: Sequence[float | None], sparks: str) -> str:
    known = [v for v in values if v is not None]
    low, reach = min(known), (max(known) - min(known)) or 1.0
    top = len(sparks) - 1
    return "".join(" " if v is None else sparks[round((v - low) / reach * top)] for v in values)


def _metrics(digest: Digest) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Measurement")
    for name in ("P10", "P50", "P90"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Measured", justify="right", no_wrap=True)
    for name, metric in digest.metrics.items():
        lasted = length(metric.seconds) + (f", {metric.note}" if metric.note else "")
        table.add_row(title(name), *measured(metric), lasted)
    return table
