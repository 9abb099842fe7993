"""Albums as an ideal network would fill them: the exact joints, drawn by nobody."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from posecoach.evaluate.exercise_album import Album
from posecoach.evaluate.exercise_pictures import END, SHARES, Shot, everyday
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.stretches import stretches

AZIMUTHS = {"front": 0.0, "oblique": -38.0, "side": -90.0, "foot-end": -25.0}
SIZE = (640, 480)


def exact_album(shots: Iterable[Shot], side: str = "right", seen: bool = True) -> Album:
    """Pictures of one person, worked on one side; of nobody when they are not `seen`."""
    figures, rows = _figures(), []
    for shot in shots:
        figure = figures.get(shot.subject) or everyday(shot.subject)
        fault = shot.moment if shot.moment in figure.faults else ""
        spec = figure.posture(SHARES.get(shot.moment, 1.0), side, fault=fault)  # type: ignore[arg-type]
        points = landmarks(pose(spec))
        azimuth = AZIMUTHS[shot.placing] * (1 if side == "right" else -1)
        camera = Camera(azimuth, 0.0, 40.0, (0.0, 0.8, 0.0), fov=4.0, size=SIZE)
        gone = 1.0 if seen else np.nan
        world = (points - points[[23, 24]].mean(0)) @ camera.axes.T
        rows.append(
            (
                *(shot.subject, shot.moment, shot.placing, side, "tune", 0, 0, azimuth),
                *(camera.project(points)[0] * gone, world * gone, np.ones(33)),
                *(points * (1.0, -1.0, -1.0), SIZE),
            )
        )
    return Album(*(np.array(column) for column in zip(*rows, strict=True)))


_figures = cache(stretches)


def at_end(name: str, *moments: str, placing: str = "side") -> list[Shot]:
    """Shots of one exercise, at its end unless moments are named."""
    return [Shot(name, moment, placing) for moment in moments or (END,)]  # type: ignore[arg-type]
