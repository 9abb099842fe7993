"""How often pictures are judged: often while something changes, rarely when all is well."""

from __future__ import annotations

from itertools import pairwise

import pytest

from posecoach.pace import Pace, Rates, calm, glance, judged, nap_s, steadily, up_to
from posecoach.types import Activity
from tests.people import SLOUCHED, film, person, times, watched

CAMERA_FPS = 30.0
USUAL = Rates()


def session(seconds, rates=USUAL, *, moving=lambda t: False, well=lambda t: True):
    """Times at which a camera of 30 fps was looked at, and at which it was judged."""
    pace, looks, judgements, awake = Pace(), [], [], -1.0
    for i in range(round(seconds * CAMERA_FPS)):
        t = i / CAMERA_FPS
        if t < awake:
            continue
        looks.append(t)
        last = judgements[-1] if judgements else None
        changed = last is not None and any(moving(last + k * (t - last) / 9) for k in range(1, 10))
        pace, due = glance(pace, t, changed, rates)
        if due:
            judgements.append(t)
            pace = judged(pace, t, well(t), rates)
        awake = t + nap_s(pace, t)
    return looks, judgements


def gaps(stamps):
    return [b - a for a, b in pairwise(stamps)]


def test_still_and_well_it_is_one_judgement_a_second_and_two_looks():
    looks, judgements = session(60)
    assert len(judgements) == pytest.approx(72, abs=2)
    assert max(gaps(judgements)) <= 1.0  # a hold would break
    assert len(looks) <= 60 * 3.7  # a picture that comes just before its time is looked at again


def test_not_well_it_is_five_a_second_though_nothing_moves():
    _, judgements = session(20, well=lambda t: False)
    assert len(judgements) == pytest.approx(100, abs=2)


def test_while_something_moves_it_is_five_a_second():
    _, judgements = session(20, moving=lambda t: True)
    assert len(judgements) == pytest.approx(100, abs=8)


@pytest.mark.parametrize("at", [10.1, 10.4, 10.77])
def test_a_movement_that_begins_is_judged_at_the_next_look_and_watched_for_two_seconds(at):
    _, judgements = session(20, moving=lambda t: at <= t <= at + 0.3)
    first = next(t for t in judgements if t >= at)
    assert first - at <= 0.55
    watched_closely = [t for t in judgements if at + 0.6 <= t <= at + 2.2]
    assert max(gaps(watched_closely)) <= 0.21
    assert max(gaps([t for t in judgements if t > at + 3.5])) > 0.8


@pytest.mark.parametrize("rate", [1.0, 2.0, 5.0, 7.0, 10.0, 12.0, 15.0, 30.0])
def test_a_steady_rate_is_kept_whatever_the_camera_gives(rate):
    _, judgements = session(30, steadily(rate))
    assert len(judgements) == pytest.approx(30 * rate, abs=2)


def test_on_battery_the_busy_rate_and_the_looks_are_halved_but_holds_do_not_break():
    rates = Rates().sparing()
    assert (rates.changing, rates.quiet, rates.glances) == (2.5, Rates().quiet, Rates().quiet)
    assert max(gaps(session(30, rates)[1])) <= 1.0
    _, judgements = session(20, rates, well=lambda t: False)
    assert len(judgements) == pytest.approx(50, abs=2)
    assert not steadily(10.0).adaptive
    assert rates.adaptive


@pytest.mark.parametrize(
    ("rate", "expected"), [(5.0, (5.0, 1.2, 2.0)), (1.5, (1.5, 1.2, 1.5)), (0.5, (0.5, 0.5, 0.5))]
)
def test_a_lower_rate_that_was_asked_for_bounds_all(rate, expected):
    rates = up_to(rate)
    assert (rates.changing, rates.quiet, rates.glances) == expected


def test_a_camera_that_was_away_for_an_hour_is_judged_at_once_and_not_in_a_burst():
    pace = judged(glance(Pace(), 0.0, False, Rates())[0], 0.0, True, Rates())
    pace, due = glance(pace, 3600.0, False, Rates())
    assert due
    pace = judged(pace, 3600.0, True, Rates())
    assert not glance(pace, 3600.1, False, Rates())[1]


def test_calm_is_well_or_nobody_or_not_to_be_judged():
    sits = watched(film(lambda t: person(), times(6, 5)))[-1]
    slouches = watched(film(lambda t: person(SLOUCHED), times(6, 5)))[-1]
    nobody = watched(film(lambda t: None, times(6, 5)))[-1]
    assert (sits.assessment.band, slouches.activity) == ("good", Activity.SITTING)
    assert (calm(sits), calm(slouches), calm(nobody)) == (True, False, True)
