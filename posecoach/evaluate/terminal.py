"""An evaluation in the terminal: readable at 80 columns, without colour and through a pipe."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from posecoach.evaluate.document import Document, Grid, Table

NUMBERS = set("0123456789-\N{MINUS SIGN}")


def print_document(console: Console, document: Document) -> None:
    """Print all but curves and pictures."""
    console.print(Text(document.title, "bold"))
    for line in document.lead:
        console.print(Text(line))
    for section in document.sections:
        if not (section.about or section.tables or section.grids):
            continue  # pictures only
        console.print(Text(f"\n{section.title}", "bold"))
        if section.about:
            console.print(Text(section.about))
        for table in section.tables:
            _print_table(console, table)
        for grid in section.grids:
            _print_grid(console, grid)


def _print_table(console: Console, table: Table) -> None:
    shown = RichTable(box=None, pad_edge=False, header_style="bold")
    for i, name in enumerate(table.columns):
        first = next((row[i] for row in table.rows if row[i]), "")
        number = i > 0 and first[:1] in NUMBERS
        shown.add_column(name, justify="right" if number else "left", overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(cell) for cell in row))
    if table.title:
        console.print(Text(table.title, "italic"))
    console.print(shown)
    if table.note:
        console.print(Text(table.note, "dim"))


def _print_grid(console: Console, grid: Grid) -> None:
    shown = RichTable(box=None, pad_edge=False, header_style="bold")
    shown.add_column(grid.title)
    # wide names would not fit: the columns are numbered like the rows
    for i in range(len(grid.names)):
        shown.add_column(str(i + 1), justify="right")
    for i, (name, counts) in enumerate(zip(grid.names, grid.counts, strict=True)):
        shown.add_row(Text(f"{i + 1} {name}"), *(str(n) if n else "." for n in counts))
    console.print(shown)
    if grid.note:
        console.print(Text(grid.note, "dim"))
