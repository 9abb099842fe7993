"""The state of a session, and the words between its parts."""

from __future__ import annotations

from math import nan
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.exercises.exercise import Exercise
from posecoach.sessions import coach
from posecoach.sessions.cues import Cue, cue
from posecoach.sessions.gesture import Raised
from posecoach.sessions.heat import Heat
from posecoach.sessions.heat import begin as begin_heat
from posecoach.sessions.progress import Progress
from posecoach.sessions.results import Outcome
from posecoach.sessions.routine import Turn
from posecoach.sessions.setup import Setup, words_of
from posecoach.sessions.talk import Talk, say
from posecoach.sessions.task import Task
from posecoach.sessions.warmth import Warmth

Stage = Literal["asking", "set", "resting", "over"]
Ask = Literal["ask_warm", "ask_tighter", "ask_timer_only", "ask_pain", "ask_pain_end"]


class Question(Struct, frozen=True):
    """Something that was asked and not answered yet."""

    key: Ask
    since: float  # seconds at which it was asked


class State(Struct, frozen=True):
    """A session; its seconds stand still while it is paused."""

    turns: tuple[Turn, ...]
    title: str = ""
    at: int = 0  # the turn under way, or next
    stage: Stage = "resting"
    since: float = 0.0  # the stage has lasted
    t: float = 0.0
    rest_s: float = 0.0  # of the rest under way
    idle_s: float = 0.0  # paused so far
    paused_at: float | None = None  # on the caller's clock
    progress: Progress | None = None
    heat: Heat | None = None
    question: Question | None = None
    refused_at: float = nan  # the offer of going by the clock was turned down
    outcomes: tuple[Outcome, ...] = ()
    pains: tuple[float, ...] = ()  # 0..10, as told
    end_pain: float | None = None
    warm_up: Exercise | None = None  # what is done before, by somebody who is not warm
    warmth: Warmth = Warmth()
    anew: bool = False  # nothing has been said yet of the exercise under way
    lighter: bool = False  # not warm, and no warm-up wanted
    earlier_heat: tuple[float, ...] = ()  # ends of earlier times of heat, on the session's clock
    hand: Raised = Raised()
    talk: Talk = Talk()

    @property
    def turn(self) -> Turn | None:
        """The turn under way, or next; None when all are over."""
        return self.turns[self.at] if self.at < len(self.turns) else None


Step = tuple[State, tuple[Cue, ...]]


def speak(state: State, t: float, *wishes: Cue) -> Step:
    """Return the state with the voice taken up, and what is said."""
    talk, cues = say(state.talk, t, wishes)
    return replace(state, talk=talk), cues


def after(said: tuple[Cue, ...], step: Step) -> Step:
    """Return a step with something said before it."""
    return step[0], (*said, *step[1])


def ask(state: State, t: float, question: Cue) -> Step:
    """Return the state with a question open; between two sets, nothing else goes on."""
    key: Ask = question.key  # type: ignore[assignment]
    state = replace(state, question=Question(key, t))
    if state.stage != "set":
        state = replace(state, stage="asking", since=t)
    return speak(state, t, question)


def rest(state: State, t: float, seconds: float) -> Step:
    """Return the state at rest before the next set."""
    state = replace(state, stage="resting", since=t, rest_s=seconds, question=None, progress=None)
    return speak(state, t, cue("rest", seconds=round(seconds))) if seconds else (state, ())


def begin_turn(state: State, t: float) -> Step:
    """Return the state with the next turn begun and announced, or the session at its end."""
    turn = state.turn
    if turn is None:
        return _end(state, t)
    state = replace(state, stage="set", since=t, question=None)
    if turn.task.exercise.kind == "heat":
        heat, said = begin_heat(t, turn.task.dose.hold_s, state.earlier_heat)
        minutes = round(heat.length_s / 60)
        title = cue("announce_minutes", title=turn.task.exercise.title, minutes=minutes)
        return speak(replace(state, heat=heat), t, title, *said)
    before = None if state.anew or not state.at else state.turns[state.at - 1].task
    state, cues = speak(replace(state, anew=False), t, *_announcement(before, turn))
    progress = replace(coach.start(turn.task, t), talk=state.talk)
    if before is not None and _same(before, turn) and before.side == turn.task.side:
        heard = Setup(said=len(words_of(turn.task)), words_at=t)
        progress = replace(progress, setup=heard)
    return replace(state, progress=progress), cues


def _same(before: Task | None, turn: Turn) -> bool:
    return before is not None and before.exercise.id == turn.task.exercise.id


def _announcement(before: Task | None, turn: Turn) -> list[Cue]:
    """Return what is said of a turn after another one; what has not changed is not said again."""
    task, said = turn.task, []
    new = not _same(before, turn)
    if new and task.count:
        said.append(cue("announce_reps", title=task.exercise.title, n=task.count))
    elif new:
        seconds = round(task.dose.hold_s)
        said.append(cue("announce", title=task.exercise.title, seconds=seconds))
    if new and not task.checked:
        said.append(cue("timer_only"))
        why = task.exercise.timer_only
        said += [cue("why_timer", why, task.words)] if why else []
    if task.side and (new or before is None or before.side != task.side):
        said.append(cue("which_side" if new else "switch_side", side=task.side))
    if turn.of > 1:
        spots = task.exercise.kind == "massage"
        said.append(cue("next_spot" if spots else "set_of", n=turn.number, of=turn.of))
    return said


def _end(state: State, t: float) -> Step:
    if state.question is None and state.end_pain is None and state.outcomes:
        return ask(replace(state, stage="resting", progress=None), t, cue("ask_pain_end"))
    return over(state, t)


def over(state: State, t: float, *last: Cue) -> Step:
    """Return the session at its end."""
    state = replace(state, stage="over", since=t, question=None, progress=None, heat=None)
    return speak(state, t, *last)
