"""A set of repetitions: how it begins, what each look counts, what is said about it."""

from __future__ import annotations

from math import isnan, nan

from msgspec.structs import replace

from posecoach.exercises.exercise import Repetition
from posecoach.sessions.criteria import angles_of, repeated_parts
from posecoach.sessions.cues import Cue, cue
from posecoach.sessions.motion import STILL_S, recent
from posecoach.sessions.progress import Progress, Seen, with_faults
from posecoach.sessions.repeats import Reps, begin, look
from posecoach.sessions.task import Task

MANY, EVERY = 20, 10  # of more repetitions, only every tenth is counted aloud

WRONG = {
    "partial": "rep_partial",
    "other_side": "rep_other_side",
    "hold": "rep_hold",
    "fast": "rep_fast",
    "slow": "rep_slow",
}
"""What can be wrong with a repetition -> its cue, which also names the fault."""


def opened(task: Task, progress: Progress, seen: Seen) -> Progress:
    """Return the progress as the gate opens: changes are counted from what is now."""
    usual = dict(zip(angles_of(task.exercise), recent(progress.trace, STILL_S), strict=True))
    parts = repeated_parts(task.exercise)
    base = [usual.get(part, seen.sight.values.get(part, nan)) for part in parts]
    count = progress.tally.count
    reps = begin(base)
    return replace(
        progress, reps=reps, tally=replace(progress.tally, count=count, target_count=task.count)
    )


def repeat(task: Task, progress: Progress, seen: Seen) -> tuple[Progress, tuple[Cue, ...]]:
    """Return the progress after one more look, and what is said about a repetition."""
    rep, state = task.exercise.repetition, progress.reps
    if rep is None or state is None or seen.whole is not True:
        return progress, ()
    parts = repeated_parts(task.exercise)
    values = [seen.sight.values.get(part, nan) for part in parts]
    state = _based(state, values)
    state, over, wrong = look(rep, state, seen.t, values, [side for _, side in parts])
    progress = replace(progress, reps=state)
    if over is None:
        return progress, ()
    said = (_told(task, wrong, rep),) if wrong else ()
    progress = with_faults(progress, *(WRONG[wrong],) if wrong else ())
    tally = progress.tally
    counts = wrong in ("", "fast", "slow")
    tally = replace(
        tally,
        count=tally.count + counts,
        pace_all=tally.pace_all + counts,
        pace_good=tally.pace_good + (not wrong),
    )
    n = tally.count
    if counts and (task.count <= MANY or n % EVERY == 0):
        said = (cue("rep", n=n), *said)
    return replace(progress, tally=tally), said


def _told(task: Task, wrong: str, rep: Repetition) -> Cue:
    if wrong == "partial" and rep.short:
        return cue("partial", rep.short, task.words)
    return cue(WRONG[wrong], seconds=rep.hold_s)


def _based(state: Reps, values: list[float]) -> Reps:
    """Return the state with a base for what was unseen when the gate opened."""
    if not any(map(isnan, state.base)):
        return state
    pairs = zip(state.base, values, strict=True)
    return replace(state, base=tuple(v if isnan(b) else b for b, v in pairs))
