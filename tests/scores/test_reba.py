import itertools

import numpy as np
import pytest

from posecoach.scores import reba as module
from posecoach.scores.reba import (
    RebaInputs,
    estimate_reba,
    knee_points,
    neck_score,
    reba,
    trunk_score,
)
from posecoach.scores.tables import REBA_A, REBA_B, REBA_C

# Second copies, typed from the worksheet and laid out as printed there.
# trunk | neck 1 (legs 1 2 3 4) | neck 2 | neck 3
SHEET_A = """
1 | 1 2 3 4 | 1 2 3 4 | 3 3 5 6
2 | 2 3 4 5 | 3 4 5 6 | 4 5 6 7
3 | 2 4 5 6 | 4 5 6 7 | 5 6 7 8
4 | 3 5 6 7 | 5 6 7 8 | 6 7 8 9
5 | 4 6 7 8 | 6 7 8 9 | 7 8 9 9
"""
# upper arm | lower arm 1 (wrist 1 2 3) | lower arm 2
SHEET_B = """
1 | 1 2 2 | 1 2 3
2 | 1 2 3 | 2 3 4
3 | 3 4 5 | 4 5 5
4 | 4 5 5 | 5 6 7
5 | 6 7 8 | 7 8 8
6 | 7 8 8 | 8 9 9
"""
# score A | score B 1 ... 12
SHEET_C = """
1  |  1  1  1  2  3  3  4  5  6  7  7  7
2  |  1  2  2  3  4  4  5  6  6  7  7  8
3  |  2  3  3  3  4  5  6  7  7  8  8  8
4  |  3  4  4  4  5  6  7  8  8  9  9  9
5  |  4  4  4  5  6  7  8  8  9  9  9  9
6  |  6  6  6  7  8  8  9  9 10 10 10 10
7  |  7  7  7  8  9  9  9 10 10 11 11 11
8  |  8  8  8  9 10 10 10 10 10 11 11 11
9  |  9  9  9 10 10 10 11 11 11 12 12 12
10 | 10 10 10 11 11 11 11 12 12 12 12 12
11 | 11 11 11 11 12 12 12 12 12 12 12 12
12 | 12 12 12 12 12 12 12 12 12 12 12 12
"""

NEUTRAL = dict(neck=1, trunk=1, legs=1, upper_arm=1, lower_arm=1)
STANDING = dict(
    neck_flexion=8.0,
    trunk_inclination=2.0,
    shoulder_flexion=15.0,
    elbow_angle=95.0,
    knee_angle=175.0,
    head_yaw=0.0,
    head_roll=0.0,
    lateral_trunk_lean=0.0,
)


def cells(sheet):
    """(row label, column, value) of every cell of a worksheet table."""
    for line in sheet.strip().splitlines():
        label, *groups = line.split("|")
        for column, value in enumerate(" ".join(groups).split()):
            yield int(label), column, int(value)


def scores(**changes):
    return reba(RebaInputs(**(NEUTRAL | changes)))


def with_scores(score_a, score_b):
    """Inputs that reach the given row and column of table C."""
    bodies = itertools.product(range(1, 4), range(1, 6), range(1, 5), range(4))
    neck, trunk, legs, load = next(
        (n, t, g, f) for n, t, g, f in bodies if REBA_A[n - 1][t - 1][g - 1] + f == score_a
    )
    arms = itertools.product(range(1, 7), range(1, 3), range(1, 4), range(4))
    upper, lower, wrist, coupling = next(
        (u, w, v, c) for u, w, v, c in arms if REBA_B[u - 1][w - 1][v - 1] + c == score_b
    )
    return dict(neck=neck, trunk=trunk, legs=legs, load=load) | dict(
        upper_arm=upper, lower_arm=lower, wrist=wrist, coupling=coupling
    )


def test_every_cell_of_table_a_is_the_worksheets():
    found = list(cells(SHEET_A))
    assert len(found) == 60
    for trunk, column, value in found:
        got = scores(trunk=trunk, neck=column // 4 + 1, legs=column % 4 + 1)
        assert got.score_a == value


def test_every_cell_of_table_b_is_the_worksheets():
    found = list(cells(SHEET_B))
    assert len(found) == 36
    for upper, column, value in found:
        got = scores(upper_arm=upper, lower_arm=column // 3 + 1, wrist=column % 3 + 1)
        assert got.score_b == value


def test_every_cell_of_table_c_is_the_worksheets():
    found = list(cells(SHEET_C))
    assert len(found) == 144
    for row, column, value in found:
        got = scores(**with_scores(row, column + 1))
        assert (got.score_a, got.score_b, got.grand) == (row, column + 1, value)


@pytest.mark.parametrize("table", [REBA_A, REBA_B, REBA_C])
def test_no_cell_falls_when_any_one_score_rises(table):
    values = np.array(table)
    for axis in range(values.ndim):
        assert (np.diff(values, axis=axis) >= 0).all()


def test_corners_of_the_tables():
    assert scores().score_a == 1
    assert scores(legs=4).score_a == 4
    assert scores(trunk=5).score_a == 4
    assert scores(neck=3).score_a == 3
    assert scores(neck=3, trunk=5, legs=4).score_a == 9
    assert scores().score_b == 1
    assert scores(wrist=3).score_b == 2
    assert scores(upper_arm=6).score_b == 7
    assert scores(upper_arm=6, lower_arm=2, wrist=3).score_b == 9
    corners = {(1, 1): 1, (1, 12): 7, (12, 1): 12, (12, 12): 12}
    assert {rc: scores(**with_scores(*rc)).grand for rc in corners} == corners


def test_v14_the_worked_example():
    body = dict(neck=2, trunk=2, upper_arm=1, lower_arm=2)
    got = scores(**body)
    assert (got.score_a, got.score_b, got.grand) == (3, 1, 2)
    held = scores(**body, static=True)
    assert (held.grand, held.risk) == (3, "low risk")


def test_each_kind_of_activity_adds_one():
    assert scores(static=True).grand == 2
    assert scores(repeated=True).grand == 2
    assert scores(large_changes=True).grand == 2
    assert scores(static=True, repeated=True, large_changes=True).grand == 4
    worst = with_scores(12, 12) | dict(static=True, repeated=True, large_changes=True)
    assert scores(**worst).grand == 15


@pytest.mark.parametrize(
    ("score_a", "score_b", "grand", "risk"),
    [
        (1, 1, 1, "negligible risk"),
        (2, 2, 2, "low risk"),
        (3, 3, 3, "low risk"),
        (4, 4, 4, "medium risk"),
        (7, 1, 7, "medium risk"),
        (8, 1, 8, "high risk"),
        (10, 1, 10, "high risk"),
        (11, 1, 11, "very high risk"),
        (12, 12, 12, "very high risk"),
    ],
)
def test_risk_levels_change_after_1_3_7_and_10(score_a, score_b, grand, risk):
    got = scores(**with_scores(score_a, score_b))
    assert (got.grand, got.risk) == (grand, risk)


@pytest.mark.parametrize(
    ("field", "limits"),
    [
        ("neck", (1, 3)),
        ("trunk", (1, 5)),
        ("legs", (1, 4)),
        ("upper_arm", (1, 6)),
        ("lower_arm", (1, 2)),
        ("wrist", (1, 3)),
        ("load", (0, 3)),
        ("coupling", (0, 3)),
    ],
)
def test_segment_scores_off_the_worksheet_are_refused(field, limits):
    low, high = limits
    for fine in limits:
        RebaInputs(**(NEUTRAL | {field: fine}))
    for wrong in (low - 1, high + 1):
        with pytest.raises(ValueError, match=f"{field} must be {low}..{high}, got {wrong}"):
            RebaInputs(**(NEUTRAL | {field: wrong}))


@pytest.mark.parametrize(
    ("flexion", "score"), [(-30, 2), (-0.01, 2), (0, 1), (20, 1), (20.01, 2), (60, 2)]
)
def test_neck_edges(flexion, score):
    assert neck_score(flexion) == score


@pytest.mark.parametrize(
    ("inclination", "score"),
    [
        (0, 1),
        (5, 1),
        (5.01, 2),
        (20, 2),
        (20.01, 3),
        (60, 3),
        (60.01, 4),
        (-5, 1),
        (-5.01, 2),
        (-20, 2),
        (-20.01, 3),
        (-70, 3),
    ],
)
def test_trunk_edges(inclination, score):
    assert trunk_score(inclination) == score


@pytest.mark.parametrize(
    ("knee_angle", "points"),
    [(180, 0), (150.01, 0), (150, 1), (120, 1), (119.99, 2), (60, 2), (np.nan, 0)],
)
def test_knee_edges_are_30_and_60_degrees_of_flexion(knee_angle, points):
    assert knee_points(knee_angle) == points


def estimate(*, sitting=False, static=False, **changes):
    return estimate_reba(STANDING | changes, sitting=sitting, static=static)


def test_a_neutral_stand_is_negligible():
    got = estimate()
    assert got.text == "REBA (estimated) 1 - negligible risk"
    assert got.reba.segments == RebaInputs(**NEUTRAL)


def test_v14_is_reached_from_angles():
    angles = dict(neck_flexion=25.0, trunk_inclination=15.0, elbow_angle=160.0)
    assert estimate(**angles).reba.grand == 2
    assert estimate(**angles, static=True).reba.grand == 3
    both = estimate_reba(STANDING | angles, sitting=False, static=True, repeated=True)
    assert both.reba.grand == 4


@pytest.mark.parametrize(
    ("angles", "segment", "score"),
    [
        (dict(head_yaw=15.0), "neck", 1),
        (dict(head_yaw=-15.1), "neck", 2),
        (dict(head_roll=10.1), "neck", 2),
        (dict(head_roll=10.1, head_yaw=20.0), "neck", 2),
        (dict(head_roll=10.1, head_yaw=20.0, neck_flexion=30.0), "neck", 3),
        (dict(lateral_trunk_lean=10.0), "trunk", 1),
        (dict(lateral_trunk_lean=-10.1), "trunk", 2),
        (dict(lateral_trunk_lean=11.0, trunk_inclination=70.0), "trunk", 5),
        (dict(elbow_angle=150.0), "lower_arm", 2),
        (dict(shoulder_flexion=50.0), "upper_arm", 3),
        (dict(knee_angle=140.0), "legs", 2),
        (dict(knee_angle=100.0), "legs", 3),
    ],
)
def test_each_angle_reaches_its_own_segment(angles, segment, score):
    changed = estimate(**angles).reba.segments
    assert getattr(changed, segment) == score
    others = set(NEUTRAL) - {segment}
    assert {getattr(changed, other) for other in others} == {1}


def test_bent_knees_count_nothing_on_a_seat():
    assert estimate(knee_angle=90.0, sitting=True).reba.segments.legs == 1


@pytest.mark.parametrize("name", ["neck_flexion", "trunk_inclination", "shoulder_flexion"])
def test_a_needed_angle_unknown_gives_no_number_but_the_reason(name):
    got = estimate(**{name: np.nan})
    assert got.reba is None
    assert got.missing == (name,)
    assert got.text == f"REBA not estimated: {name} unknown"


def test_what_was_not_seen_is_listed_as_assumed_and_what_was_seen_is_not():
    optional = {
        "head_yaw": "neck not twisted",
        "head_roll": "neck not bent sideways",
        "lateral_trunk_lean": "trunk not bent sideways",
        "elbow_angle": "elbow bent 60 to 100 degrees",
        "knee_angle": "knees straight",
    }
    seen = estimate().assumed
    assert seen == module.ASSUMED
    for name, words in optional.items():
        unseen = estimate(**{name: np.nan})
        assert set(unseen.assumed) - set(seen) == {words}
        assert unseen.reba == estimate().reba
    sitter = estimate(knee_angle=np.nan, sitting=True)
    assert "knees straight" not in sitter.assumed
