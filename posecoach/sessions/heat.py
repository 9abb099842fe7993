"""Heat with its limits: asked before, skin checked every 5 minutes, off when unanswered (D)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.sessions.cues import Cue, cue

USUAL_S, MOST_S = 900.0, 1200.0
CHECK_S = 300.0  # between two looks at the skin
ANSWER_S = 60.0  # for an answer
COOL_S = 3600.0  # between two times of heat
TIMES, DAY_S = 3, 86_400.0  # a day
ALARM_S = 10.0  # the alarm sounds so often, until it is answered

Phase = Literal["asking", "on", "checking", "alarm", "done", "refused"]
Step = tuple["Heat", tuple[Cue, ...]]


class Heat(Struct, frozen=True):
    """One time of heat; all in seconds."""

    phase: Phase
    since: float  # the phase has lasted
    length_s: float
    began: float | None = None  # when the heat went on
    checked: float = 0.0  # when the skin was last known to be well
    ended: float | None = None
    told: int = 0  # of the words on how to apply it

    @property
    def warmed_s(self) -> float:
        """Seconds of heat, once it is over."""
        return 0.0 if self.began is None or self.ended is None else self.ended - self.began

    @property
    def over(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.phase in ("done", "refused")


def begin(t: float, length_s: float, earlier: Sequence[float]) -> Step:
    """Return the state of somebody who asks for heat, and the question or why not now.

    Args:
        t: seconds.
        length_s: wanted; 0: the usual 15 minutes; never more than 20.
        earlier: ends of earlier times of heat, on the same clock.
    """
    length = min(length_s or USUAL_S, MOST_S)
    today = [end for end in earlier if end > t - DAY_S]
    if len(today) >= TIMES:
        return Heat("refused", t, length), (cue("heat_enough", n=len(today)),)
    wait = max(today, default=t - COOL_S) + COOL_S - t
    if wait > 0:
        minutes = -int(-wait // 60)
        return Heat("refused", t, length), (cue("heat_wait", minutes=minutes),)
    return Heat("asking", t, length), (cue("ask_heat"),)


def advance(heat: Heat, t: float) -> Step:
    """Return the state at t, and what is said."""
    began, waited = heat.began, t - heat.since
    if heat.phase == "asking":
        return _refused(heat, t) if waited >= ANSWER_S else (heat, ())
    if heat.phase == "alarm":
        sounds = waited >= ALARM_S
        return (replace(heat, since=t), (cue("heat_alarm"),)) if sounds else (heat, ())
    if heat.over or began is None:
        return heat, ()
    if heat.phase == "checking" and waited >= ANSWER_S:
        return replace(heat, phase="alarm", since=t, ended=t), (cue("heat_alarm"),)
    if t - began >= heat.length_s:
        return replace(heat, phase="done", since=t, ended=t), (cue("heat_done"),)
    if heat.phase == "on" and t - heat.checked >= CHECK_S:
        return replace(heat, phase="checking", since=t), (cue("ask_skin"),)
    return heat, ()


def answer(heat: Heat, t: float, yes: bool) -> Step:
    """Return the state after an answer: yes to "none of these apply", or to "the skin is well"."""
    if heat.phase == "asking":
        if not yes:
            return _refused(heat, t)
        on = replace(heat, phase="on", since=t, began=t, checked=t)
        return on, (cue("heat_begin", minutes=round(heat.length_s / 60)),)
    if heat.phase == "checking":
        if yes:
            return replace(heat, phase="on", since=t, checked=t), ()
        return replace(heat, phase="done", since=t, ended=t), (cue("heat_done"),)
    return stop(heat, t)


def stop(heat: Heat, t: float) -> Step:
    """Return the state of somebody who takes the heat off, or answers the alarm."""
    if heat.over:
        return heat, ()
    if heat.began is None:
        return replace(heat, phase="refused", since=t), ()
    ended = t if heat.ended is None else heat.ended
    return replace(heat, phase="done", since=t, ended=ended), (cue("heat_done"),)


def _refused(heat: Heat, t: float) -> Step:
    return replace(heat, phase="refused", since=t), (cue("heat_refused"),)
