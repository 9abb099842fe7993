"""What is held and counted in drawn clips, beside what was: of the exercise, and of every other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan
from pathlib import Path
from statistics import median

from posecoach.clip.clip import Clip
from posecoach.errors import SourceError
from posecoach.evaluate.exercise_clips import BEFORE_S, TRUE, Take, film
from posecoach.evaluate.stage import Cast
from posecoach.exercises.exercise import Exercise
from posecoach.mannequin.stretches import Stretch, stretches
from posecoach.sessions import coach
from posecoach.sessions.progress import Progress
from posecoach.sessions.recorded import endless
from posecoach.sessions.task import Task
from posecoach.sources import open_replay

EACH = 2  # people who are filmed doing an exercise


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in a clip: held as its recording is analysed, the rest as in a session."""

    held_s: float  # on the side that is worked
    still_s: float  # ... of the time it was drawn at rest at the end; NaN where it is not held
    count: int  # repetitions or strokes, on it
    period_s: float  # of a stroke, the median; NaN where it is not rolled
    other_s: float  # on the other side


@dataclass(frozen=True, slots=True)
class ClipReport:
    """One clip; seconds."""

    exercise: Exercise
    side: str
    person: str
    seconds: float  # of the clip
    done_s: float  # held, repeated or rolled, as drawn
    wanted: int  # repetitions or strokes drawn; 0 where it is held
    seen: Counted  # through the network
    exact: Counted  # with every joint where it truly is
    recognised: str  # id of what --stretch auto says; empty: none
    wrong: Mapping[str, float]  # other exercise -> seconds counted, where any was
    others: int  # exercises it was judged as besides its own

    @property
    def off_s(self) -> float:
        """Time at rest that was counted, less what there was; NaN where it is not held."""
        return self.seen.still_s - self.done_s


def report_clips(
    folder: Path,
    exercises: Mapping[str, Exercise],
    on_done: Callable[[], None] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> list[ClipReport]:
    """Judge every clip of a folder."""
    figures, found = stretches(), []
    for path in sorted(folder.glob("*.npz")):
        if path.name.endswith(TRUE) or stop():
            continue
        take = take_of(path, exercises, figures)
        if take is not None and take.exercise.checked:
            found.append(_report(path, take, exercises))
            on_done()
    return found


def film_missing(
    folder: Path,
    casts: Sequence[Cast],
    exercises: Mapping[str, Exercise],
    model: str = "",
    on_done: Callable[[], None] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Draw what the folder lacks: each exercise that the camera checks, by EACH of the people.

    Whose turn it is does not depend on which exercises are checked.
    """
    turns = people_of(casts)
    for exercise in (it for it in exercises.values() if it.checked and it.id in turns):
        for cast in turns[exercise.id]:
            if not stop():
                film(Take(exercise, stretches()[exercise.id], cast), folder, model, stop)
        on_done()


def people_of(casts: Sequence[Cast]) -> dict[str, list[Cast]]:
    """Return id of each exercise that has a figure -> who is filmed doing it."""
    each = min(EACH, len(casts))
    return {
        name: [casts[(i * each + k) % len(casts)] for k in range(each)]
        for i, name in enumerate(stretches())
    }


def take_of(
    path: Path, exercises: Mapping[str, Exercise], figures: Mapping[str, Stretch]
) -> Take | None:
    """Return the take of a clip by its name; None when there is no such exercise any more.

    Raises:
        SourceError: the name is not one of a clip.
    """
    try:
        name, _, cast, _ = path.name.split(".")
        split = "tune" if cast.startswith("tune") else "test"
        seed, number = cast.removeprefix(split).split("-")
        who = Cast(int(seed), split, int(number))  # type: ignore[arg-type]
    except ValueError as error:
        raise SourceError(f"{path.name}: not a clip that `evaluate exercises` made") from error
    if name not in exercises or name not in figures:
        return None
    return Take(exercises[name], figures[name], who)


def clip_of(path: Path) -> Clip:
    """Return what was seen in a recording of landmarks."""
    clip = Clip()
    with open_replay(path) as source:
        for frame in source.frames():
            clip.add(source.sighting(frame))
    return clip


def _report(path: Path, take: Take, exercises: Mapping[str, Exercise]) -> ClipReport:
    exercise, clip = take.exercise, clip_of(path)
    exact = clip_of(path.with_name(path.name.removesuffix(".npz") + TRUE))
    best = clip.recognised(exercises.values()).best
    others = [it for it in exercises.values() if it.checked and it.id != exercise.id]
    return ClipReport(
        exercise,
        take.worked or "both",
        f"{take.cast.split} {take.cast.seed} {take.cast.number}",
        take.seconds,
        take.done_s,
        take.wanted,
        _counted(clip, take),
        _counted(exact, take),
        best.exercise if best else "",
        dict(_wrong(clip, others)),
        len(others),
    )


def _counted(clip: Clip, take: Take) -> Counted:
    judged, side = clip.judged(take.exercise), take.worked or "both"
    held = sum(hold.valid_s for hold in judged.holds if hold.side == side)
    every = sum(hold.valid_s for hold in judged.holds)
    states = list(_states(clip, take))
    still = nan if take.wanted else _at_rest(states, take)
    strokes = [stroke.period_s for stroke in states[-1].rolling.strokes]
    period = median(strokes) if strokes else nan
    return Counted(held, still, states[-1].tally.count, period, every - held)


def _states(clip: Clip, take: Take) -> Iterator[Progress]:
    """Yield how far a set without an end has come, frame by frame; its side is told."""
    task = Task(endless(take.exercise), take.worked)
    progress = coach.start(task, 0.0)
    for t, sight in clip.stream(task):
        progress, _ = coach.advance(task, progress, t, sight)
        yield progress


def _at_rest(states: Sequence[Progress], take: Take) -> float:
    """Return the seconds that the hold's clock ran while the figure was at rest at the end."""
    start, ran = BEFORE_S + take.way_s, 0.0
    for old, new in pairwise(states):
        before, now = old.clock.ran_s, new.clock.ran_s
        if start < new.t <= start + take.done_s:
            ran = ran + now - before if now >= before else now
    return ran


def _wrong(clip: Clip, others: list[Exercise]) -> Iterator[tuple[str, float]]:
    """Yield what of other exercises counts: seconds of a hold, or of repeating that counted."""
    for exercise in others:
        judged = clip.judged(exercise)
        counts = exercise.repetition is None or any(s.count for s in judged.result.sides.values())
        if judged.holds and counts:
            yield exercise.id, sum(hold.valid_s for hold in judged.holds)
