"""Tracked time: a closed lid, a clock set anew, a restart. It never goes back."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.activity.bouts import Bout, begin_bouts, update
from posecoach.activity.timekeeping import Clocks, Passed, resume, start, tick
from posecoach.types import Activity

NOON = 1_764_000_000.0  # seconds since 1970
clocks = start(50.0, NOON)


def test_tracked_time_begins_as_the_time_of_day():
    assert clocks.t == NOON
    assert clocks.offset == 0.0


def test_time_goes_on_by_the_steady_clock():
    after, passed = tick(clocks, 50.1, NOON + 0.1)
    assert after.t == pytest.approx(NOON + 0.1)
    assert passed == Passed()


@pytest.mark.parametrize(("seconds", "slept"), [(9.9, 0.0), (10.0, 10.0), (3600.0, 3600.0)])
def test_a_machine_whose_clocks_go_on_in_sleep_has_slept_when_nothing_ticked(seconds, slept):
    after, passed = tick(clocks, 50.0 + seconds, NOON + seconds)
    assert after.t == NOON + seconds
    assert passed == Passed(slept_s=slept)


@pytest.mark.parametrize(("seconds", "slept"), [(9.9, 0.0), (10.1, 10.1), (3600.0, 3600.0)])
def test_a_machine_whose_steady_clock_stops_in_sleep_has_slept_as_long_as_the_wall_clock_says(
    seconds, slept
):
    after, passed = tick(clocks, 50.1, NOON + 0.1 + seconds)
    assert passed.slept_s == pytest.approx(slept)
    assert after.t == pytest.approx(NOON + 0.1 + slept)


def test_a_sleep_of_which_the_steady_clock_saw_a_part_is_counted_once():
    after, passed = tick(clocks, 50.0 + 30.0, NOON + 3600.0)
    assert passed.slept_s == 3600.0
    assert after.t == NOON + 3600.0


@pytest.mark.parametrize(
    ("by", "told"), [(-3600.0, -3600.0), (-2.1, -2.1), (-1.9, 0.0), (1.9, 0.0), (2.1, 2.1)]
)
def test_a_clock_that_was_set_changes_the_time_of_day_but_not_what_has_passed(by, told):
    after, passed = tick(clocks, 50.5, NOON + 0.5 + by)
    assert after.t == NOON + 0.5
    assert passed.slept_s == 0.0
    assert passed.set_s == pytest.approx(told)
    assert after.t + after.offset == NOON + 0.5 + by


def test_the_next_run_goes_on_where_the_last_one_stopped():
    later, _ = tick(clocks, 150.0, NOON + 100.0 - 3600.0)  # set back by an hour
    saved = msgspec.json.decode(msgspec.json.encode(later), type=Clocks)
    after, passed = resume(saved, 7.0, saved.wall + 40.0)
    assert after.t == NOON + 140.0
    assert after.offset == -3600.0
    assert passed == Passed(slept_s=40.0)


def test_a_clock_set_back_while_the_program_was_off_takes_nothing_back():
    after, passed = resume(clocks, 7.0, NOON - 600.0)
    assert after.t == NOON
    assert passed == Passed(0.0, -600.0)
    assert after.t + after.offset == NOON - 600.0


def test_a_steady_clock_that_begins_anew_costs_nothing_but_the_moment():
    after, _ = tick(clocks, 0.0, NOON + 1.0)
    assert after.t == NOON


jumps = st.floats(-1e5, 1e5)


@given(st.lists(st.tuples(st.floats(0, 1e4), jumps), max_size=20))
def test_tracked_time_never_goes_back_and_is_always_labelled_by_the_wall_clock(steps):
    now, steady, wall = clocks, 50.0, NOON
    for forward, jump in steps:
        steady, wall = steady + forward, wall + forward + jump
        after, passed = tick(now, steady, wall)
        assert after.t >= now.t
        assert passed.slept_s >= 0
        assert after.t + after.offset == pytest.approx(wall)
        now = after


def day(script, start_at=0.0):
    """Bouts of somebody who sits all the time: (steady seconds, wall seconds) from tick to tick."""
    now = start(0.0, NOON + start_at)
    state, said = begin_bouts(now.t), []
    for ran, by_wall in script:
        now, _ = tick(now, now.steady + ran, now.wall + by_wall)
        state, events = update(state, now.t, Activity.SITTING)
        said += events
    return state, [it for it in said if isinstance(it, Bout)]


HOUR = [(1.0, 1.0)] * 3600


def test_a_lid_closed_for_an_hour_ends_the_bout_as_unknown_whichever_clock_slept():
    for jump in ((3600.0, 3600.0), (0.5, 3600.0)):
        state, ended = day([*HOUR, jump, *HOUR])
        assert [(b.length_s, b.ending) for b in ended] == [(3599.0, "unknown")]
        assert state.bout_s() == pytest.approx(3600.0)
        assert state.totals["unknown"] == pytest.approx(3601.0, abs=1.0)


def test_a_lid_closed_for_4_minutes_is_unknown_time_within_the_bout():
    state, ended = day([*HOUR, (240.0, 240.0), *HOUR])
    assert ended == []
    assert state.bout_s() == 7439.0
    assert state.sitting.unknown_s == 240.0


@pytest.mark.parametrize("by", [-3600.0, -7200.0, -30.0, 5.0])
def test_a_clock_set_anew_or_summer_time_changes_no_bout(by):
    state, ended = day([*HOUR, (1.0, 1.0 + by), *HOUR])
    assert ended == []
    assert state.bout_s() == 7200.0
    assert state.sitting.unknown_s == 0.0
