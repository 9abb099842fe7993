"""The annotated video of a recorded exercise: what counted when, and what was at fault."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import nan
from pathlib import Path

from posecoach.clip.asked import Asked
from posecoach.exercises.exercise import Exercise
from posecoach.outputs.annotated import AnnotatedVideo
from posecoach.outputs.board import joint_named
from posecoach.outputs.board.scene import Scene, Stage
from posecoach.outputs.board.strip import Strip
from posecoach.reports.exercise import ExerciseSummary, FaultSpan
from posecoach.reports.exercise_words import headline
from posecoach.sessions.recorded import Instant, Judged
from posecoach.sources import Source

OUT, LEFT = "Not in the position", "Out of the position: the clock waits"
WAITS = "waits"  # in the ring, where there is no number
WORDS: dict[Stage, str] = {
    "entry": "In the position, on the way in",
    "hold": "In the position: it counts",
    "held": "In the position but not at rest: the clock waits",
}


def write_film(path: Path, source: Source, asked: Asked) -> None:
    """Write the frames that were judged, each with what was going on.

    Raises:
        OutputError, SourceError: one line; no half-written file is left.
    """
    strip, clip, summary = Strip(source.size), asked.clip, asked.summary
    with AnnotatedVideo(path) as video:
        for frame in source.frames():
            if not frame.t <= clip.end:
                break
            pose = clip.pose_at(frame.t)
            scene = scene_at(frame.t, summary, asked.judged)
            video.add(frame.t, strip.draw(frame.image, None if pose is None else pose.px, scene))


def scene_at(t: float, summary: ExerciseSummary, judged: tuple[Exercise, Judged] | None) -> Scene:
    """Return what is told of the frame at t seconds."""
    if judged is None:
        return Scene("setup", headline(summary))
    exercise, shown = judged
    side, now = _worked(t, shown)
    if now is None or now.phase == "setup":
        return Scene("setup", OUT, exercise.title, state=WAITS)
    words = WORDS[stage := _stage(now)]
    words = words if now.there else LEFT
    if faults := [it for it in summary.faults if it.t <= t < it.end and it.side == side]:
        stage, words = "fault", _cue(faults)
    number, state, share = _count(now, exercise)
    return Scene(
        stage,
        words,
        title=exercise.title,
        detail="" if side == "both" else f"{side} side",
        state=state,
        number=number,
        share=share,
        joint=joint_named(exercise.highlight, "left" if side == "left" else "right"),
    )


def _worked(t: float, shown: Judged) -> tuple[str, Instant | None]:
    """Return the side that is worked at t, and how far it is; no instant where none is."""
    last: tuple[str, Instant | None] = "both", None
    for side, course in shown.course.items():
        now = _at(t, course)
        if now is not None and now.phase != "setup":
            last = side, now
    return last


def _at(t: float, course: Sequence[Instant]) -> Instant | None:
    i = bisect_right(course, t, key=lambda it: it.t)
    return course[i - 1] if i else None


def _stage(now: Instant) -> Stage:
    if now.phase == "entry" and now.there:
        return "entry"
    return "hold" if now.runs else "held"


def _count(now: Instant, exercise: Exercise) -> tuple[str, str, float]:
    """Return the number in the ring, of how much it is, and its share of that."""
    if (rep := exercise.repetition) is not None:
        return str(now.count), f"of {rep.count}", now.count / rep.count
    if not now.held_s:
        return "", WAITS, nan
    target = exercise.dose.hold_s
    return str(int(now.held_s)), f"of {target:g} s", now.held_s / target


def _cue(faults: Sequence[FaultSpan]) -> str:
    """Return what to do about the fault that began last."""
    return max(faults, key=lambda it: it.t).cue
