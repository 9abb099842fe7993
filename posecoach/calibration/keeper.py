"""Judging by the newest calibration of this camera and view, and noticing that it is stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from math import inf

from posecoach.baseline import Baseline
from posecoach.calibration import moved
from posecoach.calibration.guide import Guide, Outcome
from posecoach.calibration.limits import with_limits
from posecoach.pipeline import Coach
from posecoach.types import Result, View

NONE = (
    "not calibrated for this camera seen {view}: head and distance are judged with care or not at "
    "all; `posecoach recalibrate` takes ten seconds"
)
MOVED = "the camera was moved, so what was measured no longer holds; `posecoach recalibrate`"
AGAIN_S = 3600.0  # the same advice is not given more often
ASK_S = 600.0  # between two looks at what the day so far says


@dataclass(slots=True)
class Keeper:
    """A listener that keeps the coach's baseline right."""

    coach: Coach  # with the bands of the table
    use: Callable[[Coach], object]  # judge by it from now on
    newest: Callable[[str], Baseline | None]  # of a view
    keep: Callable[[Baseline], object]
    say: Callable[[str], object]
    on_change: Callable[[bool], object] = lambda calibrated: None
    says_so: bool = True  # that there is no calibration; else whoever hears of the change does
    stale: Callable[[str], Iterable[str]] = lambda view: ()  # what speaks against that of a view
    given: bool = False  # the user has given a baseline: nothing is looked up
    paused: bool = False
    closed: bool = False
    guide: Guide | None = None
    baseline: Baseline | None = None
    _view: View = View.UNKNOWN
    _camera: moved.Camera = field(default_factory=moved.Camera)
    _asked: float = -inf  # seconds
    _advised: dict[str, float] = field(default_factory=dict)  # words -> seconds

    def idle(self, lost: bool) -> None:
        """Nothing changes."""

    def take(self, result: Result) -> None:
        """Take one judged frame."""
        if self.guide is not None:
            self._lead(self.guide, result)
        if result.pose is None or result.outlook.reason:
            return
        if not self.given and result.outlook.view is not self._view:
            self._view = result.outlook.view
            self._apply(self.newest(self._view.label))
            if self.baseline is None and self.says_so:
                self._advise(NONE.format(view=self._view.label), result.t)
        if self.baseline is not None:
            self._watch(result)

    def begin(self, with_slouch: bool = False) -> str:
        """Begin a guided calibration; return what to do."""
        self.guide = Guide(self.say, self.coach.rule_sets, with_slouch)
        then = ", then sit as you usually slouch for five" if with_slouch else ""
        return (
            "look at what the coach says: sit tall but relaxed and hold still for ten seconds"
            + then
        )

    def _lead(self, guide: Guide, result: Result) -> None:
        guide.take(result)
        if guide.outcome is None:
            return
        self.guide = None
        self._finish(guide.outcome)

    def _finish(self, outcome: Outcome) -> None:
        for words in outcome.words:
            self.say(words)
        if outcome.baseline is None:
            return
        self.keep(outcome.baseline)
        self._advised.clear()
        if outcome.baseline.view == self._view.label:
            self._apply(outcome.baseline)
        self.say(f"calibrated, seen {outcome.baseline.view}")

    def _apply(self, baseline: Baseline | None) -> None:
        self.baseline = baseline
        self._camera = moved.Camera()
        limits = {} if baseline is None else baseline.limits
        sets = with_limits(self.coach.rule_sets, limits)
        self.use(replace(self.coach, rule_sets=sets, baseline=baseline))
        self.on_change(baseline is not None)

    def _watch(self, result: Result) -> None:
        assert result.pose is not None
        place = moved.Place(result.t, result.pose.px, result.size)
        self._camera, elsewhere = moved.watch(self._camera, place)
        if elsewhere:
            self._advise(MOVED, result.t)
        if not self.given and result.t - self._asked >= ASK_S:
            self._asked = result.t
            for words in self.stale(self._view.label):
                self._advise(words, result.t)

    def _advise(self, words: str, t: float) -> None:
        if t - self._advised.get(words, -AGAIN_S) >= AGAIN_S:
            self._advised[words] = t
            self.say(words)
