"""`posecoach settings`: what is in effect, and where each value comes from."""

from __future__ import annotations

import json
import os

import click

from posecoach import settings as store
from posecoach.pose.weights import ENVIRONMENT


@click.command()
@click.option("--path", "show", flag_value="path", help="Print where the settings file belongs.")
@click.option("--defaults", "show", flag_value="defaults", help="Print a file of all defaults.")
@click.option("--json", "show", flag_value="json", help="Print one JSON object.")
def command(show: str | None) -> None:
    """Show the settings in effect and where each comes from.

    A flag on the command line beats the settings file, which beats the default.

    \b
    Examples:
      posecoach settings
      posecoach settings --json
      posecoach settings --path           where to put your own settings.toml
      posecoach settings --defaults       a file to start from
    """
    if show == "path":
        click.echo(store.settings_path())
        return
    if show == "defaults":
        click.echo(store.default_settings_text(), nl=False)
        return
    rows = [_origin(option) for option in store.options(store.load_settings())]
    if show == "json":
        effective = {key: {"value": value, "from": origin} for key, value, origin in rows}
        file = str(store.settings_path())
        click.echo(json.dumps({"schema": 1, "file": file, "settings": effective}))
        return
    shown = [(f"{key} = {store.toml_text(value)}", origin) for key, value, origin in rows]
    width = max(len(text) for text, _ in shown)
    for text, origin in shown:
        click.echo(f"{text:<{width}}  from {origin}")


def _origin(option: store.Option) -> tuple[str, store.Value, str]:
    table, name = option.key.split(".")
    if name in store.stated_settings().get(table, {}):
        return option.key, option.value, str(store.settings_path())
    if option.key == "model.choice" and os.environ.get(ENVIRONMENT):
        return option.key, os.environ[ENVIRONMENT], f"${ENVIRONMENT}"
    return option.key, option.value, "the default"
