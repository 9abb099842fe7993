"""From the state of a session to what its picture shows. Pure."""

from __future__ import annotations

from math import ceil, nan

from posecoach.joints import Joint
from posecoach.language import Language
from posecoach.outputs.board import joint_named
from posecoach.outputs.board.scene import Scene, Shown, Stage
from posecoach.relief.commands import expected
from posecoach.sessions.state import State
from posecoach.sessions.status import Status, status
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
LONG_S = 120.0  # from here minutes and seconds are shown
STANDS_S = 0.3  # a clock that has not run for so long has stopped


def scene_of(state: State, language: Language, words: str, *, faulty: bool) -> Scene:
    """Return what is shown: `words` is the sentence, `faulty` that a fault has just been named."""
    now = status(state)
    stage = _stage(state, now, faulty)
    number, share = _count(state, now)
    if stage == "fault" and not faulty:
        words = _fault(state, now, language)
    return Scene(
        stage,
        words,
        title=language.text(now.title or state.title),
        detail=_detail(now, language),
        keys=_keys(now, language),
        state=language.phrase(_state(stage, now)),
        number=number,
        share=share,
        joint=_joint(state.turn.task) if state.turn and stage in WORKING else None,
    )


def shown_of(state: State) -> Shown | None:
    """Return the drawn figure to show; None: none."""
    turn = state.turn or (state.turns[-1] if state.turns else None)
    if turn is None:
        return None
    there = state.progress is not None and state.progress.phase in ("entry", "hold", "reps")
    return Shown(turn.task.exercise.id, turn.task.side or "right", 1.0 if there else 0.0)


def _stage(state: State, now: Status, faulty: bool) -> Stage:
    if now.stage == "over" or now.paused or now.question:
        return "done" if now.stage == "over" else "pause" if now.paused else "ask"
    if state.heat is not None:
        return "hold"
    if now.stage != "set" or now.phase in ("exit", "done"):
        return "rest"
    if now.phase == "setup" or now.phase == "entry":
        return now.phase
    if now.phase == "hold" and _stands(state, now):
        return "held"
    return "fault" if now.faults or faulty else "hold"


def _state(stage: Stage, now: Status) -> str:
    """Return the key of the word in the ring: under a count it is no "hold"."""
    counts = stage in ("hold", "fault") and now.target_count > 0
    return "screen_times" if counts else STATE_WORDS[stage]


def _stands(state: State, now: Status) -> bool:
    """Return whether the clock of a hold has stopped."""
    last = state.progress.clock.last if state.progress is not None else None
    return now.checked and (last is None or state.t - last > STANDS_S)


def _count(state: State, now: Status) -> tuple[str, float]:
    """Return the number in the ring and how much of it is filled."""
    if now.stage == "resting" and state.rest_s > 0:
        return str(ceil(now.rest_left_s)), 1 - now.rest_left_s / state.rest_s
    counts = now.phase in ("hold", "reps") or (now.phase == "entry" and now.held_s > 0)
    if now.stage != "set" or not counts:
        return "", nan
    if now.target_count:
        return str(now.count), now.share
    left = max(0.0, now.target_s - now.held_s)
    minutes = now.target_s >= LONG_S
    number = f"{int(left // 60)}:{int(left % 60):02}" if minutes else str(ceil(left))
    return number, now.share


def _detail(now: Status, language: Language) -> str:
    if not now.exercise:
        return ""
    words = [language.phrase("screen_side", now.side) if now.side else ""]
    words += [language.phrase("screen_set", n=now.number, of=now.of) if now.of > 1 else ""]
    return ", ".join(filter(None, words))


def _keys(now: Status, language: Language) -> str:
    if now.stage == "over":
        return language.phrase("screen_stop")
    answers = {"number": ["screen_number"], "yes": ["screen_yes"]}
    others = ["screen_resume" if now.paused else "screen_pause", "screen_skip", "screen_repeat"]
    keys = ["screen_stop", *answers.get(expected(now.question), others)]
    return "  ·  ".join(language.phrase(key) for key in keys)


def _fault(state: State, now: Status, language: Language) -> str:
    """Return what to do about a fault that lasts."""
    worst = now.faults[-1]
    for fault in state.turn.task.exercise.fault if state.turn else ():
        if fault.id == worst:
            return language.text(fault.cue, now.side or "right")
    return language.phrase(worst)


def _joint(task: Task) -> Joint | None:
    return joint_named(task.exercise.highlight, task.side or "right")
