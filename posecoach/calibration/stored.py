"""Where calibrations are kept between runs: in the history, by camera and view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from posecoach.baseline import Baseline
from posecoach.calibration import drift
from posecoach.history import Calibration, History, Minute, Session

TOLD = "calibration"  # key of the state: kind of advice -> the local day on which it was given
LONGEST_RUN_S = 7 * 86_400.0  # sessions of today began no longer ago


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
        before = history.calibration(camera, baseline.view)
        # the newest counts, also where the clock was set back meanwhile
        made = made if before is None else max(made, before.made + 1e-3)
        history.record(Calibration(camera, baseline.view, made, body))


def advice(camera: str, view: str, now: datetime) -> tuple[str, ...]:
    """Return what speaks against the newest calibration and was not said today; it now was.

    Raises:
        HistoryError: the history cannot be read or written.
    """
    day = now.date().isoformat()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    with History.open(check=False) as history:
        known = history.calibration(camera, view)
        if known is None:
            return ()
        age_s = now.timestamp() - known.made
        minutes = _minutes(history, camera, view, max(midnight, known.made))
        told = history.state(TOLD, dict[str, str]) or {}
        found = drift.stale(age_s, minutes)
        fresh = [it for it in found if told.get(_kind(it)) != day]
        if fresh:
            history.save_state(TOLD, told | {_kind(it): day for it in fresh})
    return tuple(fresh)


def _kind(words: str) -> str:
    return " ".join(words.split()[:3])


def _minutes(history: History, camera: str, view: str, since: float) -> dict[str, Sequence[float]]:
    """Return metric -> its median in each minute since then, of one camera and view."""
    sessions = history.read(Session, since - LONGEST_RUN_S)
    ours = {it.uid for it in sessions if it.source == camera}
    found: dict[str, list[float]] = {}
    for minute in history.read(Minute, since):
        if minute.session in ours and minute.view == view:
            for name, (_, middle, _) in minute.metrics.items():
                found.setdefault(name, []).append(middle)
    return dict(found)
