"""`posecoach models`: which pose models there are, and whether their files are good."""

from __future__ import annotations

import json

import click

from posecoach.errors import ModelError
from posecoach.pose import weights


@click.group()
def command() -> None:
    """List, verify and fetch pose models.

    The model that ships with posecoach is enough; nothing is downloaded but by `fetch`.

    \b
    Examples:
      posecoach models list
      posecoach models verify
      posecoach models fetch heavy && posecoach analyze clip.mp4 --model heavy
    """


def _state(model: weights.Entry) -> str:
    path = weights.location(model)
    if not path.exists():
        return "not fetched" if model.url else "missing"
    try:
        weights.verify(path, model)
    except ModelError:
        return "damaged"
    return "ready"


def _facts(model: weights.Entry) -> dict[str, object]:
    return {
        "id": model.id,
        "state": _state(model),
        "path": str(weights.location(model)),
        "bytes": model.bytes,
        "sha256": model.sha256,
        "note": model.note,
        "licence": model.licence,
        "source": model.source,
        "change": model.change,
        "url": model.url or None,
    }


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_models(as_json: bool) -> None:
    """List the models posecoach knows and whether they are here.

    \b
    Examples:
      posecoach models list
      posecoach models list --json
    """
    entries = weights.manifest()
    if as_json:
        rows = [_facts(model) for model in entries]
        click.echo(json.dumps({"schema": 1, "models": rows}))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("model", "state", "size", "licence", "", box=None)
    for model in entries:
        size = f"{model.bytes / 1e6:.1f} MB"
        table.add_row(model.id, _state(model), size, model.licence, model.note)
    Console().print(table)


@command.command()
@click.pass_context
def verify(context: click.Context) -> None:
    """Compare the model files on this machine with their known hashes.

    Exit code 1 if a file is damaged, or the one shipped with posecoach is missing.

    \b
    Example:
      posecoach models verify
    """
    failed = False
    for model in weights.manifest():
        path = weights.location(model)
        if model.url and not path.exists():
            continue
        try:
            found = weights.verify(path, model)
            click.echo(f"{model.id}: ok, sha256 {found.sha256}, {path}")
        except ModelError as error:
            click.echo(f"{model.id}: {error}", err=True)
            failed = True
    context.exit(int(failed))


@command.command()
@click.argument("model_id", metavar="ID")
def fetch(model_id: str) -> None:
    """Download the model ID into your cache, checking its hash.

    \b
    Examples:
      posecoach models fetch heavy      slower, more exact
      posecoach models fetch lite       faster, less exact
    """
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), DownloadColumn(), TransferSpeedColumn())
    console = Console(stderr=True)
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task(model_id, total=None)
        model = weights.fetch_model(
            model_id, lambda done, total: bar.update(task, completed=done, total=total)
        )
    click.echo(f"{model.id}: ready, {model.path}")
