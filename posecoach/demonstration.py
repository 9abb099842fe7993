"""How close the analysis of the bundled clip comes to what is exactly known about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from posecoach.mannequin.demo import demo_truth
from posecoach.reports.timeline import Timeline
from posecoach.types import Floats


def against_truth(timeline: Timeline, path: Path | None = None) -> dict[str, Any]:
    """Return the errors of the two angles that are known, and what was seen of the absence.

    Keys: per metric `mean_error` and `mean_absolute_error` in degrees over `frames` frames, for
    frames in which the figure sits at the desk; `away_known_s` and `away_seen_s` in seconds.
    """
    known = json.loads((path or demo_truth()).read_text(encoding="utf-8"))
    at = np.array(known["truth"]["t"])
    t = timeline.t
    found: dict[str, Any] = {}
    for name in ("neck_inclination", "trunk_inclination"):
        truth = np.array([np.nan if v is None else v for v in known["truth"][name]])
        found[name] = _errors(timeline.metrics[name], np.interp(t, at, truth))
    away = sum(s["end"] - s["start"] for s in known["segments"] if s["label"] == "away")
    nobody = float(timeline.weights(known["duration_s"])[~timeline.person].sum())
    return found | {"away_known_s": round(away, 1), "away_seen_s": round(nobody, 1)}


def _errors(measured: Floats, truth: Floats) -> dict[str, float]:
    errors = (measured - truth)[~np.isnan(measured - truth)]
    return {
        "mean_error": round(float(errors.mean()), 1),
        "mean_absolute_error": round(float(np.abs(errors).mean()), 1),
        "frames": int(errors.size),
    }
