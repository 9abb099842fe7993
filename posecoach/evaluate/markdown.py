"""An evaluation's tables as Markdown, for the docs."""

from __future__ import annotations

from collections.abc import Iterator

from posecoach.evaluate.document import Document, Table


def to_markdown(document: Document) -> str:
    """Return headings, texts and tables; curves, grids and pictures are for the page."""
    return "\n".join(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    yield f"# {document.title}"
    for text in document.lead:
        yield from ("", text)
    for section in document.sections:
        yield from ("", f"## {section.title}")
        if section.about:
            yield from ("", section.about)
        for table in section.tables:
            yield from _table(table)
    yield ""


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield from ("", f"### {table.title}")
    yield ""
    yield _row(table.columns)
    yield _row(["---"] * len(table.columns))
    yield from map(_row, table.rows)
    if table.note:
        yield from ("", table.note)


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"
