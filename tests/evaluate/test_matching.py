"""Events against the times at which they would be right."""

from math import isnan

import pytest

from posecoach.evaluate.matching import Matches, match, per_hour


def test_an_event_within_finds_the_interval_with_its_delay() -> None:
    found = match([15.0, 62.0], [(10.0, 30.0), (60.0, 80.0)])
    assert found == Matches(hits=2, delays_s=(5.0, 2.0))
    assert found.f1 == 1
    assert found.delay_s == 3.5


def test_an_event_elsewhere_is_false_and_the_interval_missed() -> None:
    found = match([31.0], [(10.0, 30.0)])
    assert (found.hits, found.misses, found.false) == (0, 1, 1)
    assert found.f1 == 0


def test_it_may_be_said_a_little_early_and_late_and_no_further() -> None:
    def said(t: float) -> Matches:
        return match([t], [(10.0, 30.0)], early_s=2.0, late_s=6.0)

    assert (said(8.0).hits, said(8.0).delay_s) == (1, -2)
    assert (said(7.9).hits, said(7.9).false) == (0, 1)
    assert (said(36.0).hits, said(36.1).hits) == (1, 0)


def test_saying_the_same_thing_twice_is_one_hit_and_one_false() -> None:
    found = match([12.0, 20.0], [(10.0, 30.0)])
    assert (found.hits, found.misses, found.false) == (1, 0, 1)
    assert found.precision == 0.5
    assert found.recall == 1


def test_one_event_cannot_find_two_intervals() -> None:
    found = match([20.0], [(10.0, 30.0), (15.0, 40.0)])
    assert (found.hits, found.misses, found.false) == (1, 1, 0)


def test_nothing_there_and_nothing_found_is_unknown() -> None:
    none = match([], [])
    assert isnan(none.f1)
    assert isnan(none.precision)
    assert isnan(none.recall)
    assert isnan(none.delay_s)


def test_matches_add_up() -> None:
    both = match([1.0], [(0.0, 2.0)]) + match([9.0], [(0.0, 2.0), (3.0, 4.0)])
    assert both == Matches(1, 2, 1, (1.0,))
    assert both.f1 == pytest.approx(2 / 5)


def test_a_rate_per_hour() -> None:
    assert per_hour(3, 1800) == 6
    assert isnan(per_hour(0, 0))
