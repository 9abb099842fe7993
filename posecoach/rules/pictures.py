"""The rules as they apply to pictures: of somebody now, or of how they usually sit. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from posecoach.metrics import METRICS
from posecoach.rules.rule import Rule, RuleSet

RuleSets = tuple[RuleSet, ...]


def at_once(sets: RuleSets) -> RuleSets:
    """Let rules speak at once: nothing has to last in pictures judged one by one."""
    # where a median over time brought the error into the band, one picture has all of it
    return _changed(
        sets, lambda r: replace(r, hold_s=0.0, error_in_band=r.error_in_band and not r.median_s)
    )


def from_one_picture(sets: RuleSets, share: float) -> RuleSets:
    """Let rules about changes from a baseline doubt it, and weigh `share` of what they do.

    How far away and how high somebody sits in one picture is one of many good ways to sit.
    """

    def doubting(rule: Rule) -> Rule:
        if not METRICS[rule.metric].relative:
            return rule
        return replace(rule, weight=share * rule.weight, error_in_band=False, doubted=True)

    return _changed(sets, doubting)


def _changed(sets: RuleSets, change: Callable[[Rule], Rule]) -> RuleSets:
    return tuple(replace(s, rules=tuple(map(change, s.rules))) for s in sets)
