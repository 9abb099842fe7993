"""Which rules the score of a session rests on, and the score of one instant (SCIENCE F1). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan, sqrt

from posecoach.rules.rule import RuleSet
from posecoach.scores.posture import posture_score
from posecoach.types import Assessment, Verdict

WARM_UP_S = 10.0  # the length of a calibration: what is visible in it is scored from then on
VISIBLE = 0.8  # share of the warm-up in which a metric must be seen
LEAST_COVERAGE = 0.6  # below this share of the active weight no score is shown
LEAST_WEIGHT = 0.3  # below this share of the whole set's weight there is too little to score
HELD_S = 10.0  # a metric out of sight keeps its last penalty this long, then costs nothing


@dataclass(frozen=True, slots=True)
class Scoring:
    """What a session can see of one rule set."""

    judged_s: float = 0.0
    seen_s: Mapping[str, float] = field(default_factory=dict)  # rule id -> seconds it was measured
    active: frozenset[str] | None = None  # fixed once the warm-up is over
    last: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # id -> (t, penalty)


def score(
    rule_set: RuleSet, before: Scoring, t: float, dt: float, verdicts: tuple[Verdict, ...]
) -> tuple[Scoring, Assessment]:
    """Return the new memory and an assessment with score, coverage and losses filled in.

    Args:
        rule_set: the rules, in the order of `verdicts`.
        before: memory of this set so far.
        t: seconds.
        dt: seconds since the last judged instant, 0 at the first.
        verdicts: one per rule; unknown ones have no penalty.
    """
    # the p-norm squares penalties: this is a weight of `trust` times the rule's own
    seen = {v.rule: v.penalty * sqrt(v.expected.trust) for v in verdicts if v.level != "unknown"}
    now = _watch(rule_set, before, t, dt, seen)
    active = now.active if now.active is not None else _visible(rule_set, now, seen)
    weights = {r.id: r.weight for r in rule_set.rules if r.id in active}
    total = sum(weights.values())
    whole = sum(r.weight for r in rule_set.rules if not r.instead_of)
    if total < LEAST_WEIGHT * whole:
        return now, Assessment(rule_set.id, partial=True)
    coverage = sum(w for rule, w in weights.items() if rule in seen) / total
    partial = total < LEAST_COVERAGE * whole
    if coverage < LEAST_COVERAGE:
        return now, Assessment(rule_set.id, nan, coverage, partial)
    penalties = {rule: p for rule, (at, p) in now.last.items() if t - at <= HELD_S}
    result = posture_score(weights, penalties)
    losses: dict[str, float] = {}
    for rule in rule_set.rules:
        if lost := result.losses.get(rule.id, 0.0):
            losses[rule.part] = losses.get(rule.part, 0.0) + lost
    return now, Assessment(rule_set.id, result.points, coverage, partial, losses)


def _watch(
    rule_set: RuleSet, before: Scoring, t: float, dt: float, seen: Mapping[str, float]
) -> Scoring:
    last = {**before.last, **{rule: (t, p) for rule, p in seen.items()}}
    if before.active is not None:
        return Scoring(before.judged_s, before.seen_s, before.active, last)
    judged = before.judged_s + dt
    seconds = {
        rule.id: before.seen_s.get(rule.id, 0.0) + (dt if rule.id in seen else 0.0)
        for rule in rule_set.rules
    }
    now = Scoring(judged, seconds, None, last)
    if judged < WARM_UP_S:
        return now
    return Scoring(judged, seconds, _visible(rule_set, now, seen), last)


def _visible(rule_set: RuleSet, now: Scoring, seen: Mapping[str, float]) -> frozenset[str]:
    if now.judged_s > 0:
        ids = {i for i, seconds in now.seen_s.items() if seconds >= VISIBLE * now.judged_s}
    else:
        ids = set(seen)
    return frozenset(
        r.id for r in rule_set.rules if r.id in ids and not (r.instead_of and r.instead_of in ids)
    )


def unassessed(rule_set: RuleSet, scoring: Scoring) -> list[str]:
    """Return the ids of rules that this session could not see often enough to score."""
    active = scoring.active if scoring.active is not None else _visible(rule_set, scoring, {})
    return [r.id for r in rule_set.rules if r.id not in active and not r.instead_of]
