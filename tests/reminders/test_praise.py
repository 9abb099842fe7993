"""A good word: after half an hour well spent, seldom."""

from __future__ import annotations

import pytest

from posecoach.reminders.hours import Occasion
from posecoach.reminders.praise import Praise, update

OPEN, SHUT = Occasion(1, True), Occasion(1, False)


def praised(bands, occasion=OPEN, state=None, start=0.0):
    """Times of praise over one band a second."""
    state, told = state or Praise(), []
    for i, band in enumerate(bands):
        state, deserved = update(state, start + i, band, occasion)
        told += [start + i] if deserved else []
    return told, state


@pytest.mark.parametrize("band", ["good", "fair"])
def test_half_an_hour_in_the_upper_bands_is_praised(band):
    assert praised([band] * 2000)[0] == [1800.0]


@pytest.mark.parametrize("band", ["strained", "poor"])
def test_a_minute_of_the_lower_bands_takes_three_away(band):
    assert praised(["good"] * 1000 + [band] * 60 + ["good"] * 2000)[0] == [1800.0 + 60 + 180]


def test_what_cannot_be_judged_neither_adds_nor_takes_away():
    assert praised(["good"] * 1000 + ["unknown"] * 500 + ["good"] * 1000)[0] == [2300.0]
    assert praised(["poor"] * 9999 + ["good"] * 1900)[0] == [9999 + 1799.0]


def test_the_next_good_word_is_two_hours_later_at_the_earliest_and_three_a_day_are_enough():
    told, state = praised(["good"] * 30_000)
    assert told == [1800.0, 9000.0, 16_200.0]
    assert praised(["good"] * 10, Occasion(2, True), state, 30_000.0)[0] == [30_000.0]


def test_at_a_bad_moment_it_waits():
    told, state = praised(["good"] * 2500, SHUT)
    assert not told
    assert praised(["good"], OPEN, state, 2500.0)[0] == [2500.0]


def test_a_gap_in_the_watching_is_not_good_time():
    _, state = praised(["good"] * 1000)
    assert not praised(["good"] * 700, state=state, start=9000.0)[0]
