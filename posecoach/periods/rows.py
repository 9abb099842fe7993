"""What the history keeps as rows of its own, by the local day it began on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from itertools import pairwise
from typing import TypeVar

from posecoach.activity.dose import dose
from posecoach.activity.stretch import Bout as Sat
from posecoach.activity.stretch import Ending
from posecoach.history import Alert, Bout, Break, Event, History
from posecoach.periods.digest import Alerts, Exercised, Sitting, Spell, Stated
from posecoach.periods.period import HOUR_S, midnight
from posecoach.types import Activity

T = TypeVar("T")


class Rows:
    """What is kept as rows of its own, by the local day it began on."""

    def __init__(self, history: History, since: float, until: float, zone: tzinfo | None) -> None:
        """Read what began in since <= t < until, seconds since 1970."""
        self._zone = zone
        self._bouts = self._by_day((b, b.start) for b in history.read(Bout, since, until))
        self._breaks = self._by_day((b, b.start) for b in history.read(Break, since, until))
        self._alerts = self._by_day((a, a.t) for a in history.read(Alert, since, until))
        self._events = self._by_day((e, e.t) for e in history.read(Event, since, until))

    def _by_day(self, rows: Iterable[tuple[T, float]]) -> dict[date, list[T]]:
        found: defaultdict[date, list[T]] = defaultdict(list)
        for row, t in rows:
            found[datetime.fromtimestamp(t, self._zone).date()].append(row)
        return found

    def sitting(self, day: date) -> Sitting:
        """Return the bouts and breaks of one day."""
        spells = [_bout(b) for b in self._bouts.get(day, ())]
        found = dose(spells)
        sat = [s for s in spells if s.activity is Activity.SITTING]
        kinds = [s.activity for s in spells]
        return Sitting(
            bouts=len(sat),
            longest_s=round(found.longest_s, 1),
            prolonged_s=round(found.prolonged_s, 1),
            breaks=dict(Counter(b.kind for b in self._breaks.get(day, ()))),
            breaks_due=found.chances,
            breaks_taken=found.taken,
            dose_score=known(found.score),
            changes=sum(a is not b for a, b in pairwise(kinds)),
        )

    def spells(self, day: date) -> tuple[Spell, ...]:
        """Return the bouts of one day."""
        begins = midnight(day, self._zone)
        return tuple(
            Spell(b.activity, _hours(b.start - begins), _hours(b.end - begins))
            for b in self._bouts.get(day, ())
        )

    def alerts(self, day: date | None = None) -> Alerts:
        """Return what was said on one day, or on all."""
        found = [a for d, own in self._alerts.items() if day in (None, d) for a in own]
        return _alerts(found)

    def exercised(self, day: date) -> float:
        """Return the seconds of guided exercise on one day."""
        return float(sum(e.body.get("seconds", 0.0) for e in self._of(day, "exercise")))

    def pain(self, day: date) -> float | None:
        """Return the highest pain stated on one day."""
        return max((float(e.body["value"]) for e in self._of(day, "pain")), default=None)

    def kinds(self, day: date) -> tuple[str, ...]:
        """Return what kinds of exercise were done on one day, and what was logged."""
        found = [e for e in self._events.get(day, ()) if e.kind != "exercise" or _done(e)]
        named = (e.body.get("kind", "stretch") if e.kind == "exercise" else e.kind for e in found)
        return tuple(dict.fromkeys(str(name) for name in named))

    def exercises(self) -> tuple[Exercised, ...]:
        """Return every exercise that was done, the longest done first."""
        done: defaultdict[str, list[tuple[date, Event]]] = defaultdict(list)
        for day, events in self._events.items():
            for event in events:
                if event.kind == "exercise" and _done(event):
                    done[event.body["exercise"]].append((day, event))
        found = [_exercised(name, own) for name, own in done.items()]
        return tuple(sorted(found, key=lambda it: -it.seconds))

    def stated(self) -> tuple[Stated, ...]:
        """Return what was logged, in order of time."""
        return tuple(
            _stated(e, self._zone)
            for day in sorted(self._events)
            for e in self._events[day]
            if "value" in e.body
        )

    def _of(self, day: date, kind: str) -> list[Event]:
        return [e for e in self._events.get(day, ()) if e.kind == kind]


def _done(event: Event) -> bool:
    """Return whether anything of an exercise was done."""
    return bool(event.body.get("seconds") or event.body.get("count"))


def _hours(seconds: float) -> float:
    return round(seconds / HOUR_S, 3)


def _bout(row: Bout) -> Sat:
    kind = Activity.SITTING if row.activity == Activity.SITTING.label else Activity.STANDING
    ending: Ending = "seen" if row.ending == "seen" else "unknown"
    return Sat(row.start, row.end, kind, row.carried_s, row.unknown_s, ending)


def _alerts(found: Sequence[Alert]) -> Alerts:
    times = [a.corrected_s for a in found if a.corrected_s is not None]
    return Alerts(
        said=len(found),
        corrected=len(times),
        corrected_s=round(_median(times), 1) if times else None,
        by_part=dict(Counter(a.part for a in found).most_common()),
    )


def _median(values: Sequence[float]) -> float:
    # the module `statistics` takes longer to load than a month to read
    ranked, half = sorted(values), len(values) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the known values to a tenth; None without any."""
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 1) if known else None


def known(value: float) -> float | None:
    """Return a value to a tenth; None for NaN."""
    return None if value != value else round(value, 1)


def _exercised(name: str, done: Sequence[tuple[date, Event]]) -> Exercised:
    bodies = [event.body for _, event in done]
    sides = {
        side: round(sum(b["seconds"] for b in bodies if b.get("side") == side), 1)
        for side in ("left", "right")
    }
    return Exercised(
        name,
        days=len({day for day, _ in done}),
        left_s=sides["left"],
        right_s=sides["right"],
        seconds=round(sum(b["seconds"] for b in bodies), 1),
        score=mean(b.get("score") for b in bodies),
    )


def _stated(event: Event, zone: tzinfo | None) -> Stated:
    when = datetime.fromtimestamp(event.t, zone).astimezone(zone).isoformat(timespec="minutes")
    value = event.body.get("value")
    return Stated(
        when,
        event.kind,
        None if value is None else float(value),
        str(event.body.get("side", "")),
        str(event.body.get("note", "")),
    )
