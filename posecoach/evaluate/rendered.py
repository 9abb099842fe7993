"""Run rendered suites and sum them up: errors by what varies, confusions, events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan, log

import numpy as np

from posecoach.evaluate.agreement import Agreement, agreement
from posecoach.evaluate.clips import Clip, film, found
from posecoach.evaluate.judged import in_processes
from posecoach.evaluate.labelled import Confusion
from posecoach.evaluate.matching import Matches, per_hour
from posecoach.evaluate.pictures import Sample, take
from posecoach.evaluate.recognition import Recognition, recognitions
from posecoach.evaluate.resampling import Draws, Estimate
from posecoach.evaluate.stage import Cast, Level, Split
from posecoach.evaluate.suites import Suite
from posecoach.metrics import METRICS

NONE_SEEN = -log(0.025)  # events expected of which none is seen once in 40 times (Poisson)
WORST = 6  # pictures shown


@dataclass(frozen=True, slots=True)
class Run:
    """Which suites are drawn, with whom."""

    suites: tuple[Suite, ...]
    people: int
    seed: int = 0
    split: Split = "test"
    model: str = ""


@dataclass(frozen=True, slots=True)
class LevelError:
    """The errors at one level of what a suite varies."""

    level: Level
    judged: float  # share 0..1 in which the product gives a number
    error: Agreement  # of that number, or of what it would be if the product took the view


@dataclass(frozen=True, slots=True)
class MetricError:
    """The errors of one metric in a suite."""

    metric: str
    unit: str
    error: Agreement  # of the numbers the product gives; missing counts those it does not
    levels: tuple[LevelError, ...]


@dataclass(frozen=True, slots=True)
class PictureReport:
    """A suite of pictures, summed up."""

    suite: str
    title: str
    vary: str
    people: int
    pictures: int
    metrics: tuple[MetricError, ...]
    recognised: tuple[Recognition, ...]
    confusions: tuple[Confusion, ...]  # of the same


@dataclass(frozen=True, slots=True)
class EventReport:
    """How well one posture is found."""

    name: str
    held: int  # how often it was
    precision: Estimate
    recall: Estimate
    f1: Estimate
    delay_s: float  # median, from being held to being said


@dataclass(frozen=True, slots=True)
class ClipReport:
    """A suite of clips, summed up."""

    suite: str
    title: str
    people: int
    hours: float  # after the baselines
    judged: float  # share 0..1 of that time
    without_baseline: int  # people
    events: tuple[EventReport, ...]  # of everybody; who has no baseline misses all
    with_baseline: tuple[EventReport, ...]  # of the others only; empty if all have one, or none
    alerts_per_hour: Estimate | None  # false ones, while nothing is wrong; None if something is
    messages_per_hour: Estimate | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """Everything found in a run."""

    run: Run
    pictures: tuple[PictureReport, ...]
    clips: tuple[ClipReport, ...]
    samples: tuple[Sample, ...]


def run_suites(
    run: Run,
    on_done: Callable[[], None] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> Rendered:
    """Draw and measure everything, on both cores; a stop keeps what is done."""
    # clips take longest, so they go first
    order = sorted(run.suites, key=lambda suite: not suite.moving)
    casts = [Cast(run.seed, run.split, number) for number in range(run.people)]
    calls = [(suite, cast, run.model) for suite in order for cast in casts]
    outcomes = list(in_processes(_one, calls, on_done, stop))
    clips = [one for one in outcomes if isinstance(one, Clip)]
    samples = [sample for one in outcomes if not isinstance(one, Clip) for sample in one]
    return Rendered(
        run,
        tuple(
            sum_pictures(suite, own)
            for suite in run.suites
            if (own := [s for s in samples if s.suite == suite.id])
        ),
        tuple(
            sum_clips(suite, mine)
            for suite in run.suites
            if (mine := [c for c in clips if c.suite == suite.id])
        ),
        tuple(samples),
    )


def _one(suite: Suite, cast: Cast, model: str) -> Clip | list[Sample]:
    return film(suite, cast, model) if suite.moving else take(suite, cast, model)


def sum_pictures(suite: Suite, samples: Sequence[Sample]) -> PictureReport:
    """Sum up the pictures of one suite."""
    told = recognitions(samples) if suite.recognition else []
    return PictureReport(
        suite.id,
        suite.title,
        suite.vary,
        people=len({s.cast for s in samples}),
        pictures=len(samples),
        metrics=tuple(_metric(name, suite, samples) for name in suite.metrics),
        recognised=tuple(shares for shares, _ in told),
        confusions=tuple(matrix for _, matrix in told),
    )


def _metric(name: str, suite: Suite, samples: Sequence[Sample]) -> MetricError:
    # in order: -60 beside 60 says whether left and right are alike
    levels = sorted(suite.levels, key=float) if _numbers(suite.levels) else suite.levels
    found = []
    for level in levels:
        own = [s for s in samples if s.level == level]
        if own:
            judged = float(np.mean([s.judged[name] for s in own]))
            found.append(LevelError(level, judged, errors(name, own, judged_only=False)))
    overall = errors(name, samples, judged_only=True)
    return MetricError(name, METRICS[name].unit, overall, tuple(found))


def _numbers(levels: Sequence[Level]) -> bool:
    return all(isinstance(level, int | float) for level in levels)


def errors(name: str, samples: Sequence[Sample], *, judged_only: bool) -> Agreement:
    """Compare one metric with the truth; people are the groups.

    `judged_only` counts what the product does not give as missing.
    """
    true = np.array([s.true[name] for s in samples])
    measured = np.array([s.measured[name] for s in samples])
    if judged_only:
        measured = np.where([s.judged[name] for s in samples], measured, np.nan)
    return agreement(measured, true, [s.cast for s in samples])


def sum_clips(suite: Suite, clips: Sequence[Clip]) -> ClipReport:
    """Sum up the clips of one suite."""
    seconds = sum(clip.seconds for clip in clips)
    taken = [clip for clip in clips if not clip.problem]
    some = 0 < len(taken) < len(clips)
    neutral = not suite.episodes
    return ClipReport(
        suite.id,
        suite.title,
        people=len(clips),
        hours=seconds / 3600,
        judged=sum(clip.judged_s for clip in clips) / seconds,
        without_baseline=len(clips) - len(taken),
        events=_events(suite, clips),
        with_baseline=_events(suite, taken) if some else (),
        alerts_per_hour=_rate(clips, "alert") if neutral else None,
        messages_per_hour=_rate(clips, "raised") if neutral else None,
    )


def _events(suite: Suite, clips: Sequence[Clip]) -> tuple[EventReport, ...]:
    matches = [found(suite, clip) for clip in clips]
    return tuple(_event(e.name, [m[e.name] for m in matches]) for e in suite.episodes)


def _event(name: str, matches: Sequence[Matches]) -> EventReport:
    hits, misses, false = (
        np.array([getattr(m, what) for m in matches], float) for what in ("hits", "misses", "false")
    )
    draws = Draws.of(range(len(matches)))
    total = sum(matches, Matches())
    return EventReport(
        name,
        held=total.hits + total.misses,
        precision=draws.estimate(lambda w: np.asarray((w @ hits) / (w @ (hits + false)))),
        recall=draws.estimate(lambda w: np.asarray((w @ hits) / (w @ (hits + misses)))),
        f1=draws.estimate(lambda w: np.asarray(2 * (w @ hits) / (w @ (2 * hits + misses + false)))),
        delay_s=total.delay_s,
    )


def _rate(clips: Sequence[Clip], kind: str) -> Estimate:
    """Events of a kind per hour, by person; none at all still leaves room for some."""
    counts = np.array([float(sum(e.kind == kind for e in clip.events)) for clip in clips])
    seconds = np.array([clip.seconds for clip in clips])
    if not counts.any():
        return Estimate(0.0, 0.0, NONE_SEEN * per_hour(1, float(seconds.sum())))
    draws = Draws.of(range(len(clips)))
    return draws.estimate(lambda w: np.asarray(3600 * (w @ counts) / (w @ seconds)))


def worst(samples: Sequence[Sample], metric: str, count: int = WORST) -> list[Sample]:
    """The pictures in which the product's own number is furthest off, worst first, one a person."""
    off = {
        id(s): abs(s.measured[metric] - s.true[metric])
        for s in samples
        if s.judged.get(metric) and not isnan(s.true[metric])
    }
    ordered = sorted((s for s in samples if id(s) in off), key=lambda s: -off[id(s)])
    firsts = {s.cast: s for s in reversed(ordered)}
    return [s for s in ordered if firsts[s.cast] is s][:count]
