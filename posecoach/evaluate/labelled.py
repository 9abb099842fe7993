"""What the product makes of labelled rows: found, judged, told apart, seen from where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from posecoach.evaluate import separation
from posecoach.evaluate.classes import NOTHING, Expected, called
from posecoach.evaluate.judged import Row, Seen
from posecoach.evaluate.keypoints import Part, parts
from posecoach.evaluate.resampling import UNKNOWN, Draws, Estimate
from posecoach.rules.rule import Rule
from posecoach.types import Floats, View

FEWEST = 5  # judged rows of each class from which telling them apart means something
GOOD_SCORE = 85.0  # band "good", SCIENCE F1
SCORE, CUE = "score", "cue"
OPPOSITE = ("side-left", "side-right")

Rules = Mapping[tuple[str, str], Rule]  # (rule set, rule) -> rule


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many rows of one label were found and judged."""

    label: str
    rows: int
    found: float  # share 0..1 in which a person was found
    judged: float  # share 0..1 that has a score
    score: float  # median of those; NaN when none has
    told: float  # share 0..1 of those in which there is something to do


@dataclass(frozen=True, slots=True)
class Separation:
    """How well one number, or the product's own word, tells good from bad posture."""

    name: str  # "score", "cue", or rule set and rule
    good: int  # rows for which it is known
    bad: int
    missing: float  # share 0..1 of rows for which it is not
    auc: Estimate  # chance that a bad one reads worse than a good one
    balanced: Estimate  # balanced accuracy at the product's own threshold


@dataclass(frozen=True, slots=True)
class Confusion:
    """What something truly was, in rows, against what it was called, in columns."""

    title: str
    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    accuracy: Estimate = UNKNOWN
    balanced: Estimate = UNKNOWN


def coverage(rows: Sequence[Row]) -> list[Coverage]:
    """Count the rows of each label, most frequent first."""
    found = []
    for label, n in Counter(row.label for row in rows).most_common():
        own = [row.result for row in rows if row.label == label]
        scores = [r.assessment.score for r in own if not isnan(r.assessment.score)]
        told = sum(bool(r.assessment.cue) for r in own if not isnan(r.assessment.score))
        found.append(
            Coverage(
                label,
                n,
                found=sum(r.pose is not None for r in own) / n,
                judged=len(scores) / n,
                score=float(np.median(scores)) if scores else nan,
                told=told / len(scores) if scores else nan,
            )
        )
    return found


def reasons(rows: Sequence[Row]) -> dict[str, int]:
    """Count why rows were not judged, most frequent first."""
    unjudged = [row.result for row in rows if isnan(row.result.assessment.score)]
    return dict(Counter(r.outlook.reason or "no reason given" for r in unjudged).most_common())


def separations(
    rows: Sequence[Row], good: set[str], bad: set[str], rules: Rules, seed: int = 0
) -> list[Separation]:
    """Return how well score, cue and each rule's metric tell good from bad rows.

    A number's worse direction is away from its good band: AUC ranks rows by how far outside (or,
    below 0, inside) they lie, and the threshold is the band's edge.
    """
    labelled = [row for row in rows if row.label in good | bad]
    is_bad = np.array([row.label in bad for row in labelled], bool)
    scores = np.array([row.result.assessment.score for row in labelled])
    groups = [row.item.group for row in labelled]
    told = np.array([float(bool(row.result.assessment.cue)) for row in labelled])
    numbers = {
        SCORE: GOOD_SCORE - scores,
        CUE: np.where(np.isnan(scores), nan, told - 0.5),
    }
    for (rule_set, name), rule in rules.items():
        numbers[f"{rule_set}/{name}"] = _excess(labelled, rule_set, rule)
    found = [_separation(name, worse, is_bad, groups, seed) for name, worse in numbers.items()]
    return [one for one in found if min(one.good, one.bad) >= FEWEST]


def _excess(rows: Sequence[Row], rule_set: str, rule: Rule) -> Floats:
    """How far each row's value lies outside the rule's good band, in the metric's unit."""
    low, high = rule.good
    values = np.array(
        [
            row.result.measurements.get(rule.metric, nan)
            if row.result.assessment.rule_set == rule_set
            else nan
            for row in rows
        ]
    )
    return np.maximum(values - high, low - values)


def _separation(
    name: str, worse: Floats, is_bad: separation.Flags, groups: Sequence[str], seed: int
) -> Separation:
    known = ~np.isnan(worse)
    worse, bad = worse[known], is_bad[known]
    draws = Draws.of([g for g, kept in zip(groups, known, strict=True) if kept], seed)
    calls = ["bad" if value > 0 else "good" for value in worse]
    truth = ["bad" if one else "good" for one in bad]
    return Separation(
        name,
        good=int((~bad).sum()),
        bad=int(bad.sum()),
        missing=1 - len(worse) / len(known) if len(known) else nan,
        auc=UNKNOWN if name == CUE else draws.estimate(separation.auc(worse, bad)),
        balanced=draws.estimate(separation.balanced_accuracy(calls, truth)),
    )


def views(rows: Sequence[Row], seed: int = 0) -> Confusion:
    """Compare the view of every row that has one with the view the product took it for."""
    known = [row for row in rows if row.item.view]
    calls = [view_name(row.result.outlook.view) for row in known]
    truth = [row.item.view for row in known]
    return confused("View", truth, calls, [row.item.group for row in known], seed)


def view_name(view: View) -> str:
    """Return "side" for either side."""
    return "side" if view.label in OPPOSITE else view.label


def classes(
    rows: Sequence[Row],
    good: set[str],
    expected: Sequence[Expected],
    rules: Rules,
    seed: int = 0,
) -> Confusion:
    """Compare labels with what the product says, over judged rows that are good or expected.

    All good labels are one class, "nothing said".
    """
    wanted = {one.label for one in expected} | good
    judged = [row for row in rows if row.label in wanted and not isnan(row.result.assessment.score)]
    weights = {key: rule.weight for key, rule in rules.items()}
    truth = [NOTHING if row.label in good else row.label for row in judged]
    calls = [called(row, expected, weights) for row in judged]
    groups = [row.item.group for row in judged]
    return confused("What the product says", truth, calls, groups, seed)


def confused(
    title: str, truth: Sequence[str], calls: Sequence[str], groups: Sequence[object], seed: int = 0
) -> Confusion:
    """Return the confusion matrix with its accuracies."""
    names = sorted(set(truth)) + sorted(set(calls) - set(truth))
    counts = separation.confusion(calls, truth, names)
    if not truth:
        return Confusion(title, (), ())
    draws = Draws.of(groups, seed)
    return Confusion(
        title,
        tuple(names),
        tuple(tuple(int(n) for n in line) for line in counts),
        accuracy=draws.estimate(separation.accuracy(calls, truth)),
        balanced=draws.estimate(separation.balanced_accuracy(calls, truth)),
    )


@dataclass(frozen=True, slots=True)
class Labelled:
    """Everything found in a labelled folder."""

    folder: str
    files: int
    rows: int  # labelled pictures, or frames of videos
    groups: int  # people, or whatever the rows are grouped by
    intervals_over: str  # "group" or "row": what was drawn to get the intervals
    unread: Mapping[str, str]  # file -> why it could not be read
    baselines: Mapping[str, str]  # group -> the file that is its baseline
    good: tuple[str, ...]
    bad: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    reasons: Mapping[str, int]  # why not judged -> rows
    separations: tuple[Separation, ...]
    view: Confusion
    classes: Confusion
    keypoints: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the labels mean."""

    good: set[str]
    bad: set[str]
    expected: tuple[Expected, ...]


def sum_labelled(
    folder: str,
    seen: Sequence[Seen],
    rows: Sequence[Row],
    meaning: Meaning,
    rules: Rules,
    baselines: Mapping[str, str],
) -> Labelled:
    """Sum up the judged rows of a folder."""
    draws = Draws.of([row.item.group for row in rows], rounds=1)
    return Labelled(
        folder,
        files=len(seen),
        rows=len(rows),
        groups=draws.groups,
        intervals_over=draws.per,
        unread={one.item.file: one.error for one in seen if one.error},
        baselines=baselines,
        good=tuple(sorted(meaning.good)),
        bad=tuple(sorted(meaning.bad)),
        coverage=tuple(coverage(rows)),
        reasons=reasons(rows),
        separations=tuple(separations(rows, meaning.good, meaning.bad, rules)),
        view=views(rows),
        classes=classes(rows, meaning.good, meaning.expected, rules)
        if meaning.expected
        else Confusion("", (), ()),
        keypoints=tuple(parts(rows)),
    )
