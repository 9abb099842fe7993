"""Run the benchmarks: all of them, or those named."""

from __future__ import annotations

import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from benchmarks import (
    history,
    memory,
    network,
    overhead,
    overlay,
    rendering,
    rescoring,
    sitting_clock,
    startup,
    throughput,
)
from benchmarks.clips import DEMO
from benchmarks.measuring import Figure
from benchmarks.setting import Setting

Run = Callable[[Setting], Iterator[Figure]]
BENCHMARKS: dict[str, Run] = {
    "network": network.run,
    "overhead": overhead.run,
    "overlay": overlay.run,
    "rendering": rendering.run,
    "throughput": throughput.run,
    "startup": startup.run,
    "rescoring": rescoring.run,
    "memory": memory.run,
    "sitting_clock": sitting_clock.run,
    "history": history.run,
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHMARKS)))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--clip",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=DEMO,
    help="Video of a person to work on  [default: the one of `posecoach demo`]",
)
@click.option("--rounds", type=click.IntRange(1), default=9, help="Rounds  [default: 9]")
def main(names: tuple[str, ...], as_json: bool, clip: Path, rounds: int) -> None:
    """Measure posecoach on this machine against the targets of its design.

    Times are the least of several rounds (median in brackets); contestants that are compared run
    in turn within each round.
    """
    talk = Console(stderr=True)
    figures: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory() as folder:
        setting = Setting(clip, rounds, Path(folder))
        for name in names or BENCHMARKS:
            with talk.status(f"{name} ..."):
                figures[name] = list(BENCHMARKS[name](setting))
    machine = _machine(clip, rounds)
    if as_json:
        click.echo(json.dumps(_object(machine, figures)))
    else:
        _print(machine, figures)


def _machine(clip: Path, rounds: int) -> dict[str, Any]:
    load = [round(it, 1) for it in os.getloadavg()] if hasattr(os, "getloadavg") else None
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": load,
        "clip": clip.name,
        "rounds": rounds,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((it.split(":")[1].strip() for it in lines if it.startswith("model name")), "")


def _object(machine: dict[str, Any], figures: dict[str, list[Figure]]) -> dict[str, Any]:
    rows = [
        {"benchmark": name, **asdict(figure), "met": figure.met}
        for name, found in figures.items()
        for figure in found
    ]
    return {"schema": 1, "machine": machine, "figures": rows}


def _print(machine: dict[str, Any], figures: dict[str, list[Figure]]) -> None:
    console = Console()
    table = Table("", "figure", "", "target", "", "least (median), what it is made of")
    table.columns[1].justify = "right"
    for name, found in figures.items():
        table.add_section()
        table.add_row(f"[bold]{name}[/]")
        for figure in found:
            value = f"{figure.value:,.0f}" if figure.value >= 1000 else f"{figure.value:.3g}"
            table.add_row(figure.what, value, figure.unit, *_against(figure), figure.note)
    console.print(table)
    console.print(", ".join(f"{key} {value}" for key, value in machine.items()), soft_wrap=True)


def _against(figure: Figure) -> tuple[str, str]:
    if figure.target is None:
        return "", ""
    sign = "<=" if figure.target.sense == "at most" else ">="
    verdict = "[green]met[/]" if figure.met else "[bold red]missed[/]"
    return f"{sign} {figure.target.value:,.0f}", verdict


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
