"""The buttock ledger: which sign loads which side, for how long, and when it may be said."""

from __future__ import annotations

from math import nan

import msgspec
import pytest

from posecoach.activity.ledger import Ledger, update
from posecoach.metrics import measure
from posecoach.types import Activity, View
from tests.bodies import Figure, front_body, mapped

SITTING = Activity.SITTING
TODAY = "2026-11-25"


def sat(measurements, seconds, state=None, fps=1.0, day=TODAY, activity=SITTING):
    state = state or Ledger(day, 0.0)
    start = state.t or 0.0
    for i in range(1, round(seconds * fps) + 1):
        state = update(state, start + i / fps, day, activity, measurements)
    return state


@pytest.mark.parametrize(
    ("metric", "edge"),
    [
        ("pelvic_obliquity", 4.0),
        ("uneven_sitting", 0.08),
        ("lateral_trunk_lean", 5.0),
        ("lateral_offset", 0.06),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_beyond_the_ok_edge_the_weight_is_on_the_metrics_side(metric, edge, sign):
    even = sat({metric: sign * edge}, 60)
    assert (even.left_s, even.right_s, even.even_s) == (0.0, 0.0, 60.0)
    loaded = sat({metric: sign * (edge + 0.001)}, 60)
    assert (loaded.left_s, loaded.right_s) == ((60.0, 0.0) if sign > 0 else (0.0, 60.0))


def test_crossing_a_leg_over_puts_the_weight_on_the_other_side():
    assert sat({"leg_crossing": 1.0}, 60).right_s == 60.0  # left over right, SCIENCE A2
    assert sat({"leg_crossing": -1.0}, 60).left_s == 60.0


@pytest.mark.parametrize(
    ("figure", "side"),
    [
        (Figure(pelvis_roll=6), "left_s"),  # left hip lower
        (Figure(pelvis_roll=-6), "right_s"),
        (Figure(lean=8), "left_s"),
        (Figure(lean=-8), "right_s"),
    ],
)
def test_a_body_of_known_geometry_is_loaded_where_it_was_built_to_be(figure, side):
    names = ("pelvic_obliquity", "uneven_sitting", "lateral_trunk_lean")
    values = mapped(measure(front_body(figure), names, View.FRONT))
    assert getattr(sat(values, 60), side) == 60.0


def test_signs_that_contradict_each_other_are_even_or_go_by_the_majority():
    assert sat({"pelvic_obliquity": 6.0, "leg_crossing": 1.0}, 60).even_s == 60.0
    state = sat({"pelvic_obliquity": 6.0, "uneven_sitting": 0.1, "leg_crossing": 1.0}, 60)
    assert state.left_s == 60.0
    assert state.confidence == pytest.approx(1 / 3)


def test_what_cannot_be_seen_and_what_is_not_sitting_counts_for_nothing():
    nothing = sat({"pelvic_obliquity": nan}, 60)
    assert (nothing.left_s, nothing.right_s, nothing.even_s) == (0.0, 0.0, 0.0)
    assert nothing.confidence != nothing.confidence
    assert sat({"pelvic_obliquity": 9.0}, 60, activity=Activity.STANDING).left_s == 0.0
    assert sat({}, 60) == Ledger(TODAY, 60.0)


def test_time_nobody_watched_is_not_loaded():
    state = update(Ledger(TODAY, 0.0), 600.0, TODAY, SITTING, {"pelvic_obliquity": 9.0})
    assert state.left_s == 2.0


@pytest.mark.parametrize(("seconds", "side"), [(1800, None), (1801, "left")])
def test_a_side_is_named_from_more_than_30_minutes(seconds, side):
    assert sat({"pelvic_obliquity": 9.0}, seconds).heavier == side


def test_the_difference_counts_not_the_sum():
    state = sat({"pelvic_obliquity": -9.0}, 1801, sat({"pelvic_obliquity": 9.0}, 1800))
    assert state.heavier is None
    assert sat({"pelvic_obliquity": -9.0}, 1800, state).heavier == "right"


@pytest.mark.parametrize(("agreed", "side"), [(0.6, "right"), (0.599, None)])
def test_a_side_is_named_only_if_the_signs_agree_well_enough(agreed, side):
    assert Ledger(TODAY, 0.0, 0.0, 2000.0, 0.0, 2000.0 * agreed).heavier == side


def test_a_new_day_is_a_new_account():
    state = sat({"pelvic_obliquity": 9.0}, 100)
    state = update(state, 101.0, "2026-11-26", SITTING, {"pelvic_obliquity": 9.0})
    assert (state.day, state.left_s) == ("2026-11-26", 1.0)


def test_any_rate_gives_the_same_account():
    slow, fast = (sat({"leg_crossing": 1.0}, 600, fps=fps) for fps in (1.0, 8.0))
    assert slow.right_s == pytest.approx(fast.right_s)


def test_the_state_survives_being_written_down():
    state = sat({"leg_crossing": 1.0}, 10)
    assert msgspec.json.decode(msgspec.json.encode(state), type=Ledger) == state
