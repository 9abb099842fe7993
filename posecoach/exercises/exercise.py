"""What an exercise file of `library/exercises` says. Only data; `load` reads and checks it.

Everything is written for the right side: `side = "right"` is the side that is worked, and when the
left is worked the body is mirrored. Words may hold {side} and {other}, the worked and other side.
"""

from __future__ import annotations

from math import inf
from typing import Any, Literal

from msgspec import Struct

Kind = Literal["stretch", "mobility", "activation", "roll", "massage", "heat", "warm-up"]
Position = Literal[
    "standing", "chair", "supine", "prone", "all-fours", "kneeling", "floor-sitting", "side-lying"
]
Placing = Literal["side", "front", "oblique", "foot-end"]  # of the camera, SCIENCE C0
Of = Literal["", "right", "left", "both"]


class Criterion(Struct, frozen=True, forbid_unknown_fields=True):
    """A measure within a range. `both`: each side for itself."""

    measure: str
    within: tuple[float, float]  # in the measure's unit; a missing bound is -inf or inf
    side: Of = ""  # of a measure that there is one of each side
    below: str = ""  # what to say to somebody below the range; empty: nothing
    above: str = ""  # ... above it


class Fault(Struct, frozen=True, forbid_unknown_fields=True):
    """A measure beyond a limit for some time, while the exercise is held or repeated."""

    id: str
    measure: str
    cue: str  # the one thing to do
    side: Of = ""
    above: float = inf  # a fault from here up
    below: float = -inf  # a fault from here down
    for_s: float = 1.0
    note: bool = False  # worth saying, but not counted against the form
    at_end: bool = False  # told only at the far end of a repetition
    figure: dict[str, Any] = {}  # how the figure's end position changes to show it (mannequin)


class Repetition(Struct, frozen=True, forbid_unknown_fields=True):
    """A movement that goes from a start range to an end range and back, again and again."""

    measure: str
    start: tuple[float, float]
    end: tuple[float, float]
    count: int  # repetitions of a set
    side: Of = ""
    hold_s: float = 0.0  # least time at the end
    period_s: tuple[float, float] = (2.0, 12.0)  # of a whole repetition: faster or slower is said
    change: bool = False  # ranges are changes from the measure's value when the gate opened
    alternating: bool = False  # right and left in turn
    short: str = ""  # said to somebody who turns back before the end range


class Strokes(Struct, frozen=True, forbid_unknown_fields=True):
    """Rolling to and fro over a roller (SCIENCE D)."""

    period_s: tuple[float, float] = (2.5, 6.0)  # of a single stroke, one way
    rest_on_spot_s: tuple[float, float] = (20.0, 90.0)  # a pause counted as held on a tender spot


class Dose(Struct, frozen=True, forbid_unknown_fields=True):
    """How much of it. A set is one hold, one count of repetitions, or one time of rolling."""

    sets: int = 2  # on each side
    hold_s: float = 30.0  # of a set; 0 where repetitions are counted
    rest_s: float = 10.0
    speed: float = 20.0  # target of the way in, degrees a second, SCIENCE C0
    most_s: float = 0.0  # a set never lasts longer than this (massage, heat); 0: no limit
    per_week: tuple[int, int] = (3, 7)  # days


class Exercise(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the catalogue."""

    title: str
    kind: Kind
    purpose: str  # what it is for, one sentence
    muscles: tuple[str, ...]
    position: Position
    setup: tuple[str, ...]  # how to get there, said one by one; must make sense without a picture
    source: str
    views: tuple[Placing, ...] = ()  # where the camera may stand; empty when it does not check
    sides: Literal["each", "together"] = "each"
    advanced: bool = False  # in no programme unless asked for
    enter: str = ""  # said when the setup is right: how to go into the stretch
    during: tuple[str, ...] = ()  # said while it is held, one in turn
    leave: str = ""  # how to come out of it
    timer_only: str = ""  # why the camera cannot check it; empty when it does
    contraindications: tuple[str, ...] = ()  # ids of library/safety.toml, besides those of all
    easier: str = ""  # id of another exercise
    harder: str = ""
    dose: Dose = Dose()
    gate: tuple[Criterion, ...] = ()  # all hold: this is the exercise, and its clock runs
    form: tuple[Criterion, ...] = ()  # all hold: it is done well
    fault: tuple[Fault, ...] = ()
    repetition: Repetition | None = None
    strokes: Strokes | None = None
    highlight: str = ""  # the joint that matters most: "right knee"
    figure: dict[str, Any] = {}  # start and end of the drawn figure: see posecoach.mannequin.plans
    id: str = ""  # the file's name

    @property
    def checked(self) -> bool:
        """Whether the camera checks it."""
        return not self.timer_only
