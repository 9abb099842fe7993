"""The options that `posecoach stretch` and `posecoach session` share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])

_OPTIONS = (
    click.option("--window", "mode", flag_value="window", help="Show the picture in a window."),
    click.option("--headless", "mode", flag_value="headless", help="No picture: words as lines."),
    click.option(
        "--source",
        help="Camera number or name, address of a network camera, or a video file played in real "
        "time.  [default: the camera of the settings, else 0]",
    ),
    click.option("--timer-only", is_flag=True, help="By the clock alone, without a camera."),
    click.option("--warm", is_flag=True, help="You are warm already: no warm-up."),
    click.option("--voice", type=click.Choice(["off", "system"]), help="Speak every instruction."),
    click.option("--language", help="Language of words and voice: en or de."),
    click.option("--screen", is_flag=True, help="Answer the safety questions again."),
    click.option("--json", "as_json", is_flag=True, help="Events as JSON, one object a line."),
    click.option("--mirror/--no-mirror", default=None, help="Show the picture as a mirror would."),
    click.option("--model", default="", help="Model id (see `posecoach models list`) or path."),
)


def options(command: F) -> F:
    """Add the options of guided sessions to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Flags:
    """The options of guided sessions."""

    mode: str | None
    source: str | None
    timer_only: bool
    warm: bool
    voice: str | None
    language: str | None
    screen: bool
    as_json: bool
    mirror: bool | None
    model: str

    @property
    def recorded(self) -> bool:
        """Whether a recording is watched: nobody can be asked anything."""
        return self.source is not None and Path(self.source).is_file()
