"""How far a set has come: the state of `coach`, and what one sight adds to it."""

from __future__ import annotations

from math import isnan, nan
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.sessions.criteria import Claim
from posecoach.sessions.faults import Watched
from posecoach.sessions.gate import LOSS_S, Clock, Gate
from posecoach.sessions.motion import Trace
from posecoach.sessions.pace import Pace
from posecoach.sessions.repeats import Reps
from posecoach.sessions.rolling import Rolling
from posecoach.sessions.setup import Setup
from posecoach.sessions.sight import Sight
from posecoach.sessions.talk import Talk
from posecoach.sessions.task import Tally

STILL = 8.0  # degrees/s: the hold clock runs below, SCIENCE C0
BAD_PACE_S = 5.0  # a fault of pace counts against so many seconds, the window of a bounce

Phase = Literal["setup", "entry", "hold", "reps", "exit", "done"]


class Seen(Struct, frozen=True):
    """What one sight shows, beyond its values."""

    t: float
    sight: Sight
    whole: Claim  # all criteria of the gate hold
    speed: float  # degrees/s of the fastest angle; NaN not known
    new: tuple[str, ...] = ()  # faults of pace that have begun

    @property
    def still(self) -> Claim:
        """Whether the pose is there and at rest."""
        if self.whole is not True:
            return self.whole
        return None if isnan(self.speed) else self.speed < STILL


class Progress(Struct, frozen=True):
    """The state of one set; times in seconds."""

    since: float  # the phase has lasted
    t: float  # of the last sight
    watched: Watched
    phase: Phase = "setup"
    talk: Talk = Talk()
    setup: Setup = Setup()
    gate: Gate = Gate()
    trace: Trace = Trace()
    pace: Pace = Pace()
    clock: Clock = Clock()
    still_since: float | None = None
    moving_since: float | None = None  # in the pose and not at rest
    reps: Reps | None = None
    rolling: Rolling = Rolling()
    depths: tuple[tuple[float, float], ...] = ()  # (seconds, value) while the clock ran
    chats: int = 0  # encouragements due so far
    ticked: float = nan  # seconds of the last beat of the metronome
    tally: Tally = Tally()


def enter(progress: Progress, phase: Phase, t: float) -> Progress:
    """Return the progress in a new phase."""
    return replace(progress, phase=phase, since=t)


def with_faults(progress: Progress, *ids: str) -> Progress:
    """Return the progress with these faults counted once more each."""
    if not ids:
        return progress
    counts = dict(progress.tally.faults)
    for name in ids:
        counts[name] = counts.get(name, 0) + 1
    return replace(progress, tally=replace(progress.tally, faults=counts))


def paced(progress: Progress, seen: Seen) -> Progress:
    """Return the progress with the time since the last sight counted as well or badly paced."""
    dt = seen.t - progress.t
    if seen.whole is not True or dt > LOSS_S:
        return progress
    until, tally = progress.pace.until, progress.tally
    good = until is None or seen.t - until > BAD_PACE_S
    tally = replace(
        tally, pace_all=tally.pace_all + dt, pace_good=tally.pace_good + (dt if good else 0.0)
    )
    return replace(progress, tally=tally)
