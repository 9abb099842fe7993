"""What is said while time runs: half, the last five seconds, breath, stops, tempo of rolling."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from msgspec.structs import replace

from posecoach.exercises.exercise import Strokes
from posecoach.sessions.criteria import advice, passes
from posecoach.sessions.cues import Cue, cue
from posecoach.sessions.gate import LOSS_S, lasted
from posecoach.sessions.progress import Progress, Seen
from posecoach.sessions.rolling import SPOT_S, resting_s, tempo
from posecoach.sessions.task import Task

LAST, HALF_FROM_S = 5, 20.0  # the last seconds counted; a shorter hold needs no half-time
CHAT_S = 5.0  # breath and the exercise's own words take turns: a breath cue every 10 s
QUIET_END_S = 6.0  # no chat so shortly before the end
STOPPED_S = 1.5  # the clock has stood for so long before it is said
PAUSED_S = 3.0  # ... when there is nothing better to say
BEAT_S = 3.0  # metronome of rolling, one way, SCIENCE D
SPOT_ENOUGH_S = 30.0  # on a tender spot, SCIENCE D


def counts(target_s: float, before: float, now: float) -> tuple[Cue, ...]:
    """Return what the clock has to say between two of its readings, seconds."""
    numbers = [n for n in range(1, LAST + 1) if before < target_s - n <= now < target_s]
    if numbers:
        return (cue("count", urgent=True, n=min(numbers)),)
    half = target_s >= HALF_FROM_S and before < target_s / 2 <= now
    return (cue("half"),) if half else ()


def chat(task: Task, ran_s: float, chats: int) -> Cue | None:
    """Return encouragement that is due, when `chats` of them have been before."""
    due = int(ran_s // CHAT_S)
    if due <= chats or ran_s > task.dose.hold_s - QUIET_END_S:
        return None
    if due % 2 == 0:
        return cue("breathe")
    words = task.exercise.during
    return cue("during", words[due // 2 % len(words)], task.words) if words else None


def leave(task: Task) -> Cue:
    """Return how to come out of it."""
    words = task.exercise.leave
    return cue("leave", words, task.words, urgent=True) if words else cue("release", urgent=True)


def pace(progress: Progress) -> Iterator[Cue]:
    """Yield the universal faults that last."""
    for name in ("too_fast", "bounce", "fast"):
        if name in progress.pace.on:
            yield cue(name)


def stopped(task: Task, progress: Progress, seen: Seen) -> Iterator[Cue]:
    """Yield why the clock stands, if it does."""
    gate = progress.gate
    if lasted(gate.blind_since, seen.t) > LOSS_S:
        yield cue("lost", part=seen.sight.missing[0] if seen.sight.missing else "body")
    if lasted(gate.bad_since, seen.t) >= STOPPED_S:
        yield from _back(task, seen)
    if lasted(gate.bad_since, seen.t) > PAUSED_S:
        yield cue("paused_form")
    if lasted(progress.moving_since, seen.t) > PAUSED_S and not task.exercise.strokes:
        yield cue("hold_still")


def rolled(strokes: Strokes, progress: Progress) -> Iterator[Cue]:
    """Yield what is said about the way somebody rolls."""
    state = progress.rolling
    pause, (_, most) = resting_s(state), strokes.rest_on_spot_s
    if pause > most:
        yield cue("spot_too_long")
    elif pause >= SPOT_ENOUGH_S:
        yield cue("spot_done")
    elif pause >= SPOT_S:
        yield cue("spot", seconds=round(SPOT_ENOUGH_S - pause))
    else:
        speed = tempo(state, strokes)
        if speed in ("fast", "too_fast"):
            yield cue("roll_much_slower" if speed == "too_fast" else "roll_slower")


def beat(progress: Progress, t: float) -> tuple[Progress, tuple[Cue, ...]]:
    """Return the progress with the metronome run on, and its beat when one is due."""
    if not isnan(progress.ticked) and t - progress.ticked < BEAT_S - 1e-6:
        return progress, ()
    late = isnan(progress.ticked) or t - progress.ticked > 2 * BEAT_S
    return replace(progress, ticked=t if late else progress.ticked + BEAT_S), (cue("tick"),)


def _back(task: Task, seen: Seen) -> Iterator[Cue]:
    for criterion in task.exercise.gate:
        if passes(criterion, seen.sight.values, loose=True) is False:
            words = advice(criterion, seen.sight.values, loose=True)
            if words:
                yield cue("adjust", words, task.words)
