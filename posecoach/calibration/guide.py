"""The guided ten seconds, and the five of a usual slouch: a listener that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import ceil, inf

import msgspec

from posecoach import baseline as baselines
from posecoach.baseline import Baseline
from posecoach.calibration.limits import medians, personal, too_bent
from posecoach.calibration.quality import unrest
from posecoach.errors import ConfigError
from posecoach.rules.rule import RuleSet
from posecoach.types import Result, View

READY_S, WELL_S, SLOUCH_S = 5.0, 10.0, 5.0
TRIES = 3
LOST_S = 15.0  # nothing to judge for so long ends it
FEWEST = 20  # judged frames, of which 100 are shown in ten seconds

SIT_WELL = "sit tall but relaxed, feet flat, looking at your screen"
SIT_USUAL = "now sit as you usually do when you are tired, and stay so"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a calibration ended."""

    baseline: Baseline | None  # None when there is none
    words: tuple[str, ...]  # to say


@dataclass(slots=True)
class Guide:
    """Leads through a calibration; `outcome` is there when it is over."""

    say: Callable[[str], object]
    rule_sets: tuple[RuleSet, ...]
    with_slouch: bool = False
    outcome: Outcome | None = None
    paused: bool = False
    _phase: str = "ready"  # ready, well, change, slouch
    _since: float = inf  # seconds, of the phase
    _judged: float = inf  # seconds, when something could last be judged
    _told: int = 0  # the last number counted
    _tries: int = 0
    _seen: list[Result] = field(default_factory=list)
    _well: Outcome = field(default_factory=lambda: Outcome(None, ()))
    _upright: list[Result] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self.outcome is not None

    def idle(self, lost: bool) -> None:
        """Nothing to measure."""

    def take(self, result: Result) -> None:
        """Take one judged frame; only its time makes the phases pass."""
        if self.closed:
            return
        t = result.t
        if self._since == inf:
            self._begin("ready", t)
            self._judged = t
        if result.pose is not None and not result.outlook.reason:
            self._judged = t
        elif t - self._judged >= LOST_S:
            why = result.outlook.reason or "nobody is seen"
            self.outcome = Outcome(None, (f"cannot calibrate: {why}",))
            return
        if self._phase in ("well", "slouch"):
            self._seen.append(result)
        left_s = self._since + _LENGTHS[self._phase] - t
        if left_s <= 0:
            self._next(t)
        elif ceil(left_s) != self._told and ceil(left_s) <= _COUNTED[self._phase]:
            self._told = ceil(left_s)
            self.say(f"{self._told} ...")

    def _begin(self, phase: str, t: float) -> None:
        self._phase, self._since, self._told, self._seen = phase, t, 0, []
        words = {"ready": SIT_WELL, "well": "hold still", "change": SIT_USUAL, "slouch": "stay so"}
        self.say(words[phase])

    def _next(self, t: float) -> None:
        match self._phase:
            case "ready":
                self._begin("well", t)
            case "well":
                self._measure(t)
            case "change":
                self._begin("slouch", t)
            case "slouch":
                self.outcome = slouched(self._well, self._upright, self._seen, self.rule_sets)

    def _measure(self, t: float) -> None:
        self._tries += 1
        found = measured(self._seen)
        if found.baseline is None:
            if self._tries >= TRIES:
                self.outcome = found
                return
            for words in found.words:
                self.say(f"{words}; again")
            self._begin("ready", t)
        elif self.with_slouch:
            self._well, self._upright = found, self._seen
            self._begin("change", t)
        else:
            self.outcome = found


_LENGTHS = {"ready": READY_S, "well": WELL_S, "change": READY_S, "slouch": SLOUCH_S}
_COUNTED = {"ready": 3, "well": WELL_S, "change": 3, "slouch": SLOUCH_S}


def measured(results: Iterable[Result], *, moving: bool = True) -> Outcome:
    """Return the baseline of somebody sitting well, or why it is refused.

    A picture cannot show unrest (`moving` false): what it shows is taken as it is.
    """
    results = list(results)
    try:
        found = baselines.capture(results)
    except ConfigError as error:
        return Outcome(None, (str(error).removeprefix("baseline: "),))
    if moving and found.frames < FEWEST:
        return Outcome(None, (f"only {found.frames} of {len(results)} frames could be judged",))
    share, what = unrest(found)
    if moving and share > 1:
        return Outcome(
            None,
            (f"not still: {_plain(what)} moved {share:.1f} times what is allowed",),
        )
    words = [f"{found.frames} frames"]
    if moving:
        words[0] += f", moved {100 * share:.0f} % of what is allowed ({_plain(what)})"
    bent = too_bent(medians(results, found))
    words += [f"not your best: {it}; sit taller and calibrate again" for it in bent]
    if found.view == View.FRONT.label:
        words.append("from the front a lowered head cannot be told from a high camera: look ahead")
    return Outcome(found, tuple(words))


def slouched(
    well: Outcome,
    upright: Iterable[Result],
    slouching: Iterable[Result],
    rule_sets: tuple[RuleSet, ...],
) -> Outcome:
    """Return the outcome with limits of the person's own, from how they usually slouch."""
    baseline = well.baseline
    if baseline is None:
        return well
    rules = [
        rule
        for rule_set in rule_sets
        if baseline.view in {view.label for view in rule_set.views}
        for rule in rule_set.rules
    ]
    limits = personal(rules, medians(upright, baseline), medians(slouching, baseline))
    names = ", ".join(_plain(name) for name in limits)
    words = f"your own limits for {names}" if limits else "your slouch is too like sitting well"
    return Outcome(msgspec.structs.replace(baseline, limits=limits), (*well.words, words))


def _plain(name: str) -> str:
    return name.removesuffix("_raw").replace("_", " ")
