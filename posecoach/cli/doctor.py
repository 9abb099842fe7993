"""`posecoach doctor`: check this machine and say what to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from posecoach.checkup import Check


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Check that everything posecoach needs works here.

    Exit code 1 only if analysing recordings would not work; a missing camera
    or screen is no more than a warning.

    \b
    Examples:
      posecoach doctor
      posecoach doctor --json
    """
    from posecoach.checkup import checkup

    checks = list(checkup())
    broken = any(check.state == "problem" for check in checks)
    if as_json:
        rows = [asdict(check) for check in checks]
        click.echo(json.dumps({"schema": 1, "ok": not broken, "checks": rows}))
    else:
        _show(checks)
        click.echo()
        click.echo(
            "Solve the problems first: analysing will not work."
            if broken
            else "posecoach can analyse recordings here."
        )
    context.exit(int(broken))


def _show(checks: Sequence[Check]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    colours = {"ok": "green", "warning": "yellow", "problem": "red bold"}
    table = Table("check", "state", "found", box=None, pad_edge=False)
    for check in checks:
        found = Text(check.found)
        if check.advice:
            found.append(f"\n{check.advice}", style="italic")
        table.add_row(check.name, Text(check.state, style=colours[check.state]), found)
    Console().print(table)
