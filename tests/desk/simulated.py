"""A day at the desk made by hand: judged frames, clocks, channels that remember."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from posecoach.content import LIBRARY
from posecoach.desk import Desk, Times
from posecoach.desk.keeping import Keeping
from posecoach.history import History
from posecoach.outputs.outlets import Outlets
from posecoach.reminders.counter_moves import load_counter_moves
from posecoach.reminders.hours import LocalTime
from posecoach.reminders.words import Message
from posecoach.types import Activity, Assessment, Fault, Framing, Outlook, Result, Verdict, View
from posecoach.workday.state import Plan
from tests.people import person

MOVES = load_counter_moves(LIBRARY / "counter_moves.toml")
PLAN = Plan(MOVES)
DAY = date(2026, 11, 25)  # a Wednesday
MIDNIGHT = datetime(2026, 11, 25, tzinfo=UTC).timestamp()
BODY = person()
SLUMP = Fault("slump", "poor", "trunk", "You have sunk.", "Grow tall.", due=True)
NECK = Fault(
    "forward_head", "poor", "neck", "Your head is forward.", "Let it float back.", due=True
)


def frame(
    t,
    activity=Activity.SITTING,
    *faults,
    good=(),
    score=90.0,
    rule_set="front_laptop",
    measured=None,
):
    """A judged frame in which some faults last."""
    there = activity is not Activity.AWAY
    verdicts = [Verdict(f.rule, f.level, 1.0, 1.0) for f in faults]
    verdicts += [Verdict(rule, "good", 0.0, 0.0) for rule in good]
    judged = Assessment(
        rule_set if there else "",
        score if there else float("nan"),
        1.0 if there else 0.0,
        losses={f.part: 20.0 for f in faults},
        verdicts=tuple(verdicts),
        faults=faults,
    )
    seen = Outlook(View.FRONT, Framing.HEAD_AND_SHOULDERS) if there else Outlook(reason="no person")
    body = BODY if there else None
    return Result(t, 0, None, (1, 1), body, body, seen, activity, measured or {}, judged)


@dataclass
class Clock:
    """Clocks that the test puts forward; `set_s`: how far somebody has set the wall clock."""

    hour: float = 9.0
    t: float = 0.0
    set_s: float = 0.0

    def __call__(self):
        second = self.hour * 3600 + self.t + self.set_s
        days, second = divmod(second, 86_400)
        day = date.fromordinal(DAY.toordinal() + int(days))
        wall = MIDNIGHT + self.hour * 3600 + self.t + self.set_s
        return Times(self.t, wall, LocalTime(day.toordinal(), second), day.isoformat())


class Ear:
    """A channel that remembers what it was told."""

    name, seen = "ear", False

    def __init__(self):
        self.heard = []

    def say(self, message, t):
        if message.loud:
            self.heard.append(message.text)

    def tick(self, t):
        """Nothing to look after."""

    def close(self):
        """Nothing to end."""


@dataclass
class Office:
    """A desk coach with everything around it made up; `folder` keeps its history."""

    folder: object
    plan: Plan = PLAN
    clock: Clock = field(default_factory=Clock)
    lines: list = field(default_factory=list)  # (seconds, message)
    per_s: int = 1  # frames a second
    shown: list = field(default_factory=list)  # (seconds, text, urgent)
    advice: str = ""  # of the week's plan

    def __post_init__(self):
        self.ear = Ear()
        self.history = History.open(self.folder / "history.sqlite3")
        outlets = Outlets([self.ear], self._tell, self._show)
        keeping = Keeping(
            self.history, "camera 0", lambda words: self._tell(Message("notice", words))
        )
        self.desk = Desk(self.plan, self.clock, keeping, outlets)
        self.desk.advice = lambda: self.advice

    def _notice(self, words):
        self._tell(Message("notice", words))

    def _tell(self, message):
        self.lines.append((self.clock.t, message))

    def _show(self, text, urgent):
        self.shown.append((self.clock.t, text, urgent))

    def works(self, minutes, activity=Activity.SITTING, *faults, **how):
        """Go on for so many minutes."""
        for _ in range(round(minutes * 60 * self.per_s)):
            self.clock.t += 1.0 / self.per_s
            if self.desk.paused:
                self.desk.idle(False)
            else:
                self.desk.take(frame(self.clock.t, activity, *faults, **how))

    def said(self, kind=None):
        """(minutes, text) of everything told."""
        return [
            (round(t / 60, 2), it.text) for t, it in self.lines if kind is None or it.kind == kind
        ]

    def steps(self):
        """(minutes, step) of everything about breaks."""
        return [(round(t / 60, 2), it.fields["step"]) for t, it in self.lines if it.kind == "break"]

    @property
    def banner(self):
        return self.shown[-1][1:] if self.shown else ("", False)
