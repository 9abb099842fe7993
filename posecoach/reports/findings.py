"""What was seen outside its good band, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from posecoach.reports.bands import MetricBands
from posecoach.reports.timeline import LEVELS, Timeline
from posecoach.reports.weighted import quantiles
from posecoach.reports.words import Interval
from posecoach.types import Floats, Level

WORTH_SAYING = 0.05  # share of the time a rule was judged; less is ordinary movement


class RuleView(Protocol):
    """What a report needs of a rule."""

    @property
    def metric(self) -> str:
        """Name of the metric it judges."""

    @property
    def part(self) -> str:
        """Body part: "neck"."""

    @property
    def source(self) -> str:
        """Where the bands come from."""

    @property
    def good(self) -> Interval:
        """Lowest and highest good value, inclusive, infinite where open."""

    @property
    def caution(self) -> Interval:
        """Lowest and highest value that is not yet poor, inclusive."""

    @property
    def instead_of(self) -> str:
        """Id of the rule it stands in for where that one cannot be measured; mostly empty."""

    def words(self, value: float) -> tuple[str, str]:
        """Return what is seen and the one action to take, for a value outside the good band."""


Rules = Mapping[str, RuleView]
"""Rules by "<rule set>/<rule>"; a plain rule id is accepted where ids are unique."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that was not good for a while; the fields are those of the JSON output."""

    rule: str
    part: str
    level: Level  # the one it was at for longer: "caution" or "poor"
    seconds: float  # time outside the good band
    share: float  # the same as a share of the time in which the rule could be judged, 0..1
    message: str
    cue: str


def look_up(rules: Rules, key: str) -> RuleView | None:
    """Return the rule for a key of `Timeline.levels`, None when it is not among `rules`."""
    return rules.get(key) or rules.get(key.partition("/")[2])


def find(timeline: Timeline, rules: Rules, weights: Floats, seconds: Floats) -> tuple[Finding, ...]:
    """Return what was not good for at least WORTH_SAYING of its time, the longest first.

    `weights` (frames,) decide the shares and `seconds` (frames,) the times: they differ for a
    single picture, which lasts no time.
    """
    metrics, findings = timeline.metrics, []
    for key, codes in timeline.levels.items():
        rule = look_up(rules, key)
        known, outside = codes > 0, codes > LEVELS.index("good")
        total, away = float(weights[known].sum()), float(weights[outside].sum())
        if rule is None or total <= 0 or away < WORTH_SAYING * total:
            continue
        poor = float(weights[codes == LEVELS.index("poor")].sum())
        values = metrics.get(rule.metric, np.full(len(timeline), np.nan))
        (typical,) = quantiles(values[outside], weights[outside], (0.5,))
        message, cue = rule.words(typical)
        findings.append(
            Finding(
                rule=key.rpartition("/")[2],
                part=rule.part,
                level="poor" if poor >= away / 2 else "caution",
                seconds=round(float(seconds[outside].sum()), 2),
                share=round(away / total, 3),
                message=message,
                cue=cue,
            )
        )
    return tuple(sorted(findings, key=lambda f: (-f.seconds, -f.share, f.rule)))


def judged_metrics(timeline: Timeline, rules: Rules) -> dict[str, MetricBands]:
    """Return metric name -> bands of every metric the applied rules judge.

    Where two rule sets judge the same metric, the bands are those of the set used for longer.
    """
    codes, names = timeline.rule_set
    counts = dict(zip(names, np.bincount(codes, minlength=len(names)).tolist(), strict=True))
    groups: dict[str, dict[str, list[tuple[Interval, Interval]]]] = {}
    for key in timeline.levels:
        rule = look_up(rules, key)
        if rule is not None:
            by_set = groups.setdefault(rule.metric, {})
            by_set.setdefault(key.rpartition("/")[0], []).append((rule.good, rule.caution))
    return {
        metric: MetricBands.narrowest(by_set[max(by_set, key=lambda s: counts.get(s, 0))])
        for metric, by_set in groups.items()
    }
