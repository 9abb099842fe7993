"""What a rule is: bands on one metric, the words for leaving them, and how long that must last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Literal

from posecoach.scores.posture import Edges
from posecoach.types import Activity, Framing, Level, View


@dataclass(frozen=True, slots=True)
class Rule:
    """One judged metric. Texts may hold {side}: the person's side towards which it leans."""

    id: str
    metric: str
    part: str  # body part that loses the points: "neck", "trunk" ...
    edges: Edges  # in the metric's unit
    weight: float  # share of the score, relative to the other rules of the set
    message: str  # what is seen
    cue: str  # the one action
    source: str  # where bands and weight come from
    message_below: str = ""  # for values under the band, where they mean something else
    cue_below: str = ""
    hold_s: float = 4.0  # out of the band this long before it is said (a hold is >= 4 s, ISO 11226)
    clear_s: float = 5.0  # well inside the band this long before it is over (SCIENCE A8)
    median_s: float = 0.0  # judge the median of the last seconds, for noisy metrics
    poor_after_s: float = inf  # held this long it counts as poor
    rest_below: bool = False  # under the band is resting: penalty at most 0.4, never said
    holding: Literal["", "trunk", "head", "arm"] = ""  # ISO 11226 time that scales the alert
    yields_to: str = ""  # rule to be named instead, while that one is not good ...
    unless_above: tuple[str, float] | None = None  # ... unless this metric exceeds this value
    instead_of: str = ""  # counts only where that rule cannot be measured
    error_in_band: bool = False  # the bands were set on readings, with their error: not taken off
    doubted: bool = False  # the expected error is taken off in the score, too

    @property
    def good(self) -> tuple[float, float]:
        """Lowest and highest good value, inclusive, in the metric's unit."""
        return self.edges.good

    @property
    def caution(self) -> tuple[float, float]:
        """Lowest and highest value that is not yet poor, inclusive."""
        return self.edges.caution

    def level(self, value: float) -> Level:
        """Return the band a value (metric's unit) lies in; edges belong to the better band."""
        if value != value:
            return "unknown"
        (low, high), (caution_low, caution_high) = self.edges.good, self.edges.caution
        if low <= value <= high:
            return "good"
        return "caution" if caution_low <= value <= caution_high else "poor"

    def towards_good(self, value: float, by: float) -> float:
        """Return the value moved towards the good band by so much, at most into it."""
        low, high = self.edges.good
        if value > high:
            return max(high, value - by)
        return min(low, value + by) if value < low else value

    def words(self, value: float) -> tuple[str, str]:
        """Return (message, cue) for a value outside the band."""
        below = value < self.edges.good[0]
        message = self.message_below if below and self.message_below else self.message
        cue = self.cue_below if below and self.cue_below else self.cue
        # every left-right metric is positive towards the person's left
        here, there = ("left", "right") if value > 0 else ("right", "left")
        return message.format(side=here, other=there), cue.format(side=here, other=there)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one way of being seen, for example sitting side-on."""

    id: str
    title: str
    views: frozenset[View]
    framings: frozenset[Framing]
    activities: frozenset[Activity]
    rules: tuple[Rule, ...]


def choose(
    sets: Iterable[RuleSet], view: View, framing: Framing, activity: Activity
) -> RuleSet | None:
    """Return the first set made for what is seen, or None."""
    for rule_set in sets:
        if (
            view in rule_set.views
            and framing in rule_set.framings
            and activity in rule_set.activities
        ):
            return rule_set
    return None


def judged_metrics(rule_set: RuleSet) -> tuple[str, ...]:
    """Return the names of the metrics that the rules look at, each once."""
    others = [rule.unless_above[0] for rule in rule_set.rules if rule.unless_above]
    return tuple(dict.fromkeys([rule.metric for rule in rule_set.rules] + others))
