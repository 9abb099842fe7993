"""The time of a hold, of rolling or of a set of repetitions: what of it counts, and how well."""

from __future__ import annotations

from math import isnan, nan
from statistics import median

from msgspec.structs import replace

from posecoach.sessions import faults
from posecoach.sessions.criteria import Claim, depth_of
from posecoach.sessions.gate import run
from posecoach.sessions.progress import Progress, Seen, with_faults
from posecoach.sessions.rolling import roll, tempo
from posecoach.sessions.task import Tally, Task

HURRIED = ("fast", "too_fast")
DEPTH_S = 0.5  # depths are kept so far apart


def time_it(task: Task, progress: Progress, seen: Seen) -> tuple[Progress, float]:
    """Return the progress with the clock run on, and the seconds this has added."""
    held = task.exercise.strokes is None and not task.count
    claim = seen.still if held else seen.whole
    clock, added = run(progress.clock, seen.t, claim)
    still_since = _since(progress.still_since, seen.t, seen.still)
    moving = None if seen.still is None else seen.whole is True and not seen.still
    moving_since = _since(progress.moving_since, seen.t, moving)
    return replace(progress, clock=clock, still_since=still_since, moving_since=moving_since), added


def judge(task: Task, progress: Progress, seen: Seen, added: float) -> Progress:
    """Return the progress with the time just added judged: form, faults, depth."""
    watched, new = faults.watch(task.exercise, progress.watched, seen.t, seen.sight.values)
    done_well = faults.well_done(task.exercise, watched, seen.sight.values) if added else None
    tally = _timed(progress.tally, progress.clock.ran_s, added, done_well)
    progress = with_faults(replace(progress, watched=watched, tally=tally), *new)
    return _deeper(task, _rolled(task, progress, seen), seen) if added else progress


def _timed(tally: Tally, ran_s: float, added: float, done_well: Claim) -> Tally:
    known = added if done_well is not None else 0.0
    return replace(
        tally,
        held_s=max(tally.held_s, ran_s),
        known_s=tally.known_s + known,
        form_s=tally.form_s + (added if done_well else 0.0),
    )


def _deeper(task: Task, progress: Progress, seen: Seen) -> Progress:
    part = depth_of(task.exercise)
    value = seen.sight.values.get(part, nan) if part else nan
    depths = progress.depths
    if isnan(value) or (depths and seen.t - depths[-1][0] < DEPTH_S):
        return progress
    depths = (*depths, (seen.t, value))
    tally = replace(progress.tally, depth=median(v for _, v in depths))
    return replace(progress, depths=depths, tally=tally)


def _rolled(task: Task, progress: Progress, seen: Seen) -> Progress:
    strokes = task.exercise.strokes
    if strokes is None:
        return progress
    sight, old = seen.sight, progress.rolling
    now = roll(old, strokes, seen.t, sight.hips, sight.scale_px)
    new = now.strokes[len(old.strokes) :]
    good = sum(stroke.period_s >= strokes.period_s[0] for stroke in new)
    tally = progress.tally
    tally = replace(
        tally,
        count=len(now.strokes),
        spot_s=now.spot_s,
        pace_all=tally.pace_all + len(new),
        pace_good=tally.pace_good + good,
    )
    progress = replace(progress, rolling=now, tally=tally)
    hurried = tempo(now, strokes) in HURRIED and tempo(old, strokes) not in HURRIED
    return with_faults(progress, "roll_fast") if hurried else progress


def _since(since: float | None, t: float, claim: Claim) -> float | None:
    if claim is None:
        return since
    return (t if since is None else since) if claim else None
