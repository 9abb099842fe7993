"""What is asked of a clip: one exercise, or which of the catalogue it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from posecoach.clip.clip import Clip
from posecoach.exercises.exercise import Exercise
from posecoach.reports.exercise import AUTO, ExerciseSummary, exercise_summary
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

    def summary(self) -> ExerciseSummary:
        """Return what the clip shows of it."""
        found, name = None, self.id
        if name == AUTO:
            found = self.clip.recognised(self.exercises.values())
            name = found.best.exercise if found.best else ""
        exercise = self.exercises.get(name)
        judged = (exercise, self.clip.judged(exercise)) if exercise else None
        return exercise_summary(self.id, self.exercises, judged, found)
