"""A whole programme, done by a figure whose joints wander as the network's do.

The first run is live: the figure does what the session asks for. What it did is the recording,
which can then be played again at any lower rate, whatever the session makes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from math import cos, radians, sin

import numpy as np

from posecoach.exercises.load import load_exercises
from posecoach.exercises.programs import fitted, load_programs, parts, seconds
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.motion import eased, seconds_needed
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.stretches import stretches
from posecoach.sessions.routine import turns_of
from posecoach.sessions.seeing import sight_of
from posecoach.sessions.session import advance, answer, begin, watching
from posecoach.types import Pose

FINE = 30  # frames a second of the recording
READY_S = 5.0  # of a set until the way in begins
STEPS = 24  # postures of a way
PX_M = 250.0
WANDER_M = 0.012  # standard deviation of a joint, slowly; half of it quickly, a hundredth trembling
REACTS_S = 8.0  # somebody who is told to stop goes on for so long: one repetition more
AZIMUTH = 80.0  # degrees of the camera: beside the left


@cache
def ways():
    return stretches()


@cache
def way(name: str, side: str):
    """Return the joints (STEPS + 1, 33, 3) from start to end of an exercise, camera axes."""
    a, figure = radians(AZIMUTH), ways()[name]
    found = []
    for share in np.linspace(0, 1, STEPS + 1):
        p = landmarks(pose(figure.posture(float(share), side))) * (1.0, -1.0, -1.0)
        p = p - p[23:25].mean(0)
        x, z = p[:, 0] * cos(a) - p[:, 2] * sin(a), p[:, 0] * sin(a) + p[:, 2] * cos(a)
        found.append(np.stack([x, p[:, 1], z], -1))
    return np.array(found)


@cache
def way_s(name: str, side: str) -> float:
    figure = ways()[name]
    return max(4.0, seconds_needed(figure.posture(0, side), figure.posture(1, side), 30.0))


class Wander:
    """How joints wander over time, the same at any rate: sums of sines."""

    def __init__(self, seed: int = 0):
        random = np.random.default_rng(seed)
        shape = (33, 3, 4)
        self.hz = random.uniform((0.05, 0.1, 0.3, 2.0), (0.2, 0.4, 0.8, 5.0), shape)
        self.phase = random.uniform(0, 2 * np.pi, shape)
        self.size = WANDER_M * np.array([1.0, 0.7, 0.3, 0.05])

    def at(self, t: float):
        return (self.size * np.sin(2 * np.pi * self.hz * t + self.phase)).sum(-1)


@dataclass
class Recording:
    """What the figure did: exercise, side and share of each frame."""

    frames: list = field(default_factory=list)
    wander: Wander = field(default_factory=Wander)

    def pose(self, i: int) -> Pose:
        name, side, share = self.frames[i]
        at = min(max(share, 0.0), 1.0) * STEPS
        low = min(int(at), STEPS - 1)
        grid = way(name, side)
        joints = grid[low] + (at - low) * (grid[low + 1] - grid[low]) + self.wander.at(i / FINE)
        return Pose(i / FINE, joints[:, :2] * PX_M + 400, joints, np.ones(33))


def turns(program: str, minutes: float = 60.0, without: str = ""):
    exercises = load_exercises()
    done = parts(load_programs(exercises)[program], exercises)
    done = fitted(done, minutes) if seconds(done) > 60 * minutes else done
    return [
        turn
        for part in done
        if part.exercise.id != without
        for turn in turns_of(part.exercise, (part.side,) if part.side else ("right", "left"))
    ]


class Actor:
    """Does what the session asks for, at its own pace."""

    def __init__(self):
        self.share, self.since, self.phase = 0.0, 0.0, "rest"
        self.doing, self.told_at = None, 0.0

    def act(self, state, t):
        asked = state.progress.phase if state.stage == "set" and state.progress else "rest"
        goes_on = asked not in ("exit", "done", "rest")
        if goes_on or self.doing is None:
            self.told_at = t
        if goes_on or t - self.told_at >= REACTS_S or self.doing is None:
            self.doing = state.turn or self.doing
            if asked != self.phase:
                self.phase, self.since = asked, t
        task, phase = self.doing.task, self.phase
        side = task.side or "right"
        for_s, name = t - self.since, task.exercise.id
        rep = task.exercise.repetition
        if phase == "reps":
            period = max(sum(rep.period_s) / 2, 1.0)
            stay = rep.hold_s + 0.5 if rep.hold_s else 0.0
            move, u = (period - stay) / 2, for_s % period
            number = int(for_s // period)
            self.share = eased(min(u / move, (period - u) / move, 1.0))
            side = ("left", "right")[number % 2] if rep.alternating else side
            return name, side, self.share
        whole = way_s(name, side)
        there = phase in ("entry", "hold") or (phase == "setup" and for_s > READY_S)
        there = there and rep is None
        self.share = min(1.0, max(0.0, self.share + (1 if there else -1) / (whole * FINE)))
        return name, side, eased(self.share)


def _step(state, t, pose_):
    state, _ = advance(state, t, sight_of(pose_, watching(state)))
    if state.question is not None and t - state.question.since > 3.0:
        state, _ = answer(state, t, 1)
    return state


def live(chosen, most_s: float = 1800.0):
    """Do these turns at 30 frames a second; return the last state and the recording."""
    recording, actor = Recording(), Actor()
    state, _ = begin(tuple(chosen), 0.0)
    for i in range(int(most_s * FINE)):
        recording.frames.append(actor.act(state, i / FINE))
        state = _step(state, i / FINE, recording.pose(i))
        if state.stage == "over":
            recording.frames += recording.frames[-1:] * int(REACTS_S * FINE)
            break
    return state, recording


def replayed(chosen, recording: Recording, fps: int):
    """Play the recording to a new session at another rate; return the last state."""
    state, _ = begin(tuple(chosen), 0.0)
    for i in range(0, len(recording.frames), FINE // fps):
        state = _step(state, i / FINE, recording.pose(i))
        if state.stage == "over":
            break
    return state
