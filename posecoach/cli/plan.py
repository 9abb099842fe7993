"""`posecoach plan`: the week against its targets, and the one next thing to do."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from posecoach.plan.progress import Progress, Standing


@click.command("plan")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The week of this date.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--ics", type=click.Path(path_type=Path), help="Write the week as a calendar.")
@click.option("--edit", is_flag=True, help="Copy the plan to your configuration folder to edit.")
def command(day: datetime | None, as_json: bool, ics: Path | None, edit: bool) -> None:
    """Show the week against its targets and the one next thing to do.

    Targets marked "measured" were seen by the camera, those marked "stated" are what you logged.

    \b
    Examples:
      posecoach plan
      posecoach plan --on 2026-11-18
      posecoach plan --ics week.ics
      posecoach plan --edit
    """
    from posecoach.plan.progress import facts
    from posecoach.plan.targets import load_plan
    from posecoach.plan.weeks import standing_of

    if edit:
        _edit()
        return
    plan = load_plan()
    today = day.date() if day else date.today()
    if ics is not None:
        from posecoach.plan.calendar import write_calendar

        write_calendar(ics, plan, today)
        click.echo(f"Written to {ics}")
        return
    found = standing_of(plan, today)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(facts(found)).decode())
    else:
        _print(found)


def _edit() -> None:
    from posecoach.content import LIBRARY
    from posecoach.errors import ConfigError
    from posecoach.plan.targets import FILE, plan_path

    path = plan_path()
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text((LIBRARY / FILE).read_text("utf-8"), "utf-8")
        except OSError as error:
            raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error
    click.echo(f"{path}: edit it; delete it to have the usual plan again")


def _print(found: Standing) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    score = "" if found.score is None else f", {found.score:.0f} % of what can be told"
    console.print(
        f"[bold]Week {found.since} to {found.until}[/]  "
        f"{found.met} of {len(found.targets)} targets met{score}"
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True)
    table.add_column("Target")
    table.add_column("So far", justify="right", no_wrap=True)
    table.add_column("Aim", justify="right", no_wrap=True)
    table.add_column("How", no_wrap=True)
    table.add_column("Weeks", justify="right", no_wrap=True)
    for target in found.targets:
        table.add_row(
            "x" if target.met else "-" if target.value is None else " ",
            target.title,
            "unknown" if target.value is None else f"{target.value:g} {target.unit}",
            _aim(target),
            target.how,
            str(target.weeks) if target.weeks else "",
        )
    console.print(table)
    help_ = f" [dim]({found.command})[/]" if found.command else ""
    console.print(f"\n[bold]Next:[/] {found.next}{help_}" if found.next else "\nAll is met.")


def _aim(target: Progress) -> str:
    if target.least is not None and target.most is not None:
        return f"{target.least:g} to {target.most:g} {target.unit}"
    if target.least is not None:
        return f"at least {target.least:g} {target.unit}"
    return f"at most {target.most:g} {target.unit}"
