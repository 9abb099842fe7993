"""A clip of somebody who exercises: what was seen of them, to be judged as any exercise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import nan

import numpy as np

from posecoach.clip.eyes import Eyes
from posecoach.clip.worked import Stream, one_at_a_time
from posecoach.exercises.exercise import Exercise
from posecoach.exercises.reading import as_labelled, read
from posecoach.form import Part, Side
from posecoach.sessions.criteria import parts_of
from posecoach.sessions.recognise import Moment, Recognised, recognise
from posecoach.sessions.recorded import Judged, judge
from posecoach.sessions.seeing import asked, sight_of
from posecoach.sessions.setup import problem
from posecoach.sessions.sight import Sight
from posecoach.sessions.task import Task
from posecoach.types import Floats, Pose, Sighting

LEAST_REPEATS = 2
EACH: tuple[Side, ...] = ("right", "left")
Values = list[dict[Part, float]]  # of each frame in which somebody was seen


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
        return recognise((it, self._moments(it)) for it in exercises if self._may_be(it))

    def _may_be(self, exercise: Exercise) -> bool:
        """Return whether it is worth a look: a repetition's position alone tells little."""
        if exercise.repetition is None or not exercise.checked:
            return exercise.checked
        sides = self.judged(exercise).result.sides.values()
        return sum(side.count for side in sides) >= LEAST_REPEATS

    def pose_at(self, t: float) -> Pose | None:
        """Return the person in the frame of t seconds; None: nobody, or no such frame."""
        return self._poses.get(t)

    @property
    def end(self) -> float:
        """Seconds of the last frame; NaN before the first."""
        return self._frames[-1][0] if self._frames else nan

    def streams(self, exercise: Exercise) -> dict[Side | None, Stream]:
        """Return worked side -> what a session would see of that exercise, frame by frame."""
        if exercise.sides == "together" or not self._someone:
            return {None: self._stream(Task(exercise))}
        streams = {side: self._stream(Task(exercise, side)) for side in EACH}
        return one_at_a_time(exercise, streams, self._labelled(exercise))

    def _labelled(self, exercise: Exercise) -> dict[Side, list[bool]]:
        """Return worked side -> in which frames its gate holds as the network names the legs."""
        found = {}
        for side in EACH:
            held = iter(as_labelled(exercise, self._all, side).tolist())
            found[side] = [pose is not None and next(held) for _, pose, _ in self._frames]
        return found

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
        if not self._someone:
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

    @property
    def _someone(self) -> bool:
        return any(pose is not None for _, pose, _ in self._frames)

    @cached_property
    def _poses(self) -> dict[float, Pose]:
        return {t: pose for t, pose, _ in self._frames if pose is not None}

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
