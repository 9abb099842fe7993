"""What a researcher needs to cite a batch: a paragraph on methods, and the sources as BibTeX."""

from __future__ import annotations

from collections.abc import Sequence

from posecoach.content import LIBRARY
from posecoach.metrics import METRICS
from posecoach.pose.weights import find_face_model
from posecoach.reports.exercise import ExerciseSummary
from posecoach.reports.findings import Rules
from posecoach.reports.summary import Summary
from posecoach.reports.words import interval, title
from posecoach.version import VERSION

BIBLIOGRAPHY = "sources.bib"


def methods(
    summaries: Sequence[Summary], rules: Rules, model_sha256: str, rate: float | None
) -> str:
    """Return the methods paragraph, then the thresholds and expected errors, as plain text."""
    models = sorted({summary.model for summary in summaries})
    views = sorted({summary.view.replace("-", " ") for summary in summaries})
    frames = sum(summary.frames_analyzed for summary in summaries)
    pace = "every frame" if rate is None else f"up to {rate:g} frames per second"
    what = "Exercises were" if any(s.exercise for s in summaries) else "Posture was"
    faces = ""
    if "front" in views:
        faces = f" and faces by MediaPipe's Face Mesh (SHA-256 {find_face_model().sha256})"
    paragraph = (
        f"{what} estimated from {len(summaries)} recordings ({frames} frames analysed, "
        f"{pace}; views: {', '.join(views)}) with posecoach {VERSION}. Body landmarks were located "
        f"by BlazePose GHUM as distributed with MediaPipe (model {', '.join(models)}, SHA-256 "
        f"{model_sha256}){faces}, smoothed with a One Euro filter and checked for visibility "
        "and anatomical plausibility; angles were computed in the image plane. Statistics are "
        "weighted by time; time that could not be judged is reported and not imputed. Expected "
        "errors are root mean squares on rendered figures with known joints, by view and yaw "
        "(docs/accuracy.md). Percentiles of less than 60 minutes are preliminary. Estimates from "
        "one camera; not a medical device."
    )
    if exercised := [s.exercise for s in summaries if s.exercise is not None]:
        return "\n".join([paragraph, "", *_exercised(exercised)]) + "\n"
    used = dict.fromkeys(key for summary in summaries for key in summary.rule_sets)
    lines = [paragraph, "", "Thresholds"]
    for key, rule in rules.items():
        if key.partition("/")[0] in used:
            unit = METRICS[rule.metric].unit
            bands = f"good {interval(rule.good, unit)}, caution {interval(rule.caution, unit)}"
            lines.append(f"- {key}: {title(rule.metric).lower()}, {bands}. {rule.source}")
    lines += ["", "Expected errors (median over each recording's measured time)"]
    lines += _errors(summaries)
    return "\n".join(lines) + "\n"


def _exercised(found: Sequence[ExerciseSummary]) -> list[str]:
    """Return how exercises were judged, and the source of each."""
    lines = [
        "Exercises were recognised by ranges of joint angles and distances in units of the body "
        "(gates), each as worked on either side; a hold's time counts while its gate holds and the "
        "angles move by less than 8 degrees a second, and pauses otherwise. The score is 100 times "
        "half the share done of one set on the side that did less, 0.3 times the share of time in "
        "good form and 0.2 times that at a good pace; what could not be told leaves its share to "
        "the rest. Errors of the measures, recognition, holds and faults against rendered figures: "
        "docs/exercises.md and docs/exercise_holds.md.",
        "",
        "Exercises",
    ]
    sources = {it.exercise: it.source for it in found if it.exercise}
    return lines + [f"- {id}: {source}" for id, source in sorted(sources.items())]


def _errors(summaries: Sequence[Summary]) -> list[str]:
    found: dict[str, list[float]] = {}
    for summary in summaries:
        for name, metric in summary.metrics.items():
            if metric.error is not None:
                found.setdefault(name, []).append(metric.error)
    return [
        f"- {title(name).lower()}: {min(errors):g} to {max(errors):g} {METRICS[name].unit}"
        for name, errors in sorted(found.items())
    ]


def bibliography() -> str:
    """Return the sources as BibTeX."""
    return (LIBRARY / BIBLIOGRAPHY).read_text("utf-8").replace("{VERSION}", VERSION)
