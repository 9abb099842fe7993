"""A clip of somebody who exercises: what was seen of them, to be judged as any exercise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from posecoach.clip.eyes import Eyes
from posecoach.exercises.exercise import Exercise
from posecoach.exercises.reading import read
from posecoach.form import Part, Side
from posecoach.sessions.criteria import parts_of
from posecoach.sessions.recognise import Moment, Recognised, recognise
from posecoach.sessions.recorded import Judged, judge
from posecoach.sessions.seeing import asked, sight_of
from posecoach.sessions.setup import problem
from posecoach.sessions.sight import Sight
from posecoach.sessions.task import Task
from posecoach.types import Floats, Pose, Sighting

EACH: tuple[Side, ...] = ("right", "left")
Values = list[dict[Part, float]]  # of each frame in which somebody was seen
Stream = list[tuple[float, Sight]]


@dataclass
class Clip:
    """Takes sightings in order of time; judges when all are in."""

    _eyes: Eyes = field(default_factory=Eyes)
    _frames: list[tuple[float, Pose | None, str]] = field(default_factory=list)

    def add(self, sighting: Sighting) -> None:
        """Look at one more frame."""
        self._frames.append((sighting.t, *self._eyes.look(sighting)))

    def judged(self, exercise: Exercise) -> Judged:
        """Return the holds of an exercise, with their faults, balance and score."""
        return judge(exercise, self.streams(exercise))

    def recognised(self, exercises: Iterable[Exercise]) -> Recognised:
        """Return which of these exercises it shows, of those the camera can check, or none."""
        return recognise((it, self._moments(it)) for it in exercises if it.checked)

    def streams(self, exercise: Exercise) -> dict[Side | None, Stream]:
        """Return worked side -> what a session would see of that exercise, frame by frame."""
        sides: tuple[Side | None, ...] = EACH if exercise.sides == "each" else (None,)
        return {side: self._stream(Task(exercise, side)) for side in sides}

    def _stream(self, task: Task) -> Stream:
        values = iter(self._values(task))
        return [
            (t, sight if pose is None else asked(sight, pose, task, next(values)))
            for (t, pose, _), sight in zip(self._frames, self._plain, strict=True)
        ]

    def _moments(self, exercise: Exercise) -> list[Moment]:
        """Return the values of the frames with somebody; none from where it cannot be judged."""
        streams = self.streams(exercise)
        return [
            (
                t,
                {
                    side or "right": stream[i][1].values
                    for side, stream in streams.items()
                    if problem(Task(exercise, side), stream[i][1]) is None
                },
            )
            for i, (t, pose, _) in enumerate(self._frames)
            if pose is not None
        ]

    def _values(self, task: Task) -> Values:
        """Return what a session would measure, of all frames with somebody at once."""
        if not any(pose is not None for _, pose, _ in self._frames):
            return []
        exercise = task.exercise
        parts = parts_of(exercise)
        if task.side:
            found = read(exercise, self._all, task.side, parts)
        else:
            right, left = (read(exercise, self._all, side, parts) for side in EACH)
            found = {part: np.where(self._left_nearer, left[part], right[part]) for part in right}
        columns = [np.broadcast_to(found[part], len(self._all.px)).tolist() for part in found]
        return [dict(zip(found, row, strict=True)) for row in zip(*columns, strict=True)]

    @cached_property
    def _plain(self) -> list[Sight]:
        """What each frame shows before anything is asked of it."""
        return [sight_of(pose, None, reason) for _, pose, reason in self._frames]

    @cached_property
    def _left_nearer(self) -> Floats:
        return np.array([it.near == "left" for it in self._plain if it.person])

    @cached_property
    def _all(self) -> Pose:
        """Everybody seen, `(N, 33, ...)`."""
        poses = [pose for _, pose, _ in self._frames if pose is not None]
        return Pose(
            np.array([pose.t for pose in poses]),
            *(
                np.stack([getattr(p, name) for p in poses])
                for name in ("px", "world", "visibility")
            ),
        )
