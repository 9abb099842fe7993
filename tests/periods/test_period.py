"""Ranges of local days: midnight, daylight saving, months of any length."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from posecoach.periods.period import between, day_of, hours, midnight, month_of, week_of

BERLIN, KOLKATA = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata")


@pytest.mark.parametrize(
    ("day", "zone", "length"),
    [
        (date(2026, 3, 29), BERLIN, 23),  # the clock goes forward
        (date(2026, 10, 25), BERLIN, 25),  # and back
        (date(2026, 6, 1), BERLIN, 24),
        (date(2026, 6, 1), KOLKATA, 24),
    ],
)
def test_a_day_has_the_hours_it_has(day, zone, length):
    found = list(hours(day_of(day), zone))
    assert len(found) == length
    assert found[0].start == midnight(day, zone)
    assert found[0].hour == 0 and found[-1].hour == 23
    assert {hour.day for hour in found} == {day}


def test_the_hour_that_comes_twice_is_the_same_hour_twice():
    found = [h.hour for h in hours(day_of(date(2026, 10, 25)), BERLIN)]
    assert found[:5] == [0, 1, 2, 2, 3]


def test_midnights_of_a_half_hour_zone_begin_quarters():
    assert midnight(date(2026, 6, 1), KOLKATA) % 900 == 0


def test_weeks_begin_on_monday_and_months_on_the_first():
    assert week_of(date(2026, 11, 29))[1:] == (date(2026, 11, 23), date(2026, 11, 30))
    assert month_of(date(2026, 2, 14))[1:] == (date(2026, 2, 1), date(2026, 3, 1))
    assert month_of(date(2026, 12, 31))[1:] == (date(2026, 12, 1), date(2027, 1, 1))


def test_a_range_includes_both_ends_and_is_as_long_as_the_one_before():
    period = between(date(2026, 11, 1), date(2026, 11, 10))
    assert len(period.days) == 10
    assert period.before[1:] == (date(2026, 10, 22), date(2026, 11, 1))
