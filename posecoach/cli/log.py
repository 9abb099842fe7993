"""`posecoach log`: what the camera cannot see, stated by you."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from posecoach.plan.targets import Habit, WeekPlan

HIGH_PAIN = 7.0  # SCIENCE D, E: from here on the signs to watch for are shown


@click.command("log")
@click.argument("kind", required=False)
@click.argument("value", required=False, type=float)
@click.option("--side", type=click.Choice(["left", "right"]), help="Which side.")
@click.option("--note", default="", help="Words to keep with it.")
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"]),
    help="When it was  [default: now]",
)
def command(
    kind: str | None, value: float | None, side: str | None, note: str, at: datetime | None
) -> None:
    """Note a habit, a treatment or pain. Without KIND: list what can be logged.

    \b
    Examples:
      posecoach log water 0.3
      posecoach log pain 4 --side left
      posecoach log massage 60 --at 2026-11-20
      posecoach log workout 45 --note "squats"
      posecoach log shoes
    """
    from posecoach.history import Event, History
    from posecoach.plan.targets import load_plan

    plan = load_plan()
    if kind is None:
        _list(plan)
        return
    habit = plan.habit_of(kind)
    if habit is None:
        known = ", ".join(habit.id for habit in plan.habit)
        raise click.UsageError(f"there is no {kind!r} to log; there are: {known}")
    amount = _checked(habit, value)
    when = at or datetime.now()
    if when > datetime.now():
        raise click.UsageError("--at lies in the future")
    body: dict[str, object] = {"value": amount, "unit": habit.unit}
    body |= {"side": side} if side else {}
    body |= {"note": note} if note else {}
    with History.open(check=False) as history:
        history.record(Event(when.timestamp(), habit.id, body))
    words = f" on the {side}" if side else ""
    click.echo(f"{habit.title}: {amount:g} {habit.unit}{words}, {when:%Y-%m-%d %H:%M}")
    if habit.id == "pain" and amount >= HIGH_PAIN:
        _warn()


def _warn() -> None:
    """Say what to do about strong pain, and the signs to watch for (SCIENCE E)."""
    from posecoach.exercises.load import load_exercises
    from posecoach.exercises.safety import load_safety
    from posecoach.language import ENGLISH, load_language

    safety, language = load_safety(load_exercises()), load_language(ENGLISH)
    click.echo("\n" + safety.pain.soon)
    for advice in safety.advice:
        click.echo("\n" + language.phrase(f"screening_{advice.level}"))
        for flag in safety.flag:
            if flag.level == advice.level:
                click.echo(f"  - {flag.text}")
        click.echo(advice.text)


def _checked(habit: Habit, value: float | None) -> float:
    value = habit.usual if value is None else value
    low, high = habit.range
    if value is None:
        raise click.UsageError(f"how much? `posecoach log {habit.id} {high:g}` ({habit.unit})")
    if not low <= value <= high:
        raise click.UsageError(f"{habit.title}: {value:g} is not within {low:g} to {high:g}")
    return value


def _list(plan: WeekPlan) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("log", "what", "unit"):
        table.add_column(name, no_wrap=True)
    for habit in plan.habit:
        table.add_row(habit.id, habit.title, habit.unit)
    Console(highlight=False).print(table)
