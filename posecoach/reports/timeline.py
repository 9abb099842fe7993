"""Every analysed frame of one recording, as compact columns: about 350 bytes a frame."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from math import isfinite, nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posecoach.types import Event, Floats, Level, Result

Codes = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]

LEVELS: tuple[Level, ...] = ("unknown", "good", "caution", "poor")  # position = code in `levels`
LONGEST_STEP_S = 1.0  # a frame speaks for at most this long ...
LONGEST_STEPS = 3.0  # ... or this many usual steps, whichever is more

_CODES = {level: code for code, level in enumerate(LEVELS)}


class _Columns:
    """Columns by name that may first appear half-way; where a row lacks one it is `missing`."""

    def __init__(self, typecode: str, missing: float) -> None:
        self._typecode, self._missing, self._rows = typecode, missing, 0
        self._columns: dict[str, array[float]] = {}

    def append(self, row: Mapping[str, float]) -> None:
        """Add one value to every column."""
        if not row.keys() <= self._columns.keys():
            for name in row.keys() - self._columns.keys():
                self._columns[name] = array(self._typecode, [self._missing]) * self._rows
        for name, column in self._columns.items():
            column.append(row.get(name, self._missing))
        self._rows += 1

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return a copy of every column, `(frames,)` each, in order of name."""
        return {name: np.array(self._columns[name]) for name in sorted(self._columns)}


class _Words:
    """A column of words, few of them different."""

    def __init__(self) -> None:
        self.codes = array("H")
        self._known: dict[str, int] = {}

    def append(self, word: str) -> None:
        """Add one row."""
        self.codes.append(self._known.setdefault(word, len(self._known)))

    @property
    def words(self) -> tuple[str, ...]:
        """Every different word; its position is its code."""
        return tuple(self._known)


class Timeline:
    """Accumulates Results while a recording is analysed; numpy copies come out at any time."""

    def __init__(self) -> None:
        """Begin empty."""
        self._t, self._index = array("d"), array("q")
        self._score, self._coverage = array("f"), array("f")
        self._person, self._partial = array("b"), array("b")
        self._view, self._framing, self._activity = array("b"), array("b"), array("b")
        self._reason, self._rule_set = _Words(), _Words()
        self._metrics, self._losses = _Columns("f", nan), _Columns("f", 0.0)
        self._errors = _Columns("f", nan)
        self._levels = _Columns("b", 0)
        self._events: list[Event] = []

    def __len__(self) -> int:
        """Return the number of analysed frames."""
        return len(self._t)

    def add(self, result: Result) -> None:
        """Append one analysed frame; frames come in order of time."""
        outlook, assessment = result.outlook, result.assessment
        self._t.append(result.t)
        self._index.append(result.index)
        self._score.append(assessment.score)
        self._coverage.append(assessment.coverage)
        self._person.append(result.pose is not None)
        self._partial.append(assessment.partial)
        self._view.append(outlook.view)
        self._framing.append(outlook.framing)
        self._activity.append(result.activity)
        self._reason.append(outlook.reason)
        self._rule_set.append(assessment.rule_set)
        self._metrics.append(result.measurements)
        self._errors.append({name: it.error for name, it in result.errors.items()})
        self._losses.append(assessment.losses)
        self._levels.append(
            {f"{assessment.rule_set}/{v.rule}": _CODES[v.level] for v in assessment.verdicts}
        )
        self._events.extend(assessment.events)

    @property
    def t(self) -> Floats:
        """Seconds since the source began, `(frames,)`."""
        return np.array(self._t)

    @property
    def index(self) -> Codes:
        """Position of each frame in the source, `(frames,)`."""
        return np.array(self._index)

    @property
    def score(self) -> Floats:
        """Posture score 0..100, `(frames,)`; NaN where nothing was judged."""
        return np.array(self._score)

    @property
    def judged(self) -> Flags:
        """Where there is a score, `(frames,)`."""
        return ~np.isnan(self.score)

    @property
    def coverage(self) -> Floats:
        """Weight of what was seen, 0..1, `(frames,)`."""
        return np.array(self._coverage)

    @property
    def person(self) -> Flags:
        """Whether somebody was followed, `(frames,)`."""
        return np.array(self._person, bool)

    @property
    def partial(self) -> bool:
        """Whether a part of the rules could not be seen at all in a frame that was judged."""
        return bool((np.array(self._partial, bool) & self.judged).any())

    @property
    def view(self) -> Codes:
        """Codes of `posecoach.types.View`, `(frames,)`."""
        return np.array(self._view)

    @property
    def framing(self) -> Codes:
        """Codes of `posecoach.types.Framing`, `(frames,)`."""
        return np.array(self._framing)

    @property
    def activity(self) -> Codes:
        """Codes of `posecoach.types.Activity`, `(frames,)`."""
        return np.array(self._activity)

    @property
    def reason(self) -> tuple[Codes, tuple[str, ...]]:
        """Why a frame could not be judged: codes `(frames,)` and the words they stand for."""
        return np.array(self._reason.codes), self._reason.words

    @property
    def rule_set(self) -> tuple[Codes, tuple[str, ...]]:
        """The rules that applied: codes `(frames,)` and the ids they stand for."""
        return np.array(self._rule_set.codes), self._rule_set.words

    @property
    def metrics(self) -> dict[str, Floats]:
        """Metric name -> values in its unit, `(frames,)`, NaN where not measured."""
        return self._metrics.arrays()

    @property
    def errors(self) -> dict[str, Floats]:
        """Metric name -> expected error of its value, same unit, `(frames,)`, NaN not known."""
        return self._errors.arrays()

    @property
    def losses(self) -> dict[str, Floats]:
        """Body part -> points lost, `(frames,)`, 0 where none."""
        return self._losses.arrays()

    @property
    def levels(self) -> dict[str, Codes]:
        """Rule set/rule -> position in LEVELS, `(frames,)`; 0 where unknown or not applied."""
        return self._levels.arrays()

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, in order of decision."""
        return tuple(self._events)

    def step_s(self) -> float:
        """Return the usual time between analysed frames: the median, 0 without two frames."""
        steps = np.diff(self.t)
        return float(np.median(steps[steps > 0])) if (steps > 0).any() else 0.0

    def duration_s(self, declared_s: float = nan) -> float:
        """Return the declared length, or where it is unknown or too short the length seen."""
        if not len(self):
            return declared_s if isfinite(declared_s) else 0.0
        if isfinite(declared_s) and declared_s >= self._t[-1]:
            return declared_s
        return self._t[-1] + self.step_s()

    def weights(self, duration_s: float) -> Floats:
        """Return the seconds each frame stands for, `(frames,)`, within 0 .. `duration_s`.

        That is until the next frame, but at most max(1 s, 3 usual steps): the rest of a gap is
        time nobody looked at, so the sum may be less than the duration, never more.
        """
        t = self.t
        step = self.step_s() or LONGEST_STEP_S
        ends = np.append(t[1:], t[-1:] + step)
        ends = np.minimum(ends, t + max(LONGEST_STEP_S, LONGEST_STEPS * step))
        seconds: Floats = np.minimum(ends, duration_s) - np.maximum(t, 0.0)
        return np.maximum(seconds, 0.0)
