"""Somebody drawn who follows a guided session: hears a sentence out, and then does what it says.

    follower = Follower(exercises, figures, cast)
    follower.hear(cue, task, until_s)       # a sentence has begun, and will have been said by then
    follower.moment(t)                      # what the body does at t seconds

Pure: the same cues at the same times give the same movements.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import ceil, inf
from typing import Literal, NamedTuple

import numpy as np

from posecoach.evaluate.exercise_clips import Take
from posecoach.evaluate.stage import Cast
from posecoach.exercises.exercise import Exercise
from posecoach.form import Side
from posecoach.mannequin.motion import eased
from posecoach.mannequin.stretches import Stretch
from posecoach.sessions.cues import Cue
from posecoach.sessions.sight import Near
from posecoach.sessions.task import Task

REACTS_S = (0.5, 1.2)  # from the end of a sentence to the start of the movement
CHANGE_S, DOWN_S, TURN_S = 4.0, 9.0, 8.0  # another position; down to the mat; the other way round
POSITION = frozenset({"announce", "announce_reps", "which_side", "switch_side", "setup"})
AWAY = frozenset({"leave", "release"})

Kind = Literal["place", "in", "out", "repeat", "turn"]


class Stand(NamedTuple):
    """A share of the way into an exercise, worked on a side."""

    exercise: str
    side: Side
    share: float = 0.0


class Moment(NamedTuple):
    """What the body does: so far from one stand to the next, turned so many degrees."""

    before: Stand
    now: Stand
    mix: float = 1.0  # share of the time from one to the other
    heading: float = 0.0


@dataclass(frozen=True, slots=True)
class _Motion:
    kind: Kind
    start: float  # seconds
    end: float
    goal: Stand
    since: Stand  # where it began
    heading: tuple[float, float] = (0.0, 0.0)  # at its start and end, degrees


@dataclass
class Follower:
    """One person; the chance in their reactions belongs to the cast."""

    exercises: Mapping[str, Exercise]
    figures: Mapping[str, Stretch]
    cast: Cast
    start: Stand
    _motions: list[_Motion] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Stand where it starts."""
        self._random = self.cast.random("following")
        self._motions = [_Motion("place", -inf, -inf, self.start, self.start)]

    def hear(self, cue: Cue, task: Task, near: Near, until_s: float) -> None:
        """Take in a sentence of a set, said by `until_s`; `near`: the side seen nearer now."""
        start = until_s + float(self._random.uniform(*REACTS_S))
        goal = Stand(task.exercise.id, task.side or "right")
        held = task.exercise.repetition is None
        if cue.key in POSITION:
            self._position(goal, start)
        elif cue.key in ("enter", "gate_open", "again") or (cue.key == "set_of" and held):
            self._position(goal, start)
            if held and (cue.key != "set_of" or cue.fields["n"] > 1):  # type: ignore[operator]
                self._go("in", goal._replace(share=1.0), start, self._way_s(goal))
        elif cue.key in ("begin_reps", "begin_alternating"):
            self._position(goal, start)
            self._go("repeat", goal, start, inf)
        elif cue.key in AWAY:
            self._out(goal, start)
        elif cue.key in ("place_side", "place_oblique") and near not in ("", cue.fields["side"]):
            self._turn(start)

    def moment(self, t: float) -> Moment:
        """Return what the body does at t seconds."""
        motion = next(it for it in reversed(self._motions) if it.start <= t)
        gone = (t - motion.start) / (motion.end - motion.start) if t < motion.end else 1.0
        share = eased(gone)
        heading = motion.heading[0] + share * (motion.heading[1] - motion.heading[0])
        goal, since = motion.goal, motion.since
        if motion.kind == "repeat":
            goal = self._repeating(goal, t - motion.start, motion.end - motion.start)
            return Moment(goal, goal, 1.0, heading)
        if (since.exercise, since.side) == (goal.exercise, goal.side):
            goal = goal._replace(share=since.share + share * (goal.share - since.share))
            return Moment(goal, goal, 1.0, heading)
        return Moment(since, goal, gone, heading)

    def _repeating(self, goal: Stand, t: float, lasts: float) -> Stand:
        take = self._take(goal)
        tempo, rep = take.tempo, take.exercise.repetition
        assert tempo is not None and rep is not None
        if t >= lasts:
            return goal
        turn = int(t // tempo.period) % 2
        other: Side = "left" if goal.side == "right" else "right"
        side = other if rep.alternating and turn else goal.side
        return Stand(goal.exercise, side, tempo.share(t))

    @property
    def _last(self) -> _Motion:
        return self._motions[-1]

    def _position(self, goal: Stand, start: float) -> None:
        last = self._last.goal
        if (last.exercise, last.side) == (goal.exercise, goal.side):
            return
        down = self._base(last) in ("standing", "chair") and self._base(goal) == "supine"
        self._go("place", goal, start, DOWN_S + CHANGE_S if down else CHANGE_S)

    def _out(self, goal: Stand, start: float) -> None:
        last = self._last
        if last.kind != "repeat":
            self._go("out", goal, start, self._way_s(goal))
            return
        tempo = self._take(goal).tempo
        if tempo is not None and last.end == inf:
            whole = ceil(max(0.0, start - last.start) / tempo.period) * tempo.period
            self._motions[-1] = replace(last, end=last.start + whole)

    def _turn(self, start: float) -> None:
        if self._last.kind == "turn" and start < self._last.end + TURN_S:
            return
        here = self._last.goal
        turned = self._last.heading[1]
        at = max(start, self._last.end)
        ways = (turned, 180.0 - turned)
        self._motions.append(_Motion("turn", at, at + TURN_S, here, here, ways))

    def _go(self, kind: Kind, goal: Stand, start: float, lasts: float) -> None:
        last = self._last
        if last.kind == kind and last.goal == goal:
            return
        since, heading = last.goal, last.heading[1]
        start = max(start, last.end if last.end < inf else start)
        self._motions.append(_Motion(kind, start, start + lasts, goal, since, (heading, heading)))

    def _take(self, stand: Stand) -> Take:
        return Take(self.exercises[stand.exercise], self.figures[stand.exercise], self.cast)

    def _way_s(self, stand: Stand) -> float:
        return self._take(stand).way_s

    def _base(self, stand: Stand) -> str:
        return self.figures[stand.exercise].plan.base


def side_near(azimuth: float, heading: float) -> Near:
    """Return which side of somebody turned by `heading` is nearer a camera at an azimuth."""
    aside = float(np.sin(np.radians(azimuth - heading)))
    return "left" if aside > 0 else "right"
