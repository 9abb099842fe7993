"""What the user wants of a session under way: commands, answers, a hand held up."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from posecoach.sessions import heat
from posecoach.sessions.cues import Cue, cue
from posecoach.sessions.gate import Clock, Gate
from posecoach.sessions.motion import Trace
from posecoach.sessions.moving_on import answered, by_clock, finish_turn, skip_exercise, stopped
from posecoach.sessions.state import State, Step, after, begin_turn, speak
from posecoach.sessions.task import Tally

Command = Literal["pause", "resume", "skip", "repeat", "stop", "by_clock"]


def command(state: State, t: float, name: Command) -> Step:
    """Return the session after a command; one that makes no sense now changes nothing."""
    if state.stage == "over":
        return state, ()
    if name == "pause":
        return _pause(state, t)
    paused = state.paused_at is not None
    state = _awake(state, t)
    now = t - state.idle_s
    if name == "resume":
        return speak(state, now, cue("resumed")) if paused else (state, ())
    if name == "stop":
        return stopped(state, now, cue("stopped"))
    if name == "by_clock":
        return by_clock(replace(state, question=None), now)
    if name == "repeat":
        return _repeat(state, now)
    state, said = speak(state, now, cue("skipped"))
    if state.heat is not None:
        return after(said, cooled(state, now, heat.stop(state.heat, now)))
    return after(said, skip_exercise(state, now, state.progress.tally if state.progress else None))


def answer(state: State, t: float, n: float) -> Step:
    """Return the session after an answer: yes 1, no 0, or pain 0..10."""
    now = (t if state.paused_at is None else state.paused_at) - state.idle_s
    if state.heat is not None:
        return cooled(state, now, heat.answer(state.heat, now, bool(n)))
    return answered(state, now, n)


def signed(state: State, t: float) -> Step:
    """Return the session after a hand held up: yes to a question, else pause or go on."""
    if state.paused_at is not None:
        return command(state, t, "resume")
    asked = state.question is not None and not state.question.key.startswith("ask_pain")
    if asked or state.heat is not None:
        return answer(state, t, 1)
    return command(state, t, "pause")


def cooled(state: State, t: float, step: heat.Step) -> Step:
    """Return the session after a step of its heat, which may be over with it."""
    it, cues = step
    state, said = speak(replace(state, heat=it), t, *(_in_its_words(state, cue) for cue in cues))
    if not it.over:
        return state, said
    tally = Tally(held_s=it.warmed_s, target_s=it.length_s, checked=False)
    return after(said, finish_turn(state, t, tally, skipped=it.warmed_s < it.length_s))


def _in_its_words(state: State, said: Cue) -> Cue:
    """Return the cue; at the end of heat with the words of its exercise, if it has some."""
    task = state.turn.task if state.turn else None
    if said.key != "heat_done" or task is None or not task.exercise.leave:
        return said
    return replace(said, text=task.exercise.leave, fields=task.words)


def _pause(state: State, t: float) -> Step:
    if state.paused_at is not None:
        return state, ()
    now = t - state.idle_s
    if state.heat is not None:  # a skin check cannot wait: whoever pauses takes the heat off
        return cooled(state, now, heat.stop(state.heat, now))
    return speak(replace(state, paused_at=t), now, cue("paused", urgent=True))


def _awake(state: State, t: float) -> State:
    """Return the session with its clock running again, and nothing known of the time between."""
    if state.paused_at is None:
        return state
    idle = state.idle_s + t - state.paused_at
    progress = state.progress
    if progress is not None:
        clock = Clock(progress.clock.ran_s)
        progress = replace(progress, trace=Trace(), gate=Gate(), clock=clock, still_since=None)
    return replace(state, paused_at=None, idle_s=idle, progress=progress)


def _repeat(state: State, now: float) -> Step:
    """Return the session with the set under way, or the one before a rest, begun anew."""
    state, said = speak(state, now, cue("repeated"))
    before = state.stage != "set" and state.at > 0
    again = replace(
        state,
        at=state.at - before,
        outcomes=state.outcomes[:-1] if before else state.outcomes,
        heat=None,
        question=None,
    )
    return after(said, begin_turn(again, now))
