"""Turn measurements into verdicts, events and the score. Pure: same input, same answer.

`update(rule_set, state, t, values) -> (state, assessment)`. What must last is kept in episodes
(see `episode`), what the score may use in `Scoring`; both live in `State`, a plain value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import inf, isnan, nan

from posecoach.rules.episode import GAP_S, Change, Episode, fault, step
from posecoach.rules.rule import Rule, RuleSet
from posecoach.rules.scoring import Scoring, score
from posecoach.scores.posture import penalty
from posecoach.types import (
    NOT_KNOWN,
    Assessment,
    Errors,
    Event,
    Fault,
    Level,
    Measurements,
    Verdict,
)

REST_PENALTY = 0.4  # leaning back to rest costs no more than the caution edge, SCIENCE A9
WORTH_SAYING = 5.0  # points lost by a body part from which there is something to say

Key = tuple[str, str]  # (rule set id, rule id)
Window = tuple[tuple[float, float], ...]  # (seconds, value), oldest first


NO_ERRORS: Errors = {}


@dataclass(frozen=True, slots=True)
class Instant:
    """What was measured at one time."""

    t: float  # seconds
    values: Measurements = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """Everything the engine remembers."""

    t: float = -inf  # seconds of the last update
    episodes: Mapping[Key, Episode] = field(default_factory=dict)
    windows: Mapping[Key, Window] = field(default_factory=dict)
    scoring: Mapping[str, Scoring] = field(default_factory=dict)  # rule set id -> what it can see


def update(
    rule_sets: Mapping[str, RuleSet],
    rule_set: RuleSet | None,
    state: State,
    t: float,
    values: Measurements,
    errors: Errors = NO_ERRORS,
) -> tuple[State, Assessment]:
    """Judge one instant.

    Args:
        rule_sets: all of them by id, for episodes of a set that no longer applies.
        rule_set: the one that applies now, None when nothing can be judged.
        state: what the last call returned; `State()` at first.
        t: seconds, never going back.
        values: metric -> value; NaN or absent is unknown.
        errors: metric -> expected error of the value; absent is not known. What is said holds even
            if the value is off by that much, and it counts in the score as far as it is trusted.
    """
    now = Instant(t, values, errors)
    dt = 0.0 if state.t == -inf else min(max(t - state.t, 0.0), GAP_S)
    over: tuple[Event, ...] = ()
    if t - state.t > GAP_S and state.episodes:
        # nothing was said about the time between: it counts as unseen, not as more of the same
        state, _ = _advance(rule_sets, None, state, Instant(state.t + GAP_S), 0.0)
        state, unseen = _advance(rule_sets, None, state, Instant(t), 0.0)
        over = unseen.events
    state, assessment = _advance(rule_sets, rule_set, state, now, dt)
    return state, replace(assessment, events=over + assessment.events) if over else assessment


def _advance(
    rule_sets: Mapping[str, RuleSet],
    rule_set: RuleSet | None,
    state: State,
    now: Instant,
    dt: float,
) -> tuple[State, Assessment]:
    name, t = rule_set.id if rule_set else "", now.t
    episodes, windows = dict(state.episodes), dict(state.windows)
    events = _leave(rule_sets, name, episodes, t)
    if rule_set is None:
        return replace(state, t=t, episodes=episodes), Assessment(events=tuple(events))
    verdicts = tuple(_judge(rule, name, windows, now) for rule in rule_set.rules)
    levels: dict[str, Level] = {v.rule: v.level for v in verdicts}
    said = [
        _blamed(r, v, levels, now.values) for r, v in zip(rule_set.rules, verdicts, strict=True)
    ]
    faults: list[Fault] = []
    for rule, verdict, level in zip(rule_set.rules, verdicts, said, strict=True):
        before = episodes.get((name, rule.id), _FRESH)
        after, changes = step(rule, before, t, verdict.value, level)
        episodes[name, rule.id] = after
        events += [_event(rule, change, t, verdict.value) for change in changes]
        if (lasting := fault(rule, after, t, verdict.value)) is not None:
            worst, due = lasting
            faults.append(Fault(rule.id, worst, rule.part, *rule.words(verdict.value), due))
    scoring, scored = score(rule_set, state.scoring.get(name, Scoring()), t, dt, verdicts)
    blamed = tuple(v for v, level in zip(verdicts, said, strict=True) if level != "good")
    cue = _cue(rule_set, episodes, blamed, scored.losses)
    assessment = replace(
        scored, verdicts=verdicts, events=tuple(events), faults=tuple(faults), cue=cue
    )
    return State(t, episodes, windows, {**state.scoring, name: scoring}), assessment


_FRESH = Episode()


def _leave(
    rule_sets: Mapping[str, RuleSet], name: str, episodes: dict[Key, Episode], t: float
) -> list[Event]:
    """Let time pass for the rules of sets that do not apply now."""
    events: list[Event] = []
    for key, episode in episodes.items():
        if key[0] == name or episode is _FRESH:
            continue
        rule = next(r for r in rule_sets[key[0]].rules if r.id == key[1])
        episodes[key], changes = step(rule, episode, t, nan, "unknown")
        events += [_event(rule, change, t, nan) for change in changes]
    return events


def _judge(rule: Rule, name: str, windows: dict[Key, Window], now: Instant) -> Verdict:
    t, value = now.t, now.values.get(rule.metric, nan)
    if rule.median_s and not isnan(value):
        recent = windows.get((name, rule.id), ())
        recent = (*(p for p in recent if p[0] > t - rule.median_s), (t, value))
        windows[name, rule.id] = recent
        ordered, n = sorted(v for _, v in recent), len(recent)
        value = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    lost = penalty(rule.edges, value)
    if isnan(lost):
        return Verdict(rule.id, "unknown", nan, 0.0)
    expected = now.errors.get(rule.metric, NOT_KNOWN)
    if rule.rest_below and value < rule.edges.good[0]:
        return Verdict(rule.id, "caution", value, min(lost, REST_PENALTY), expected)
    known = not (isnan(expected.error) or rule.error_in_band)
    sure = rule.towards_good(value, expected.error) if known else value
    if rule.doubted:
        lost = penalty(rule.edges, sure)
    return Verdict(rule.id, rule.level(sure), value, lost, expected)


def _blamed(
    rule: Rule, verdict: Verdict, levels: Mapping[str, Level], values: Measurements
) -> Level:
    """Return the level to say: good where the value is rest, or another rule's doing."""
    if verdict.level not in ("caution", "poor"):
        return verdict.level
    if rule.rest_below and verdict.value < rule.edges.good[0]:
        return "good"
    if rule.yields_to and levels[rule.yields_to] in ("caution", "poor"):
        metric, limit = rule.unless_above or ("", inf)
        if not values.get(metric, nan) > limit:
            return "good"
    return verdict.level


def _event(rule: Rule, change: Change, t: float, value: float) -> Event:
    message, cue = rule.words(value)
    return Event(t, change.kind, rule.id, change.since, change.level, rule.part, message, cue)


def _cue(
    rule_set: RuleSet,
    episodes: Mapping[Key, Episode],
    verdicts: tuple[Verdict, ...],
    losses: Mapping[str, float],
) -> str:
    """Return the action for the raised rule that costs most; empty when none costs enough."""
    rules = {rule.id: rule for rule in rule_set.rules}
    worst, words = 0.0, ""
    for verdict in verdicts:
        rule = rules[verdict.rule]
        cost = rule.weight * verdict.expected.trust * verdict.penalty**2
        raised = episodes[rule_set.id, rule.id].raised
        if raised and cost > worst and losses.get(rule.part, 0.0) >= WORTH_SAYING:
            worst, words = cost, rule.words(verdict.value)[1]
    return words
