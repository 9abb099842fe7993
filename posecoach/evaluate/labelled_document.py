"""A labelled folder's evaluation as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posecoach.evaluate.document import (
    Document,
    Grid,
    Section,
    Snapshot,
    Table,
    estimate,
    figure,
    share,
)
from posecoach.evaluate.keypoints import PCK_SHARE
from posecoach.evaluate.labelled import Confusion, Labelled

UNREAD_SHOWN = 10


def labelled_document(found: Labelled, snapshots: Sequence[Snapshot] = ()) -> Document:
    """Return what was found in a labelled folder; `snapshots` are its worst cases."""
    unit = "each group" if found.intervals_over == "group" else "each picture or frame on its own"
    lead = [
        f"{found.files} files, {found.rows} labelled pictures or frames, {found.groups} groups.",
        f"In brackets: 95 % intervals, drawn over {unit}.",
    ]
    if found.intervals_over != "group":
        lead.append("There are too few groups to say how it would be with other people.")
    if found.baselines:
        lead.append(
            f"Judged against one picture of each group as its baseline ({len(found.baselines)} "
            "of them, not counted here)."
        )
    return Document(
        f"Evaluation of {found.folder}", tuple(lead), tuple(_sections(found, snapshots))
    )


def _sections(found: Labelled, snapshots: Sequence[Snapshot]) -> Iterator[Section]:
    tables = [_coverage(found)]
    if found.reasons:
        rows = tuple((reason, str(n)) for reason, n in found.reasons.items())
        tables.append(Table("Why not judged", ("reason", "rows"), rows))
    if found.unread:
        rows = tuple(list(found.unread.items())[:UNREAD_SHOWN])
        tables.append(Table(f"Not read: {len(found.unread)}", ("file", "why"), rows))
    yield Section("Found and judged", tables=tuple(tables))
    if found.separations:
        yield Section("Good and bad told apart", tables=(_separations(found),))
    elif not found.good:
        yield Section("Good and bad told apart", "No label means good posture; --good names one.")
    grids = tuple(grid_of(one) for one in (found.classes, found.view) if one.counts)
    if grids:
        yield Section("Taken for what", "Rows: what it is; columns: what it was called.", (), grids)
    if found.keypoints:
        yield Section("Landmarks against points placed by people", tables=(_keypoints(found),))
    if snapshots:
        yield Section("Furthest off", snapshots=tuple(snapshots))


def _coverage(found: Labelled) -> Table:
    rows = tuple(
        (
            one.label,
            str(one.rows),
            share(one.found),
            share(one.judged),
            figure(one.score, 0),
            share(one.told),
        )
        for one in found.coverage
    )
    columns = ("label", "rows", "found", "judged", "median score", "told to act")
    return Table("By label", columns, rows, "Told to act: of those judged.")


def _separations(found: Labelled) -> Table:
    rows = tuple(
        (
            one.name.partition("/")[2] or one.name,
            f"{one.good} / {one.bad}",
            share(one.missing),
            estimate(one.auc),
            estimate(one.balanced),
        )
        for one in found.separations
    )
    good, bad = ", ".join(found.good), ", ".join(found.bad)
    return Table(
        "By the score, by whether there is something to do (cue), and by each rule's metric",
        ("by", "good / bad", "unknown", "AUC", "balanced accuracy"),
        rows,
        f"Good: {good}. Bad: {bad}. Thresholds are the product's own.",
    )


def grid_of(found: Confusion) -> Grid:
    """Return a confusion matrix with its accuracies in words."""
    note = f"Accuracy {estimate(found.accuracy)}, balanced {estimate(found.balanced)}."
    return Grid(found.title, found.names, found.counts, note)


def _keypoints(found: Labelled) -> Table:
    rows = tuple(
        (
            one.name.replace("_", " "),
            str(one.n),
            estimate(one.within),
            estimate(one.error),
            share(one.unseen),
        )
        for one in found.keypoints
    )
    columns = ("part", "points", f"PCK@{PCK_SHARE:g}", "median error", "not believed")
    return Table("", columns, rows, "Errors in torso lengths. PCK counts what is not found as off.")
