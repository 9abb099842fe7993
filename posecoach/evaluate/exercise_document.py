"""What the camera knows of the exercises, as a document."""

from __future__ import annotations

from collections.abc import Sequence

from posecoach.evaluate.document import DASH, Document, Section, Table, estimate, figure, share
from posecoach.evaluate.exercise_report import ExerciseReport
from posecoach.evaluate.measure_errors import MeasureError, error_table

ENOUGH_F1, ENOUGH_RIGHT, MOST_WRONG = 0.75, 0.95, 0.02


def exercise_document(
    reports: Sequence[ExerciseReport], errors: tuple[MeasureError, ...], about: str
) -> Document:
    """Return the tables of what was found; `about` says whose pictures they are."""
    checked = [one for one in reports if not one.timer_only]
    lead = (
        f"Drawn figures whose every joint is known: {about}, from where each exercise's camera may "
        "stand, through the network and the checks of a session.",
        "Drawn people are not real ones: take these errors for the least to expect.",
        "In brackets: 95 % intervals, drawn over people.",
        "Made by `posecoach evaluate exercises --markdown FILE`; real pictures by "
        "`scripts/gates_on_pictures.py` (docs/exercises_real.md).",
    )
    met = sum(one.recognised.value >= ENOUGH_RIGHT and one.wrong <= MOST_WRONG for one in checked)
    counts = (
        f"{len(checked)} exercises are checked by the camera; {met} of them are recognised in "
        f"{share(ENOUGH_RIGHT)} of the pictures or more and taken for in {share(MOST_WRONG)} or "
        "fewer. Counted is a picture in which a hold, or the end of a repetition, would count; "
        "nobody found is apart. At its start: the start of these is the stretch already, and what "
        "follows deepens it. Far side: the camera is beside the side that is not worked, which a "
        "session asks to change. Wrong: any other exercise at its start, half-way, end and with "
        "faults, and everyday postures, whichever side is worked."
    )
    tables = (_recognition(checked), _faults(checked))
    sections = [Section("Checked by the camera", counts, tables)]
    if timed := [one for one in reports if one.timer_only]:
        why = "Why the camera does not count them, and how its checks would do."
        sections.append(Section("By the timer only", why, (_timed(timed),)))
    off = (
        "How far each form measure is off in all of the pictures, the hardest included: the "
        "median, and in brackets what nine in ten are within."
    )
    sections.append(Section("The measures", off, (error_table(errors),)))
    return Document("The camera and the exercises", lead, tuple(sections))


def _recognition(reports: Sequence[ExerciseReport]) -> Table:
    columns = (
        "exercise",
        "camera",
        "found",
        "recognised",
        "at its start",
        "far side",
        "wrong",
        "every day",
        "worst",
    )
    rows = tuple(
        (
            one.title,
            ", ".join(one.views),
            f"{share(one.found)} of {one.pictures}",
            estimate(one.recognised),
            share(one.at_start),
            share(one.far_side),
            f"{figure(100 * one.wrong, 1)} %",
            share(one.everyday),
            f"{one.worst} ({share(one.worst_share)})" if one.worst else DASH,
        )
        for one in reports
    )
    return Table("Recognition, given the exercise", columns, rows)


def _faults(reports: Sequence[ExerciseReport]) -> Table:
    columns = ("exercise", "fault", "pictures", "F1", "precision", "recall", "gate open")
    rows = tuple(
        (
            one.title,
            fault.id.replace("_", " "),
            str(fault.pictures),
            figure(fault.f1),
            figure(fault.precision),
            figure(fault.recall),
            share(fault.open),
        )
        for one in reports
        for fault in one.faults
        if fault.pictures
    )
    return Table("Faults, against the exercise done well", columns, rows)


def _timed(reports: Sequence[ExerciseReport]) -> Table:
    rows = tuple(
        (
            one.title,
            one.timer_only,
            share(one.found),
            figure(one.recognised.value),
            f"{figure(100 * one.wrong, 1)} %",
        )
        for one in reports
    )
    return Table("", ("exercise", "why", "found", "recognised", "wrong"), rows)
