"""A session at a glance, for a screen seen from two metres away."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from posecoach.form import Side
from posecoach.sessions.criteria import Claim
from posecoach.sessions.progress import Phase
from posecoach.sessions.state import Stage, State


class Status(Struct, frozen=True):
    """Plain values; seconds."""

    stage: Stage
    paused: bool = False
    exercise: str = ""  # id of the one under way, or next
    title: str = ""
    side: Side | None = None
    number: int = 0  # of the set, from 1
    of: int = 0
    turn: int = 0  # of the session, from 1
    turns: int = 0
    phase: Phase = "setup"
    held_s: float = 0.0
    target_s: float = 0.0
    count: int = 0
    target_count: int = 0
    rest_left_s: float = 0.0
    passing: Claim = None  # the gate passes now; None: cannot tell
    checked: bool = True  # by camera
    faults: tuple[str, ...] = ()  # ids of what is wrong now
    question: str = ""  # key of what is asked

    @property
    def share(self) -> float:
        """How much of the set is done, 0..1: the ring."""
        if self.target_count:
            return min(1.0, self.count / self.target_count)
        return min(1.0, self.held_s / self.target_s) if self.target_s else 0.0


def status(state: State) -> Status:
    """Return the session as it is now."""
    turn, paused = state.turn, state.paused_at is not None
    asked: str = state.question.key if state.question else ""
    if state.heat is not None:
        asked = {"asking": "ask_heat", "checking": "ask_skin", "alarm": "ask_skin"}.get(
            state.heat.phase, ""
        )
    if turn is None:
        return Status(state.stage, paused, turns=len(state.turns), question=asked)
    task = turn.task
    shown = Status(
        stage=state.stage,
        paused=paused,
        exercise=task.exercise.id,
        title=task.exercise.title,
        side=task.side,
        number=turn.number,
        of=turn.of,
        turn=state.at + 1,
        turns=len(state.turns),
        target_s=task.dose.hold_s,
        target_count=task.count,
        checked=task.checked,
        question=asked,
    )
    return _under_way(shown, state)


def _under_way(shown: Status, state: State) -> Status:
    if state.stage == "resting":
        left = max(0.0, state.rest_s - (state.t - state.since))
        return replace(shown, rest_left_s=left)
    if state.heat is not None:
        began = state.heat.began
        warmed = 0.0 if began is None else state.t - began
        return replace(shown, phase="hold", held_s=warmed, target_s=state.heat.length_s)
    p, turn = state.progress, state.turn
    if p is None or turn is None:
        return shown
    spells = zip(turn.task.exercise.fault, p.watched.faults, strict=True)
    # going to and fro is no bounce where it is what was asked for; `coach` says as much
    pace = p.pace.on & {"too_fast"} if p.phase == "reps" else p.pace.on
    wrong = [*sorted(pace), *(fault.id for fault, spell in spells if spell.raised)]
    known = p.gate.blind_since is None and p.gate.t is not None
    return replace(
        shown,
        phase=p.phase,
        held_s=p.clock.ran_s,
        count=p.tally.count,
        passing=p.gate.good_since is not None if known else None,
        faults=tuple(wrong),
    )
