"""`posecoach cameras`: which cameras there are."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

NONE = """\
No camera found. Plug one in, or free it from the program that uses it, and allow camera access in
the privacy settings of your system. Without one: `posecoach analyze FILE` or `posecoach demo`."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(as_json: bool) -> None:
    """List the cameras of this machine.

    \b
    Examples:
      posecoach cameras
      posecoach live --source 1       coach from the camera of that number
    """
    from posecoach.sources import list_cameras

    cameras = list_cameras()
    if as_json:
        click.echo(json.dumps({"schema": 1, "cameras": [asdict(camera) for camera in cameras]}))
    elif not cameras:
        click.echo(NONE)
    else:
        for camera in cameras:
            click.echo(f"{camera.index}  {camera.name}  ({camera.backend})")
