"""What a clip shows of an exercise, as numbers: the key `exercise` of the JSON output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from posecoach.exercises.exercise import Exercise
from posecoach.language import ENGLISH, Language, load_language
from posecoach.reports.events import EventSpan
from posecoach.reports.rounding import rounded
from posecoach.reports.words import title
from posecoach.sessions.criteria import depth_of
from posecoach.sessions.cues import PHRASES
from posecoach.sessions.recognise import Candidate, Recognised
from posecoach.sessions.recorded import Flaw, Judged
from posecoach.sessions.results import SideResult

AUTO = "auto"
SAID_AS: Mapping[str, str] = {"roll_fast": "roll_slower"}  # fault of pace -> its phrase
LIKELY = 3  # candidates told of
SURE, FAIRLY_SURE = 0.5, 0.3  # of the time ahead of every other exercise


@dataclass(frozen=True, slots=True)
class HoldSpan:
    """One hold, or one spell of repeating or rolling; seconds."""

    side: str  # worked: "right", "left", "both"
    t: float
    end: float
    valid_s: float  # in the position, and at rest where it is held


@dataclass(frozen=True, slots=True)
class FaultSpan:
    """A fault, from when it began to when it was over; seconds."""

    side: str
    t: float
    end: float
    fault: str  # id
    cue: str  # what to do


@dataclass(frozen=True, slots=True)
class SideSummary:
    """One side, against one set of the exercise's dose; None is not known."""

    held_s: float  # counted towards the target
    target_s: float
    count: int  # repetitions, or strokes
    target_count: int
    form: float | None  # share of the time it was done well, 0..1
    pace: float | None  # ... at a good pace
    depth: float | None  # of the clip's `depth_measure`, degrees
    faults: dict[str, int]  # id -> times


@dataclass(frozen=True, slots=True)
class Likely:
    """An exercise that it may be."""

    exercise: str  # id
    title: str
    side: str
    share: float  # of the time somebody was seen, its position was there
    form: float  # share of that in which it was done well


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSummary:
    """Fields are the JSON keys in their order; times are seconds, None is not known."""

    asked: str  # an id, or "auto"
    exercise: str | None = None  # id; None: it is none that is known, or not clearly one
    title: str = ""
    kind: str = ""
    purpose: str = ""
    words: tuple[str, ...] = ()  # how to get into it
    source: str = ""
    score: float | None = None  # 0..100, SCIENCE F4
    balance: float | None = None  # difference of the sides, 0 even .. 1 one only
    depth_measure: str | None = None  # by which holds are compared
    sides: dict[str, SideSummary] = field(default_factory=dict)
    holds: tuple[HoldSpan, ...] = ()
    faults: tuple[FaultSpan, ...] = ()
    certainty: str | None = (
        None  # "sure", "fairly sure", "unsure" of the one recognised; None where told
    )
    margin: float | None = None  # how far ahead of every other, of the time somebody was seen
    candidates: tuple[Likely, ...] = ()  # the likeliest first

    def events(self) -> tuple[EventSpan, ...]:
        """Return the faults as rows of events.csv."""
        return tuple(
            EventSpan(
                it.t,
                it.end,
                it.fault,
                "caution",
                it.side,
                f"{title(it.fault)}{'' if it.side == 'both' else f', {it.side} side'}",
                it.cue,
                open=False,
            )
            for it in self.faults
        )


def exercise_summary(
    asked: str,
    exercises: Mapping[str, Exercise],
    judged: tuple[Exercise, Judged] | None,
    found: Recognised | None,
) -> ExerciseSummary:
    """Return the numbers of a clip.

    Args:
        asked: an id, or "auto".
        exercises: by id.
        judged: one of them, and what was seen of it; None: none was recognised.
        found: how it was recognised; None where it was told.
    """
    unknown = ExerciseSummary(asked=asked)
    if found is not None:
        unknown = replace(
            unknown,
            certainty=_certainty(found) if found.best else None,
            margin=rounded(found.margin, 3),
            candidates=tuple(_likely(it, exercises) for it in found.candidates[:LIKELY]),
        )
    return unknown if judged is None else _told(unknown, *judged)


def _told(unknown: ExerciseSummary, exercise: Exercise, shown: Judged) -> ExerciseSummary:
    """Return the summary with what was seen of an exercise."""
    language, result = load_language(ENGLISH), shown.result
    compared_by = depth_of(exercise)
    return replace(
        unknown,
        exercise=exercise.id,
        title=exercise.title,
        kind=exercise.kind,
        purpose=exercise.purpose,
        words=_words(exercise, shown, language),
        source=exercise.source,
        score=rounded(result.score, 1) if result and shown.holds else None,
        balance=rounded(result.balance, 3) if result else None,
        depth_measure=compared_by[0] if compared_by else None,
        sides={name: _side(it) for name, it in result.sides.items()} if result else {},
        holds=tuple(
            HoldSpan(it.side, round(it.start, 2), round(it.end, 2), round(it.valid_s, 2))
            for it in shown.holds
        ),
        faults=tuple(_fault(it, exercise, language) for it in shown.flaws),
    )


def _words(exercise: Exercise, judged: Judged, language: Language) -> tuple[str, ...]:
    """Return how to get into it, for the side seen first."""
    side = judged.holds[0].side if judged.holds else ""
    said = (*exercise.setup, *((exercise.enter,) if exercise.enter else ()))
    return tuple(language.text(it, "" if side == "both" else side) for it in said)


def _side(it: SideResult) -> SideSummary:
    return SideSummary(
        held_s=round(it.held_s, 2),
        target_s=it.target_s,
        count=it.count,
        target_count=it.target_count,
        form=rounded(it.form, 3),
        pace=rounded(it.pace, 3),
        depth=rounded(it.depth, 1),
        faults=dict(it.faults),
    )


def _fault(it: Flaw, exercise: Exercise, language: Language) -> FaultSpan:
    side = "right" if it.side == "both" else it.side
    own = {fault.id: fault.cue for fault in exercise.fault}
    key = SAID_AS.get(it.fault, it.fault)
    if it.fault in own:
        cue = language.text(own[it.fault], side)
    else:
        cue = language.phrase(key, side) if key in PHRASES else ""
    return FaultSpan(it.side, round(it.start, 2), round(it.end, 2), it.fault, cue)


def _likely(it: Candidate, exercises: Mapping[str, Exercise]) -> Likely:
    title = exercises[it.exercise].title
    return Likely(it.exercise, title, it.side, round(it.share, 3), round(it.form, 3))


def _certainty(found: Recognised) -> str:
    if found.margin >= SURE:
        return "sure"
    return "fairly sure" if found.margin >= FAIRLY_SURE else "unsure"
