"""What is asked of a clip: one exercise, or which of the catalogue it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from posecoach.clip.clip import Clip
from posecoach.exercises.exercise import Exercise
from posecoach.reports.exercise import AUTO, ExerciseSummary, exercise_summary
from posecoach.sessions.recognise import Recognised
from posecoach.sessions.recorded import Judged
from posecoach.types import Sighting


@dataclass(frozen=True)
class Asked:
    """An exercise by its id, or "auto", and what was seen so far."""

    id: str
    exercises: Mapping[str, Exercise]
    clip: Clip = field(default_factory=Clip)

    def add(self, sighting: Sighting) -> None:
        """Look at one more frame."""
        self.clip.add(sighting)

    @cached_property
    def judged(self) -> tuple[Exercise, Judged] | None:
        """What was judged, when all is in, and as which exercise; None: as none."""
        name = self.id
        if name == AUTO:
            name = self._found.best.exercise if self._found.best else ""
        exercise = self.exercises.get(name)
        return (exercise, self.clip.judged(exercise)) if exercise else None

    @cached_property
    def summary(self) -> ExerciseSummary:
        """What the clip shows of it, when all is in."""
        found = self._found if self.id == AUTO else None
        return exercise_summary(self.id, self.exercises, self.judged, found)

    @cached_property
    def _found(self) -> Recognised:
        return self.clip.recognised(self.exercises.values())
