"""The sitting clock: every threshold of SCIENCE B from both sides, at any rate, across restarts."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.activity.bouts import Bouts, begin_bouts, exercised, update
from tests.activity.days import (
    AWAY,
    LYING,
    SITTING,
    STANDING,
    UNKNOWN,
    begun,
    bouts,
    breaks,
    told,
)

ENOUGH = (25, SITTING)  # seated long enough for a return to count
up = pytest.mark.parametrize("up", [STANDING, AWAY])


def spans(found):
    return [(it.start, it.end) for it in found]


def test_a_bout_begins_with_sitting_down_and_is_told_after_20_seconds():
    state, said = told([(19, AWAY), (20, SITTING)])
    assert begun(said) == []
    state, said = told([(19, AWAY), (21, SITTING)])
    assert [(it.t, it.carried_s) for it in begun(said)] == [(19.0, 0.0)]
    assert state.bout_s() == 20.0


@up
@pytest.mark.parametrize(("gap", "kinds"), [(19, []), (20, ["micro"]), (59, ["micro"])])
def test_up_for_less_than_a_minute_the_bout_goes_on_and_from_20_seconds_it_is_a_micro_break(
    up, gap, kinds
):
    state, said = told([(600, SITTING), (gap, up), ENOUGH])
    assert bouts(said) == []
    assert [it.kind for it in breaks(said)] == kinds
    assert state.bout_s() == 600 + gap + 24


@up
@pytest.mark.parametrize(
    ("gap", "kind", "carried"),
    [
        (60, "short", 600.0),
        (179, "short", 600.0),
        (180, "full", 0.0),
        (299, "full", 0.0),
        (300, "ideal", 0.0),
    ],
)
def test_a_break_ends_the_bout_and_its_length_says_what_it_is_worth(up, gap, kind, carried):
    state, said = told([(1200, SITTING), (gap, up), ENOUGH])
    assert [(it.start, it.end, it.ending) for it in bouts(said)] == [(0.0, 1200.0, "seen")]
    (rest,) = breaks(said)
    assert (rest.kind, rest.start, rest.end, rest.up_s) == (kind, 1200.0, 1200.0 + gap, gap)
    assert begun(said)[-1].carried_s == carried
    assert state.bout_s() == carried + 24


def test_after_a_short_break_no_more_than_the_bout_is_carried_over_and_at_most_10_minutes():
    _, said = told([(200, SITTING), (90, AWAY), ENOUGH])
    assert begun(said)[-1].carried_s == 200.0
    # a second short break carries what was on the clock, not just the last sitting
    _, said = told([(400, SITTING), (90, AWAY), (100, SITTING), (90, AWAY), ENOUGH])
    assert begun(said)[-1].carried_s == 500.0


def test_the_bout_is_said_to_be_over_while_the_break_goes_on():
    state, said = told([(600, SITTING), (60, STANDING)])
    assert bouts(said) == []
    state, said = told([(600, SITTING), (61, STANDING)])
    assert len(bouts(said)) == 1
    assert state.break_s == 60.0
    assert state.bout_s() == 0.0


def test_a_return_counts_once_it_has_lasted_20_seconds():
    perch = [(600, SITTING), (40, STANDING), (19, SITTING), (40, STANDING), ENOUGH]
    _, said = told(perch)
    assert [(it.kind, it.up_s) for it in breaks(said)] == [("short", 80.0)]
    perch[2] = (21, SITTING)
    _, said = told(perch)
    assert [(it.kind, it.up_s) for it in breaks(said)] == [("micro", 40.0), ("micro", 40.0)]


def test_standing_and_away_make_one_break():
    _, said = told([(600, SITTING), (50, STANDING), (70, AWAY), (70, STANDING), ENOUGH])
    assert [(it.kind, it.up_s) for it in breaks(said)] == [("full", 190.0)]


@pytest.mark.parametrize("blind", [UNKNOWN, LYING])
def test_up_to_5_minutes_of_not_knowing_interrupt_nothing_and_are_counted(blind):
    state, said = told([(600, SITTING), (300, blind), ENOUGH])
    assert (bouts(said), breaks(said)) == ([], [])
    assert state.bout_s() == 924.0
    assert state.sitting.unknown_s == 300.0


@pytest.mark.parametrize("blind", [UNKNOWN, LYING])
def test_more_than_5_minutes_of_not_knowing_end_the_bout_and_are_no_break(blind):
    _, said = told([(600, SITTING), (302, blind), ENOUGH])
    assert [(it.start, it.end, it.ending) for it in bouts(said)] == [(0.0, 600.0, "unknown")]
    assert breaks(said) == []
    assert begun(said)[-1].carried_s == 0.0


def test_not_knowing_in_two_ways_is_still_not_knowing():
    _, said = told([(600, SITTING), (151, UNKNOWN), (151, LYING)])
    assert [it.ending for it in bouts(said)] == ["unknown"]


def test_a_break_before_the_camera_went_off_is_credited_with_what_was_seen_of_it():
    _, said = told([(600, SITTING), (70, AWAY), (310, UNKNOWN), ENOUGH])
    assert [(it.kind, it.start, it.end) for it in breaks(said)] == [("short", 600.0, 670.0)]
    assert begun(said)[-1].carried_s == 0.0


def test_not_knowing_within_a_break_is_not_credited():
    _, said = told([(600, SITTING), (100, AWAY), (100, UNKNOWN), (60, AWAY), ENOUGH])
    assert [(it.kind, it.up_s) for it in breaks(said)] == [("short", 160.0)]


def test_silence_is_not_knowing():
    state = told([(600, SITTING)])[0]
    later, said = update(state, 599 + 10.0, SITTING)
    assert later.sitting.unknown_s == 0.0
    assert later.bout_s() == 609.0
    later, said = update(state, 599 + 200.0, SITTING)
    assert said == ()
    assert later.totals["unknown"] == 200.0
    later, said = update(state, 599 + 301.0, SITTING)
    assert [(it.end, it.ending) for it in bouts(said)] == [(599.0, "unknown")]


@pytest.mark.parametrize(("silent_s", "unknown_s"), [(10.0, 0.0), (10.5, 10.5)])
def test_more_than_10_seconds_of_silence_are_not_known(silent_s, unknown_s):
    state, _ = update(told([(600, SITTING)])[0], 599 + silent_s, SITTING)
    assert state.totals["unknown"] == unknown_s


@pytest.mark.parametrize("between", [[(30, AWAY)], [(30, AWAY), (10, SITTING)]])
def test_whoever_is_seen_between_has_not_been_out_of_sight_all_the_time(between):
    _, said = told([(600, SITTING), (200, UNKNOWN), *between, (200, UNKNOWN), ENOUGH])
    assert bouts(said) == []


def test_to_be_seen_sitting_for_a_moment_begins_the_not_knowing_anew():
    course = [(600, SITTING), (30, AWAY), (200, UNKNOWN), (10, SITTING), (200, UNKNOWN), ENOUGH]
    assert bouts(told(course)[1]) == []


def test_nobody_who_has_not_sat_has_taken_a_break():
    _, said = told([(400, AWAY), (600, SITTING)])
    assert breaks(said) == []
    assert begun(said)[0].carried_s == 0.0


def test_what_is_found_late_counts_from_when_it_began():
    state, _ = told([(700, SITTING)])
    state, _ = update(state, 700.0, AWAY, since=690.0)
    for t in range(701, 752):
        state, said = update(state, float(t), AWAY, since=690.0)
        assert len(bouts(said)) == (t == 750)  # a minute after 690
    assert bouts(update(state, 752.0, AWAY)[1]) == []
    assert state.totals == {"unknown": 0.0, "sitting": 690.0, "away": 61.0}


def test_a_beginning_that_is_not_known_is_now():
    state, _ = told([(100, SITTING)])
    after, _ = update(state, 100.0, AWAY, since=float("nan"))
    assert after == update(state, 100.0, AWAY)[0]


def test_what_is_found_late_takes_nothing_from_what_was_known_before():
    state, _ = told([(100, SITTING), (50, STANDING)])
    state, _ = update(state, 150.0, SITTING, since=20.0)
    assert state.totals["sitting"] == 100.0 + 50.0
    assert state.totals.get("standing", 0.0) == 0.0


def test_standing_bouts_are_kept_in_the_same_way_but_have_no_breaks():
    _, said = told([(600, STANDING), (59, SITTING), (600, STANDING), (61, SITTING)])
    assert spans(bouts(said, STANDING)) == [(0.0, 1259.0)]
    assert breaks(told([(600, STANDING), (19, SITTING), (600, STANDING), ENOUGH])[1]) == []
    _, said = told([(600, STANDING), (61, AWAY)])
    assert spans(bouts(said, STANDING)) == [(0.0, 600.0)]
    state, _ = told([(100, SITTING), (600, STANDING)])
    assert state.bout_s(STANDING) == 599.0


def test_a_guided_session_of_2_minutes_is_a_full_break_whatever_was_seen():
    state, _ = told([(1800, SITTING)])
    assert exercised(state, 1800.0, 1919.0) == (state, ())
    after, said = exercised(state, 1800.0, 1920.0)
    assert spans(bouts(said)) == [(0.0, 1800.0)]
    after, said = told([ENOUGH], start=1920.0, state=after)
    assert [(it.kind, it.start, it.end) for it in breaks(said)] == [("full", 1800.0, 1920.0)]
    assert after.bout_s() == 24.0
    assert sum(after.totals.values()) == 1944.0


# --- properties -------------------------------------------------------------------------------

lengths = st.sampled_from([3, 10, 19, 20, 25, 45, 60, 75, 130, 179, 180, 299, 305, 700])
courses = st.lists(
    st.tuples(lengths, st.sampled_from([SITTING, SITTING, STANDING, AWAY, LYING, UNKNOWN])),
    min_size=1,
    max_size=9,
)


@given(courses)
def test_times_add_up_to_the_time_tracked(course):
    state, _ = told(course, start=1000.0)
    assert sum(state.totals.values()) == pytest.approx(state.t - 1000.0)
    want: dict[str, float] = {}
    for seconds, activity in course:
        want[activity.label] = want.get(activity.label, 0.0) + seconds
    for label, seconds in want.items():  # the last frame stands at the end of the course less 1 s
        assert state.totals[label] == pytest.approx(seconds, abs=1.0)


@given(courses)
def test_intervals_are_never_negative_and_never_overlap(course):
    _, said = told(course)
    for found in (bouts(said), bouts(said, STANDING), breaks(said)):
        assert all(it.start < it.end for it in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
    for bout in bouts(said):
        assert 0 <= bout.unknown_s < bout.length_s
        assert all(
            b.end <= bout.start or b.start >= bout.end or b.kind == "micro" for b in breaks(said)
        )


@settings(max_examples=40)
@given(courses, st.sampled_from([2.0, 5.0]))
def test_a_faster_camera_that_sees_the_same_changes_tells_the_same(course, fps):
    slow, fast = told([*course, (1, UNKNOWN)]), told([*course, (1, UNKNOWN)], fps)
    assert fast[1] == slow[1]


CLEAR = [
    (900.37, SITTING),
    (40.41, STANDING),
    (300.19, SITTING),
    (12.83, AWAY),
    (700.51, SITTING),
    (100.77, AWAY),
    (1000.13, SITTING),
    (200.59, STANDING),
    (400.91, SITTING),
    (350.23, UNKNOWN),
    (100.67, SITTING),
]


@pytest.mark.parametrize("fps", [1.0, 1.7, 4.0, 12.5, 30.0])
def test_any_rate_gives_the_same_bouts_and_breaks_within_a_frame(fps):
    _, said = told(CLEAR, fps)
    at = [0.0]
    for seconds, _ in CLEAR:
        at.append(at[-1] + seconds)
    assert [it.ending for it in bouts(said)] == ["seen", "seen", "unknown"]
    for found, (start, end) in zip(
        bouts(said), [(0.0, at[5]), (at[6], at[7]), (at[8], at[9])], strict=True
    ):
        assert start <= found.start < start + 1 / fps
        assert end <= found.end < end + 1 / fps
    assert [it.kind for it in breaks(said)] == ["micro", "short", "full"]
    for rest, seconds in zip(breaks(said), (40.41, 100.77, 200.59), strict=True):
        assert rest.up_s == pytest.approx(seconds, abs=1 / fps)


@given(courses, st.integers(0, 2000))
def test_a_restart_anywhere_changes_nothing(course, at):
    state, said, edge = begin_bouts(0.0), [], 0
    for seconds, activity in course:
        for t in range(edge, edge + seconds):
            if t == at:
                state = msgspec.json.decode(msgspec.json.encode(state), type=Bouts)
            state, events = update(state, float(t), activity)
            said += events
        edge += seconds
    assert (state, said) == told(course)


@pytest.mark.parametrize("off", [30, 250])
@pytest.mark.parametrize("at", range(60, 1200, 95))
def test_a_bout_goes_on_through_a_restart_that_takes_up_to_5_minutes(at, off):
    before, _ = told([(at, SITTING)])
    after, said = told([(1500 - at - off, SITTING)], start=at + off, state=before)
    assert said == []
    assert after.sitting.start == 0.0
    assert after.bout_s() == 1499.0
    assert after.sitting.unknown_s == off + 1


def test_what_was_off_for_longer_is_another_bout():
    before, _ = told([(600, SITTING)])
    after, said = told([ENOUGH], start=599 + 301, state=before)
    assert [(it.end, it.ending) for it in bouts(said)] == [(599.0, "unknown")]
    assert after.bout_s() == 24.0


@given(courses)
def test_the_state_survives_being_written_down(course):
    state, _ = told(course)
    assert msgspec.json.decode(msgspec.json.encode(state), type=Bouts) == state
