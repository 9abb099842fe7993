"""What is asked for in one set, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

from msgspec import Struct

from posecoach.exercises.exercise import Dose, Exercise
from posecoach.form import Side

HELD = ("stretch", "massage")  # kinds in which somebody stays as they are


class Task(Struct, frozen=True):
    """One set of one exercise on one side, of the dose its exercise says."""

    exercise: Exercise
    side: Side | None = None  # worked; None where both are worked together
    by_clock: bool = False  # without the camera, though the exercise could be checked

    @property
    def dose(self) -> Dose:
        """How much of it; `hold_s` is of a hold, of rolling or of a spot."""
        return self.exercise.dose

    @property
    def count(self) -> int:
        """Repetitions; 0: it is held."""
        return self.exercise.repetition.count if self.exercise.repetition else 0

    @property
    def seconds(self) -> float:
        """About how long the set takes."""
        rep = self.exercise.repetition
        return self.count * sum(rep.period_s) / 2 if rep else self.dose.hold_s

    @property
    def checked(self) -> bool:
        """Whether the camera checks this set."""
        return self.exercise.checked and not self.by_clock

    @property
    def begun(self) -> str:
        """The key of what is said when it begins to count."""
        rep = self.exercise.repetition
        if rep:
            return "begin_alternating" if rep.alternating else "begin_reps"
        if self.exercise.strokes:
            return "begin_rolling"
        return "hold" if self.exercise.kind in HELD else "go_on"

    @property
    def words(self) -> dict[str, str]:
        """The fields {side} and {other}; the files are written for the right."""
        worked = self.side or "right"
        return {"side": worked, "other": "left" if worked == "right" else "right"}


class Tally(Struct, frozen=True):
    """What came of a set; seconds of what the camera has seen, unless `checked` is false."""

    held_s: float = 0.0  # longest hold, or time of rolling or repetition that counted
    target_s: float = 0.0
    count: int = 0  # repetitions, or strokes
    target_count: int = 0
    form_s: float = 0.0  # of the counted time: all form criteria held and nothing was at fault
    known_s: float = 0.0  # ... it could be told
    pace_good: float = 0.0  # seconds (holds), repetitions or strokes at a good pace
    pace_all: float = 0.0  # ... of so many
    faults: Mapping[str, int] = {}  # id -> how many times
    depth: float = nan  # of the measure of `depth_of`, middle value of the hold
    spot_s: float = 0.0  # rolling: at rest on tender spots
    checked: bool = True

    @property
    def done(self) -> float:
        """Share of what was asked for, 0 .. 1 (SCIENCE F4, never more for more)."""
        if self.target_count:
            return min(1.0, self.count / self.target_count)
        return min(1.0, self.held_s / self.target_s) if self.target_s else nan

    @property
    def form(self) -> float:
        """Share of the time it was done well, 0 .. 1; NaN when that could not be told."""
        return self.form_s / self.known_s if self.known_s > 0 else nan

    @property
    def pace(self) -> float:
        """Share of it at a good pace, 0 .. 1; NaN when that could not be told."""
        return self.pace_good / self.pace_all if self.pace_all > 0 else nan
