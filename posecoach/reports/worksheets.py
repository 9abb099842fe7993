"""RULA and REBA of a recording, estimated from its median posture."""

from __future__ import annotations

import numpy as np

from posecoach.reports.scale import Scale
from posecoach.reports.summary import WorksheetEstimate
from posecoach.reports.timeline import Timeline
from posecoach.reports.weighted import quantiles
from posecoach.scores.reba import estimate_reba
from posecoach.scores.rula import estimate_rula
from posecoach.types import Activity

STATIC_S = 60.0  # a posture held for longer scores a point more, McAtamney & Corlett 1993


def worksheets(timeline: Timeline, scale: Scale) -> tuple[WorksheetEstimate, WorksheetEstimate]:
    """Return the estimates by RULA and by REBA, of the judged time only."""
    judged = timeline.judged
    medians = {
        name: float(quantiles(values[judged], scale.weight[judged], (0.5,))[0])
        for name, values in timeline.metrics.items()
        if np.isfinite(values[judged]).any()
    }
    sitting = (
        bool((timeline.activity[judged] == Activity.SITTING).mean() >= 0.5) if medians else True
    )
    static = bool(scale.seconds[judged].sum() > STATIC_S)
    rula = estimate_rula(medians, sitting=sitting, static=static)
    reba = estimate_reba(medians, sitting=sitting, static=static)
    by_rula = None if rula.rula is None else rula.rula.grand
    by_reba = None if reba.reba is None else reba.reba.grand
    return (
        WorksheetEstimate(by_rula, rula.text, rula.missing, rula.assumed),
        WorksheetEstimate(by_reba, reba.text, reba.missing, reba.assumed),
    )
