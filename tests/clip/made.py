"""Recordings of exercises whose every joint is known: no picture is drawn and no network runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from posecoach.evaluate.exercise_clips import Take
from posecoach.evaluate.stage import Cast
from posecoach.exercises.load import load_exercises
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.stretches import stretches
from posecoach.types import Pose, Sighting


@cache
def exact(name: str, number: int = 0, start_s: float = 0.0) -> tuple[Sighting, ...]:
    """Somebody who does an exercise, from a camera where it may stand."""
    return tuple(_seen(take(name, number), start_s))


def take(name: str, number: int = 0) -> Take:
    """Who does it, and when."""
    return Take(load_exercises()[name], stretches()[name], Cast(0, "tune", number), 5.0)


def _seen(it: Take, start_s: float) -> Iterator[Sighting]:
    camera = it.camera()
    for i in range(int(it.seconds * it.fps)):
        joints = landmarks(it.figure_at(i / it.fps))
        px, _ = camera.project(joints)
        seen = camera.seen(joints)
        t = start_s + i / it.fps
        pose = Pose(t, px, seen - seen[[23, 24]].mean(0), np.ones(33))
        yield Sighting(t, int(t * it.fps), camera.size, (pose,))
