"""The worst cases, pictured: the overlay shows what the product saw in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from pathlib import Path

from posecoach.app import Options, watch
from posecoach.errors import SourceError
from posecoach.evaluate.document import Snapshot, figure
from posecoach.evaluate.judged import Row
from posecoach.evaluate.labelled import GOOD_SCORE, Meaning, Rules
from posecoach.evaluate.rendered import Rendered, worst
from posecoach.evaluate.rendered_document import named
from posecoach.evaluate.stage import Stage
from posecoach.mannequin.painting import Image
from posecoach.outputs.annotated import fit_width, jpeg
from posecoach.outputs.overlay import Overlay
from posecoach.reports.words import title
from posecoach.types import Result

WIDTH_PX = 420
MOST = 12


def of_labelled(
    rows: Sequence[Row], meaning: Meaning, rules: Rules, options: Options
) -> list[Snapshot]:
    """The pictures whose score is furthest on the wrong side of "good", worst first."""
    off = [(abs(s - GOOD_SCORE), row) for row in rows if (s := _wrong_score(row, meaning)) >= 0]
    ordered = sorted(off, key=lambda pair: -pair[0])[:MOST]
    return [shown for _, row in ordered if (shown := _of_row(row, rules, options)) is not None]


def _wrong_score(row: Row, meaning: Meaning) -> float:
    """The score of a row that was taken for the opposite; -1 of any other."""
    score = row.result.assessment.score
    if isnan(score):
        return -1.0
    wrong = (row.label in meaning.good and score < GOOD_SCORE) or (
        row.label in meaning.bad and score >= GOOD_SCORE
    )
    return score if wrong else -1.0


def _of_row(row: Row, rules: Rules, options: Options) -> Snapshot | None:
    image = _frame(row.item.path, row.result, options)
    if image is None:
        return None
    judged = row.result.assessment
    own = {name: rule for (rule_set, name), rule in rules.items() if rule_set == judged.rule_set}
    drawn = fit_width(Overlay().draw(image, row.result, rules=own), WIDTH_PX)
    return Snapshot(jpeg(drawn), f"{row.item.file}: {row.label}, score {figure(judged.score, 0)}")


def _frame(path: Path, result: Result, options: Options) -> Image | None:
    """The frame of a result; None where there is none to show, as of stored landmarks."""
    try:
        with watch(path, options) as watching:
            frames = (f for f in watching.source.frames() if f.index >= result.index)
            found = next(frames, None)
            stored = watching.source.kind == "landmarks"
    except SourceError:
        return None
    return None if found is None or stored else found.image


def of_rendered(found: Rendered) -> Mapping[str, list[Snapshot]]:
    """The drawn pictures of each suite whose first metric is furthest off."""
    suites = {suite.id: suite for suite in found.run.suites}
    shown: dict[str, list[Snapshot]] = {}
    for report in found.pictures:
        for metric in report.metrics[:1]:
            own = [s for s in found.samples if s.suite == report.suite]
            for sample in worst(own, metric.metric):
                stage = Stage(suites[sample.suite], sample.cast, sample.setting)
                image, _ = stage.shoot(sample.posture)
                caption = (
                    f"{title(metric.metric)} {figure(sample.measured[metric.metric], 1)} instead "
                    f"of {figure(sample.true[metric.metric], 1)}: {sample.posture}, "
                    f"{report.vary} {named(sample.level)}"
                )
                picture = Snapshot(jpeg(fit_width(image, WIDTH_PX)), caption)
                shown.setdefault(report.suite, []).append(picture)
    return shown
