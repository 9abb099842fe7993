"""A whole session: warm-up first, each exercise on each side, rests, questions, and its end.

    state, cues = begin(turns, t, title)
    state, cues = advance(state, t, sight)           # for each frame, and without one: None
    state, cues = command(state, t, "pause")         # pause resume skip repeat stop by_clock
    state, cues = answer(state, t, 3)                # yes 1, no 0, pain 0..10

Pure: `t` is seconds of the caller's clock, which never goes back. `watching(state)` tells what the
next sight has to measure. Commands and answers: `commands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from msgspec.structs import replace

from posecoach.exercises.exercise import Exercise
from posecoach.sessions import coach, gesture, heat
from posecoach.sessions.commands import answer, command, cooled, signed
from posecoach.sessions.cues import cue
from posecoach.sessions.gate import lasted
from posecoach.sessions.moving_on import answered, finish_turn
from posecoach.sessions.routine import Turn, seconds
from posecoach.sessions.setup import heat_words
from posecoach.sessions.sight import Sight
from posecoach.sessions.state import State, Step, after, ask, begin_turn, speak
from posecoach.sessions.talk import free
from posecoach.sessions.task import Task
from posecoach.sessions.warmth import is_warm, move

__all__ = ["advance", "answer", "begin", "command", "watching"]

WAIT_S = {
    "ask_warm": 15.0,
    "ask_tighter": 10.0,
    "ask_timer_only": 10.0,
    "ask_pain": 20.0,
    "ask_pain_end": 30.0,
}
"""For an answer; then it goes on without one."""
BLIND_S = 20.0  # somebody is not well seen for so long: going by the clock is offered
AWAY_S = 60.0  # nobody is seen, or from a wrong place, which can be mended: not before
OFFER_AGAIN_S = 60.0
SHORT_S = 600.0  # a session up to so long is short, and asks for less warm-up
COLD_KINDS = ("warm-up", "heat", "massage", "roll")  # nothing has to be warm for these


def begin(
    turns: Sequence[Turn],
    t: float,
    title: str = "",
    warm_up: Exercise | None = None,
    earlier_heat: Sequence[float] = (),
) -> Step:
    """Return a session that begins at t.

    Args:
        turns: what to do, see `routine`.
        t: seconds.
        title: of the routine.
        warm_up: what is proposed to somebody who is not warm; None: only lighter work.
        earlier_heat: seconds at which earlier times of heat ended, on the same clock.
    """
    state = State(
        tuple(turns),
        title,
        since=t,
        t=t,
        warm_up=warm_up,
        earlier_heat=tuple(earlier_heat),
    )
    minutes = max(1, round(seconds(turns) / 60))
    watched = any(turn.task.checked for turn in turns)
    hint = (cue("raise_hand"),) if watched else ()
    state, said = speak(state, t, cue("session_begin", title=title, minutes=minutes), *hint)
    cold = bool(turns) and turns[0].task.exercise.kind not in COLD_KINDS
    state, more = ask(state, t, cue("ask_warm")) if cold else begin_turn(state, t)
    return state, (*said, *more)


def advance(state: State, t: float, sight: Sight | None) -> Step:
    """Return the session at t, and what is said; `sight` None: no frame to judge now."""
    if state.stage == "over":
        return state, ()
    hand, sign = gesture.look(state.hand, t, sight is not None and _calls(state, sight))
    state = replace(state, hand=hand)
    if sign:
        return signed(state, t)
    if state.paused_at is not None:
        return state, ()
    now = t - state.idle_s
    state = replace(state, t=now)
    if sight is not None and sight.person:
        state = replace(state, warmth=move(state.warmth, now, sight.limbs, sight.scale_px))
    if state.question is not None:
        state, said = _waited(state, now)
        if said or state.stage == "over":
            return state, said
    if state.heat is not None:
        return _warmed(state, now, heat.advance(state.heat, now))
    if state.stage == "set":
        return _coached(state, now, sight)
    if state.stage == "resting" and now - state.since >= state.rest_s:
        return begin_turn(state, now)
    return state, ()


def watching(state: State) -> Task | None:
    """Return the set whose parts the next sight has to measure; None: none."""
    return state.turn.task if state.turn is not None and state.stage != "over" else None


def _calls(state: State, sight: Sight) -> bool:
    """Return whether a hand is held up as a sign; arms that belong to the exercise are not."""
    turn = state.turn
    working = state.stage == "set" and state.paused_at is None and turn is not None
    if working and turn is not None and not gesture.means_something(turn.task.exercise):
        return False
    return sight.hand_up


def _waited(state: State, t: float) -> Step:
    """Return the state with the open question given up, or answered by what was seen."""
    question = state.question
    if question is None:
        return state, ()
    short = seconds(state.turns) <= SHORT_S
    if question.key == "ask_warm" and is_warm(state.warmth, short):
        state, said = speak(state, t, cue("warm"))
        return after(said, answered(state, t, 1))
    if t - question.since < WAIT_S[question.key]:
        return state, ()
    return answered(state, t, None)


def _warmed(state: State, t: float, step: heat.Step) -> Step:
    """Return the session after a step of its heat; while nothing else is said, how to do it is."""
    state, said = cooled(state, t, step)
    if said or state.heat is None or state.heat.phase != "on" or not free(state.talk, t):
        return state, said
    words = heat_words(state.turn.task) if state.turn else ()
    told = state.heat.told
    if told >= len(words):
        return state, ()
    return speak(replace(state, heat=replace(state.heat, told=told + 1)), t, words[told])


def _coached(state: State, t: float, sight: Sight | None) -> Step:
    turn, progress = state.turn, state.progress
    if turn is None or progress is None:
        return begin_turn(state, t)
    before = progress.tally.held_s
    progress, cues = coach.advance(turn.task, progress, t, sight)
    state = replace(state, progress=progress, talk=progress.talk)
    if progress.phase == "done":
        return after(cues, finish_turn(state, t, progress.tally))
    if state.question is not None:
        seen = state.question.key == "ask_timer_only" and progress.gate.blind_since is None
        return replace(state, question=None) if seen else state, cues
    presses = turn.task.exercise.kind in ("roll", "massage")
    if presses and before < turn.task.dose.hold_s / 2 <= progress.tally.held_s:
        return after(cues, _asking(state, t, "ask_pain"))
    refused = not isnan(state.refused_at) and t - state.refused_at < OFFER_AGAIN_S
    if turn.task.checked and not refused and _blind(lasted(progress.gate.blind_since, t), sight):
        return after(cues, _asking(state, t, "ask_timer_only"))
    return state, cues


def _blind(blind_s: float, sight: Sight | None) -> bool:
    """Return whether nothing has been told for so long that the clock had better lead."""
    doubtful = sight is not None and sight.person and bool(sight.missing or sight.problem)
    return blind_s >= (BLIND_S if doubtful else AWAY_S)


def _asking(state: State, t: float, key: str) -> Step:
    """Return the state with a question asked while the set goes on."""
    state, cues = ask(state, t, cue(key))
    progress = replace(state.progress, talk=state.talk) if state.progress else None
    return replace(state, progress=progress), cues
