"""Everything posecoach measures, judges by and guides, as plain facts for tables and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isinf
from typing import Any

from posecoach.exercises.exercise import Criterion, Exercise, Fault, Of, Repetition
from posecoach.exercises.load import SIDE_WORDS
from posecoach.exercises.programs import Program, parts, seconds
from posecoach.form import MEASURES
from posecoach.metrics import METRICS, Metric
from posecoach.rules.rule import Rule, RuleSet

Fact = dict[str, Any]


def facts(rule_sets: Iterable[RuleSet]) -> list[Fact]:
    """Return one entry per metric, then one per rule; each has `id`, `kind` and `title`."""
    metrics = [_metric(METRICS[name]) for name in sorted(METRICS)]
    return metrics + [_rule(s, rule) for s in rule_sets for rule in s.rules]


def _metric(metric: Metric) -> Fact:
    return {
        "id": metric.name,
        "kind": "metric",
        "title": metric.about,
        "unit": metric.unit,
        "views": sorted(v.label for v in metric.views),
        "positive": metric.sign,
        "relative": metric.relative,
        "sources": [metric.source],
    }


def _rule(rule_set: RuleSet, rule: Rule) -> Fact:
    metric = METRICS[rule.metric]
    return {
        "id": f"{rule_set.id}/{rule.id}",
        "kind": "rule",
        "title": rule.message.format(side="left or right", other="other"),
        "metric": rule.metric,
        "unit": metric.unit,
        "views": sorted(v.label for v in rule_set.views & metric.views),
        "part": rule.part,
        "weight": rule.weight,
        "good": [_finite(x) for x in rule.edges.good],
        "caution": [_finite(x) for x in rule.edges.caution],
        "poor": [_finite(x) for x in rule.edges.poor],
        "hold_s": rule.hold_s,
        "cue": rule.cue.format(side="left or right", other="other side"),
        "relative": metric.relative,
        "sources": [rule.source],
    }


def exercise_facts(exercises: Iterable[Exercise]) -> list[Fact]:
    """Return one entry per exercise, in words for the right side."""
    return [_exercise(exercise) for exercise in exercises]


def program_facts(programs: Iterable[Program], exercises: Mapping[str, Exercise]) -> list[Fact]:
    """Return one entry per programme."""
    return [_program(program, exercises) for program in programs]


def _exercise(it: Exercise) -> Fact:
    dose, repetition = it.dose, it.repetition
    return {
        "id": it.id,
        "kind": it.kind,
        "title": it.title,
        "purpose": it.purpose,
        "muscles": list(it.muscles),
        "position": it.position,
        "setup": [_worked(words) for words in it.setup],
        "enter": _worked(it.enter),
        "during": [_worked(words) for words in it.during],
        "leave": _worked(it.leave),
        "sets": dose.sets,
        "hold_s": dose.hold_s,
        "repetitions": repetition.count if repetition else 0,
        "repetition_s": list(repetition.period_s) if repetition else [],
        "counted_by": _counted(repetition) if repetition else "",
        "rest_s": dose.rest_s,
        "speed_deg_per_s": dose.speed,
        "days_per_week": list(dose.per_week),
        "sides": it.sides,
        "views": list(it.views),
        "camera_checked": it.checked,
        "timer_only": it.timer_only,
        "recognised_by": [_criterion(criterion) for criterion in it.gate],
        "done_well": [_criterion(criterion) for criterion in it.form],
        "faults": [_fault(fault) for fault in it.fault],
        "contraindications": list(it.contraindications),
        "easier": it.easier,
        "harder": it.harder,
        "advanced": it.advanced,
        "sources": [it.source],
    }


def _program(it: Program, exercises: Mapping[str, Exercise]) -> Fact:
    done = parts(it, exercises)
    return {
        "id": it.id,
        "kind": "program",
        "title": it.title,
        "purpose": it.purpose,
        "minutes": round(seconds(done) / 60, 1),
        "steps": [
            {
                "exercise": part.exercise.id,
                "sets": part.exercise.dose.sets,
                "hold_s": part.exercise.dose.hold_s,
                "repetitions": part.exercise.repetition.count if part.exercise.repetition else 0,
                "sides": part.turns,
            }
            for part in done
        ],
        "camera_checked": all(part.exercise.checked for part in done),
        "contraindications": sorted({c for p in done for c in p.exercise.contraindications}),
        "sources": [it.source],
    }


def _worked(words: str) -> str:
    return words.format(**SIDE_WORDS)


def _criterion(it: Criterion) -> str:
    return f"{_measured(it.measure, it.side)} {_span(it.measure, *it.within)}"


def _counted(it: Repetition) -> str:
    start, end = (_span(it.measure, *ends) for ends in (it.start, it.end))
    from_where = " (changes from where you begin)" if it.change else ""
    return f"{_measured(it.measure, it.side)} from {start} to {end}{from_where}"


def _fault(it: Fault) -> str:
    ends = [_span(it.measure, it.above, float("inf")), _span(it.measure, -float("inf"), it.below)]
    wrong = " or ".join(end for end in ends if end != "any")
    when = " at the far end" if it.at_end else ""
    return f"{_measured(it.measure, it.side)} {wrong}{when}: {_worked(it.cue)}"


def _measured(name: str, side: Of) -> str:
    of = {"right": " (worked side)", "left": " (other side)", "both": " (both sides)", "": ""}
    return name.replace("_", " ") + of[side]


def _span(measure: str, low: float, high: float) -> str:
    return band_text([_finite(low), _finite(high)], MEASURES[measure].unit)


def _finite(value: float) -> float | None:
    return None if isinf(value) else round(value, 4)


def band_text(edges: list[float | None], unit: str) -> str:
    """Return [low, high] as words: "-20 .. 10 deg", "up to 12 deg", "from 0.97"."""
    low, high = edges
    unit = "" if unit == "ratio" else f" {unit}"
    if low is None and high is None:
        return "any"
    if low is None:
        return f"up to {high:g}{unit}"
    return f"from {low:g}{unit}" if high is None else f"{low:g} .. {high:g}{unit}"
