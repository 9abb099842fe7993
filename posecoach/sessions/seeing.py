"""A pose as the sight a session works on: measured values, what is missing, where the camera is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isnan

from msgspec.structs import replace

from posecoach.exercises.exercise import Exercise
from posecoach.exercises.reading import read
from posecoach.form import Part
from posecoach.metrics.body import Body
from posecoach.metrics.geometry import distance
from posecoach.sessions.camera import stand
from posecoach.sessions.criteria import parts_of, required
from posecoach.sessions.gesture import hand_up
from posecoach.sessions.sight import LIMBS, Near, Sight
from posecoach.sessions.task import Task
from posecoach.types import Pose

REGIONS = {
    "knees": "knee",
    "feet": "ankle",
    "hips": "hip",
    "hands": "wrist",
    "elbows": "elbow",
    "shoulders": "shoulder",
    "head": "ear",
}
"""What is said -> the joint it is told by, what is most often cut off first."""


def sight_of(pose: Pose | None, task: Task | None, problem: str = "") -> Sight:
    """Return what a pose shows to somebody coached through a task.

    Args:
        pose: of the person followed, unseen joints NaN; None: nobody.
        task: the set under way; None: nothing is to be measured.
        problem: why nothing can be judged, in words; empty: it can.
    """
    if pose is None:
        return Sight(person=False, problem=problem)
    body, where = Body(pose.px), stand(pose.world)
    hips = body.middle("hip")
    sight = Sight(
        camera=where.cameras,
        near=where.near,
        yaw=where.yaw,
        scale_px=distance(hips, body.middle("shoulder")),
        hips=hips,
        limbs=tuple(side(part) for part in LIMBS for side in (body.left, body.right)),
        hand_up=hand_up(body),
        problem=problem,
    )
    return asked(sight, pose, task, measured(pose, task, where.near)) if task else sight


def asked(sight: Sight, pose: Pose, task: Task, values: Mapping[Part, float]) -> Sight:
    """Return a sight with the values of a task, and what is unseen that it needs."""
    unknown = any(isnan(values[part]) for part in required(task.exercise))
    missing = (*_unseen(Body(pose.px)), "body") if unknown else ()
    return replace(sight, values=values, missing=missing)


def measured(pose: Pose, task: Task, near: Near = "") -> dict[Part, float]:
    """Return the values a task is judged by; NaN where a joint is unseen."""
    exercise = task.exercise
    side = task.side or (near if nearer_leads(exercise) else "") or "right"
    found = read(exercise, pose, side, parts_of(exercise))
    return {part: float(value) for part, value in found.items()}


def nearer_leads(exercise: Exercise) -> bool:
    """Return whether, where both sides work together, the nearer one is taken as worked.

    Beside the body it is the one that is seen best. From the front, where none is nearer, and
    where the sides take turns, the two would only be exchanged from frame to frame.
    """
    rep = exercise.repetition
    in_turn = rep is not None and rep.alternating
    return exercise.views[:1] in (("side",), ("oblique",)) and not in_turn


def _unseen(body: Body) -> Iterator[str]:
    """Yield the regions that are not seen: whole ones first, then those seen on one side."""
    seen = {
        name: (_seen(body.left(part)), _seen(body.right(part))) for name, part in REGIONS.items()
    }
    yield from (name for name, sides in seen.items() if not any(sides))
    yield from (name for name, sides in seen.items() if any(sides) and not all(sides))


def _seen(point: complex) -> bool:
    return point == point
