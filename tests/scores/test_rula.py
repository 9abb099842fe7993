import itertools

import numpy as np
import pytest

from posecoach.scores import rula as module
from posecoach.scores.rula import RulaInputs, estimate_rula, neck_score, rula, trunk_score
from posecoach.scores.segments import lower_arm_score, upper_arm_score
from posecoach.scores.tables import RULA_A, RULA_B, RULA_C

# Second copies, typed from the worksheet and laid out as printed there.
# upper arm, lower arm | wrist 1 (twist 1 2) | wrist 2 | wrist 3 | wrist 4
SHEET_A = """
1 1 | 1 2 | 2 2 | 2 3 | 3 3
1 2 | 2 2 | 2 2 | 3 3 | 3 3
1 3 | 2 3 | 3 3 | 3 3 | 4 4
2 1 | 2 3 | 3 3 | 3 4 | 4 4
2 2 | 3 3 | 3 3 | 3 4 | 4 4
2 3 | 3 4 | 4 4 | 4 4 | 5 5
3 1 | 3 3 | 4 4 | 4 4 | 5 5
3 2 | 3 4 | 4 4 | 4 4 | 5 5
3 3 | 4 4 | 4 4 | 4 5 | 5 5
4 1 | 4 4 | 4 4 | 4 5 | 5 5
4 2 | 4 4 | 4 4 | 4 5 | 5 5
4 3 | 4 4 | 4 5 | 5 5 | 6 6
5 1 | 5 5 | 5 5 | 5 6 | 6 7
5 2 | 5 6 | 6 6 | 6 7 | 7 7
5 3 | 6 6 | 6 7 | 7 7 | 7 8
6 1 | 7 7 | 7 7 | 7 8 | 8 9
6 2 | 8 8 | 8 8 | 8 9 | 9 9
6 3 | 9 9 | 9 9 | 9 9 | 9 9
"""
# neck | trunk 1 (legs 1 2) | trunk 2 | ... | trunk 6
SHEET_B = """
1 | 1 3 | 2 3 | 3 4 | 5 5 | 6 6 | 7 7
2 | 2 3 | 2 3 | 4 5 | 5 5 | 6 7 | 7 7
3 | 3 3 | 3 4 | 4 5 | 5 6 | 6 7 | 7 7
4 | 5 5 | 5 6 | 6 7 | 7 7 | 7 7 | 8 8
5 | 7 7 | 7 7 | 7 8 | 8 8 | 8 8 | 8 8
6 | 8 8 | 8 8 | 8 8 | 8 9 | 9 9 | 9 9
"""
# wrist and arm score | neck, trunk and leg score 1 2 3 4 5 6 7+
SHEET_C = """
1  | 1 2 3 3 4 5 5
2  | 2 2 3 4 4 5 5
3  | 3 3 3 4 4 5 6
4  | 3 3 3 4 5 6 6
5  | 4 4 4 5 6 7 7
6  | 4 4 5 6 6 7 7
7  | 5 5 6 6 7 7 7
8+ | 5 5 6 7 7 7 7
"""

NEUTRAL = dict(upper_arm=1, lower_arm=1, neck=1, trunk=1)
DESK = dict(
    neck_flexion=8.0,
    trunk_inclination=2.0,
    shoulder_flexion=15.0,
    elbow_angle=95.0,
    torso_thigh_angle=95.0,
    head_yaw=0.0,
    head_roll=0.0,
    lateral_trunk_lean=0.0,
)


def cells(sheet):
    """(row labels, column, value) of every cell of a worksheet table."""
    for line in sheet.strip().splitlines():
        labels, *groups = line.split("|")
        for column, value in enumerate(" ".join(groups).split()):
            yield [int(label.rstrip("+")) for label in labels.split()], column, int(value)


def scores(**changes):
    return rula(RulaInputs(**(NEUTRAL | changes)))


def with_scores(score_a, score_b):
    """Inputs that reach the given row and column of table C."""
    arms = itertools.product(range(1, 7), range(1, 4), range(4))
    upper, lower, force = next(
        (u, w, f) for u, w, f in arms if RULA_A[u - 1][w - 1][0] + f == score_a
    )
    bodies = itertools.product(range(1, 7), range(1, 7), range(4))
    neck, trunk, load = next(
        (n, t, f) for n, t, f in bodies if RULA_B[n - 1][2 * t - 2] + f == score_b
    )
    arm = dict(upper_arm=upper, lower_arm=lower, arm_force=force)
    return arm | dict(neck=neck, trunk=trunk, body_force=load)


def test_every_cell_of_table_a_is_the_worksheets():
    found = list(cells(SHEET_A))
    assert len(found) == 144
    for (upper, lower), column, value in found:
        wrist, twist = column // 2 + 1, column % 2 + 1
        got = scores(upper_arm=upper, lower_arm=lower, wrist=wrist, wrist_twist=twist)
        assert got.score_a == value


def test_every_cell_of_table_b_is_the_worksheets():
    found = list(cells(SHEET_B))
    assert len(found) == 72
    for (neck,), column, value in found:
        got = scores(neck=neck, trunk=column // 2 + 1, legs=column % 2 + 1)
        assert got.score_b == value


def test_every_cell_of_table_c_is_the_worksheets():
    found = list(cells(SHEET_C))
    assert len(found) == 56
    for (row,), column, value in found:
        got = scores(**with_scores(row, column + 1))
        assert (got.score_a, got.score_b, got.grand) == (row, column + 1, value)


@pytest.mark.parametrize(("score_a", "score_b"), [(9, 7), (8, 8), (12, 12), (9, 11)])
def test_scores_beyond_table_c_use_its_last_row_and_column(score_a, score_b):
    assert scores(**with_scores(score_a, score_b)).grand == 7


@pytest.mark.parametrize(
    ("table", "shape"), [(RULA_A, (6, 3, 4, 2)), (RULA_B, (6, 6, 2)), (RULA_C, (8, 7))]
)
def test_no_cell_falls_when_any_one_score_rises(table, shape):
    values = np.array(table).reshape(shape)
    for axis in range(values.ndim):
        assert (np.diff(values, axis=axis) >= 0).all()


def test_corners_of_the_tables():
    assert scores().score_a == 1
    assert scores(upper_arm=6, lower_arm=3, wrist=4, wrist_twist=2).score_a == 9
    assert scores(wrist=4, wrist_twist=2).score_a == 3
    assert scores(upper_arm=6).score_a == 7
    assert scores().score_b == 1
    assert scores(neck=6, trunk=6, legs=2).score_b == 9
    assert scores(trunk=6, legs=2).score_b == 7
    assert scores(neck=6).score_b == 8
    corners = {(1, 1): 1, (1, 7): 5, (8, 1): 5, (8, 7): 7}
    assert {rc: scores(**with_scores(*rc)).grand for rc in corners} == corners


def test_v13_the_worked_examples():
    static = dict(upper_arm=2, arm_muscle=1, body_muscle=1)
    bent = scores(**static, neck=3, trunk=2)
    assert (bent.score_a, bent.score_b, bent.grand) == (3, 4, 4)
    upright = scores(**static)
    assert (upright.score_a, upright.score_b, upright.grand) == (3, 2, 3)


@pytest.mark.parametrize(
    ("score_a", "score_b", "grand", "action"),
    [
        (1, 1, 1, "acceptable"),
        (1, 2, 2, "acceptable"),
        (1, 3, 3, "investigate"),
        (3, 4, 4, "investigate"),
        (1, 6, 5, "change soon"),
        (3, 7, 6, "change soon"),
        (8, 7, 7, "change now"),
    ],
)
def test_action_levels_change_after_2_4_and_6(score_a, score_b, grand, action):
    got = scores(**with_scores(score_a, score_b))
    assert (got.grand, got.action) == (grand, action)


@pytest.mark.parametrize(
    ("field", "limits"),
    [
        ("upper_arm", (1, 6)),
        ("lower_arm", (1, 3)),
        ("wrist", (1, 4)),
        ("wrist_twist", (1, 2)),
        ("neck", (1, 6)),
        ("trunk", (1, 6)),
        ("legs", (1, 2)),
        ("arm_muscle", (0, 1)),
        ("arm_force", (0, 3)),
        ("body_muscle", (0, 1)),
        ("body_force", (0, 3)),
    ],
)
def test_segment_scores_off_the_worksheet_are_refused(field, limits):
    low, high = limits
    for fine in limits:
        RulaInputs(**(NEUTRAL | {field: fine}))
    for wrong in (low - 1, high + 1):
        with pytest.raises(ValueError, match=f"{field} must be {low}..{high}, got {wrong}"):
            RulaInputs(**(NEUTRAL | {field: wrong}))


@pytest.mark.parametrize(
    ("flexion", "score"),
    [
        (-180, 2),
        (-20.01, 2),
        (-20, 1),
        (0, 1),
        (20, 1),
        (20.01, 2),
        (45, 2),
        (45.01, 3),
        (90, 3),
        (90.01, 4),
        (180, 4),
    ],
)
def test_upper_arm_edges(flexion, score):
    assert upper_arm_score(flexion) == score


@pytest.mark.parametrize(
    ("elbow_angle", "score"), [(79.99, 2), (80, 1), (100, 1), (120, 1), (120.01, 2), (180, 2)]
)
def test_lower_arm_edges_are_60_and_100_degrees_of_flexion(elbow_angle, score):
    assert lower_arm_score(elbow_angle) == score


@pytest.mark.parametrize(
    ("flexion", "score"),
    [(-30, 4), (-0.01, 4), (0, 1), (10, 1), (10.01, 2), (20, 2), (20.01, 3), (60, 3)],
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
        (-60, 3),
        (-60.01, 4),
    ],
)
def test_unsupported_trunk_edges_are_the_same_both_ways(inclination, score):
    assert trunk_score(inclination, supported=False) == score
    assert trunk_score(inclination, supported=True) == 1


def estimate(*, sitting=True, static=False, **changes):
    return estimate_rula(DESK | changes, sitting=sitting, static=static)


def test_a_neutral_desk_posture_is_estimated_as_1():
    got = estimate()
    assert got.rula is not None
    assert (got.rula.score_a, got.rula.score_b, got.rula.grand) == (1, 1, 1)
    assert got.text == "RULA (estimated) 1 - acceptable"
    assert got.missing == ()


def test_static_adds_one_to_both_groups():
    got = estimate(static=True).rula
    assert (got.score_a, got.score_b, got.grand) == (2, 2, 2)


def test_v13_is_reached_from_angles():
    angles = dict(shoulder_flexion=30.0, neck_flexion=25.0, trunk_inclination=15.0)
    assert estimate(**angles, static=True).rula.grand == 4


@pytest.mark.parametrize(
    ("angles", "segment", "score"),
    [
        (dict(head_yaw=15.0), "neck", 1),
        (dict(head_yaw=15.1), "neck", 2),
        (dict(head_yaw=-15.1), "neck", 2),
        (dict(head_roll=10.0), "neck", 1),
        (dict(head_roll=-10.1), "neck", 2),
        (dict(head_roll=10.1, head_yaw=-20.0, neck_flexion=-1.0), "neck", 6),
        (dict(lateral_trunk_lean=10.0), "trunk", 1),
        (dict(lateral_trunk_lean=-10.1), "trunk", 2),
        (dict(lateral_trunk_lean=11.0, trunk_inclination=70.0), "trunk", 5),
        (dict(elbow_angle=150.0), "lower_arm", 2),
        (dict(shoulder_flexion=-25.0), "upper_arm", 2),
    ],
)
def test_each_angle_reaches_its_own_segment(angles, segment, score):
    changed = estimate(**angles).rula.segments
    assert getattr(changed, segment) == score
    others = set(NEUTRAL) - {segment}
    assert {getattr(changed, other) for other in others} == {1}


@pytest.mark.parametrize(
    ("sitting", "torso_thigh", "inclination", "trunk", "backrest"),
    [
        (True, 110.0, -15.0, 1, True),
        (True, 90.0, -15.0, 1, True),
        (True, 89.9, -15.0, 2, False),
        (True, np.nan, -35.0, 1, True),
        (False, 165.0, -15.0, 2, False),
        (True, 110.0, -5.0, 1, False),
        (True, 110.0, 15.0, 2, False),
    ],
)
def test_only_a_sitter_leaning_back_with_open_hips_has_a_backrest(
    sitting, torso_thigh, inclination, trunk, backrest
):
    angles = dict(torso_thigh_angle=torso_thigh, trunk_inclination=inclination)
    got = estimate(**angles, sitting=sitting)
    assert got.rula.segments.trunk == trunk
    assert ("backrest carries the trunk" in got.assumed) == backrest


@pytest.mark.parametrize("name", ["neck_flexion", "trunk_inclination", "shoulder_flexion"])
def test_a_needed_angle_unknown_gives_no_number_but_the_reason(name):
    without = {key: value for key, value in DESK.items() if key != name}
    for measurements in (without, DESK | {name: np.nan}):
        got = estimate_rula(measurements, sitting=True, static=True)
        assert got.rula is None
        assert got.missing == (name,)
        assert got.text == f"RULA not estimated: {name} unknown"


def test_nothing_measured_names_everything_needed():
    got = estimate_rula({}, sitting=True, static=False)
    assert got.missing == ("neck_flexion", "trunk_inclination", "shoulder_flexion")


def test_what_was_not_seen_is_listed_as_assumed_and_what_was_seen_is_not():
    optional = {
        "head_yaw": "neck not twisted",
        "head_roll": "neck not bent sideways",
        "lateral_trunk_lean": "trunk not bent sideways",
        "elbow_angle": "elbow bent 60 to 100 degrees",
    }
    seen = estimate().assumed
    assert seen == module.ASSUMED
    for name, words in optional.items():
        unseen = estimate(**{name: np.nan})
        assert set(unseen.assumed) - set(seen) == {words}
        assert unseen.rula == estimate().rula
