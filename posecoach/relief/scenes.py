"""From the state of a session to what its picture shows. Pure."""

from __future__ import annotations

from math import ceil, isnan, nan

from posecoach.joints import Joint
from posecoach.language import Language
from posecoach.outputs.board import joint_named
from posecoach.outputs.board.scene import Scene, Shown, Stage
from posecoach.relief.commands import expects
from posecoach.sessions.progress import Progress
from posecoach.sessions.state import State
from posecoach.sessions.task import Task

WORKING: frozenset[Stage] = frozenset({"setup", "entry", "hold", "held", "fault"})
STATE_WORDS: dict[Stage, str] = {
    "setup": "screen_setup",
    "entry": "screen_entry",
    "hold": "screen_hold",
    "held": "screen_held",
    "fault": "screen_hold",
    "rest": "screen_rest",
    "pause": "screen_pauses",
    "ask": "screen_ask",
    "done": "screen_done",
}
STANDS_S = 0.3  # a clock that has not run for so long has stopped


def scene_of(state: State, language: Language, words: str, *, faulty: bool) -> Scene:
    """Return what is shown: `words` is the sentence, `faulty` that a fault has just been named."""
    stage = _stage(state, faulty)
    number, share = _count(state)
    task = None if state.turn is None else state.turn.task
    return Scene(
        stage,
        words,
        title=language.text(task.exercise.title) if task else language.text(state.title),
        detail=_detail(state, language),
        keys=_keys(state, language),
        state=language.phrase(STATE_WORDS[stage]),
        number=number,
        share=share,
        joint=_joint(task) if task and stage in WORKING else None,
    )


def shown_of(state: State) -> Shown | None:
    """Return the drawn figure to show; None: none."""
    turn = state.turn or (state.turns[-1] if state.turns else None)
    if turn is None:
        return None
    p = state.progress
    there = p is not None and p.phase in ("entry", "hold", "reps")
    return Shown(turn.task.exercise.id, turn.task.side or "right", 1.0 if there else 0.0)


def _stage(state: State, faulty: bool) -> Stage:
    if state.stage == "over":
        return "done"
    if state.paused_at is not None:
        return "pause"
    if expects(state):
        return "ask"
    if state.heat is not None:
        return "hold"
    p = state.progress
    if p is None:
        return "rest"
    if p.phase in ("setup", "entry"):
        return "setup" if p.phase == "setup" else "entry"
    if p.phase in ("exit", "done"):
        return "rest"
    if faulty:
        return "fault"
    return "held" if p.phase == "hold" and _stands(state, p) else "hold"


def _stands(state: State, p: Progress) -> bool:
    turn = state.turn
    if turn is None or not turn.task.checked:
        return False
    return p.clock.last is None or state.t - p.clock.last > STANDS_S


def _count(state: State) -> tuple[str, float]:
    """Return the number in the ring and how much of it is filled."""
    p, turn = state.progress, state.turn
    if state.stage == "resting" and state.rest_s > 0:
        return _left(state.t - state.since, state.rest_s)
    if state.heat is not None and state.heat.began is not None:
        return _left(state.t - state.heat.began, state.heat.length_s, minutes=True)
    if p is None or turn is None or p.phase not in ("hold", "reps"):
        return "", nan
    if turn.task.count:
        return str(p.tally.count), min(1.0, p.tally.count / turn.task.count)
    return _left(p.clock.ran_s, turn.task.dose.hold_s)


def _left(ran_s: float, whole_s: float, minutes: bool = False) -> tuple[str, float]:
    if isnan(ran_s) or whole_s <= 0:
        return "", nan
    left = max(0.0, whole_s - ran_s)
    number = f"{int(left // 60)}:{int(left % 60):02}" if minutes else str(ceil(left))
    return number, min(1.0, ran_s / whole_s)


def _detail(state: State, language: Language) -> str:
    turn = state.turn
    if turn is None:
        return ""
    side = turn.task.side
    words = [language.phrase("screen_side", side) if side else language.phrase("screen_both")]
    if turn.of > 1:
        words.append(language.phrase("screen_set", n=turn.number, of=turn.of))
    return ", ".join(words)


def _keys(state: State, language: Language) -> str:
    asked = {"number": ["screen_number"], "yes": ["screen_yes"]}.get(expects(state))
    paused = "screen_pause" if state.paused_at is None else "screen_resume"
    keys = ["screen_stop", *(asked or [paused, "screen_skip", "screen_repeat"])]
    if state.stage == "over":
        keys = ["screen_stop"]
    return "  ·  ".join(language.phrase(key) for key in keys)


def _joint(task: Task) -> Joint | None:
    return joint_named(task.exercise.highlight, task.side or "right")
