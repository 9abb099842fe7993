"""`posecoach catalog`: what is measured and judged, with units, views, signs and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.table import Table

    from posecoach.catalog import Fact


@click.command("catalog")
@click.argument("entry", required=False, metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--kind", type=click.Choice(["metric", "rule"]), help="Only this kind.")
def command(entry: str | None, as_json: bool, kind: str | None) -> None:
    """List the metrics and rules, or show one of them.

    \b
    Examples:
      posecoach catalog
      posecoach catalog neck_inclination
      posecoach catalog side_sitting/forward_head
      posecoach catalog --kind rule --json
    """
    from posecoach.catalog import facts
    from posecoach.errors import ConfigError
    from posecoach.rules.load import load_rule_sets

    found = [fact for fact in facts(load_rule_sets()) if kind in (None, fact["kind"])]
    if entry is not None:
        found = [fact for fact in found if entry in (fact["id"], fact["id"].rpartition("/")[2])]
        if not found:
            raise ConfigError(f"catalog: no entry {entry!r}; `posecoach catalog` lists them")
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode({"schema": 1, "entries": found}).decode())
    elif entry is not None:
        _show(found)
    else:
        _list(found)


def _show(found: list[Fact]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for fact in found:
        table = Table(title=fact["id"], show_header=False, title_justify="left", box=None)
        for key, value in _readable(fact).items():
            table.add_row(f"[bold]{key}[/]", value)
        console.print(table)


def _readable(fact: Fact) -> dict[str, str]:
    from posecoach.catalog import band_text

    texts = {}
    for key, value in fact.items():
        if key in ("good", "caution", "poor"):
            texts[key] = band_text(value, fact["unit"])
        elif key == "relative":
            texts["baseline"] = "change from your own" if value else "not needed"
        elif isinstance(value, list):
            texts[key] = ", ".join(value)
        elif key != "id":
            texts[key] = str(value)
    return texts


def _list(found: list[Fact]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for kind, title in (("metric", "Metrics"), ("rule", "Rules")):
        entries = [fact for fact in found if fact["kind"] == kind]
        if entries:
            console.print(_table(title, entries))
    console.print("`posecoach catalog ID` shows one with its sign, bands and source.")
    console.print(
        "SCIENCE in a source is docs/SCIENCE.md of posecoach, which cites the literature."
    )


def _table(title: str, entries: list[Fact]) -> Table:
    from rich.table import Table

    from posecoach.catalog import band_text

    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("id", no_wrap=True)
    table.add_column("good" if title == "Rules" else "unit, view", no_wrap=True)
    table.add_column("what is said" if title == "Rules" else "what it is")
    for fact in entries:
        view = "side" if "side-left" in fact["views"] else "front"
        good = (
            band_text(fact["good"], fact["unit"]) if "good" in fact else f"{fact['unit']}, {view}"
        )
        star = " *" if fact["relative"] else ""
        table.add_row(fact["id"], good, fact["title"] + star)
    table.caption, table.caption_justify = "* a change from your own baseline", "left"
    return table
