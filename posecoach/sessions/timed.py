"""A set led by the clock alone, where the camera cannot check: words, a lead-in, time, the end.

Nothing is measured, so nothing is judged: the tally says that it was not checked.
"""

from __future__ import annotations

from msgspec.structs import replace

from posecoach.sessions.counting import beat, chat, counts, leave
from posecoach.sessions.cues import Cue, cue
from posecoach.sessions.progress import Progress, enter
from posecoach.sessions.setup import Setup, words_of
from posecoach.sessions.talk import free
from posecoach.sessions.task import Tally, Task

LEAD_IN_S = 8.0  # from the last setup words to the start
LEAVE_S = 5.0  # coming out of it

Step = tuple[Progress, tuple[Cue, ...]]


def advance(task: Task, progress: Progress, t: float) -> Step:
    """Return the progress at t, and what could be said."""
    if progress.phase == "setup":
        return _setup(task, progress, t)
    if progress.phase == "entry":
        return _lead_in(task, progress, t)
    if progress.phase in ("hold", "reps"):
        return _run(task, progress, t)
    if progress.phase == "exit" and t - progress.since >= LEAVE_S:
        return enter(progress, "done", t), ()
    return progress, ()


def _setup(task: Task, p: Progress, t: float) -> Step:
    said, words = p.setup.said, words_of(task)
    if not free(p.talk, t):
        return p, ()
    if said < len(words):
        return replace(p, setup=Setup(said + 1)), (words[said],)
    return enter(p, "entry", t), (cue("timer_ready", seconds=round(LEAD_IN_S)),)


def _lead_in(task: Task, p: Progress, t: float) -> Step:
    if t - p.since < LEAD_IN_S:
        return p, ()
    tally = Tally(target_s=task.dose.hold_s, target_count=task.count, checked=False)
    p = replace(enter(p, "reps" if task.count else "hold", t), tally=tally)
    if task.count:
        return p, (cue(task.begun, n=task.count),)
    return p, (cue(task.begun, seconds=round(task.dose.hold_s)),)


def _run(task: Task, p: Progress, t: float) -> Step:
    before, now = p.clock.ran_s, t - p.since
    p = replace(p, clock=replace(p.clock, ran_s=now), tally=replace(p.tally, held_s=now))
    if now >= task.seconds:
        done = replace(p.tally, held_s=task.dose.hold_s, count=task.count)
        return replace(enter(p, "exit", t), tally=done), (leave(task),)
    if task.count:
        return _repeat(task, p, now)
    said = counts(task.dose.hold_s, before, now)
    if task.exercise.strokes:
        p, ticks = beat(p, t)
        said = (*said, *ticks)
    talk = chat(task, now, p.chats)
    return p, (*said, talk) if talk else said


def _repeat(task: Task, p: Progress, now: float) -> Step:
    n = int(now / (task.seconds / task.count))
    if n <= p.tally.count:
        return p, ()
    return replace(p, tally=replace(p.tally, count=n)), (cue("rep", n=n),)
