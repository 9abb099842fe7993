"""From the history to a digest: everything a report says about a period is worked out here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo

from msgspec.structs import replace

from posecoach.activity.dose import day_index
from posecoach.history import History
from posecoach.history.sums import Bucket, add_up
from posecoach.periods.digest import (
    Alerts,
    Amounts,
    Cell,
    Day,
    Digest,
    Moment,
    Sitting,
    Totals,
    Worst,
)
from posecoach.periods.distribution import distribution
from posecoach.periods.period import Hour, Period, hours, midnight
from posecoach.periods.rows import Rows, mean
from posecoach.types import BANDS, Assessment
from posecoach.version import VERSION

MOMENTS = 5
Seen = tuple[Hour, Bucket]  # an hour in which something was tracked
WORTH_NAMING_S = 900.0  # of judged time in an hour of the day before it may be the worst


def digest(history: History, period: Period, zone: tzinfo | None = None) -> Digest:
    """Return a period as the history has it, days and hours in this machine's zone or `zone`."""
    span = list(hours(period, zone))
    buckets, metrics = history.summed(_edges(period, span, zone))
    since, until = midnight(period.since, zone), midnight(period.until, zone)
    rows = Rows(history, since, until, zone)
    seen = [(h, b) for h, b in zip(span, buckets, strict=True) if b.tracked_s > 0]
    by_day: defaultdict[date, list[Bucket]] = defaultdict(list)
    for hour, bucket in seen:
        by_day[hour.day].append(bucket)
    days = tuple(
        Day(
            day.isoformat(),
            _day(rows, day, by_day[day]),
            rows.spells(day),
            rows.exercised(day),
            rows.pain(day),
            rows.kinds(day),
        )
        for day in period.days
    )
    totals = _together([b for _, b in seen], [day.totals for day in days], rows)
    before, before_days = _before(history, period.before, zone)
    return Digest(
        schema=1,
        title=period.title,
        since=period.since.isoformat(),
        until=period.days[-1].isoformat(),
        tracked_days=sum(day.totals.tracked_s > 0 for day in days),
        totals=totals,
        before=before,
        before_days=before_days,
        days=days,
        hours=tuple(_cells(seen)),
        metrics={n: distribution(v) for n, v in sorted(metrics.items())},
        holds_s=_holds([b for _, b in seen]),
        views_s=_rounded(add_up([b.views for _, b in seen])),
        worst=_worst(totals, seen),
        moments=_moments(seen),
        exercises=rows.exercises(),
        stated=rows.stated(),
        posecoach=VERSION,
    )


def _edges(period: Period, span: Sequence[Hour], zone: tzinfo | None) -> list[float]:
    return [*(hour.start for hour in span), midnight(period.until, zone)]


def _before(history: History, period: Period, zone: tzinfo | None) -> tuple[Totals | None, int]:
    """Return the totals of the period before and its tracked days; None without any."""
    edges = [midnight(day, zone) for day in [*period.days, period.until]]
    buckets, _ = history.summed(edges, distributed=False)
    rows = Rows(history, edges[0], edges[-1], zone)
    pairs = zip(period.days, buckets, strict=True)
    days = [_day(rows, day, [bucket]) for day, bucket in pairs if bucket.tracked_s > 0]
    return (_together(buckets, days, rows), len(days)) if days else (None, 0)


def _day(rows: Rows, day: date, buckets: Sequence[Bucket]) -> Totals:
    return _totals(buckets, rows.sitting(day), rows.alerts(day))


def _totals(buckets: Sequence[Bucket], sitting: Sitting, alerts: Alerts) -> Totals:
    tracked, judged = sum(b.tracked_s for b in buckets), sum(b.judged_s for b in buckets)
    score = round(sum(b.points_s for b in buckets) / judged, 1) if judged > 0 else None
    bands = add_up([b.bands for b in buckets])
    losses = add_up([b.losses for b in buckets])
    dose_score = sitting.dose_score
    known = score is not None and dose_score is not None
    return Totals(
        tracked_s=round(tracked, 2),
        judged_s=round(judged, 2),
        score=score,
        band=Assessment(score=score).band if score is not None else "unknown",
        band_s={band: round(bands.get(band, 0.0), 2) for band in BANDS} if tracked else {},
        activity_s=_rounded(add_up([b.activity for b in buckets])),
        losses={part: round(p / judged, 1) for part, p in losses.items() if p / judged >= 0.05},
        reasons_s=_rounded(add_up([b.reasons for b in buckets])),
        sides_s=_rounded(add_up([b.sides for b in buckets])),
        sitting=sitting,
        alerts=alerts,
        day_index=round(day_index(score, dose_score), 1) if known else None,  # type: ignore[arg-type]
    )


def _together(buckets: Sequence[Bucket], days: Sequence[Totals], rows: Rows) -> Totals:
    """Return the whole period: sums, and of what is a day's own the mean over the days it has."""
    sat = [day.sitting for day in days]
    sitting = Sitting(
        bouts=sum(s.bouts for s in sat),
        longest_s=max((s.longest_s for s in sat), default=0.0),
        prolonged_s=round(sum(s.prolonged_s for s in sat), 1),
        breaks={k: int(n) for k, n in add_up([s.breaks for s in sat]).items()},
        breaks_due=sum(s.breaks_due for s in sat),
        breaks_taken=sum(s.breaks_taken for s in sat),
        dose_score=mean(s.dose_score for s in sat),
        changes=sum(s.changes for s in sat),
    )
    whole = _totals(buckets, sitting, rows.alerts())
    return replace(whole, day_index=mean(day.day_index for day in days))


def _rounded(amounts: Mapping[str, float]) -> Amounts:
    return {name: round(amount, 2) for name, amount in amounts.items()}


def _cells(seen: Sequence[Seen]) -> Iterable[Cell]:
    """Yield each hour of each weekday that anything was tracked in."""
    together: defaultdict[tuple[int, int], list[Bucket]] = defaultdict(list)
    for hour, bucket in seen:
        together[hour.day.weekday(), hour.hour].append(bucket)
    for (weekday, at), own in sorted(together.items()):
        tracked, judged = sum(b.tracked_s for b in own), sum(b.judged_s for b in own)
        score = round(sum(b.points_s for b in own) / judged, 1) if judged > 0 else None
        yield Cell(weekday, at, round(tracked, 1), round(judged, 1), score)


def _holds(buckets: Sequence[Bucket]) -> dict[str, Amounts]:
    """Return the exposure: band -> length of a hold -> seconds."""
    found: dict[str, Amounts] = {}
    for name, seconds in add_up([b.holds for b in buckets]).items():
        band, _, length = name.partition(" ")
        found.setdefault(band, {})[length] = round(seconds, 1)
    return {band: found[band] for band in BANDS if band in found}


def _worst(totals: Totals, seen: Sequence[Seen]) -> Worst | None:
    if not totals.losses:
        return None
    part = next(iter(totals.losses))
    lost: defaultdict[int, float] = defaultdict(float)
    judged: defaultdict[int, float] = defaultdict(float)
    for hour, bucket in seen:
        judged[hour.hour] += bucket.judged_s
        lost[hour.hour] += bucket.losses.get(part, 0.0)
    enough = [hour for hour, seconds in judged.items() if seconds >= WORTH_NAMING_S]
    worst = max(enough, key=lambda hour: lost[hour] / judged[hour], default=None)
    return Worst(part, totals.losses[part], worst)


def _moments(seen: Sequence[Seen]) -> tuple[Moment, ...]:
    """Return the hours with the lowest scores, of those with enough judged time."""
    enough = [
        Moment(
            hour.day.isoformat(),
            hour.hour,
            round(bucket.points_s / bucket.judged_s, 1),
            next(iter(add_up([bucket.losses])), ""),
        )
        for hour, bucket in seen
        if bucket.judged_s >= WORTH_NAMING_S
    ]
    return tuple(sorted(enough, key=lambda it: it.score)[:MOMENTS])
