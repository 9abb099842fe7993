"""How well the sitting clock reads simulated office days: activity, bouts and breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.desk_days import Day, Spell, day, users
from benchmarks.measuring import Figure, Target
from benchmarks.setting import Setting
from posecoach import baseline
from posecoach.activity.bouts import Bout, Bouts, Break, Event, begin_bouts, update
from posecoach.pipeline import Coach, assess
from posecoach.rules.load import load_rule_sets
from posecoach.rules.rule import RuleSet
from posecoach.types import Activity, Result

USERS = 40
BREAK_S = 60.0
Interval = tuple[float, float]


@dataclass(slots=True)
class Reading:
    """What was made of one day."""

    shown: list[str] = field(default_factory=list)  # activity, frame by frame, as a user sees it
    recorded: list[str] = field(default_factory=list)  # ... dated back to when it began
    events: list[Event] = field(default_factory=list)
    state: Bouts | None = None


def results(a_day: Day, rules: tuple[RuleSet, ...] = (), batch: int = 64) -> Iterator[Result]:
    """Every frame of a day judged by the rules, with a baseline where the camera needs one."""
    coach = Coach(rules)
    if a_day.user.view == "laptop":
        seen = ((None, s) for s in a_day.calibration)
        coach = Coach(rules, baseline.capture(assess(seen, Coach(load_rule_sets()))))
    yield from assess(((None, s) for s in a_day.sightings), coach, batch)


def read(a_day: Day) -> Reading:
    """Run the pipeline and the clock over a day."""
    reading, state = Reading(), begin_bouts(0.0)
    times: list[float] = []
    for result in results(a_day):
        since = result.activity_since
        state, events = update(state, result.t, result.activity, since)
        reading.events += events
        reading.shown.append(result.activity.label)
        reading.recorded.append(result.activity.label)
        times.append(result.t)
        i = len(times) - 2
        while i >= 0 and times[i] >= since and reading.recorded[i] != result.activity.label:
            reading.recorded[i] = result.activity.label
            i -= 1
    reading.state = state
    return reading


def true_bouts(spells: Sequence[Spell]) -> list[Interval]:
    """Sitting, where being up for less than a minute does not count as an end (SCIENCE B)."""
    bouts: list[Interval] = []
    for spell in spells:
        if not spell.seated:
            continue
        if bouts and spell.start - bouts[-1][1] < BREAK_S:
            bouts[-1] = (bouts[-1][0], spell.end)
        else:
            bouts.append((spell.start, spell.end))
    return bouts


def true_breaks(spells: Sequence[Spell], least: float, below: float) -> list[Interval]:
    """Times between sitting, of at least and below so many seconds."""
    inner = [s for s in spells[:-1] if not s.seated]  # whoever goes home takes no break
    return [(s.start, s.end) for s in inner if least <= s.end - s.start < below]


def overlap(a: Interval, b: Interval) -> float:
    """Seconds in both, as a share of the longer."""
    return max(0.0, min(a[1], b[1]) - max(a[0], b[0])) / max(a[1] - a[0], b[1] - b[0])


def matched(true: Sequence[Interval], found: Sequence[Interval]) -> list[tuple[Interval, Interval]]:
    """Pairs of a true interval and the found one that is mostly the same."""
    pairs = []
    for a in true:
        best = max(found, key=lambda b: overlap(a, b), default=None)
        if best is not None and overlap(a, best) > 0.5:
            pairs.append((a, best))
    return pairs


def f1(true: int, found: int, hits: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * hits / (true + found) if true + found else float("nan")


def right(truth: NDArray[np.str_], found: Sequence[str]) -> int:
    """How many frames have the right activity; of a head out of the picture two are right."""
    labels = np.array(found)
    up = (truth == "up") & np.isin(labels, ("standing", "away"))
    return int(((labels == truth) | up).sum())


@dataclass(slots=True)
class Tally:
    """Days summed up."""

    frames: int = 0
    shown: int = 0  # frames whose activity was right when it was shown
    recorded: int = 0  # ... when it was written down
    bouts: list[int] = field(default_factory=lambda: [0, 0, 0])  # true, found, matched
    errors_s: list[float] = field(default_factory=list)
    breaks: list[int] = field(default_factory=lambda: [0, 0, 0])
    micro: list[int] = field(default_factory=lambda: [0, 0, 0])

    def add(self, a_day: Day, reading: Reading) -> None:
        """Count one day."""
        truth = a_day.truth
        self.frames += len(truth)
        self.shown += right(truth, reading.shown)
        self.recorded += right(truth, reading.recorded)
        sat = [e for e in reading.events if isinstance(e, Bout) and e.activity is Activity.SITTING]
        pairs = self._count(self.bouts, true_bouts(a_day.spells), [(e.start, e.end) for e in sat])
        self.errors_s += [abs((b[1] - b[0]) - (a[1] - a[0])) for a, b in pairs]
        rests = [e for e in reading.events if isinstance(e, Break)]
        for counts, micro, limits in (
            (self.breaks, False, (BREAK_S, np.inf)),
            (self.micro, True, (20.0, BREAK_S)),
        ):
            found = [(e.start, e.end) for e in rests if (e.kind == "micro") is micro]
            self._count(counts, true_breaks(a_day.spells, *limits), found)

    @staticmethod
    def _count(
        counts: list[int], true: list[Interval], found: list[Interval]
    ) -> list[tuple[Interval, Interval]]:
        pairs = matched(true, found)
        for i, n in enumerate((len(true), len(found), len(pairs))):
            counts[i] += n
        return pairs


def tally(count: int, view: str = "", length_s: float = 8 * 3600.0) -> Tally:
    """Read the days of so many users, of one view if it is named."""
    total = Tally()
    for user in users(count):
        if view in ("", user.view):
            a_day = day(user, length_s)
            total.add(a_day, read(a_day))
    return total


def run(_: Setting) -> Iterator[Figure]:
    """Simulated days of 40 users, half from the side and half from their laptop."""
    for view in ("side", "laptop"):
        found = tally(USERS, view)
        worst = max(found.errors_s)
        yield Figure(f"activity shown, {view}", 100 * found.shown / found.frames, "%", "of frames")
        recorded = 100 * found.recorded / found.frames
        yield Figure(f"activity recorded, {view}", recorded, "%", "", Target("at least", 98.0))
        true, told, same = found.bouts
        yield Figure(f"bouts found, {view}", 100 * f1(true, told, same), "% F1", f"of {true}")
        yield Figure(f"length of a bout, {view}", worst, "s", "worst", Target("at most", 30.0))
        breaks, micro = 100 * f1(*found.breaks), 100 * f1(*found.micro)
        yield Figure(
            f"breaks, {view}", breaks, "% F1", f"of {found.breaks[0]}", Target("at least", 95.0)
        )
        yield Figure(f"micro-breaks, {view}", micro, "% F1", f"of {found.micro[0]}")
