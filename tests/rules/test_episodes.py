"""How long before it is said, how long until it is over, and what is worth interrupting for."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.rules.episode import Change, Episode, clear_margin, fault, step, well_inside
from posecoach.scores.posture import Edges
from tests.rulebook import OURS, TRUNK, course, episodes, rule

GOOD, CAUTION, POOR = 5.0, 15.0, 25.0  # degrees, in bands 12 / 18
RATES = [5, 12.5, 30, 60]
every_rate = pytest.mark.parametrize("fps", RATES)
NEVER_SAID = {"hold_s": 1e9}


def kinds(found):
    return [change.kind for _, change in found]


def when(found, kind):
    """Times at which something of a kind happened."""
    return [t for t, change in found if change.kind == kind]


# --- hold -------------------------------------------------------------------------------------


@every_rate
def test_it_is_raised_once_the_value_has_been_out_for_the_hold_time(fps):
    found = episodes(rule(), course(20, fps, lambda t: CAUTION if t >= 3 else GOOD))
    assert kinds(found) == ["raised"]
    (t, change), *_ = found
    assert 7 - 1e-9 <= t <= 7 + 2 / fps
    assert 3 <= change.since <= 3 + 1 / fps


def test_a_value_out_for_less_than_the_hold_time_is_never_said():
    assert not episodes(rule(), course(60, 10, lambda t: CAUTION if t % 5 < 3.85 else GOOD))


def test_the_hold_time_starts_again_after_each_return():
    samples = course(10, 8, lambda t: GOOD if t == 3 else CAUTION)
    assert when(episodes(rule(), samples), "raised") == [7.125]


def test_exactly_the_hold_time_is_enough():
    assert kinds(episodes(rule(), [(0.0, CAUTION), (4.0, CAUTION)])) == ["raised"]
    assert not episodes(rule(), [(0.0, CAUTION), (3.999, CAUTION)])


def test_a_rule_may_have_a_hold_time_of_its_own():
    found = episodes(rule(hold_s=60.0), course(90, 10, lambda t: CAUTION))
    assert when(found, "raised") == [pytest.approx(60.0)]


def test_the_level_said_is_the_worst_since_it_began():
    worst = episodes(rule(), course(5, 10, lambda t: POOR if t < 1 else CAUTION))
    assert [change.level for _, change in worst] == ["poor"]
    mild = episodes(rule(), course(5, 10, lambda t: CAUTION))
    assert [change.level for _, change in mild] == ["caution"]


def test_what_was_before_a_return_does_not_count_for_the_level():
    samples = course(10, 10, lambda t: POOR if t < 1 else GOOD if t < 2 else CAUTION)
    assert [change.level for _, change in episodes(rule(), samples)] == ["caution"]


def test_held_for_very_long_a_mild_value_counts_as_poor():
    found = episodes(rule(poor_after_s=10.0, hold_s=5.0), course(20, 10, lambda t: CAUTION))
    assert [change.level for _, change in found if change.kind == "raised"] == ["caution"]
    found = episodes(rule(poor_after_s=10.0, hold_s=12.0), course(20, 10, lambda t: CAUTION))
    assert [change.level for _, change in found if change.kind == "raised"] == ["poor"]


# --- clear ------------------------------------------------------------------------------------


def after(value, seconds=30.0, fps=8.0, **changes):
    """Out for 10 s, then `value` (degrees, or seconds since -> degrees)."""
    later = value if callable(value) else lambda _: value
    samples = course(seconds, fps, lambda t: CAUTION if t < 10 else later(t - 10))
    return episodes(rule(**changes), samples)


@every_rate
def test_it_is_over_once_the_value_has_been_well_inside_for_the_clear_time(fps):
    found = after(GOOD, fps=fps)
    assert kinds(found) == ["raised", "cleared"]
    t, change = found[1]
    assert 15 - 1e-9 <= t <= 15 + 2 / fps
    assert 10 <= change.since <= 10 + 1 / fps
    assert change.level == "caution"


def test_just_inside_the_band_is_not_yet_over():
    # a sixth of the 6 degrees of caution zone inside
    assert kinds(after(11.01)) == ["raised"]
    assert kinds(after(10.99)) == ["raised", "cleared"]


def test_a_moment_at_the_rim_starts_the_clear_time_again():
    found = after(lambda s: 11.5 if s == 3 else GOOD)
    assert when(found, "cleared") == [18.125]


def test_a_moment_out_of_the_band_starts_the_clear_time_again_in_the_same_episode():
    found = after(lambda s: CAUTION if s == 3 else GOOD)
    assert kinds(found) == ["raised", "cleared"]
    assert when(found, "cleared") == [18.125]


def test_after_it_is_over_it_takes_a_whole_hold_to_be_raised_again():
    found = after(lambda s: CAUTION if s >= 8 else GOOD)
    assert when(found, "raised") == [pytest.approx(4.0), pytest.approx(22.0)]
    assert found[2][1].since == pytest.approx(18.0)


@pytest.mark.parametrize(
    ("name", "low_margin", "high_margin"),
    [
        ("side_sitting/forward_head", inf, 1.0),
        ("standing/forward_head", inf, 1.0),
        ("side_sitting/trunk_lean", 10 / 6, 10 / 6),
        ("side_sitting/hip_angle", 10 / 6, 2.5),
        ("side_sitting/slump", 0.04 / 6, inf),
        ("front_laptop/too_close", inf, 0.025),
        ("front_laptop/slump", inf, 0.07 / 6),
        ("front_laptop/head_down", 1.0, 10 / 6),
        ("front_laptop/head_turn", 2.5, 2.5),
        ("front_full/pelvis_tilt", 4 / 6, 4 / 6),
        ("standing/hip_plumb", 0.002, 0.02 / 6),
    ],
)
def test_well_inside_is_4_degrees_a_fifth_of_the_edge_or_a_sixth_of_the_zone_whichever_is_least(
    name, low_margin, high_margin
):
    # SCIENCE A8: below (threshold - 4 deg | threshold * 0.8)
    found = next(r for s in OURS for r in s.rules if f"{s.id}/{r.id}" == name)
    (low, high), middle = found.good, 0.0
    if low > -inf:
        middle = low + 2 * low_margin
        assert well_inside(found, low + low_margin * 1.001)
        assert not well_inside(found, low + low_margin * 0.999)
    if high < inf:
        middle = high - 2 * high_margin
        assert well_inside(found, high - high_margin * 1.001)
        assert not well_inside(found, high - high_margin * 0.999)
    assert well_inside(found, middle)


def test_around_an_edge_at_zero_a_sixth_of_the_zone_is_well_inside():
    around = rule(edges=Edges.of((0.0, 10.0), (-6.0, 20.0)))
    assert clear_margin(around, 0.0, -6.0) == 1.0


# --- out of sight -----------------------------------------------------------------------------


@pytest.mark.parametrize(("gap_s", "raised_at"), [(0.95, 4.0), (1.0, 4.0), (1.2, 7.2)])
def test_a_hold_goes_on_over_a_second_out_of_sight_and_starts_again_after_more(gap_s, raised_at):
    samples = course(12, 20, lambda t: nan if 2 <= t < 2 + gap_s else CAUTION)
    assert when(episodes(rule(), samples), "raised") == [pytest.approx(raised_at)]


def test_what_is_raised_and_then_not_seen_for_the_clear_time_is_over():
    (_, _), (t, change) = after(nan)
    assert (t, change.kind, change.level) == (pytest.approx(15.0), "cleared", "caution")
    assert change.since == pytest.approx(10.0)


def test_what_is_raised_and_seen_again_in_time_goes_on():
    found = after(lambda s: nan if s < 4.5 else CAUTION)
    assert kinds(found) == ["raised"]


def test_time_out_of_sight_is_not_time_well_inside():
    found = after(lambda s: GOOD if s < 3 or s >= 6 else nan)
    assert when(found, "cleared") == [pytest.approx(21.0)]


def test_two_short_gaps_are_not_one_long_one():
    samples = course(12, 20, lambda t: nan if t % 2 >= 1.2 else CAUTION)
    assert when(episodes(rule(), samples), "raised") == [pytest.approx(4.0)]


def test_after_an_end_out_of_sight_a_new_hold_begins_when_it_is_seen_again():
    found = after(lambda s: nan if s < 8 else CAUTION)
    assert when(found, "raised") == [pytest.approx(4.0), pytest.approx(22.0)]


# --- alerts -----------------------------------------------------------------------------------


def first_alert(found):
    return next(((t, change) for t, change in found if change.kind == "alert"), None)


@pytest.mark.parametrize(
    ("value", "at", "level"), [(CAUTION, 0.8 * 180, "caution"), (POOR, 0.8 * 60, "poor")]
)
@every_rate
def test_an_alert_comes_at_80_percent_of_the_window(value, at, level, fps):
    t, change = first_alert(episodes(rule(), course(200, fps, lambda _: value)))
    assert at - 1e-6 <= t <= at + 2 / fps
    assert (change.level, change.since) == (level, 0.0)


@pytest.mark.parametrize(
    ("angle", "holding_s"), [(30.0, 195.0), (40.0, 150.0), (50.0, 105.0), (25.0, 217.5)]
)
def test_where_iso_11226_has_a_holding_time_the_window_is_half_of_it(angle, holding_s):
    lean = rule("trunk", TRUNK, holding="trunk")
    t, _ = first_alert(episodes(lean, course(200, 10, lambda _: angle)))
    assert t == pytest.approx(0.8 * 0.5 * holding_s, abs=0.1 + 1e-6)


def test_a_trunk_bent_beyond_what_is_recommended_at_all_is_said_within_half_a_minute():
    lean = rule("trunk", TRUNK, holding="trunk")
    t, _ = first_alert(episodes(lean, course(60, 10, lambda _: 70.0)))
    assert t == pytest.approx(24.0)


def test_below_the_zone_of_iso_11226_the_usual_windows_hold():
    lean = rule("trunk", TRUNK, holding="trunk")
    t, change = first_alert(episodes(lean, course(200, 10, lambda _: 15.0)))
    assert (t, change.level) == (pytest.approx(144.0), "caution")


@pytest.mark.parametrize(("share", "alerts"), [(0.75, 0), (0.78, 0), (0.82, 1), (0.9, 1)])
def test_it_is_the_share_of_the_window_that_counts_not_an_unbroken_run(share, alerts):
    # every 10 s a short return to the rim of the band, where the episode goes on
    samples = course(600, 20, lambda t: POOR if t % 10 < 10 * share else 11.0)
    assert len(when(episodes(rule(), samples), "alert")) == alerts


def test_time_out_of_sight_is_not_time_out_of_the_band():
    samples = course(120, 20, lambda t: nan if t % 2 >= 1.4 else POOR)
    assert not when(episodes(rule(), samples), "alert")


def test_mild_and_poor_time_together_count_for_the_longer_window():
    samples = course(200, 10, lambda t: POOR if t % 10 < 5 else CAUTION)
    t, change = first_alert(episodes(rule(), samples))
    assert (t, change.level) == (pytest.approx(144.0, abs=0.2), "caution")


def faults(rule_, samples):
    """(t, level, due) of every moment that has a fault."""
    episode, found = Episode(), []
    for t, value in samples:
        episode, _ = step(rule_, episode, t, value, rule_.level(value))
        if (lasting := fault(rule_, episode, t, value)) is not None:
            found.append((t, *lasting))
    return found


@pytest.mark.parametrize(
    ("value", "level", "lately_s", "due_s"),
    [(POOR, "poor", 30, 60), (CAUTION, "caution", 60, 180)],
)
def test_a_fault_fills_its_short_window_first_and_is_due_after_the_long_one(
    value, level, lately_s, due_s
):
    found = faults(rule(), course(300, 10, lambda _: value))
    assert {worst for _, worst, _ in found} == {level}
    assert found[0][0] == pytest.approx(0.8 * lately_s)
    assert next(t for t, _, due in found if due) == pytest.approx(0.8 * due_s)
    assert [due for _, _, due in found] == sorted(due for _, _, due in found)


def test_a_fault_goes_on_as_long_as_it_lasts_and_not_while_the_value_is_in_the_band():
    # 90 % out, with short returns to the rim: no episode ends there
    samples = course(600, 10, lambda t: 11.0 if t % 10 >= 9 else POOR)
    found = faults(rule(), samples)
    assert found[-1][0] > 595
    assert not [t for t, _, _ in found if t % 10 >= 9.05]


@pytest.mark.parametrize(("better_s", "due"), [(11.8, True), (12.2, False)])
def test_what_was_long_enough_must_have_gone_on_lately_too(better_s, due):
    # mild for three minutes, but on the rim of the band for a fifth of the last one
    samples = course(200, 10, lambda t: 11.0 if 0 <= t - 180 < better_s else CAUTION)
    found = [t for t, _, _ in faults(rule(), samples) if t > 199]
    assert bool(found) is due


def test_what_nobody_sees_is_no_fault():
    samples = course(120, 10, lambda t: POOR if t < 100 else nan)
    assert faults(rule(), samples)[-1][0] < 100


def test_an_episode_alerts_once_however_long_it_lasts():
    assert len(when(episodes(rule(), course(1000, 5, lambda _: POOR)), "alert")) == 1


def test_the_next_episode_may_alert_again():
    samples = course(400, 5, lambda t: GOOD if 100 <= t < 200 else POOR)
    found = episodes(rule(), samples)
    assert kinds(found) == ["raised", "alert", "cleared", "raised", "alert"]
    assert when(found, "alert")[1] == pytest.approx(248.0, abs=0.3)


def test_nothing_that_is_not_said_is_alerted():
    assert not episodes(rule(**NEVER_SAID), course(300, 5, lambda _: POOR))


def test_poor_is_alerted_before_the_window_of_mild_is_over():
    samples = course(300, 10, lambda t: CAUTION if t < 60 else POOR)
    t, change = first_alert(episodes(rule(), samples))
    assert (t, change.level) == (pytest.approx(102.0), "poor")  # most of the last minute is poor


@pytest.mark.parametrize(("mild", "level", "at"), [(2.9, "poor", 56.5), (3.1, "caution", 144.0)])
def test_dips_into_mild_do_not_put_off_a_poor_posture(mild, level, at):
    samples = course(300, 10, lambda t: CAUTION if (t + 0.05) % 10 > 10 - mild else POOR)
    t, change = first_alert(episodes(rule(), samples))
    assert (t, change.level) == (pytest.approx(at, abs=0.6), level)


def test_memory_does_not_grow_with_time():
    episode, most = Episode(), 0
    for t, value in course(5000, 2, lambda t: POOR if round(t * 2) % 2 else GOOD):
        episode, _ = step(rule(), episode, t, value, rule().level(value))
        most = max(most, len(episode.spans))
    assert most <= 2 * 240 + 2


def test_forgetting_what_is_too_old_changes_nothing():
    # a share of 79 % for long, in many short spans, then 100 %: counted over the right window
    def value(t):
        return POOR if t >= 500 or t % 1 < 0.79 else 11.0

    t, _ = first_alert(episodes(rule(), course(600, 100, value)))
    # of the last 60 s, x at 100 % and the rest at 79 %: 80 % is reached 3 s into the full share
    assert t == pytest.approx(503.0, abs=1.0)


# --- any times --------------------------------------------------------------------------------

STEPS = st.lists(st.floats(0.01, 0.2), min_size=300, max_size=300)


def at(steps):
    t = 0.0
    for dt in steps:
        yield t
        t += dt


@given(STEPS)
def test_frames_at_irregular_times_give_the_events_of_steady_ones(steps):
    def scene(t):
        return CAUTION if 2 <= t < 9 else GOOD

    found = episodes(rule(), [(t, scene(t)) for t in at([*steps, *[0.1] * 150])])
    assert kinds(found) == ["raised", "cleared"]
    assert found[0][0] == pytest.approx(6.2, abs=0.2 + 1e-9)
    assert found[1][0] == pytest.approx(14.2, abs=0.2 + 1e-9)


@given(
    st.lists(
        st.tuples(st.floats(0.01, 3.0), st.sampled_from([GOOD, 11.0, CAUTION, POOR, nan])),
        max_size=120,
    )
)
def test_raised_and_cleared_take_turns_and_alerts_come_between(steps):
    t, samples = 0.0, []
    for dt, value in steps:
        t += dt
        samples.append((t, value))
    told = ""
    for t, change in episodes(rule(), samples):
        assert change.since <= t
        allowed = {"": {"raised"}, "raised": {"alert", "cleared"}, "alert": {"cleared"}}
        assert change.kind in allowed["" if told == "cleared" else told]
        told = change.kind


def test_a_change_says_what_since_when_and_how_bad():
    (t, change), *_ = episodes(rule(), course(5, 10, lambda _: POOR))
    assert (t, change) == (pytest.approx(4.0), Change("raised", 0.0, "poor"))
