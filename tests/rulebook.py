"""Rules made for tests, and a way to run values through them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import inf
from typing import Any

from posecoach.content import LIBRARY
from posecoach.rules.engine import State, update
from posecoach.rules.episode import Change, Episode, step
from posecoach.rules.load import load_rule_sets
from posecoach.rules.rule import Rule, RuleSet
from posecoach.scores.posture import Edges
from posecoach.types import Activity, Assessment, Errors, Framing, Level, View

NECK = Edges.of((-inf, 12.0), (-inf, 18.0))  # SCIENCE A1 NI
TRUNK = Edges.of((-20.0, 10.0), (-30.0, 20.0))  # SCIENCE A1 TI

OUR_FILES = tuple(sorted((LIBRARY / "rules").glob("*.toml")))
OURS = load_rule_sets(OUR_FILES)
"""The rule sets we ship, whatever this machine's user has configured."""


def rule(name: str = "neck", edges: Edges = NECK, **changes: Any) -> Rule:
    """A rule on the metric of its own name."""
    fields: dict[str, Any] = {
        "id": name,
        "metric": name,
        "part": name,
        "edges": edges,
        "weight": 1.0,
        "message": f"{name} out to the {{side}}",
        "cue": f"mend {name}, go {{other}}",
        "source": "made",
    }
    return Rule(**(fields | changes))


def rule_set(*rules: Rule, name: str = "made") -> RuleSet:
    """A set that applies to everything."""
    return RuleSet(name, name, frozenset(View), frozenset(Framing), frozenset(Activity), rules)


def episodes(
    rule: Rule, samples: Iterable[tuple[float, float]], level: Level | None = None
) -> list[tuple[float, Change]]:
    """(when, what) of every change over (t, value) samples; `level` in place of the value's own."""
    episode, found = Episode(), []
    for t, value in samples:
        episode, changes = step(rule, episode, t, value, level or rule.level(value))
        found += [(t, change) for change in changes]
    return found


def course(
    seconds: float, fps: float, value: Callable[[float], float], start: float = 0.0
) -> list[tuple[float, float]]:
    """(t, value) samples at a steady rate."""
    return [(t, value(t)) for t in (start + i / fps for i in range(round(seconds * fps) + 1))]


def judged(
    rules: RuleSet,
    samples: Iterable[tuple[float, Mapping[str, float]]],
    errors: Errors | None = None,
) -> list[Assessment]:
    """The assessments of (t, values) samples, whose expected errors are always the same."""
    state, found = State(), []
    for t, values in samples:
        state, assessment = update({rules.id: rules}, rules, state, t, values, errors or {})
        found.append(assessment)
    return found
