"""Everything posecoach measures and judges by, as plain facts for tables and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf
from typing import Any

from posecoach.metrics import METRICS, Metric
from posecoach.rules.rule import Rule, RuleSet

Fact = dict[str, Any]


def facts(rule_sets: Iterable[RuleSet]) -> list[Fact]:
    """Return one entry per metric, then one per rule; each has `id`, `kind` and `title`."""
    metrics = [_metric(METRICS[name]) for name in sorted(METRICS)]
    return metrics + [_rule(s, rule) for s in rule_sets for rule in s.rules]


def _metric(metric: Metric) -> Fact:
    return {
        "id": metric.name,
        "kind": "metric",
        "title": metric.about,
        "unit": metric.unit,
        "views": sorted(v.label for v in metric.views),
        "positive": metric.sign,
        "relative": metric.relative,
        "sources": [metric.source],
    }


def _rule(rule_set: RuleSet, rule: Rule) -> Fact:
    metric = METRICS[rule.metric]
    return {
        "id": f"{rule_set.id}/{rule.id}",
        "kind": "rule",
        "title": rule.message.format(side="left or right", other="other"),
        "metric": rule.metric,
        "unit": metric.unit,
        "views": sorted(v.label for v in rule_set.views & metric.views),
        "part": rule.part,
        "weight": rule.weight,
        "good": [_finite(x) for x in rule.edges.good],
        "caution": [_finite(x) for x in rule.edges.caution],
        "poor": [_finite(x) for x in rule.edges.poor],
        "hold_s": rule.hold_s,
        "cue": rule.cue.format(side="left or right", other="other side"),
        "relative": metric.relative,
        "sources": [rule.source],
    }


def _finite(value: float) -> float | None:
    return None if isinf(value) else round(value, 4)


def band_text(edges: list[float | None], unit: str) -> str:
    """Return [low, high] as words: "-20 .. 10 deg", "up to 12 deg", "from 0.97"."""
    low, high = edges
    unit = "" if unit == "ratio" else f" {unit}"
    if low is None and high is None:
        return "any"
    if low is None:
        return f"up to {high:g}{unit}"
    return f"from {low:g}{unit}" if high is None else f"{low:g} .. {high:g}{unit}"
