"""Limits of a person's own, from how they sit well and how they usually slouch. Pure.

SCIENCE A8: 0.4 and 0.7 of the way from well to slouched, within half of the table's bands; and a
bad baseline must not make bad posture normal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf, isinf, isnan, nan

import numpy as np

from posecoach.baseline import Baseline, Limits
from posecoach.metrics import METRICS, Body, measure
from posecoach.rules.rule import Rule, RuleSet
from posecoach.scores.posture import Edges
from posecoach.types import Measurements, Result

GOOD_SHARE, CAUTION_SHARE = 0.4, 0.7
SLACK = 0.5  # of the table's distance from neutral
HIGHEST = {"neck_inclination": 18.0, "trunk_inclination": 15.0}  # degrees of a baseline, A8
SLOUCH = (
    "neck_inclination",
    "trunk_inclination",
    "head_inclination",
    "trunk_length_ratio",
    "screen_scale",
    "slump",
    "forward_head",
    "head_pitch",
)
_NEUTRAL = {"trunk_length_ratio": 1.0, "screen_scale": 1.0}  # of the others: 0


def medians(results: Iterable[Result], baseline: Baseline) -> dict[str, float]:
    """Return the median of each metric of SLOUCH over judged frames, against a baseline; or NaN."""
    rows = [
        measure(
            Body(
                it.pose.px,
                float(it.outlook.facing) or nan,
                it.outlook.facing < 0,
                baseline.at(it.size),
            ),
            SLOUCH,
            it.outlook.view,
        )
        for it in results
        if it.pose is not None and not it.outlook.reason and it.outlook.view.label == baseline.view
    ]
    found = {}
    for name in SLOUCH:
        column = np.array([row[name] for row in rows], float)
        known = column[~np.isnan(column)]
        found[name] = float(np.median(known)) if known.size * 2 > len(rows) else nan
    return found


def too_bent(well: Measurements) -> list[str]:
    """Return what is said of metrics that no baseline may call good."""
    return [
        f"{METRICS[name].name.replace('_', ' ')} {well[name]:.0f} deg, taken as {highest:.0f}"
        for name, highest in HIGHEST.items()
        if well.get(name, nan) > highest
    ]


def personal(rules: Iterable[Rule], well: Measurements, slouched: Measurements) -> Limits:
    """Return limits for the metrics by which the slouch differs clearly from sitting well.

    Args:
        rules: of the way the person is seen; their bands are those of the table.
        well, slouched: medians, in each metric's unit.
    """
    found = {}
    for rule in rules:
        name = rule.metric
        base = min(well.get(name, nan), HIGHEST.get(name, inf))
        change = slouched.get(name, nan) - base
        side = 1 if change > 0 else 0
        good, caution = rule.edges.good[side], rule.edges.caution[side]
        if name not in SLOUCH or isnan(change) or isinf(good):
            continue
        if abs(change) < abs(caution - good):
            continue  # too like sitting well to say where one ends
        found[name] = (
            _near(name, good, base + GOOD_SHARE * change),
            _near(name, caution, base + CAUTION_SHARE * change),
        )
    return found


def _near(metric: str, table: float, value: float) -> float:
    """Return the value, but no further from the table's edge than half its distance to neutral."""
    neutral = _NEUTRAL.get(metric, 0.0)
    ends = sorted(neutral + (table - neutral) * (1 + slack) for slack in (-SLACK, SLACK))
    return min(max(value, ends[0]), ends[1])


def with_limits(rule_sets: tuple[RuleSet, ...], limits: Limits) -> tuple[RuleSet, ...]:
    """Return the rule sets with a person's own edges where there are any."""
    if not limits:
        return rule_sets
    return tuple(replace(it, rules=tuple(_fitted(r, limits) for r in it.rules)) for it in rule_sets)


def _fitted(rule: Rule, limits: Mapping[str, tuple[float, float]]) -> Rule:
    if rule.metric not in limits:
        return rule
    good, caution = limits[rule.metric]
    edges, side = rule.edges, 1 if caution > good else 0
    if isinf(edges.good[side]):
        return rule

    def changed(pair: tuple[float, float], value: float) -> tuple[float, float]:
        return (pair[0], value) if side else (value, pair[1])

    fitted = Edges.of(changed(edges.good, good), changed(edges.caution, caution))
    return replace(
        rule, edges=Edges(fitted.good, fitted.caution, changed(edges.poor, fitted.poor[side]))
    )
