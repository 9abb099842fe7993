"""One set of one exercise on one side, coached: setup -> entry -> hold -> exit -> done.

Pure: a state and a moment in, a state and cues out. Repetitions take the place of entry and hold
where an exercise has them; without the camera the clock alone leads (`timed`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import nan

from msgspec.structs import replace

from posecoach.exercises.exercise import Exercise
from posecoach.sessions import counting, faults, repeating, setup, timed
from posecoach.sessions.criteria import angles_of, every, passes
from posecoach.sessions.cues import CHAT, Cue, cue
from posecoach.sessions.gate import LOSS_S, OPEN_S, RESET_S, Clock, claim, lasted, look
from posecoach.sessions.holding import judge, time_it
from posecoach.sessions.motion import STILL_S, fastest, remember
from posecoach.sessions.pace import CAUTION, jerked, watch
from posecoach.sessions.progress import Phase, Progress, Seen, enter, paced, with_faults
from posecoach.sessions.sight import Sight
from posecoach.sessions.talk import free, say, told
from posecoach.sessions.task import Tally, Task

SETTLE_S = 0.5  # still for so long, the way in is over
EXIT_S = 8.0  # the way out is watched no longer
OUT_S = 1.0  # out of the pose for so long: the way out is over
RISE = 20.0  # degrees/s: faster up from head down is said, SCIENCE C0
HEAD_DOWN = "head_down"  # the contra-indication that tells such an exercise
ENTRY_S = 12.0  # at rest for so long without good form: then this is how far it goes
RESTLESS_S = 8.0  # on the way in for so long and still moving

Step = tuple[Progress, tuple[Cue, ...]]


def start(task: Task, t: float) -> Progress:
    """Return the state of a set that begins at t."""
    tally = Tally(target_s=task.dose.hold_s, target_count=task.count)
    return Progress(t, t, faults.nothing(task.exercise), tally=tally)


def advance(task: Task, progress: Progress, t: float, sight: Sight | None) -> Step:
    """Return the state of a set at t, and what is said; `sight` None: no frame to judge."""
    if not task.checked:
        after, wishes = timed.advance(task, progress, t)
    elif sight is None:
        return progress, ()
    else:
        seeing, seen = _see(task, progress, t, sight)
        after, wishes = _PHASES[progress.phase](task, seeing, seen)
    talk, cues = say(after.talk, t, wishes)
    chats = after.chats
    if any(it.rank == CHAT for it in cues):
        chats = int(after.clock.ran_s // counting.CHAT_S)
    return replace(after, talk=talk, chats=chats, t=t), cues


def _see(task: Task, p: Progress, t: float, sight: Sight) -> tuple[Progress, Seen]:
    """Return the progress with one sight taken in, and what it shows."""
    exercise, inside = task.exercise, p.phase not in ("setup", "done")
    whole = None if setup.problem(task, sight) else claim(exercise, sight.values, inside)
    angles = angles_of(exercise)
    trace = remember(p.trace, t, [sight.values.get(part, nan) for part in angles])
    gate = look(p.gate, t, whole)
    pace = p.pace
    new: tuple[str, ...] = ()
    if inside or gate.good_since is not None:
        pace, new = watch(pace, trace, _target(exercise, p.phase))
    speed = fastest(trace, STILL_S) if angles else 0.0
    return replace(p, trace=trace, gate=gate, pace=pace), Seen(t, sight, whole, speed, new)


def _target(exercise: Exercise, phase: Phase) -> float:
    """Return the speed aimed at, degrees/s: coming up from head down it is lower."""
    rising = phase == "exit" and HEAD_DOWN in exercise.contraindications
    return min(exercise.dose.speed, RISE / CAUTION) if rising else exercise.dose.speed


def _setup(task: Task, p: Progress, seen: Seen) -> Step:
    t, gate = seen.t, p.gate
    if gate.good_since is None:
        shown = (seen.sight, gate, seen.speed)
        guided, wishes = setup.guide(p.setup, task, t, shown, free(p.talk, t))
        return replace(p, setup=guided, clock=Clock()), wishes
    p, _ = time_it(task, p, seen)
    if seen.whole is not True or lasted(gate.good_since, t) < OPEN_S:
        return p, ()
    heard = p.setup.said >= len(setup.words_of(task))
    said = () if heard else (_way_in(task),)
    if not task.count:
        return enter(p, "entry", t), said
    p = repeating.opened(task, enter(p, "reps", t), seen)
    return p, (*said, cue(task.begun, n=task.count))


def _way_in(task: Task) -> Cue:
    words = task.exercise.enter
    return cue("enter", words, task.words, urgent=True) if words else cue("gate_open")


def _entry(task: Task, p: Progress, seen: Seen) -> Step:
    if _left(p, seen):
        return _over(p, seen), (cue("again"),)
    p, _ = time_it(task, p, seen)
    if told(p.talk, "enter", p.since) and not free(p.talk, seen.t):
        p = replace(p, clock=Clock(), still_since=None)  # the words of the way in come first
    elif seen.still is False:
        p = replace(p, clock=Clock())  # on the way: the hold begins when it ends
    p = with_faults(paced(p, seen), *seen.new)
    wishes = tuple(counting.pace(p))
    rolls = task.exercise.strokes is not None
    settled = rolls or lasted(p.still_since, seen.t) >= SETTLE_S
    if seen.whole and settled and _there(task, p, seen):
        return _arrived(task, p, seen, wishes)
    if lasted(p.moving_since, seen.t) > RESTLESS_S:
        wishes = (*wishes, cue("hold_still"))
    return p, (*wishes, *counting.stopped(task, p, seen))


def _there(task: Task, p: Progress, seen: Seen) -> bool:
    """Return whether the way in is over: it is done well, or has been at rest for long enough."""
    form = every(passes(criterion, seen.sight.values) for criterion in task.exercise.form)
    return form is not False or p.clock.ran_s >= ENTRY_S


def _arrived(task: Task, p: Progress, seen: Seen, wishes: tuple[Cue, ...]) -> Step:
    torn = task.exercise.strokes is None and jerked(p.pace, p.trace.rows[-1])
    p = with_faults(p, "jerk") if torn else p
    left = round(task.dose.hold_s - p.clock.ran_s)
    said = (cue("jerk"),) if torn else ()
    return enter(p, "hold", seen.t), (*said, cue(task.begun, seconds=max(0, left)), *wishes)


def _hold(task: Task, p: Progress, seen: Seen) -> Step:
    if _left(p, seen):
        return _over(p, seen), (cue("again"),)
    before = p.clock.ran_s
    p, added = time_it(task, p, seen)
    rolls = task.exercise.strokes
    p = judge(task, p, seen, added)
    p = p if rolls else with_faults(paced(p, seen), *seen.new)
    if p.clock.ran_s >= task.dose.hold_s:
        return enter(p, "exit", seen.t), (counting.leave(task),)
    said = [*counting.counts(task.dose.hold_s, before, p.clock.ran_s)]
    said += () if rolls else counting.pace(p)
    said += faults.said(task, p.watched, seen.sight.values)
    said += counting.stopped(task, p, seen)
    if rolls:
        said += counting.rolled(rolls, p)
        if seen.whole is None:
            p, ticks = counting.beat(p, seen.t)
            said += ticks
    if talk := counting.chat(task, p.clock.ran_s, p.chats):
        said.append(talk)
    return p, tuple(said)


def _reps(task: Task, p: Progress, seen: Seen) -> Step:
    if _left(p, seen):
        return enter(p, "setup", seen.t), (cue("paused_form"),)
    p, added = time_it(task, p, seen)
    hurried = tuple(name for name in seen.new if name == "too_fast")
    p = with_faults(judge(task, p, seen, added), *hurried)
    p, told = repeating.repeat(task, p, seen)
    if p.tally.count >= task.count:
        return enter(p, "exit", seen.t), (*told, counting.leave(task))
    wishes = [*told, *faults.said(task, p.watched, seen.sight.values)]
    if "too_fast" in p.pace.on:
        wishes.append(cue("too_fast"))
    return p, (*wishes, *counting.stopped(task, p, seen))


def _exit(task: Task, p: Progress, seen: Seen) -> Step:
    gate = p.gate
    out = lasted(gate.bad_since, seen.t) >= OUT_S or lasted(gate.blind_since, seen.t) > LOSS_S
    if out or task.count or seen.t - p.since > EXIT_S:
        return enter(p, "done", seen.t), ()
    hurried = {"fast", "too_fast"}
    p = with_faults(p, "exit_slow") if hurried & set(seen.new) else p
    return p, (cue("exit_slow"),) if hurried & p.pace.on else ()


def _done(task: Task, p: Progress, seen: Seen) -> Step:
    return p, ()


def _left(p: Progress, seen: Seen) -> bool:
    return lasted(p.gate.bad_since, seen.t) > RESET_S


def _over(p: Progress, seen: Seen) -> Progress:
    """Return the progress of a hold that starts over; what was held longest stays known."""
    return replace(enter(p, "setup", seen.t), clock=Clock(), still_since=None)


_PHASES: Mapping[Phase, Callable[[Task, Progress, Seen], Step]] = {
    "setup": _setup,
    "entry": _entry,
    "hold": _hold,
    "reps": _reps,
    "exit": _exit,
    "done": _done,
}
