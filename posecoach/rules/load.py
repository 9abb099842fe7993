"""Read rule sets from TOML, refusing anything the engine could not honour."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from math import inf, isnan
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from posecoach.content import content_files, read_toml
from posecoach.errors import ConfigError
from posecoach.metrics import METRICS
from posecoach.rules.rule import Rule, RuleSet
from posecoach.scores.posture import Edges
from posecoach.types import Activity, Framing, View

Pair = tuple[float, float]
N = TypeVar("N", bound=IntEnum)
_EDGES = ("good", "caution", "poor")
_TIMES = ("hold_s", "clear_s", "median_s", "poor_after_s")


class _Rule(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    metric: str
    part: str
    good: Pair
    caution: Pair
    weight: float
    message: str
    cue: str
    source: str
    poor: Pair | None = None
    message_below: str = ""
    cue_below: str = ""
    hold_s: float = 4.0
    clear_s: float = 5.0
    median_s: float = 0.0
    poor_after_s: float = inf
    rest_below: bool = False
    holding: Literal["", "trunk", "head", "arm"] = ""
    yields_to: str = ""
    unless_above: tuple[str, float] | None = None
    instead_of: str = ""
    error_in_band: bool = False


class _Set(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    views: list[str]
    framings: list[str]
    activities: list[str]
    order: int = 0  # sets are tried in this order
    rule: list[_Rule] = []


def load_rule_sets(paths: Sequence[Path] | None = None) -> tuple[RuleSet, ...]:
    """Return every rule set, ours and the user's, in the order in which they are tried.

    Raises:
        ConfigError: naming the file, the rule and what is wrong with it.
    """
    read = [(read_toml(p, _Set), p) for p in (content_files("rules") if paths is None else paths)]
    read.sort(key=lambda pair: (pair[0].order, pair[1].name))
    return tuple(_rule_set(table, path) for table, path in read)


def _rule_set(table: _Set, path: Path) -> RuleSet:
    rules = tuple(_rule(r, f"{path.name}: rule {r.id!r}") for r in table.rule)
    ids = [rule.id for rule in rules]
    if not rules:
        raise ConfigError(f"{path.name}: rule: at least one is needed")
    for rule in rules:
        if ids.count(rule.id) > 1:
            raise ConfigError(f"{path.name}: rule {rule.id!r}: each id may be used only once")
        for other in (rule.yields_to, rule.instead_of):
            if other and other not in ids:
                raise ConfigError(f"{path.name}: rule {rule.id!r}: no rule {other!r} in this file")
    return RuleSet(
        path.stem,
        table.title,
        frozenset(_named(View, v, f"{path.name}: views") for v in table.views),
        frozenset(_named(Framing, v, f"{path.name}: framings") for v in table.framings),
        frozenset(_named(Activity, v, f"{path.name}: activities") for v in table.activities),
        rules,
    )


def _named(kind: type[N], label: str, where: str) -> N:
    by_label = {getattr(member, "label", ""): member for member in kind}
    if label not in by_label:
        raise ConfigError(f"{where}: unknown {label!r}; known: {', '.join(by_label)}")
    return by_label[label]


def _rule(table: _Rule, where: str) -> Rule:
    if table.metric not in METRICS:
        raise ConfigError(f"{where}: unknown metric {table.metric!r}; known: {_known()}")
    if table.unless_above and table.unless_above[0] not in METRICS:
        raise ConfigError(f"{where}: unless_above: unknown metric {table.unless_above[0]!r}")
    edges = Edges.of(table.good, table.caution, table.poor)
    lows = (edges.poor[0], edges.caution[0], edges.good[0])
    highs = (edges.good[1], edges.caution[1], edges.poor[1])
    if any(map(isnan, lows + highs)) or list(lows + highs) != sorted(lows + highs):
        raise ConfigError(f"{where}: 'good' must lie inside 'caution', and that inside 'poor'")
    if not 0 < table.weight < inf or not table.source.strip():
        raise ConfigError(f"{where}: needs a weight above 0 and a source")
    for name in _TIMES:
        if not getattr(table, name) >= 0:
            raise ConfigError(f"{where}: {name} must be a number of seconds, 0 or more")
    _check_words(table, where)
    fields = {f: getattr(table, f) for f in table.__struct_fields__ if f not in _EDGES}
    return Rule(edges=edges, **fields)


def _check_words(table: _Rule, where: str) -> None:
    for text in (table.message, table.cue, table.message_below, table.cue_below):
        try:
            text.format(side="left", other="right")
        except (LookupError, ValueError, AttributeError, TypeError) as error:
            raise ConfigError(
                f"{where}: texts may hold {{side}} and {{other}} only: {text!r}"
            ) from error


def _known() -> str:
    return ", ".join(sorted(METRICS))
