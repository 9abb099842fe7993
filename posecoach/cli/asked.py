"""Which exercise `posecoach analyze --stretch` asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from posecoach.cli.nearest import nearest

if TYPE_CHECKING:
    from posecoach.app import Watching
    from posecoach.clip.asked import Asked

AUTO = "auto"  # whichever it is


def check(wanted: str, posture_only: Mapping[str, object]) -> None:
    """Raise UsageError when the exercise cannot be judged, or not with these options.

    Args:
        wanted: an id, or "auto"; empty for none.
        posture_only: name of an option that is about posture -> what was given for it.
    """
    if not wanted:
        return
    if given := [name for name, value in posture_only.items() if value]:
        raise click.UsageError(f"--{given[0]} is about posture, which --stretch does not judge")
    if wanted == AUTO:
        return
    from posecoach.exercises.load import load_exercises

    exercises = load_exercises()
    exercise = exercises.get(wanted)
    if exercise is None:
        known = "`posecoach catalog` lists them, and `auto` finds out"
        meant = nearest(wanted, exercises)
        raise click.UsageError(f"--stretch {wanted}: there is no such exercise{meant}; {known}")
    if not exercise.checked:
        why = f"the camera cannot judge it. {exercise.timer_only}"
        raise click.UsageError(f"--stretch {wanted}: {why}")


def asked_of(watching: Watching, wanted: str) -> Asked | None:
    """Return what is asked of an opened input; None when it is about posture.

    Raises:
        SourceError: it is a picture, in which nothing is held.
    """
    if not wanted:
        return None
    from posecoach.clip.asked import Asked
    from posecoach.errors import SourceError
    from posecoach.exercises.load import load_exercises

    if watching.coach.still:
        raise SourceError(f"{watching.source.name}: --stretch needs a video, not a picture")
    return Asked(wanted, load_exercises())
