"""Lengths of time as people write them."""

from __future__ import annotations

import pytest

from posecoach.control.duration import seconds_of, spoken


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45m", 2700),
        ("45 min", 2700),
        ("45", 2700),
        ("1h30", 5400),
        ("1h30m", 5400),
        ("1 hour 30 minutes", 5400),
        ("90 s", 90),
        ("90sec", 90),
        ("2m30", 150),
        ("1.5h", 5400),
        ("0.5", 30),
        (" 2H ", 7200),
        ("1h 1m 1s", 3661),
        ("24h", 86400),
    ],
)
def test_lengths_of_time_are_understood(text, seconds):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "m", "soon", "-5m", "5x", "1h2h", "30m1h", "1e3", "nan", "inf", "5 5"]
)
def test_what_is_no_length_of_time_is_refused_with_a_word_on_how_to_write_it(text):
    with pytest.raises(ValueError, match="write it as 45m, 1h30 or 90s"):
        seconds_of(text)


@pytest.mark.parametrize("text", ["0", "0m", "25h", "24h1s", "999999"])
def test_nothing_and_more_than_a_day_are_refused(text):
    with pytest.raises(ValueError, match="at most a day"):
        seconds_of(text)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (20, "20 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (2700, "45 min"),
        (3599.9, "1 h"),
        (5400, "1 h 30 min"),
        (86400, "24 h"),
    ],
)
def test_lengths_of_time_are_spoken(seconds, words):
    assert spoken(seconds) == words


@pytest.mark.parametrize("seconds", [1, 30, 60, 600, 2700, 5400, 86400])
def test_what_is_spoken_is_understood(seconds):
    assert seconds_of(spoken(seconds)) == seconds
