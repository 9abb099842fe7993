"""Hours of the day in which something may or may not be said. Pure."""

from __future__ import annotations

import re

from msgspec import Struct

from posecoach.errors import ConfigError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_S = 86_400.0


class LocalTime(Struct, frozen=True):
    """The date and time on the user's wall."""

    day: int  # days since 31 December of the year 0, as `date.toordinal` counts them
    second: float  # of the day

    @property
    def weekday(self) -> int:
        """0 is Monday."""
        return (self.day - 1) % 7


class Occasion(Struct, frozen=True):
    """Whether it is a moment to say something."""

    day: int  # of the local date
    open: bool  # False: paused, quiet hours, or something else has just been said


class Hours(Struct, frozen=True):
    """A span of the day on some weekdays; one that ends before it begins goes on past midnight."""

    start_s: float  # second of the day, included
    end_s: float  # second of the day, not included
    weekdays: tuple[int, ...]  # on which it begins

    def include(self, now: LocalTime) -> bool:
        """Return whether the time of day lies within."""
        if self.start_s < self.end_s:
            return now.weekday in self.weekdays and self.start_s <= now.second < self.end_s
        evening = now.weekday in self.weekdays and now.second >= self.start_s
        return evening or ((now.weekday - 1) % 7 in self.weekdays and now.second < self.end_s)


def parse_hours(key: str, hours: str, days: str) -> Hours | None:
    """Return what a user wrote, "09:00-17:30" on "mon-fri" or "mon,wed"; None for empty hours.

    Raises:
        ConfigError: naming the key.
    """
    weekdays = _weekdays(key, days)
    if not hours.strip():
        return None
    found = re.fullmatch(r"\s*(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)\s*", hours)
    times = [int(number) for number in found.groups()] if found else []
    start, end = (60.0 * (60 * h + m) for h, m in (times[:2], times[2:])) if times else (-1.0, -1.0)
    wrong = not times or max(times[1], times[3]) > 59 or start >= DAY_S or end > DAY_S
    if wrong or start == end:
        raise ConfigError(f'{key}: expected hours like "09:00-17:30", got {hours!r}')
    return Hours(start, end, weekdays)


def _weekdays(key: str, days: str) -> tuple[int, ...]:
    chosen: set[int] = set()
    for part in filter(None, re.split(r"[,\s]+", days.strip().lower())):
        names = part.split("-")
        if len(names) > 2 or not set(names) <= set(WEEKDAYS):
            raise ConfigError(f'{key}: expected days like "mon-fri" or "mon,wed", got {days!r}')
        first, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
        chosen |= {(first + i) % 7 for i in range((last - first) % 7 + 1)}
    return tuple(sorted(chosen)) or tuple(range(7))
