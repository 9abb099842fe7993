"""What follows when a set is over, and what an answer leads to."""

from __future__ import annotations

from math import isnan

from msgspec.structs import replace

from posecoach.sessions import coach, heat
from posecoach.sessions.cues import Cue, cue
from posecoach.sessions.results import Outcome, report, tighter
from posecoach.sessions.routine import Turn, turns_of
from posecoach.sessions.state import State, Step, after, ask, begin_turn, over, rest, speak
from posecoach.sessions.task import Tally

STOP_PAIN, SPOT_PAIN = 7.0, 6.0  # SCIENCE D: stop from 7; off a spot above 6
CHANGE_S = 5.0  # between two exercises: the announcement gives time as well


def finish_turn(state: State, t: float, tally: Tally, skipped: bool = False) -> Step:
    """Return the state after a turn is over: the next set, the other side, the next exercise."""
    turn = state.turn
    if turn is None:
        return begin_turn(state, t)
    outcomes = (*state.outcomes, Outcome(turn, tally, skipped))
    state = replace(state, outcomes=outcomes, at=state.at + 1, progress=None, heat=None)
    state, said = _side_full(state, turn)
    following = state.turn
    if following is not None and following.task.exercise.id == turn.task.exercise.id:
        return after(said, rest(state, t, turn.task.dose.rest_s))
    side = None if turn.extra or skipped else tighter(outcomes)
    if side is not None and turn.task.exercise.kind == "stretch":
        resting = replace(state, stage="resting", since=t, rest_s=0.0)
        return after(said, ask(resting, t, cue("ask_tighter", side=side)))
    if following is None:
        return after(said, begin_turn(state, t))
    return after(said, speak(replace(state, stage="resting", since=t, rest_s=CHANGE_S), t))


def skip_exercise(state: State, t: float, tally: Tally | None) -> Step:
    """Return the state with what is left of the exercise left out; it counts as not done."""
    turn = state.turn
    if turn is None:
        return begin_turn(state, t)
    while (now := state.turn) is not None and now.task.exercise.id == turn.task.exercise.id:
        empty = coach.start(now.task, t).tally
        outcome = Outcome(now, tally if tally is not None and now is turn else empty, skipped=True)
        state = replace(state, outcomes=(*state.outcomes, outcome), at=state.at + 1)
    state = replace(state, progress=None, heat=None, question=None)
    if state.turn is None:
        return begin_turn(state, t)
    return replace(state, stage="resting", since=t, rest_s=CHANGE_S), ()


def answered(state: State, t: float, n: float | None) -> Step:
    """Return the state after an answer to the open question; None: there was none in time."""
    question = state.question
    if question is None:
        return state, ()
    state = replace(state, question=None)
    if question.key in ("ask_pain", "ask_pain_end"):
        return _pain(state, t, question.key == "ask_pain_end", n)
    if question.key == "ask_warm":
        return _warm(state, t, yes=bool(n))
    if question.key == "ask_tighter":
        return _tighter(state, t, yes=bool(n))
    if n == 0:
        return replace(state, refused_at=t), ()
    return by_clock(state, t)  # somebody whom the camera cannot see cannot answer by hand


def by_clock(state: State, t: float) -> Step:
    """Return the state with the rest of the exercise led by the clock."""
    turn = state.turn
    if turn is None or not turn.task.checked:
        return state, ()
    id = turn.task.exercise.id
    turns = tuple(
        replace(it, task=replace(it.task, by_clock=True))
        if i >= state.at and it.task.exercise.id == id
        else it
        for i, it in enumerate(state.turns)
    )
    state, cues = speak(replace(state, turns=turns), t, cue("timer_only"))
    if state.stage != "set":
        return state, cues
    progress = replace(coach.start(turns[state.at].task, t), talk=state.talk)
    return replace(state, progress=progress), cues


def _pain(state: State, t: float, end: bool, n: float | None) -> Step:
    if n is not None:
        state = replace(state, pains=(*state.pains, n))
    if end:
        return finale(replace(state, end_pain=n), t, n)
    if n is None or n <= SPOT_PAIN:
        return state, ()
    if n >= STOP_PAIN:
        return stopped(state, t, cue("pain_stop"))
    if state.progress is None:
        return state, ()
    tally = state.progress.tally
    state, said = speak(state, t, cue("move_off"))
    return after(said, finish_turn(state, t, tally))


def finale(state: State, t: float, pain: float | None = None) -> Step:
    """Return the session at its end, with its score."""
    score = report(state.outcomes).score
    last = cue("session_done_unscored") if isnan(score) else cue("session_done", n=round(score))
    warn = (cue("pain_end"),) if pain is not None and pain >= STOP_PAIN else ()
    return over(state, t, *warn, last)


def stopped(state: State, t: float, why: Cue) -> Step:
    """Return the session stopped for good; what was done so far is kept."""
    turn, progress = state.turn, state.progress
    if turn is not None and progress is not None:
        outcome = Outcome(turn, progress.tally, skipped=True)
        state = replace(state, outcomes=(*state.outcomes, outcome))
    if state.heat is not None:
        _, off = heat.stop(state.heat, t)
        return over(state, t, why, *off)
    return over(state, t, why)


def _warm(state: State, t: float, yes: bool) -> Step:
    if yes:
        return begin_turn(state, t)
    if state.warm_up is None:
        state, said = speak(replace(state, lighter=True), t, cue("warm_lighter"))
        return after(said, begin_turn(state, t))
    turns = (*turns_of(state.warm_up), *state.turns)
    return begin_turn(replace(state, turns=turns), t)


def _tighter(state: State, t: float, yes: bool) -> Step:
    side = tighter(state.outcomes)
    if yes and side is not None:
        task = replace(state.outcomes[-1].turn.task, side=side)
        extra = Turn(task, 1, 1, extra=True)
        state = replace(state, turns=(*state.turns[: state.at], extra, *state.turns[state.at :]))
    return begin_turn(state, t)


def _side_full(state: State, turn: Turn) -> tuple[State, tuple[Cue, ...]]:
    """Return the state with the turns of a side left out that has had its most."""
    task = turn.task
    if not task.dose.most_s:
        return state, ()
    mine = [it for it in state.outcomes if it.turn.task.exercise.id == task.exercise.id]
    done = sum(it.tally.held_s for it in mine if it.turn.task.side == task.side)
    full = False
    while (now := state.turn) is not None and now.task.exercise.id == task.exercise.id:
        if now.task.side != task.side or done + now.task.seconds <= task.dose.most_s:
            break
        state, full = replace(state, at=state.at + 1), True
    said = (cue("side_full", minutes=round(task.dose.most_s / 60)),) if full else ()
    return state, said
