"""A generated year of working days in a history: how large it gets, how long a report takes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from posecoach.history import Alert, Bout, Break, Event, History, Minute, Session
from posecoach.periods.period import midnight

MINUTE_S, HOUR_S = 60.0, 3600.0
METRICS = (
    *("eye_line_drop", "forward_head", "head_roll", "head_yaw", "lateral_offset"),
    *("screen_scale", "shoulder_roll", "shoulder_lift"),
)
BEGINS_H, HOURS = 9, 8
PARTS = ("neck", "trunk", "shoulders", "head")


def fill(path: Path, last: date, days: int = 365, seed: int = 1) -> None:
    """Write `days` days, weekends off, that end with `last`; the same seed gives the same year."""
    rng = random.Random(seed)
    with History.open(path) as history:
        for back in range(days - 1, -1, -1):
            day = last - timedelta(back)
            if day.weekday() < 5:
                history.record(*_day(midnight(day) + BEGINS_H * HOUR_S, day, rng))
                history.sum_up(midnight(day))  # as the coach does when it ends


def _day(
    start: float, day: date, rng: random.Random
) -> list[Session | Minute | Bout | Break | Alert | Event]:
    end = start + HOURS * HOUR_S
    session = Session(f"{day:%Y%m%d}", start, end, "live", "camera 0", "0.1.0")
    rows: list[Session | Minute | Bout | Break | Alert | Event] = [session]
    t, sitting = start, True
    while t < end:
        length = min(rng.uniform(12, 55) if sitting else rng.uniform(1, 9), (end - t) / MINUTE_S)
        until = t + round(length) * MINUTE_S if length > 1 else end
        if sitting:
            rows.append(Bout(session.uid, t, until, "sitting"))
        else:
            rows.append(Break(session.uid, t, until, until - t, "full"))
        rows += [_minute(session, m, sitting, rng) for m in _minutes(t, until)]
        t, sitting = until, not sitting
    for _ in range(rng.randint(2, 12)):
        said = start + rng.uniform(0, HOURS) * HOUR_S
        part = rng.choice(PARTS)
        rows.append(
            Alert(
                session.uid,
                said,
                "forward_head",
                part,
                "caution",
                "Head forward.",
                "Float it back.",
                "corrected",
                rng.uniform(3, 90),
            )
        )
    for side in ("left", "right"):
        body = {"exercise": "supine_figure_four", "side": side, "seconds": 60.0, "score": 88.0}
        rows.append(Event(end + HOUR_S, "exercise", body, session.uid))
    rows.append(Event(end + HOUR_S, "pain", {"value": rng.randint(0, 6), "side": "left"}))
    return rows


def _minutes(start: float, end: float) -> list[float]:
    return [start + i * MINUTE_S for i in range(round((end - start) / MINUTE_S))]


def _minute(session: Session, start: float, sitting: bool, rng: random.Random) -> Minute:
    if not sitting:
        away = {"away": 60.0}
        return Minute(
            session.uid,
            start,
            60.0,
            bands={"unknown": 60.0},
            activity=away,
            reasons={"no person": 60.0},
        )
    good = rng.uniform(20, 55)
    fair = rng.uniform(0, 56 - good) if good < 56 else 0.0
    rest = 58 - good - fair
    return Minute(
        session.uid,
        start,
        60.0,
        58.0,
        score=round(rng.gauss(82, 8), 2),
        view="front",
        framing="head-and-shoulders",
        bands={"good": good, "fair": fair, "strained": rest, "unknown": 2.0},
        losses={part: rng.uniform(0, 10) for part in PARTS},
        activity={"sitting": 60.0},
        reasons={"turned: face the camera or turn side-on": 2.0},
        metrics={name: _spread(rng) for name in METRICS},
        sides={"left": 20.0, "right": 15.0, "even": 20.0},
        holds={"good 31-63": good, "fair 7-15": fair, "strained 3-7": rest},
    )


def _spread(rng: random.Random) -> tuple[float, float, float]:
    low, middle, high = sorted(rng.gauss(5, 4) for _ in range(3))
    return low, middle, high
