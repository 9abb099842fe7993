"""From a timeline to a Summary: every number weighted by the seconds it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

import numpy as np

from posecoach.metrics import METRICS
from posecoach.reports.bands import band_codes, band_of
from posecoach.reports.events import pair_events
from posecoach.reports.findings import Rules, find, judged_metrics, look_up
from posecoach.reports.reasons import NO_FRAMES, reasons
from posecoach.reports.rounding import apportion, rounded
from posecoach.reports.scale import Scale
from posecoach.reports.summary import MetricSummary, SourceFacts, Summary, Unassessed, printable
from posecoach.reports.timeline import Codes, Flags, Timeline
from posecoach.reports.weighted import mean, quantiles
from posecoach.reports.words import sample_note
from posecoach.reports.worksheets import worksheets
from posecoach.types import BANDS, Activity, Floats, Framing, View

UNIT_DECIMALS = {"deg": 1, "ratio": 3, "cm": 1, "px": 1}
NEEDS_BASELINE = "needs a baseline"

VIEWS = tuple(view.label for view in View)
FRAMINGS = tuple(framing.label for framing in Framing)
ACTIVITIES = tuple(activity.label for activity in Activity)


def summarise(
    timeline: Timeline,
    facts: SourceFacts,
    rules: Rules,
    unassessed: Mapping[str, str] | None = None,
) -> Summary:
    """Return the numbers of one recording.

    `unassessed` is rule id -> why it could not be judged; without it, the rules that applied and
    were unknown throughout.
    """
    scale = Scale.of(timeline, facts.duration_s, facts.kind == "picture")
    judged = timeline.judged
    score = rounded(mean(timeline.score, scale.weight), 1)
    band_s = _band_s(timeline, scale)
    rula, reba = worksheets(timeline, scale)
    return Summary(
        source=printable(facts.source),
        kind=facts.kind,
        duration_s=round(float(scale.duration), 2),
        fps=rounded(facts.fps, 3),
        frames=facts.frames,
        frames_analyzed=len(timeline),
        person_fraction=scale.share(timeline.person, float(scale.weight.sum())),
        coverage=scale.share(judged, scale.whole),
        partial=timeline.partial,
        view=_most(VIEWS, timeline.view, scale),
        framing=_most(FRAMINGS, timeline.framing, scale),
        activity_s=_activity_s(timeline, scale),
        score=score,
        band=band_of(nan if score is None else score),
        band_s=band_s,
        metrics=_metrics(timeline, scale, rules),
        losses=_losses(timeline, scale, score),
        events=pair_events(timeline.events, scale.duration),
        findings=find(timeline, rules, scale.weight, scale.seconds),
        unassessed=_unassessed(timeline, rules) if unassessed is None else _listed(unassessed),
        reasons_s=_reasons_s(timeline, scale, band_s["unknown"]),
        rule_sets=_rule_sets(timeline, scale, judged),
        rula=rula,
        reba=reba,
        problems=tuple(map(printable, facts.problems)),
        posecoach=facts.version,
        model=facts.model,
    )


def _most(labels: tuple[str, ...], codes: Codes, scale: Scale) -> str:
    """Return the label that holds for longest, "unknown" when no other was seen."""
    return next(iter(scale.by_code(codes, labels, codes != 0)), "unknown")


def _activity_s(timeline: Timeline, scale: Scale) -> dict[str, float]:
    known = timeline.activity != Activity.UNKNOWN
    found = scale.by_code(timeline.activity, ACTIVITIES, known)
    return _with_unknown({name: found.get(name, 0.0) for name in ACTIVITIES[1:]}, scale.duration)


def _band_s(timeline: Timeline, scale: Scale) -> dict[str, float]:
    codes = band_codes(timeline.score)
    found = scale.by_code(codes, BANDS, codes != BANDS.index("unknown"))
    return _with_unknown({name: found.get(name, 0.0) for name in BANDS[:-1]}, scale.duration)


def _with_unknown(known: dict[str, float], duration: float) -> dict[str, float]:
    rest = max(0.0, duration - sum(known.values()))
    return apportion({**known, "unknown": rest}, duration, 2)


def _metrics(timeline: Timeline, scale: Scale, rules: Rules) -> dict[str, MetricSummary]:
    """Return every metric that was measured at all or that an applied rule judges."""
    columns, errors = timeline.metrics, timeline.errors
    measured = {name for name, values in columns.items() if np.isfinite(values).any()}
    nothing = np.full(len(timeline), np.nan)
    return {
        name: _metric(name, columns.get(name, nothing), errors.get(name, nothing), scale)
        for name in sorted(measured | judged_metrics(timeline, rules).keys())
    }


def _metric(name: str, values: Floats, errors: Floats, scale: Scale) -> MetricSummary:
    unit = METRICS[name].unit
    known = np.isfinite(values)
    (error,) = quantiles(np.where(known, errors, np.nan), scale.weight, (0.5,))
    low, middle, high = (
        rounded(value, UNIT_DECIMALS[unit])
        for value in quantiles(values, scale.weight, (0.1, 0.5, 0.9))
    )
    seconds = float(scale.seconds[known].sum())
    return MetricSummary(
        unit=unit,
        p10=low,
        p50=middle,
        p90=high,
        error=rounded(error, UNIT_DECIMALS[unit]),
        coverage=scale.share(known, scale.whole),
        note=sample_note(seconds),
    )


def _losses(timeline: Timeline, scale: Scale, score: float | None) -> dict[str, float]:
    if score is None:
        return {}
    judged = timeline.judged
    means = {
        part: mean(values[judged], scale.weight[judged]) for part, values in timeline.losses.items()
    }
    shares = apportion(means, 100 - score, 1)
    return {part: shares[part] for part in sorted(shares, key=lambda p: -means[p]) if shares[part]}


def _unassessed(timeline: Timeline, rules: Rules) -> tuple[Unassessed, ...]:
    levels = timeline.levels
    seen = {View(int(code)) for code in np.unique(timeline.view)}
    judged = {key.rpartition("/")[2] for key, codes in levels.items() if codes.any()}
    found = {}
    for key in levels:
        rule, rule_id = look_up(rules, key), key.rpartition("/")[2]
        if rule is not None and not rule.instead_of and rule_id not in judged:
            if not seen & METRICS[rule.metric].views:
                continue  # judged in another view than this recording's
            relative = METRICS[rule.metric].relative
            found[rule_id] = NEEDS_BASELINE if relative else "not seen"
    return _listed(found)


def _listed(reasons: Mapping[str, str]) -> tuple[Unassessed, ...]:
    return tuple(Unassessed(rule, reason) for rule, reason in reasons.items())


def _reasons_s(timeline: Timeline, scale: Scale, unknown_s: float) -> dict[str, float]:
    codes, names = reasons(timeline)
    found = scale.by_code(codes, names, codes > 0)
    gap = scale.duration - float(scale.seconds.sum())
    if gap >= 0.01:
        found[NO_FRAMES] = gap
    ordered = sorted(found, key=lambda name: -found[name])
    return apportion({name: found[name] for name in ordered}, unknown_s, 2)


def _rule_sets(timeline: Timeline, scale: Scale, judged: Flags) -> dict[str, float]:
    codes, names = timeline.rule_set
    return {name: round(s, 2) for name, s in scale.by_code(codes, names, judged).items()}
