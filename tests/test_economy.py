"""Smaller pictures while the body is far larger than it needs to be."""

from __future__ import annotations

from posecoach.economy import Economy
from tests.people import film, person, times, watched

LOW, LARGE = (1280.0, 1800.0), (2560, 1920)  # a large head must still be in the picture


def run(*scenes):
    """What the camera was asked for, by trunk length in pixels over seconds of 5 fps each."""
    asked, at = [], 0.0
    economy = Economy(asked.append)
    for size, seconds in scenes:
        pose = person(size=size, at=LOW)
        stamps = [at + t for t in times(seconds, 5)]
        for result in watched(film(lambda t, pose=pose: pose, stamps, LARGE)):
            economy.take(result)
        at = stamps[-1] + 0.2
    return asked, economy


def test_a_large_body_gets_smaller_pictures_after_ten_seconds_and_only_once():
    assert run((700, 9))[0] == []
    assert run((700, 40))[0] == [True]


def test_a_small_body_keeps_all_pixels():
    assert run((220, 40))[0] == []


def test_who_goes_further_away_gets_them_back():
    assert run((700, 20), (220, 20))[0] == [True, False]


def test_leaning_in_for_a_moment_changes_nothing():
    assert run((220, 12), (700, 6), (220, 12))[0] == []


def test_a_camera_found_again_is_asked_anew():
    asked, economy = run((700, 20))
    economy.idle(lost=True)
    pose = person(size=700, at=LOW)
    for result in watched(film(lambda t: pose, [100 + t for t in times(12, 5)], LARGE)):
        economy.take(result)
    assert asked == [True, True]
