"""What the live commands have in common: the camera or file that is meant, window or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from posecoach.sources import LiveSource


def wants_window(mode: str | None) -> bool:
    """Return whether to open a window: as asked for, else where there is a display.

    Raises:
        OutputError: one is asked for and not possible.
    """
    from posecoach.errors import OutputError
    from posecoach.outputs.window import require_display

    if mode is not None:
        if mode == "window":
            require_display()
        return mode == "window"
    try:
        require_display()
    except OutputError:
        click.echo("posecoach: no display, so there is no picture: events follow", err=True)
        return False
    return True


def open_live(wanted: int | str, rate: float, say: Callable[[str], None]) -> LiveSource:
    """Open a camera by number or name, an address, or a video file played in real time.

    Raises:
        SourceError: one line that says what is wrong with it.
    """
    from posecoach.errors import SourceError
    from posecoach.sources import open_camera, open_video, play_live

    if isinstance(wanted, str) and Path(wanted).is_file():
        return play_live(open_video(wanted, rate=rate))
    if isinstance(wanted, str) and wanted.isdigit():
        wanted = int(wanted)
    elif isinstance(wanted, str) and _like_a_file(wanted):
        raise SourceError(f"{wanted}: there is no such file")
    return open_camera(wanted, say=say)


def _like_a_file(source: str) -> bool:
    """Return whether this was meant as a file; a camera's name may be "HD 2.0" but not "x.mp4"."""
    if "://" in source or source.startswith("/dev/"):
        return False
    suffix = Path(source).suffix[1:]
    return bool(Path(source).parent.name) or (suffix.isalnum() and not suffix.isdigit())
