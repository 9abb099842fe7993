"""One kind of bout, sitting or standing: when it begins, what interrupts it, what ends it. Pure.

Rules of SCIENCE B. A gap below 20 s never breaks a bout; being up for 20 to 60 s is a micro-break,
from 60 s a break, which ends the bout; more than 5 minutes of not knowing end it as well, and are
no break. Our own addition: a return counts once it has lasted as long as a gap that counts.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from posecoach.types import Activity

GAP_S = 20.0
BREAK_S = 60.0
FULL_S, IDEAL_S = 180.0, 300.0
BLIND_S = 300.0
MOST_CARRIED_S = 600.0
NOISE_S = 1e-3  # seconds since 1970 are exact to less than a microsecond, sums of them to less

Kind = Literal["micro", "short", "full", "ideal"]
Ending = Literal["seen", "unknown"]


class Run(Struct, frozen=True):
    """An activity without interruption."""

    activity: Activity
    start: float  # seconds of tracked time


class Begun(Struct, frozen=True):
    """A bout has begun."""

    t: float  # seconds of tracked time
    activity: Activity
    carried_s: float  # seconds its clock starts from, after a short break


class Bout(Struct, frozen=True):
    """A bout that is over."""

    start: float  # seconds of tracked time
    end: float
    activity: Activity
    carried_s: float  # seconds its clock started from
    unknown_s: float  # of it, in which nothing could be told
    ending: Ending  # "unknown": nobody saw how it ended

    @property
    def length_s(self) -> float:
        """Seconds from start to end."""
        return self.end - self.start


class Break(Struct, frozen=True):
    """Having been up or away between two spells of sitting."""

    start: float  # seconds of tracked time
    end: float
    up_s: float  # seconds of it seen to be up or away
    kind: Kind  # a micro-break does not end the bout


class Gap(Struct, frozen=True):
    """What has happened since a bout was last seen to go on."""

    up_s: float = 0.0  # seconds of something else, seen, in runs that are over
    start: float | None = None  # of the first of them
    end: float | None = None  # of the last of them
    unknown_s: float = 0.0
    blind_since: float | None = None  # nothing has been known since
    exercised: bool = False  # a guided session was in it


class Stretch(Struct, frozen=True):
    """A bout that goes on, or the wait for the next."""

    kept: Activity
    end: float  # until when the bout was last seen
    start: float | None = None  # None: no bout goes on
    carried_s: float = 0.0
    unknown_s: float = 0.0
    gap: Gap | None = None
    last_s: float | None = None  # on the clock of the bout that the gap has ended


def begin(kept: Activity, t: float) -> Stretch:
    """Return the stretch of somebody of whom nothing is known yet."""
    return Stretch(kept, t)


def close(stretch: Stretch, run: Run, end: float) -> Stretch:
    """Return the stretch after a run of one activity that ended at `end`."""
    gap = stretch.gap or Gap()
    if run.activity is stretch.kept:
        if stretch.start is not None and stretch.gap is None:
            return replace(stretch, end=end)
        return stretch if stretch.gap is None else replace(stretch, gap=_known(gap))
    if not told(run.activity):
        unknown = gap.unknown_s + end - run.start
        since = run.start if gap.blind_since is None else gap.blind_since
        return replace(stretch, gap=replace(gap, unknown_s=unknown, blind_since=since))
    start = run.start if gap.start is None else gap.start
    up = gap.up_s + end - run.start
    return replace(stretch, gap=replace(_known(gap), up_s=up, start=start, end=end))


def look(stretch: Stretch, run: Run, t: float) -> tuple[Stretch, tuple[Begun | Bout | Break, ...]]:
    """Return the stretch while a run goes on at t, and what that has begun or ended."""
    lasted, gap = t - run.start, stretch.gap or Gap()
    if run.activity is stretch.kept:
        return _kept(stretch, gap, run, lasted)
    if told(run.activity):
        over = stretch.start is not None and reached(gap.up_s + lasted, BREAK_S)
        return _ended(stretch, "seen") if over else (stretch, ())
    since = run.start if gap.blind_since is None else gap.blind_since
    if t - since <= BLIND_S + NOISE_S:
        return stretch, ()
    stretch, events = _ended(stretch, "unknown")
    return Stretch(stretch.kept, stretch.end), (*events, *_rest(stretch))


def told(activity: Activity) -> bool:
    """Whether an activity says that somebody sits or does not; lying may be a head on the desk."""
    return activity in (Activity.SITTING, Activity.STANDING, Activity.AWAY)


def reached(seconds: float, limit: float) -> bool:
    """Whether a time has come, but for the rounding of clocks."""
    return seconds >= limit - NOISE_S


def ended_by_exercise(
    stretch: Stretch, start: float, end: float
) -> tuple[Stretch, tuple[Begun | Bout | Break, ...]]:
    """Return the stretch after a guided session, which is a full break whatever was seen of it."""
    stretch, events = _ended(stretch, "seen")
    gap = stretch.gap or Gap()
    first = start if gap.start is None else gap.start
    gap = Gap(gap.up_s + end - start, first, end, gap.unknown_s, exercised=True)
    return replace(stretch, gap=gap), events


def _kept(
    stretch: Stretch, gap: Gap, run: Run, lasted: float
) -> tuple[Stretch, tuple[Begun | Bout | Break, ...]]:
    settled = reached(lasted, GAP_S)
    if stretch.start is None:
        if not settled:
            return stretch, ()
        rest, carried = _rest(stretch), _carried(stretch)
        after = Stretch(stretch.kept, run.start, run.start, carried)
        return after, (*rest, Begun(run.start, stretch.kept, carried))
    if stretch.gap is None or not (settled or not reached(gap.up_s, GAP_S)):
        return stretch, ()
    unknown = stretch.unknown_s + gap.unknown_s
    return replace(stretch, gap=None, unknown_s=unknown), _rest(stretch)


def _ended(stretch: Stretch, ending: Ending) -> tuple[Stretch, tuple[Bout, ...]]:
    if stretch.start is None:
        return stretch, ()
    bout = Bout(
        stretch.start, stretch.end, stretch.kept, stretch.carried_s, stretch.unknown_s, ending
    )
    last = stretch.carried_s + bout.length_s
    return Stretch(stretch.kept, stretch.end, gap=stretch.gap, last_s=last), (bout,)


def _rest(stretch: Stretch) -> tuple[Break, ...]:
    """Return the break that the gap is, if it is one; only sitting has breaks."""
    gap = stretch.gap
    after_a_bout = stretch.start is not None or stretch.last_s is not None
    if gap is None or gap.start is None or gap.end is None or not after_a_bout:
        return ()
    if stretch.kept is not Activity.SITTING or not reached(gap.up_s, GAP_S):
        return ()
    return (Break(gap.start, gap.end, gap.up_s, _kind(stretch, gap)),)


def _kind(stretch: Stretch, gap: Gap) -> Kind:
    if reached(gap.up_s, IDEAL_S):
        return "ideal"
    if gap.exercised or reached(gap.up_s, FULL_S):
        return "full"
    # a bout that was said to be over stays so, even if its last seconds turn out to be unknown
    return "short" if stretch.start is None else "micro"


def _carried(stretch: Stretch) -> float:
    """Return what a short break leaves on the clock of the next bout."""
    rest = _rest(stretch)
    short = rest and rest[0].kind in ("micro", "short")
    return min(stretch.last_s or 0.0, MOST_CARRIED_S) if short else 0.0


def _known(gap: Gap) -> Gap:
    return replace(gap, blind_since=None)
