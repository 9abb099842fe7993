"""What is held and counted in drawn clips of the exercises, as a document."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from statistics import median

from posecoach.evaluate.document import DASH, Document, Section, Table, figure, share
from posecoach.evaluate.exercise_clips import FPS, STROKE_S
from posecoach.evaluate.exercise_holds import ClipReport

MOST_OFF_S, MOST_WRONG = 2.0, 0.02


def false_share(reports: Sequence[ClipReport]) -> float:
    """Return the seconds counted of other exercises, of all they were looked for in; 0..1."""
    looked = sum(one.seconds * one.others for one in reports)
    return sum(sum(one.wrong.values()) for one in reports) / looked if looked else 0.0


def holds_document(reports: Sequence[ClipReport]) -> Document:
    """Return the tables of drawn clips."""
    people = sorted({one.person for one in reports})
    lead = (
        f"Clips of drawn figures, {len(reports)} of {len(people)} people ({', '.join(people)}), "
        f"{FPS:g} frames a second, through the network as `analyze --stretch` and a session see "
        "them, from where each exercise's camera may stand.",
        "Drawn people are not real ones: take these errors for the least to expect.",
        "Made by `posecoach evaluate exercises --clips FOLDER --markdown FILE`.",
    )
    return Document("Holds and counts", lead, (_holds(reports), _counts(reports), _others(reports)))


def _holds(reports: Sequence[ClipReport]) -> Section:
    held = [one for one in reports if not isnan(one.off_s)]
    within = sum(abs(one.off_s) <= MOST_OFF_S for one in held)
    off = [abs(one.off_s) for one in held]
    about = (
        f"{within} of {len(held)} holds are within {MOST_OFF_S:g} s; the median is "
        f"{figure(median(off), 1) if off else DASH} s off. Counted at rest: what the hold's clock "
        "ran while the figure rested at the end of its way. With the ways: the whole clock, "
        "which also runs at the slow ends of the way in and out, beside that of exact joints."
    )
    columns = (
        *("exercise", "position", "side", "person", "at rest, s", "counted, s", "off, s"),
        *("with the ways, s", "exact joints, s", "other side, s", "auto says"),
    )
    rows = tuple(
        (
            *(one.exercise.title, one.exercise.position, one.side, one.person),
            *(figure(one.done_s, 1), figure(one.seen.still_s, 1), figure(one.off_s, 1)),
            *(figure(one.seen.held_s, 1), figure(one.exact.held_s, 1)),
            *(figure(one.seen.other_s, 1), _auto(one)),
        )
        for one in held
    )
    return Section("Holds", about, (Table("", columns, rows),))


def _counts(reports: Sequence[ClipReport]) -> Section:
    counted = [one for one in reports if one.wanted]
    right = sum(one.seen.count == one.wanted for one in counted)
    about = (
        f"{right} of {len(counted)} counts are right. Of rolling, strokes of {STROKE_S:g} s are "
        "counted."
    )
    columns = (
        *("exercise", "position", "side", "person", "done", "counted", "exact joints"),
        *("a stroke, s", "auto says"),
    )
    rows = tuple(
        (
            *(one.exercise.title, one.exercise.position, one.side, one.person, str(one.wanted)),
            *(str(one.seen.count), str(one.exact.count)),
            *(figure(one.seen.period_s, 1), _auto(one)),
        )
        for one in counted
    )
    return Section("Repetitions and strokes", about, (Table("", columns, rows),))


def _others(reports: Sequence[ClipReport]) -> Section:
    pairs = sum(one.others for one in reports)
    wrong = sum(len(one.wrong) for one in reports)
    about = (
        f"Each clip was judged as every other exercise, on either side: {wrong} of {pairs} counted "
        f"anything, {figure(100 * false_share(reports), 2)} % of the time they were looked for "
        f"(aim: {share(MOST_WRONG)})."
    )
    rows = tuple(
        (one.exercise.title, ", ".join(f"{name} {s:.0f} s" for name, s in one.wrong.items()))
        for one in reports
        if one.wrong
    )
    return Section("Other exercises", about, (Table("", ("clip of", "counted as"), rows),))


def _auto(one: ClipReport) -> str:
    if one.recognised == one.exercise.id:
        return "right"
    return one.recognised or "none"
