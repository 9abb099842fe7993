"""The plan's file: habits that can be logged and targets of the week, strictly checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from posecoach.content import LIBRARY, config_folder, read_toml
from posecoach.errors import ConfigError
from posecoach.plan.measures import MEASURES

FILE = "plan.toml"
Unit = Literal["%", "min", "days", "times", "l", "portions", "of 10"]


class Habit(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that `posecoach log` takes."""

    id: str
    title: str
    unit: Unit
    range: tuple[float, float]  # of one entry
    usual: float | None = None  # the value where none is given; None: it must be given


class Target(Struct, frozen=True, forbid_unknown_fields=True):
    """How much of what in a week."""

    id: str
    title: str
    unit: Unit
    tip: str  # of the founding article
    next: str  # the one thing to do
    source: str
    command: str = ""  # of posecoach, that helps with it
    measure: str = ""  # what the camera saw: a name of plan.measures
    habit: str = ""  # or what was logged
    also: tuple[str, ...] = ()  # further habits that count
    least: float | None = None
    most: float | None = None
    entry_least: float = 0.0  # smaller entries do not count
    day_least: float = 0.0  # unit "days": a day counts from so much on
    every_weeks: int = 1
    weight: float = 1.0

    @property
    def measured(self) -> bool:
        """Whether the camera saw it; else the user stated it."""
        return bool(self.measure)


class WeekPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    habit: tuple[Habit, ...]
    target: tuple[Target, ...]

    def habit_of(self, id: str) -> Habit | None:
        """Return a habit by its id."""
        return next((habit for habit in self.habit if habit.id == id), None)


def plan_path() -> Path:
    """Return the user's own file; it need not exist."""
    return config_folder() / FILE


def load_plan(path: Path | None = None) -> WeekPlan:
    """Return the user's plan, or ours.

    Raises:
        ConfigError: naming the file, the key and what is wrong with it.
    """
    own = plan_path()
    path = path or (own if own.is_file() else LIBRARY / FILE)
    plan = read_toml(path, WeekPlan)
    problem = next(_problems(plan), "")
    if problem:
        raise ConfigError(f"{path.name}: {problem}")
    return plan


def _problems(plan: WeekPlan) -> Iterator[str]:
    habits = [habit.id for habit in plan.habit]
    targets = [target.id for target in plan.target]
    for kind, ids in (("habit", habits), ("target", targets)):
        for id in ids:
            if ids.count(id) > 1:
                yield f"{kind} {id!r}: each id may be used only once"
    for habit in plan.habit:
        low, high = habit.range
        if low > high or not (habit.usual is None or low <= habit.usual <= high):
            yield f"habit {habit.id!r}: range must run up and hold what is usual"
    for target in plan.target:
        yield from (f"target {target.id!r}: {words}" for words in _wrong(target, habits))


def _wrong(target: Target, habits: list[str]) -> Iterator[str]:
    if bool(target.measure) == bool(target.habit):
        yield "needs either a measure or a habit"
    if target.measure and target.measure not in MEASURES:
        yield f"unknown measure {target.measure!r}; known: {', '.join(MEASURES)}"
    for habit in (target.habit, *target.also):
        if habit and habit not in habits:
            yield f"no habit {habit!r} in this file"
    if target.least is None and target.most is None:
        yield "needs least or most"
    if target.every_weeks < 1 or target.weight <= 0:
        yield "every_weeks and weight must be above 0"
