"""The evaluation of rendered suites as a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isnan

from posecoach.evaluate.document import (
    Curve,
    Document,
    Point,
    Section,
    Snapshot,
    Table,
    estimate,
    figure,
    share,
)
from posecoach.evaluate.labelled_document import grid_of
from posecoach.evaluate.recognition import Recognition
from posecoach.evaluate.rendered import (
    ClipReport,
    EventReport,
    MetricError,
    PictureReport,
    Rendered,
)
from posecoach.evaluate.stage import Level
from posecoach.reports.marks import number
from posecoach.reports.words import UNIT_SIGNS, title

DIGITS = {"deg": 1, "ratio": 2, "cm": 1, "px": 0}
X_TITLES = {
    "azimuth": "camera azimuth, degrees (0 in front, 90 at the person's left)",
    "elevation": "camera elevation, degrees",
    "distance": "camera distance, metres",
    "roll": "camera roll, degrees",
    "girth": "girth, 1 is average",
}


def rendered_document(
    found: Rendered, snapshots: Mapping[str, Sequence[Snapshot]] | None = None
) -> Document:
    """Return what was found on drawn figures; `snapshots` are the worst cases of each suite."""
    run = found.run
    lead = (
        f"Drawn figures whose every joint is known: {run.people} people of the {run.split} set, "
        f"seed {run.seed}. Nobody of the other set is among them.",
        "In brackets: 95 % intervals, drawn over people.",
        "Drawn people are not real ones: take these errors for the least to expect.",
    )
    pictures = [_pictures(one, (snapshots or {}).get(one.suite, ())) for one in found.pictures]
    clips = [_clips(one) for one in found.clips]
    return Document("Evaluation on rendered figures", lead, (*pictures, *clips))


def _pictures(found: PictureReport, snapshots: Sequence[Snapshot]) -> Section:
    tables = [_errors(found)] if found.metrics else []
    about = f"{found.pictures} pictures of {found.people} people."
    if found.recognised:
        tables.append(_recognised(found.recognised))
        about += " Rows: what it is; columns: what it was called."
    return Section(
        found.title,
        about,
        tuple(tables),
        tuple(grid_of(one) for one in found.confusions),
        tuple(_curves(found)),
        tuple(snapshots),
    )


def _errors(found: PictureReport) -> Table:
    rows = tuple(
        (
            f"{title(one.metric)}{_unit(one.unit)}",
            str(one.error.n),
            share(one.error.missing),
            figure(one.error.bias.value, DIGITS[one.unit]),
            estimate(one.error.mae, DIGITS[one.unit]),
            figure(one.error.sd.value, DIGITS[one.unit]),
            _worst_level(one),
        )
        for one in found.metrics
    )
    note = "Not given: the product does not judge the picture, or not this metric in it."
    columns = ("metric", "n", "not given", "bias", "mean abs. error", "SD", "worst at")
    return Table("", columns, rows, note)


def _recognised(found: Sequence[Recognition]) -> Table:
    rows = tuple(
        (
            one.what,
            str(one.n),
            estimate(one.right),
            estimate(one.wrong),
            estimate(one.unsaid),
            estimate(one.right_of_said),
            ", ".join(f"{reason} {n}" for reason, n in one.reasons.items()),
        )
        for one in found
    )
    note = (
        "Not said: the product gives a reason instead that can be true. "
        "Nobody found where somebody is, or the other way round, is wrong."
    )
    columns = ("what", "n", "right", "wrong", "not said", "right of those said", "why not said")
    return Table("Shares of pictures", columns, rows, note)


def _worst_level(one: MetricError) -> str:
    known = [level for level in one.levels if not isnan(level.error.mae.value)]
    if len(known) < 2:
        return ""
    worst = max(known, key=lambda level: level.error.mae.value)
    return f"{named(worst.level)}: {figure(worst.error.mae.value, DIGITS[one.unit])}"


def named(level: Level) -> str:
    """Return a level as text, with a true minus sign."""
    return level if isinstance(level, str) else number(level)


def _unit(unit: str) -> str:
    return f" ({UNIT_SIGNS[unit].strip()})" if UNIT_SIGNS[unit] else ""


def _curves(found: PictureReport) -> Iterator[Curve]:
    for one in found.metrics:
        digits = DIGITS[one.unit]
        points = []
        for place, level in enumerate(one.levels, 1):
            error = level.error
            if not error.n:
                continue
            text = (
                f"{named(level.level)}: bias {estimate(error.bias, digits)}, SD "
                f"{figure(error.sd.value, digits)}, n {error.n}, given {share(level.judged)}"
            )
            points.append(
                Point(
                    float(place) if isinstance(level.level, str) else float(level.level),
                    error.bias.value,
                    error.bias.low,
                    error.bias.high,
                    error.lower.value,
                    error.upper.value,
                    text,
                )
            )
        names = [f"{i} {level.level}" for i, level in enumerate(one.levels, 1)]
        if len(points) > 1:
            x_title = X_TITLES.get(found.vary, f"{found.vary}: {', '.join(names)}")
            yield Curve(f"{title(one.metric)}: error", one.unit, x_title, tuple(points))


def _clips(found: ClipReport) -> Section:
    about = (
        f"{found.people} people, {found.hours:.2f} hours after the baselines, "
        f"judged {share(found.judged)} of them."
    )
    if found.without_baseline:
        about += f" No baseline could be taken of {found.without_baseline}."
    if found.alerts_per_hour is not None and found.messages_per_hour is not None:
        rates = (
            ("alerts", estimate(found.alerts_per_hour, 1)),
            ("messages", estimate(found.messages_per_hour, 1)),
        )
        table = Table("False per hour, while nothing is wrong", ("what", "per hour"), rates)
        return Section(found.title, about, (table,))
    tables = [_events("", found.events)]
    if found.with_baseline:
        tables.append(_events("Those with a baseline only", found.with_baseline))
    return Section(found.title, about, tuple(tables))


def _events(heading: str, found: Sequence[EventReport]) -> Table:
    rows = tuple(
        (
            one.name,
            str(one.held),
            estimate(one.precision),
            estimate(one.recall),
            estimate(one.f1),
            f"{figure(one.delay_s, 0)} s",
        )
        for one in found
    )
    return Table(heading, ("posture", "held", "precision", "recall", "F1", "delay"), rows)
