"""Which labels mean good posture, and which rule should speak up for each of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from posecoach.errors import ConfigError
from posecoach.evaluate.judged import Row
from posecoach.rules.rule import RuleSet

GOOD = ("good", "upright", "straight", "neutral")
UNCLEAR = ("ambiguous", "unlabelled", "unknown", "moving")
NOTHING = "nothing said"
EXPECTED = re.compile(r"(?P<label>[^=]+)=(?P<rules>[^=]+)")


@dataclass(frozen=True, slots=True)
class Expected:
    """The rules, any of which is right to speak up for a label."""

    label: str
    rules: tuple[tuple[str, int], ...]  # rule id, and +1 person's left, -1 right, 0 either side


def good_and_bad(
    labels: Iterable[str], good: Sequence[str], bad: Sequence[str]
) -> tuple[set[str], set[str]]:
    """Return the labels that mean good posture and those that mean bad.

    Where none are named as good, those called so in GOOD are; where none are named as bad, all
    the others are, but for those that say nothing. Raises ConfigError for a label nobody has.
    """
    known = set(labels)
    for name in (*good, *bad):
        if name not in known:
            listed = ", ".join(sorted(known))
            raise ConfigError(f"no file has the label {name!r}; there are: {listed}")
    fine = set(good) or known & (set(GOOD) - set(bad))
    return fine, set(bad) or (known - fine - set(UNCLEAR) if fine else set())


def expectations(
    texts: Sequence[str], labels: Iterable[str], rule_sets: Iterable[RuleSet]
) -> tuple[Expected, ...]:
    """Return which rule should speak up for which label.

    `texts` are "label=rule", "label=rule:left", with several rules joined by "+". A label that is
    itself the name of a rule, with or without "_left" or "_right", needs none. Raises ConfigError.
    """
    rules, known = {rule.id for one in rule_sets for rule in one.rules}, set(labels)
    found = {label: own for label in sorted(known) if (own := _named(label, rules))}
    for text in texts:
        parts = EXPECTED.fullmatch(text)
        if parts is None or parts["label"] not in known:
            raise ConfigError(f"--expect {text}: write LABEL=RULE or LABEL=RULE:left")
        said = [_sided(each) for each in parts["rules"].split("+")]
        for rule, _ in said:
            if rule not in rules:
                raise ConfigError(f"--expect {text}: there is no rule {rule!r}")
        found[parts["label"]] = tuple(said)
    return tuple(Expected(label, said) for label, said in found.items())


def _named(label: str, rules: set[str]) -> tuple[tuple[str, int], ...]:
    rule, _, side = label.rpartition("_")
    if side in _SIGNS and rule in rules:
        return ((rule, _SIGNS[side]),)
    return ((label, 0),) if label in rules else ()


_SIGNS = {"left": 1, "right": -1}


def _sided(text: str) -> tuple[str, int]:
    rule, colon, side = text.strip().partition(":")
    if colon and side not in _SIGNS:
        raise ConfigError(f"--expect {text}: the side is left or right, not {side!r}")
    return rule, _SIGNS.get(side, 0)


def called(row: Row, expected: Sequence[Expected], weights: Mapping[tuple[str, str], float]) -> str:
    """Return the label whose rules, of those that speak up, cost most; NOTHING if none does.

    `weights` is (rule set, rule) -> weight in the score.
    """
    judged = row.result.assessment
    cost = {
        (verdict.rule, 1 if verdict.value > 0 else -1): weights[judged.rule_set, verdict.rule]
        * verdict.penalty**2
        for verdict in judged.verdicts
        if verdict.rule in row.said
    }
    totals = {
        one.label: sum(
            cost.get((rule, sign), 0.0)
            for rule, side in one.rules
            for sign in ((side,) if side else (1, -1))
        )
        for one in expected
    }
    worst = max(totals, key=lambda label: totals[label], default=NOTHING)
    return worst if totals.get(worst, 0.0) > 0 else NOTHING
