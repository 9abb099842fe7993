"""A range of whole local days, and the hours in it. Days may have 23 or 25 hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

HOUR_S = 3600.0


class Period(NamedTuple):
    """From the first day to before the last."""

    title: str
    since: date
    until: date  # not included

    @property
    def days(self) -> list[date]:
        """Every day."""
        return [self.since + timedelta(i) for i in range((self.until - self.since).days)]

    @property
    def before(self) -> Period:
        """As many days, ending where this one begins."""
        length = self.until - self.since
        return Period(f"the {length.days} days before", self.since - length, self.since)


class Hour(NamedTuple):
    """An hour of local time."""

    start: float  # seconds since 1970
    day: date
    hour: int  # 0..23; twice the same where the clock is set back


def day_of(today: date) -> Period:
    """Return one day."""
    return Period(f"{today:%A %d %B %Y}", today, today + timedelta(1))


def week_of(today: date) -> Period:
    """Return the week from Monday on."""
    monday = today - timedelta(today.weekday())
    return Period(f"Week of {monday:%d %B %Y}", monday, monday + timedelta(7))


def month_of(today: date) -> Period:
    """Return the calendar month."""
    first = today.replace(day=1)
    return Period(f"{first:%B %Y}", first, (first + timedelta(31)).replace(day=1))


def between(since: date, last: date) -> Period:
    """Return a range of days, both included."""
    return Period(f"{since:%d %B %Y} to {last:%d %B %Y}", since, last + timedelta(1))


def midnight(day: date, zone: tzinfo | None = None) -> float:
    """Return when a day begins, seconds since 1970; in this machine's zone unless one is given."""
    return datetime.combine(day, time(), zone).timestamp()


def hours(period: Period, zone: tzinfo | None = None) -> Iterator[Hour]:
    """Yield every hour of a period, in order."""
    for day in period.days:
        start, end = midnight(day, zone), midnight(day + timedelta(1), zone)
        while start < end:
            yield Hour(start, day, datetime.fromtimestamp(start, zone).hour)
            start += HOUR_S
