"""A progress bar over a recording."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecoach.sources import Source
    from posecoach.types import Result


@contextmanager
def progress(name: str, source: Source, *, shown: bool) -> Iterator[Callable[[Result], None]]:
    """Show on stderr how far an input has come, on a terminal only; takes every result."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    whole = None if isnan(source.duration_s) else source.duration_s
    percent = TextColumn("{task.percentage:>3.0f} %")
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        percent,
        TimeRemainingColumn(),
    )
    shown = shown and console.is_terminal and source.kind != "picture"
    with Progress(*columns, console=console, transient=True, disable=not shown) as bar:
        task = bar.add_task(name, total=whole)
        yield lambda result: bar.update(task, completed=result.t)


@contextmanager
def counting(name: str, total: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Show on stderr how many of `total` are done, on a terminal only; call it for each."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    console = Console(stderr=True)
    text = TextColumn("{task.description}", markup=False)
    columns = (text, BarColumn(), MofNCompleteColumn(), Remaining())
    shown = shown and console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=not shown) as bar:
        task = bar.add_task(name, total=total)
        yield lambda: bar.advance(task)
