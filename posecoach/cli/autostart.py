"""`posecoach autostart`: begin with the session, or no longer."""

from __future__ import annotations

import json
import subprocess

import click


@click.command()
@click.argument("what", type=click.Choice(["on", "off", "status"]))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(what: str, as_json: bool) -> None:
    """Start `posecoach live --headless` when you log in: on, off, or status.

    One file in your own folders is written, and nothing else; `off` takes it away.

    \b
    Examples:
      posecoach autostart on
      posecoach autostart status
      posecoach autostart off
    """
    from posecoach import autostart

    entry = autostart.here()
    if what == "on":
        autostart.write(entry)
        words = [f"wrote {entry.path}", *_done(entry.activate), "undo: posecoach autostart off"]
    elif what == "off":
        there = entry.path.exists()
        done = _done(entry.deactivate) if there else []
        autostart.remove(entry)
        words = [*done, f"removed {entry.path}" if there else "it was off"]
    else:
        words = [f"on: {entry.path}" if entry.path.exists() else "off"]
    if as_json:
        state = {"on": entry.path.exists(), "path": str(entry.path), "words": words}
        click.echo(json.dumps({"schema": 1, **state}))
    else:
        click.echo("\n".join(words))


def _done(commands: tuple[str, ...]) -> list[str]:
    """Run the commands; return what was done, or has to be done by hand."""
    from posecoach.autostart import words_of

    said = []
    for line in commands:
        try:
            done = subprocess.run(words_of(line), capture_output=True, check=False, timeout=20)
            failed = done.returncode != 0
        except (OSError, subprocess.TimeoutExpired):
            failed = True
        said.append(f"run yourself: {line}" if failed else f"ran {line}")
    return said
