"""Hours in which something is said: edges, midnight, weekdays."""

from __future__ import annotations

from datetime import date

import pytest

from posecoach.errors import ConfigError
from posecoach.reminders.hours import LocalTime, parse_hours

WEDNESDAY = date(2026, 11, 25).toordinal()
H = 3600.0


def at(hour, day=WEDNESDAY):
    return LocalTime(day, hour * H)


@pytest.mark.parametrize("days_on", range(7))
def test_the_weekday_is_that_of_the_calendar(days_on):
    day = date(2026, 11, 23 + days_on)
    assert LocalTime(day.toordinal(), 0.0).weekday == day.weekday()


@pytest.mark.parametrize(
    ("hour", "inside"), [(8.999, False), (9.0, True), (17.49, True), (17.5, False), (23.0, False)]
)
def test_hours_begin_with_their_first_second_and_end_before_their_last(hour, inside):
    hours = parse_hours("k", "09:00-17:30", "mon-fri")
    assert hours.include(at(hour)) is inside


@pytest.mark.parametrize(
    ("hour", "day", "inside"),
    [
        (21.99, 0, False),
        (22.0, 0, True),
        (6.99, 1, True),
        (7.0, 1, False),
        (6.0, 0, False),  # that night began on a Tuesday
        (23.0, 1, False),
    ],
)
def test_hours_past_midnight_belong_to_the_day_they_began_on(hour, day, inside):
    hours = parse_hours("k", "22:00-07:00", "wed")
    assert hours.include(at(hour, WEDNESDAY + day)) is inside


@pytest.mark.parametrize(
    ("days", "weekdays"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat-mon", (0, 5, 6)),
        ("mon,wed fri", (0, 2, 4)),
        ("Tue", (1,)),
        ("mon-tue, sun", (0, 1, 6)),
        ("", (0, 1, 2, 3, 4, 5, 6)),
        ("mon-sun", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_days_are_written_as_people_do(days, weekdays):
    assert parse_hours("k", "0:00-24:00", days).weekdays == weekdays


def test_a_whole_day_has_no_gap_at_midnight():
    hours = parse_hours("k", "00:00-24:00", "wed")
    assert hours.include(at(0.0)) and hours.include(LocalTime(WEDNESDAY, 86_399.999))
    assert not hours.include(at(0.0, WEDNESDAY + 1))


def test_no_hours_are_none():
    assert parse_hours("k", " ", "mon-fri") is None


@pytest.mark.parametrize(
    "hours", ["9-17", "09:00", "25:00-26:00", "09:60-10:00", "09:00-24:01", "09:00-09:00", "x"]
)
def test_wrong_hours_are_refused_by_name(hours):
    with pytest.raises(ConfigError, match=r'^reminders\.k: expected hours like "09:00-17:30", got'):
        parse_hours("reminders.k", hours, "")


@pytest.mark.parametrize("days", ["monday", "mon-", "mon-tue-wed", "fry"])
def test_wrong_days_are_refused_by_name(days):
    with pytest.raises(ConfigError, match=r"^k: expected days like"):
        parse_hours("k", "", days)


def test_sunday_night_goes_on_into_monday():
    hours = parse_hours("k", "22:00-07:00", "sun")
    monday = date(2026, 11, 23).toordinal()
    assert hours.include(at(6.0, monday))
    assert not hours.include(at(6.0, monday - 1))
