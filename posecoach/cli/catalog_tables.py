"""The catalogue's facts as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

    from posecoach.catalog import Fact

EXERCISE_KINDS = ("stretch", "mobility", "activation", "roll", "massage", "heat", "warm-up")
TITLES = {"exercise": "Exercises", "program": "Programmes", "metric": "Metrics", "rule": "Rules"}


def group(fact: Fact) -> str:
    """Return which table a fact belongs to."""
    return "exercise" if fact["kind"] in EXERCISE_KINDS else str(fact["kind"])


def print_entry(found: list[Fact]) -> None:
    """Show everything known of entries."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
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
        elif key == "steps":
            texts[key] = "\n".join(_step(step) for step in value)
        elif key in ("days_per_week", "repetition_s"):
            texts[key] = " .. ".join(f"{end:g}" for end in value)
        elif isinstance(value, list):
            sentences = key in ("setup", "during", "recognised_by", "done_well", "faults")
            texts[key] = ("\n" if sentences else ", ").join(map(str, value))
        elif isinstance(value, bool):
            texts[key] = "yes" if value else "no"
        elif key != "id" and value != 0:
            texts[key] = f"{value:g}" if isinstance(value, float) else str(value)
    return {key.replace("_", " "): text for key, text in texts.items() if text}


def _step(step: dict[str, Any]) -> str:
    what = f"{step['hold_s']:g} s" if step["hold_s"] else f"{step['repetitions']} times"
    sides = ", each side" if step["sides"] > 1 else ""
    return f"{step['exercise']}: {step['sets']} x {what}{sides}"


def print_list(found: list[Fact]) -> None:
    """Show entries as tables, one for each kind of thing."""
    from rich.console import Console

    console = Console(highlight=False)
    for kind, title in TITLES.items():
        entries = [fact for fact in found if group(fact) == kind]
        if entries:
            console.print(_table(title, entries))
    console.print(
        "`posecoach catalog ID` shows one with everything known; `faq` answers questions."
    )
    console.print(
        "SCIENCE in a source is docs/SCIENCE.md of posecoach, which cites the literature."
    )


def _table(title: str, entries: list[Fact]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    second, third = {
        "Exercises": ("kind, view", "what it is for"),
        "Programmes": ("minutes", "what it is for"),
        "Rules": ("good", "what is said"),
    }.get(title, ("unit, view", "what it is"))
    table.add_column("id", no_wrap=True)
    table.add_column(second, no_wrap=True)
    table.add_column(third)
    for fact in entries:
        table.add_row(fact["id"], _middle(fact), _last(fact))
    if title in ("Metrics", "Rules"):
        table.caption, table.caption_justify = "* a change from your own baseline", "left"
    return table


def _middle(fact: Fact) -> str:
    from posecoach.catalog import band_text

    if fact["kind"] == "program":
        return f"{fact['minutes']:.0f}"
    if group(fact) == "exercise":
        return f"{fact['kind']}, {fact['views'][0] if fact['camera_checked'] else 'timer'}"
    if "good" in fact:
        return band_text(fact["good"], fact["unit"])
    return f"{fact['unit']}, {'side' if 'side-left' in fact['views'] else 'front'}"


def _last(fact: Fact) -> str:
    if "purpose" in fact:
        return f"{fact['title']}: {fact['purpose']}"
    return str(fact["title"]) + (" *" if fact["relative"] else "")
