"""What the running coach does when it is asked to: pause, go on, snooze, tell, calibrate, end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf, isnan, nan
from typing import Any, Protocol

from posecoach.control.duration import spoken
from posecoach.control.message import Answer, Request
from posecoach.control.server import Asked
from posecoach.errors import ControlError
from posecoach.types import Result

ASLEEP_S = 30.0  # frames this far apart, with nobody having asked for it: the computer slept
SNOOZE_S = 600.0


class Desk(Protocol):
    """The clock and the reminders, as far as they can be steered."""

    def pause(self, seconds: float | None) -> object:
        """Be silent and count no time, for so many seconds or until `resume`."""

    def resume(self) -> object:
        """Go on."""

    def snooze(self, seconds: float) -> object:
        """Remind of nothing for so many seconds."""

    def skip(self) -> str:
        """Skip the break that is due, when asked twice; return what to tell the user."""

    def status(self) -> dict[str, Any]:
        """Tell how things are."""


@dataclass(slots=True)
class Steering:
    """A listener that does what was asked over the control socket, between two frames."""

    pending: Callable[[], list[Asked]]
    release: Callable[[], object]  # lets other programs have the camera, until it is looked at
    clock: Callable[[], float]  # seconds that never go back
    say: Callable[[str], object]
    about: dict[str, Any]  # of this run: process, source
    locked: Callable[[], bool] = lambda: False  # whether the screen is
    desk: Desk | None = None
    recalibrate: Callable[[bool], str] | None = None  # begins, with slouch or not; says what to do
    closed: bool = False
    _until: float = -inf  # on the clock; a pause lasts until then
    _away: bool = False  # locked, and so paused
    _released: bool = False
    _last: Result | None = None
    _lost: bool = False
    _excused: bool = True  # a gap before the next frame has been explained
    _began: float = field(default=nan)

    def __post_init__(self) -> None:
        """Note when it began."""
        self._began = self.clock()

    @property
    def paused(self) -> bool:
        """Whether a pause that was asked for lasts, or the screen is locked."""
        return self._until > self.clock() or self._away

    def take(self, result: Result) -> None:
        """Take one judged frame, and do what was asked meanwhile."""
        if self._last is not None and not self._excused:
            gap_s = result.t - self._last.t
            if gap_s > ASLEEP_S:
                self._tell(f"back after {spoken(gap_s)}: this computer slept")
        self._last, self._lost, self._excused = result, False, False
        self._released = False
        self._look()

    def idle(self, lost: bool) -> None:
        """Do what was asked, and notice that a pause is over."""
        self._lost = lost
        self._excused |= lost
        self._look()

    def _look(self) -> None:
        self._excused |= self.paused
        if self._until != -inf and self._until <= self.clock():
            self._until = -inf
            self._tell("the pause is over: watching again")
        locked = self.locked()
        if locked != self._away:
            self._away = locked
            if locked:
                self._let_go()
                self.say("screen locked: camera off")
            else:
                self.say("screen unlocked: watching again")
        for asked in self.pending():
            asked.answer(self._do(asked.request))

    def _do(self, request: Request) -> Answer:
        does: dict[str, Callable[[], str]] = {
            "pause": lambda: self._pause(request),
            "resume": self._resume,
            "snooze": lambda: self._snooze(request.seconds or SNOOZE_S),
            "skip": lambda: self._with_desk().skip(),
            "recalibrate": lambda: self._recalibrate(request.slouch),
            "stop": self._stop,
            "status": self._state,
        }
        try:
            words = does[request.command]()
        except ControlError as error:
            return Answer(False, str(error))
        return Answer(True, words, self.status())

    def _with_desk(self) -> Desk:
        if self.desk is None:
            raise ControlError("reminders are off; set reminders.on in the settings")
        return self.desk

    def _snooze(self, seconds: float) -> str:
        self._with_desk().snooze(seconds)
        return f"no reminders for {spoken(seconds)}"

    def _recalibrate(self, slouch: bool) -> str:
        if self.recalibrate is None or self.paused:
            raise ControlError("not while paused; `posecoach resume` first")
        return self.recalibrate(slouch)

    def _stop(self) -> str:
        self.closed = True
        return "stopping"

    def _pause(self, request: Request) -> str:
        self._until = inf if request.seconds is None else self.clock() + request.seconds
        self._excused = True
        if request.release_camera:
            self._let_go()
        if self.desk is not None:
            self.desk.pause(request.seconds)
        self._tell(self._state())
        return self._state()

    def _resume(self) -> str:
        if self._until == -inf:
            return "not paused"
        self._until = -inf
        if self.desk is not None:
            self.desk.resume()
        self._tell("watching again")
        return "watching again"

    def _tell(self, words: str) -> None:
        """Say it, unless the desk, which knows as well, does."""
        if self.desk is None:
            self.say(words)

    def _let_go(self) -> None:
        self._released = True
        self.release()

    def _state(self) -> str:
        if self._until > self.clock():
            left = "until `posecoach resume`" if self._until == inf else f"for {spoken(self._left)}"
            return f"paused {left}" + ", camera released" * self._released
        if self._away:
            return "screen locked: camera off"
        if self._lost:
            return "camera lost, trying again"
        if self._last is None:
            return "starting"
        reason = self._last.outlook.reason
        return f"watching; can't judge: {reason}" if reason else "watching"

    @property
    def _left(self) -> float:
        return self._until - self.clock()

    def status(self) -> dict[str, Any]:
        """Return how things are, as the fields of a JSON object."""
        return {
            **self.about,
            "running_s": round(self.clock() - self._began, 1),
            "state": self._state(),
            "paused": self.paused,
            "paused_s": round(self._left, 1) if 0 < self._left < inf else None,
            "camera": "released" if self._released else "lost" if self._lost else "on",
            **_seen(self._last),
            **({} if self.desk is None else {"desk": self.desk.status()}),
        }


def _seen(last: Result | None) -> dict[str, Any]:
    if last is None:
        return {}
    score = last.assessment.score
    return {
        "view": last.outlook.view.label,
        "framing": last.outlook.framing.label,
        "activity": last.activity.label,
        "reason": last.outlook.reason,
        "score": None if isnan(score) else round(score, 1),
        "cue": last.assessment.cue,
    }
