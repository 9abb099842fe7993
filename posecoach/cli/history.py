"""`posecoach history`: the file of numbers and words that posecoach keeps about you."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from posecoach.errors import HistoryError
from posecoach.history import History, history_path
from posecoach.history.exchange import exported, import_lines


@click.group()
def command() -> None:
    """Show where the history is, copy it, and delete from it.

    It holds numbers and words, never pictures, and stays on this machine. $POSECOACH_DATA names
    another folder for it.

    \b
    Examples:
      posecoach history path
      posecoach history export history.jsonl
      posecoach history import history.jsonl
      posecoach history delete --before 2026-01-01
      posecoach history vacuum
    """


@command.command()
def path() -> None:
    """Print where the history is kept.

    \b
    Example:
      posecoach history path
    """
    click.echo(history_path())


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_command(file: Path) -> None:
    """Write everything to FILE as JSON lines; - writes to the terminal.

    \b
    Example:
      posecoach history export history.jsonl
    """
    from posecoach.reports.atomic import WholeFile

    with _existing() as history:
        if file == Path("-"):
            for line in exported(history):
                click.echo(line, nl=False)
            return
        with WholeFile(file) as out:
            for line in exported(history):
                out.write(line)
    click.echo(f"history written to {file}")


@command.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def import_command(file: Path) -> None:
    """Read FILE, as `export` wrote it, into the history. What is there already stays.

    \b
    Example:
      posecoach history import history.jsonl
    """
    try:
        with file.open("rb") as lines, _noticed(History.open()) as history:
            count = import_lines(history, lines, file.name)
    except OSError as error:
        raise HistoryError(f"{file}: {error.strerror or error}") from error
    click.echo(f"{count} rows read from {file}")


@command.command()
@click.option(
    "--before",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="Delete what ended before this date began.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(before: datetime, yes: bool) -> None:
    """Delete the past, for good. Calibrations stay.

    \b
    Example:
      posecoach history delete --before 2026-01-01
    """
    with _existing() as history:
        if not yes:
            click.confirm(f"Delete the history before {before:%Y-%m-%d}, for good?", abort=True)
        count = history.delete_before(before.timestamp())  # midnight here, whatever the season
    click.echo(f"{count} rows deleted; `posecoach history vacuum` makes the file smaller")


@command.command()
def vacuum() -> None:
    """Give the room of deleted rows back to the disk.

    \b
    Example:
      posecoach history vacuum
    """
    with _existing() as history:
        before = history.path.stat().st_size
        history.vacuum()
        after = history.path.stat().st_size
    click.echo(f"{before / 1e6:.1f} MB before, {after / 1e6:.1f} MB now")


def _existing() -> History:
    if not history_path().exists():
        raise HistoryError(f"{history_path()}: there is no history yet; `posecoach live` makes one")
    return _noticed(History.open())


def _noticed(history: History) -> History:
    if history.notice:
        click.echo(f"posecoach: {history.notice}", err=True)
    return history
