"""`posecoach report`: what the history says about a day, a week, a month or any range of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from posecoach.periods.digest import Digest
    from posecoach.periods.period import Period
    from posecoach.reports.bands import MetricBands

DATE = click.DateTime(["%Y-%m-%d"])


@click.command("report")
@click.option("--day", "range_", flag_value="day", help="Today.")
@click.option("--week", "range_", flag_value="week", default=True, help="This week  [default]")
@click.option("--month", "range_", flag_value="month", help="This month.")
@click.option("--on", "day", type=DATE, help="The day, week or month of this date, not of today.")
@click.option("--since", type=DATE, help="From this day on ...")
@click.option("--until", type=DATE, help="... to this day, included  [default: today]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Write a row per day.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Write a page.")
@click.pass_context
def command(ctx: click.Context, /, **flags: object) -> None:
    """Tell how you sat, stood, moved and what was said, from the history on this machine.

    \b
    Examples:
      posecoach report
      posecoach report --day
      posecoach report --month --html month.html
      posecoach report --week --on 2026-11-18
      posecoach report --since 2026-09-01 --until 2026-11-30 --csv autumn.csv
      posecoach report --month --json | jq .totals.score
    """
    _report(_Flags(**flags))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Flags:
    range_: str
    day: datetime | None
    since: datetime | None
    until: datetime | None
    as_json: bool
    csv_file: Path | None
    html_file: Path | None


def _report(flags: _Flags) -> None:
    from posecoach.errors import HistoryError
    from posecoach.history import History, history_path
    from posecoach.periods.gather import digest

    period = _period(flags, date.today())
    path = history_path()
    if not path.exists():
        raise HistoryError(f"{path}: there is no history yet; `posecoach live` makes one")
    with History.open(path, check=False) as history:
        found = digest(history, period)
    if flags.csv_file is not None:
        from posecoach.periods.table import write_days

        write_days(flags.csv_file, found)
    if flags.html_file is not None:
        from posecoach.periods.page import write_page

        write_page(flags.html_file, found, _bands(found), _plan(flags, period))
    if flags.as_json:
        import msgspec

        click.echo(msgspec.json.encode(found.facts()).decode())
        return
    from rich.console import Console

    from posecoach.periods.terminal import print_digest

    print_digest(Console(highlight=False), found)
    for written in (flags.csv_file, flags.html_file):
        if written is not None:
            click.echo(f"Written to {written}")


def _bands(found: Digest) -> dict[str, MetricBands]:
    """Return the bands of the rules for the view that was judged for longest."""
    from posecoach.reports.bands import MetricBands
    from posecoach.rules.load import load_rule_sets

    view = next(iter(found.views_s), "").partition(",")[0]
    sets = [s for s in load_rule_sets() if view in {v.label for v in s.views}]
    rules = [rule for s in sets for rule in s.rules if rule.metric in found.metrics]
    return {
        rule.metric: MetricBands.narrowest(
            (r.good, r.caution) for r in rules if r.metric == rule.metric
        )
        for rule in rules
    }


def _plan(flags: _Flags, period: Period) -> Mapping[str, Any] | None:
    """Return how the week stands against its plan; None for other periods."""
    if flags.range_ != "week" or flags.since is not None:
        return None
    from posecoach.plan.progress import facts
    from posecoach.plan.targets import load_plan
    from posecoach.plan.weeks import standing_of

    return facts(standing_of(load_plan(), period.since))


def _period(flags: _Flags, today: date) -> Period:
    from posecoach.periods.period import between, day_of, month_of, week_of

    if flags.since is not None or flags.until is not None:
        if flags.since is None:
            raise click.UsageError("--until needs --since")
        last = flags.until.date() if flags.until else today
        if last < flags.since.date():
            raise click.UsageError("--until is before --since")
        return between(flags.since.date(), last)
    of = {"day": day_of, "week": week_of, "month": month_of}[flags.range_]
    return of(flags.day.date() if flags.day else today)
