"""Commands to the running coach: pause, resume, snooze, skip, status, recalibrate, stop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from posecoach.control.duration import seconds_of

if TYPE_CHECKING:
    from posecoach.control.message import Answer, Name


class Duration(click.ParamType[float]):
    """A length of time: 45m, 1h30, 90s."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return it in seconds."""
        try:
            return seconds_of(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _ask(command: Name, seconds: float | None = None, **wanted: bool) -> Answer:
    from posecoach.control.client import ask
    from posecoach.control.endpoint import runtime_folder
    from posecoach.control.message import request
    from posecoach.errors import ControlError

    answer = ask(request(command, seconds, **wanted), runtime_folder())
    if not answer.ok:
        raise ControlError(answer.message)
    return answer


@click.command()
@click.argument("length", type=Duration(), required=False)
@click.option("--release-camera", is_flag=True, help="Let other programs have the camera.")
def pause(length: float | None, release_camera: bool) -> None:
    """Let the running coach look away, for LENGTH (45m, 1h30, 90s) or until `posecoach resume`.

    It goes on by itself. With --release-camera a call can use the camera meanwhile.

    \b
    Examples:
      posecoach pause 45m --release-camera    a call
      posecoach pause                         until posecoach resume
    """
    click.echo(_ask("pause", length, release_camera=release_camera).message)


@click.command()
def resume() -> None:
    """End a pause now.

    \b
    Examples:
      posecoach resume
    """
    click.echo(_ask("resume").message)


@click.command()
@click.argument("length", type=Duration(), default="10m")
def snooze(length: float) -> None:
    """Hear no reminders for LENGTH, 10 minutes unless you say so. Posture is still watched.

    \b
    Examples:
      posecoach snooze
      posecoach snooze 25m
    """
    click.echo(_ask("snooze", length).message)


@click.command()
def skip() -> None:
    """Skip the break that is due. It has to be asked for twice, and is counted.

    \b
    Examples:
      posecoach skip
    """
    click.echo(_ask("skip").message)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(as_json: bool) -> None:
    """Tell what the running coach does; exit code 1 when none runs.

    \b
    Examples:
      posecoach status
      posecoach status --json
    """
    answer = _ask("status")
    if as_json:
        click.echo(json.dumps({"schema": answer.schema, **answer.status}))
        return
    known = answer.status
    click.echo(f"{answer.message} ({known['source']}, process {known['process']})")
    if known.get("score") is not None:
        cue = f": {known['cue']}" if known["cue"] else ""
        click.echo(f"{known['activity']}, seen {known['view']}, score {known['score']:.0f}{cue}")
    for line in known.get("desk", {}).get("lines", []):
        click.echo(line)


@click.command()
@click.option("--slouch", is_flag=True, help="Also five seconds of your usual slouch.")
def recalibrate(slouch: bool) -> None:
    """Measure your good posture anew, with the coach that runs.

    With --slouch, limits of your own lie between the two.

    \b
    Examples:
      posecoach recalibrate
      posecoach recalibrate --slouch
    """
    click.echo(_ask("recalibrate", slouch=slouch).message)


@click.command()
def stop() -> None:
    """End the running coach.

    \b
    Examples:
      posecoach stop
    """
    click.echo(_ask("stop").message)
