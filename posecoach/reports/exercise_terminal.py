"""A clip's exercise in the terminal, at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from posecoach.reports.exercise import ExerciseSummary
from posecoach.reports.exercise_words import (
    FEW_HOLDS,
    amount,
    balance,
    headline,
    likelihoods,
    quality,
    unseen,
)
from posecoach.reports.words import clock, length


def exercise_lines(it: ExerciseSummary) -> Iterator[RenderableType]:
    """Yield what it was, the score, the sides and the holds; its faults are the events."""
    yield Text(headline(it), style="bold")
    if others := likelihoods(it):
        yield Text(("Nearest: " if it.exercise is None else "Next: ") + ", ".join(others))
    if nothing := unseen(it):
        yield Text(nothing)
        return
    if it.score is not None:
        yield Text.assemble((f"Score {it.score:.0f}", "bold"), f"  {balance(it)}")
    yield Text("")
    yield _sides(it)
    yield Text("")
    yield _holds(it)


def _sides(it: ExerciseSummary) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Side", no_wrap=True)
    table.add_column("Done of a set", no_wrap=True)
    table.add_column("How")
    for name, side in it.sides.items():
        table.add_row(name, amount(side), ", ".join(quality(side, it.depth_measure)))
    return table


def _holds(it: ExerciseSummary) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("From", "To", "Counted"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Side", no_wrap=True)
    for hold in it.holds[:FEW_HOLDS]:
        table.add_row(clock(hold.t), clock(hold.end), length(hold.valid_s), hold.side)
    return table
