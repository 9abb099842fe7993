"""The listener that looks after a day at the desk: clocks, reminders, outlets, history.

What is said and when is decided in `workday` and `reminders`: here the clocks are read, messages
handed on, and what must outlive the program kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from posecoach.activity import timekeeping
from posecoach.desk.keeping import Keeping
from posecoach.desk.times import Times, happened
from posecoach.outputs.outlets import Outlets
from posecoach.reminders.words import CAREFUL, Message
from posecoach.types import Result
from posecoach.workday import commands
from posecoach.workday.advance import advance
from posecoach.workday.state import Moment, Plan, begin_workday
from posecoach.workday.status import banner, status

SAVE_EVERY_S = 5.0  # what a program killed outright may lose


class Desk:
    """Coaches through the day. A listener of the live loop, steered by `pause`, `snooze` ..."""

    closed = False

    def __init__(
        self,
        plan: Plan,
        times: Callable[[], Times],
        keeping: Keeping,
        outlets: Outlets,
    ) -> None:
        """Go on where the last run ended.

        Args:
            plan: what the user wants.
            times: reads the clocks.
            keeping: keeps the state, and what has happened.
            outlets: lines, picture, notifications, sound, speech.
        """
        self.advice: Callable[[], str] = lambda: ""
        """Asked with a break that is due; empty for nothing."""
        self._plan, self._times, self._keeping, self._outlets = plan, times, keeping, outlets
        now, kept = times(), keeping.last()
        if kept is None:
            self._clocks = timekeeping.start(now.steady, now.wall)
            self._day = begin_workday(self._clocks.t)
        else:
            self._clocks, _ = timekeeping.resume(kept.clocks, now.steady, now.wall)
            self._day = commands.start_again(kept.day)
        self._saved = self._clocks.t
        keeping.begin(self._clocks)
        if not plan.nudges.calibrated:
            outlets.tell(Message("notice", CAREFUL))

    def take(self, result: Result) -> None:
        """Take one judged frame."""
        now = self._tick()
        self._day, messages, facts = advance(self._plan, self._day, now, result)
        self._keeping.take(self._clocks, result, facts)
        for message in map(self._advised, messages):
            quiet = self._plan.nudges.quiet and message.kind == "nudge"
            self._outlets.say(message, now.t, quiet)
        self._after(now)

    def _advised(self, message: Message) -> Message:
        """Return a message, with the plan's next thing where it says that a break is due."""
        if message.fields.get("step") != "due" or not (advice := self.advice()):
            return message
        return replace(message, text=f"{message.text} {advice}")

    def idle(self, lost: bool) -> None:
        """No frame for a moment: time goes on all the same."""
        self._after(self._tick())

    @property
    def paused(self) -> bool:
        """Whether a pause that was asked for lasts."""
        return self._day.paused

    def pause(self, seconds: float | None) -> None:
        """Judge and say nothing for so many seconds, or until `resume`."""
        until = None if seconds is None else self._tick().t + seconds
        self._day = commands.pause(self._day, until)
        fields: dict[str, str | float] = {} if seconds is None else {"seconds": seconds}
        self._outlets.tell(Message("paused", "Paused.", fields=fields))

    def resume(self) -> None:
        """Judge and speak again, whether paused or snoozed."""
        if self._day.paused or self._day.snoozed_until is not None:
            self._outlets.tell(Message("resumed", "Watching again."))
        self._day = commands.resume(self._day)

    def snooze(self, seconds: float) -> None:
        """Go on watching but say nothing for so many seconds; then what is still due is said."""
        self._day = commands.snooze(self._day, self._tick().t + seconds)
        self._outlets.tell(Message("snoozed", "Snoozed.", fields={"seconds": seconds}))

    def skip(self) -> str:
        """Skip the break that is due, when asked twice. Returns the answer for the user."""
        self._day, message = commands.skip(self._day, self._tick())
        self._outlets.tell(message)
        return message.text

    def recalibrate(self, calibrated: bool = True) -> None:
        """Judge against another baseline from now on, or none: what went on so far is over."""
        if self._plan.nudges.calibrated and not calibrated:
            self._outlets.tell(Message("notice", CAREFUL))
        nudges = replace(self._plan.nudges, calibrated=calibrated)
        self._plan = replace(self._plan, nudges=nudges)
        self._day = commands.forget_posture(self._day)

    def status(self) -> dict[str, Any]:
        """Tell how things are, as plain data."""
        return {**status(self._plan, self._day, self._tick()), "channels": self._outlets.names}

    def close(self) -> None:
        """Keep the state and end the channels."""
        self._tick()
        self._save()
        self._keeping.close()
        self._outlets.close()

    def __enter__(self) -> Desk:
        """Return self."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close it."""
        self.close()

    def _tick(self) -> Moment:
        times, before = self._times(), self._clocks
        self._clocks, passed = timekeeping.tick(before, times.steady, times.wall)
        if self._clocks.wall < before.wall:
            # times of day come again under which something is kept: another session begins
            self._keeping.save(before, self._day)
            self._keeping.begin(self._clocks)
        if words := happened(passed):
            self._outlets.tell(Message("notice", words))
        return Moment(self._clocks.t, times.local, times.day)

    def _after(self, now: Moment) -> None:
        """Do what is done every moment, judged or not."""
        self._day, messages = commands.wake(self._day, now.t)
        for message in messages:
            self._outlets.tell(message)
        self._outlets.tick(now.t)
        self._outlets.show(*banner(self._plan, self._day, now))
        if now.t - self._saved >= SAVE_EVERY_S:
            self._save()

    def _save(self) -> None:
        self._saved = self._clocks.t
        self._keeping.save(self._clocks, self._day)
