"""Where calibrations are kept between runs: in the history, by camera and view."""

from __future__ import annotations

import msgspec

from posecoach.baseline import Baseline
from posecoach.history import Calibration, History


def newest(camera: str, view: str) -> Baseline | None:
    """Return the newest calibration; None when there is none that this version can read.

    Raises:
        HistoryError: the history cannot be opened.
    """
    with History.open(check=False) as history:
        found = history.calibration(camera, view)
    if found is None:
        return None
    try:
        return msgspec.convert(found.baseline, Baseline)
    except msgspec.ValidationError:
        return None  # of another version: measuring anew is right


def store(camera: str, baseline: Baseline, made: float) -> None:
    """Keep a calibration, made at `made` seconds since 1970, of one camera.

    Raises:
        HistoryError: the history cannot be written.
    """
    with History.open(check=False) as history:
        body = msgspec.to_builtins(baseline)
        history.record(Calibration(camera, baseline.view, made, body))
