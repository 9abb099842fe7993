"""`posecoach catalog`: exercises and programmes, metrics and rules, with their sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from posecoach.cli.catalog_tables import EXERCISE_KINDS, group, print_entry, print_list

if TYPE_CHECKING:
    from posecoach.catalog import Fact

KINDS = ("exercise", *EXERCISE_KINDS, "program", "metric", "rule")


@click.command("catalog")
@click.argument("entry", required=False, metavar="[ID | faq | check]")
@click.argument("file", required=False, metavar="[FILE]", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option(
    "--figure",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Save a picture of the exercise, start and end.",
)
@click.option("--side", type=click.Choice(["right", "left"]), default="right", help="Of --figure.")
def command(
    entry: str | None,
    file: Path | None,
    as_json: bool,
    kind: str | None,
    figure: Path | None,
    side: Any,
) -> None:
    """List the exercises, programmes, metrics and rules, or show one of them.

    "faq" answers frequent questions; "check FILE" tells whether an exercise of your own is right.

    \b
    Examples:
      posecoach catalog --kind stretch
      posecoach catalog supine_figure_four --figure pose.png
      posecoach catalog knots
      posecoach catalog side_sitting/forward_head
      posecoach catalog faq
      posecoach catalog check my_stretch.toml
      posecoach catalog --json
    """
    if (file is not None) != (entry == "check"):
        raise click.UsageError("a file is checked with: posecoach catalog check FILE")
    if entry == "check" and file is not None:
        _check(file)
    elif entry == "faq":
        _faq(as_json)
    else:
        _entries(entry, kind, as_json)
    if figure is not None:
        _figure(entry, figure, side)


def _check(file: Path) -> None:
    from posecoach.exercises.load import read_exercise
    from posecoach.mannequin.stretches import read

    exercise, drawn = read_exercise(file), read(file)
    how = "checked by the camera" if exercise.checked else "by the timer only"
    figure = "with a figure" if drawn else "without a figure"
    click.echo(f"{file.name}: good: {exercise.title} ({exercise.kind}), {how}, {figure}.")


def _faq(as_json: bool) -> None:
    from posecoach.exercises.faq import load_faq

    entries = load_faq()
    if as_json:
        _print_json("entries", [_plain(entry) for entry in entries])
        return
    from rich.console import Console

    console = Console(highlight=False)
    for entry in entries:
        console.print(f"[bold]{entry.question}[/]")
        console.print(entry.answer)
        console.print(f"[dim]{'; '.join(entry.sources)}[/]\n")


def _plain(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value)


def _print_json(name: str, value: Any) -> None:
    import msgspec

    click.echo(msgspec.json.encode({"schema": 1, name: value}).decode())


def _entries(entry: str | None, kind: str | None, as_json: bool) -> None:
    from posecoach.errors import ConfigError

    found = [fact for fact in _facts() if kind in (None, fact["kind"], group(fact))]
    if entry is not None:
        found = [fact for fact in found if entry in (fact["id"], fact["id"].rpartition("/")[2])]
        if not found:
            raise ConfigError(f"catalog: no entry {entry!r}; `posecoach catalog` lists them")
    if as_json:
        _print_json("entries", found)
    elif entry is not None:
        print_entry(found)
    else:
        print_list(found)


def _facts() -> list[Fact]:
    from posecoach.catalog import exercise_facts, facts, program_facts
    from posecoach.exercises.load import load_exercises
    from posecoach.exercises.programs import load_programs
    from posecoach.rules.load import load_rule_sets

    exercises = load_exercises()
    programs = load_programs(exercises)
    return [
        *exercise_facts(exercises.values()),
        *program_facts(programs.values(), exercises),
        *facts(load_rule_sets()),
    ]


def _figure(entry: str | None, file: Path, side: Any) -> None:
    from posecoach.errors import ConfigError, PosecoachError
    from posecoach.exercises.load import load_exercises
    from posecoach.mannequin.stretches import stretches
    from posecoach.outputs.figure_card import figure_card, png

    drawn = stretches().get(entry or "")
    if drawn is None:
        raise ConfigError(f"catalog: --figure: {entry or 'the whole catalogue'} has no figure")
    title = load_exercises()[drawn.id].title
    image = figure_card(drawn, (f"{title}: start", f"{title}: end"), side)
    try:
        file.write_bytes(png(image))
    except OSError as e:
        raise PosecoachError(f"{file}: cannot be written ({e.strerror})") from e
    click.echo(f"Figure: {file}", err=True)
