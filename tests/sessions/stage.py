"""Somebody who exercises, as values over time: known holds, wobbles, losses, repetitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf, nan

from posecoach.exercises.exercise import Criterion, Dose, Exercise, Fault, Repetition
from posecoach.form import Measure
from posecoach.sessions.coach import advance, start
from posecoach.sessions.sight import Sight
from posecoach.sessions.task import Task

HIP, KNEE = ("hip", "right"), ("knee", "right")
LEFT_HIP, CROSS = ("hip", "left"), ("cross", "right")


def measures() -> dict[str, Measure]:
    """Stand-ins for form measures: only their units and sides matter here."""

    def made(name: str, unit: str, sided: bool) -> Measure:
        return Measure(name, unit, sided, "more", "test", lambda shape, side: nan)

    named = (("hip", "deg", True), ("knee", "deg", True), ("cross", "ratio", True))
    return {name: made(name, unit, sided) for name, unit, sided in (*named, ("lean", "deg", False))}


def exercise(**changed) -> Exercise:
    """Return a hold of 30 s: hip 80..120, knee 60..125, the ankle near the other knee."""
    entry = {
        "title": "Figure four",
        "kind": "stretch",
        "purpose": "p",
        "muscles": ("m",),
        "position": "supine",
        "setup": ("Lie down.", "Cross your {side} ankle over."),
        "source": "s",
        "views": ("side", "front"),
        "during": ("Soften.", "Let it sink."),
        "leave": "Let go.",
        "gate": (
            Criterion("hip", (80.0, 120.0), "right", below="Closer.", above="Further away."),
            Criterion("knee", (60.0, 125.0), "right", below="Bend more."),
            Criterion("cross", (-inf, 0.40), "right", above="Ankle over the knee."),
        ),
        "form": (Criterion("knee", (70.0, 110.0), "right", above="Knee a little less."),),
        "fault": (Fault("lean", "lean", "Sit even.", above=12.0, for_s=1.0),),
        "dose": Dose(sets=2, hold_s=30.0, rest_s=10.0),
        "id": "figure_four",
    }
    return Exercise(**{**entry, **changed})


REST = {HIP: 10.0, KNEE: 10.0, CROSS: 1.5, ("lean", "right"): 0.0, LEFT_HIP: 10.0}
POSE = {HIP: 95.0, KNEE: 90.0, CROSS: 0.2, ("lean", "right"): 0.0, LEFT_HIP: 95.0}

Course = Callable[[float], dict]


def between(a: dict, b: dict, share: float) -> dict:
    share = min(max(share, 0.0), 1.0)
    return {part: a[part] + share * (b[part] - a[part]) for part in a}


def held(start_s: float, end_s: float, way_s: float = 6.0, pose: dict | None = None) -> Course:
    """Return values of somebody who arrives at start_s, stays until end_s, and goes back."""
    goal = pose or POSE

    def at(t: float) -> dict:
        into, out = (t - start_s + way_s) / way_s, (t - end_s) / way_s
        return between(REST, goal, min(into, 1 - out))

    return at


@dataclass
class Run:
    """What came of a run: the cues with their times, the last state, the phases' starts."""

    cues: list = field(default_factory=list)
    progress: object = None
    phases: dict = field(default_factory=dict)

    def said(self, key: str) -> list[float]:
        return [t for t, it in self.cues if it.key == key]

    def texts(self, key: str) -> list[str]:
        return [it.text for _, it in self.cues if it.key == key]


def moments(seconds: float, fps: float) -> Iterator[float]:
    return (i / fps for i in range(int(seconds * fps) + 1))


def watch(
    task: Task,
    course: Course,
    seconds: float,
    fps: float = 15.0,
    sight: Callable[[float, dict], Sight | None] = lambda t, values: Sight(
        values, camera=("side",)
    ),
) -> Run:
    """Coach somebody through a course of values and return what came of it."""
    run, progress = Run(), start(task, 0.0)
    for t in moments(seconds, fps):
        progress, cues = advance(task, progress, t, sight(t, course(t)))
        run.cues += [(t, it) for it in cues]
        run.phases.setdefault(progress.phase, t)
    run.progress = progress
    return run


def hold_task(**changed) -> Task:
    it = exercise(**changed)
    return Task(it, "right")


def raises(count: int = 3, **changed) -> Task:
    """Return a set of repetitions: hip from 0..20 to 80..120 and back, a second at the end."""
    rep = {
        "measure": "hip",
        "start": (-20.0, 20.0),
        "end": (80.0, 120.0),
        "count": count,
        "side": "right",
        "hold_s": 1.0,
        "period_s": (3.0, 12.0),
    }
    it = exercise(
        gate=(Criterion("knee", (60.0, 125.0), "right", below="Bend more."),),
        form=(),
        dose=Dose(hold_s=0.0, sets=2),
        repetition=Repetition(**{**rep, **changed}),
    )
    return Task(it, "right")


def to_and_fro(period_s: float, high: float, stay_s: float = 0.0, begin_s: float = 3.0) -> Course:
    """Return values of somebody who goes from 0 to `high` and back, over and over."""
    way = (period_s - stay_s) / 2

    def at(t: float) -> dict:
        u = (t - begin_s) % (period_s + 1.0) if t > begin_s else 0.0
        share = min(u / way, 1.0, max(0.0, (period_s - u) / way))
        return {**POSE, HIP: high * share}

    return at
