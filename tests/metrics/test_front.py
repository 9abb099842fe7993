"""Figures facing the camera: each metric reads what the figure was built with."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest

from posecoach.joints import PAIRS, Joint
from posecoach.metrics import METRICS, Body, measure
from posecoach.metrics.body import USUAL_FOCAL, level_slope
from posecoach.metrics.screen import face_radius
from posecoach.types import Pose, View
from tests.bodies import Figure, baseline_of, front_body, hidden, mapped, points

UPRIGHT = Figure()
RISE = 0.12 / 0.60 / (0.36 / 0.705)  # of a face that comes nearer, in shoulder widths: SCIENCE A3


def values(figure, usual=None, **changes):
    baseline = baseline_of(front_body(usual)) if usual else {}
    return mapped(measure(front_body(figure, baseline=baseline, **changes), METRICS, View.FRONT))


@pytest.mark.parametrize(
    ("metric", "field"),
    [
        ("head_roll", "head_roll"),
        ("shoulder_roll", "shoulder_roll"),
        ("pelvic_obliquity", "pelvis_roll"),
        ("lateral_trunk_lean", "lean"),
    ],
)
def test_a_tilt_reads_as_it_was_built(metric, field):
    for angle in (-20, -5, 0, 3, 12):
        got = values(replace(UPRIGHT, **{field: float(angle)}))
        assert got[metric] == pytest.approx(angle, abs=1e-6)


@pytest.mark.parametrize(
    ("metric", "field"),
    [
        ("head_roll", "head_roll"),
        ("shoulder_roll", "shoulder_roll"),
        ("pelvic_obliquity", "pelvis_roll"),
    ],
)
def test_with_a_baseline_a_tilt_is_the_change_from_it(metric, field):
    usual, now = replace(UPRIGHT, **{field: 2.5}), replace(UPRIGHT, **{field: 7.0})
    assert values(now, usual)[metric] == pytest.approx(4.5)


def test_the_rest_of_the_face_stands_in_for_a_hidden_ear():
    body = front_body(Figure(head_roll=8))
    assert mapped(
        measure(replace(body, px=hidden(body.px, [Joint.LEFT_EAR])), ["head_roll"], View.FRONT)
    ) == pytest.approx({"head_roll": 8})


@pytest.mark.parametrize(
    "crooked",
    [
        dict(left_ear=(370, 210)),
        dict(left_eye_outer=(365, 201)),
        dict(left_mouth=(341.5, 235), right_mouth=(289.5, 235)),
    ],
)
def test_each_line_of_a_face_counts_a_third(crooked):
    """Ears or outer eyes a tenth lower at their left, or the mouth a tenth of its height aside."""
    tenth = np.degrees(np.arctan(0.1))
    assert judged(face(**crooked))["head_roll"] == pytest.approx(tenth / 3)


def test_leaning_left_moves_the_shoulders_over_the_left_buttock():
    left, right = values(Figure(lean=10)), values(Figure(lean=-10))
    width = 2 * 0.35  # shoulder width in trunk lengths
    assert left["uneven_sitting"] == pytest.approx(np.sin(np.radians(10)) / width)
    assert right["uneven_sitting"] == pytest.approx(-left["uneven_sitting"])
    assert left["lateral_offset"] > 0 > right["lateral_offset"]


def test_lateral_offset_is_the_head_beside_the_shoulders_from_usual():
    usual = Figure(lean=2)
    index = 0.35 * np.sin(np.radians([2, 10])) / (2 * 0.35)
    assert values(Figure(lean=10))["lateral_offset"] == pytest.approx(index[1])
    assert values(Figure(lean=10), usual)["lateral_offset"] == pytest.approx(index[1] - index[0])


@pytest.mark.parametrize(("turn", "sign"), [(20, 1), (-20, -1)])
def test_the_head_turned_to_the_persons_left_is_positive(turn, sign):
    assert np.sign(values(Figure(head_turn=turn))["head_yaw"]) == sign


def face(**moved):
    """A face 100 px wide between the ears on shoulders 300 px wide, facing the camera."""
    parts = dict(
        left_ear=(370, 200),
        right_ear=(270, 200),
        left_eye=(352, 190),
        right_eye=(288, 190),
        left_eye_outer=(365, 192),
        right_eye_outer=(275, 192),
        nose=(320, 215),
        left_mouth=(346, 235),
        right_mouth=(294, 235),
        left_shoulder=(470, 400),
        right_shoulder=(170, 400),
    )
    return points(**(parts | moved))


def judged(px, usual=None, **changes):
    baseline = baseline_of(Body(usual)) if usual is not None else {}
    return mapped(measure(Body(px, baseline=baseline, **changes), METRICS, View.FRONT))


def test_head_yaw_and_pitch_follow_the_nose_by_their_indices():
    """18 px of 100 px ear distance are 10 degrees of yaw, 16 px 10 degrees of pitch."""
    assert judged(face(nose=(338, 215)))["head_yaw"] == pytest.approx(10)
    assert judged(face(nose=(302, 215)))["head_yaw"] == pytest.approx(-10)
    assert judged(face(nose=(338, 215)), face(nose=(329, 215)))["head_yaw"] == pytest.approx(5)
    assert judged(face(nose=(320, 231)), face())["head_pitch"] == pytest.approx(10)
    assert judged(face(nose=(320, 199)), face())["head_pitch"] == pytest.approx(-10)


def test_screen_scale_is_the_face_against_usual():
    wider = face(left_eye=(360, 190), right_eye=(280, 190))
    assert judged(wider, face())["screen_scale"] == pytest.approx(80 / 64)


def test_screen_distance_follows_from_the_pupil_distance():
    """SCIENCE A3: f = 914 px at 70 degrees over 1280 px; 63 mm seen 64 px wide."""
    assert judged(face(), focal_px=914.0)["screen_distance"] == pytest.approx(914 * 6.3 / 64)
    assert np.isnan(judged(face())["screen_distance"])


@pytest.mark.parametrize(
    ("metric", "limit"),
    [("screen_scale", 15), ("screen_distance", 15), ("slump", 15), ("forward_head", 12)],
)
def test_face_sizes_are_unknown_while_the_head_is_turned(metric, limit):
    for sign in (1, -1):
        for degrees, known in ((limit - 0.1, True), (limit + 0.1, False)):
            px = face(nose=(320 + sign * 1.8 * degrees, 215))
            got = judged(px, face(), focal_px=914.0)[metric]
            assert np.isnan(got) != known


def test_a_head_turned_as_usual_is_not_turned():
    usual = face(nose=(350, 215))
    assert judged(usual, usual)["screen_scale"] == 1
    assert judged(usual, usual)["forward_head"] == 0


def sunk(by, *, eyes=0.0, scale=1.0, grown=1.0):
    """The shoulders lower by so many pixels, the eyes by as many and `eyes` more."""
    half, wide, y = 32 * scale, 150 * grown, 190 + by + eyes
    return face(
        left_eye=(320 + half, y),
        right_eye=(320 - half, y),
        left_shoulder=(320 + wide, 400 + by),
        right_shoulder=(320 - wide, 400 + by),
    )


def test_slump_counts_in_usual_shoulder_widths():
    assert judged(sunk(30), face())["slump"] == pytest.approx(30 / 300)
    assert judged(sunk(-30), face())["slump"] == pytest.approx(-30 / 300)
    one = face(left_eye=(352, 220), right_eye=(288, 220), left_shoulder=(470, 430))
    assert judged(one, face())["slump"] == pytest.approx(15 / 300)


@pytest.mark.parametrize(("eyes", "drop"), [(-10, 20 / 300), (0, 0.1), (10, 0.1), (-60, -0.1)])
def test_slump_is_the_lesser_drop_of_shoulders_and_eyes(eyes, drop):
    assert judged(sunk(30, eyes=eyes), face())["slump"] == pytest.approx(drop)


@pytest.mark.parametrize("scale", [1.26, 1.5])
def test_a_face_that_is_very_near_is_no_slump(scale):
    assert judged(sunk(30, eyes=-27, scale=scale), face())["slump"] == 0.0


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.1, 1.24])
def test_a_nearer_face_is_lower_than_it_looks_to_a_camera_below_it(scale):
    drop = judged(sunk(30, eyes=-27, scale=scale), face())["slump"]
    assert drop == pytest.approx(min(0.01 + (scale - 1) * RISE, 0.1))


@pytest.mark.parametrize(
    ("grown", "drop"), [(0.949, 0.0), (0.951, 0.1), (1.169, 0.1), (1.171, 0.0)]
)
def test_lower_but_nearer_or_further_shoulders_lean_and_do_not_slump(grown, drop):
    assert judged(sunk(30, grown=grown), face())["slump"] == pytest.approx(drop)
    assert judged(sunk(-30, grown=grown), face())["slump"] == pytest.approx(-0.1)


@pytest.mark.parametrize("joint", [Joint.LEFT_SHOULDER, Joint.RIGHT_EYE])
def test_without_both_shoulders_and_eyes_nobody_slumps(joint):
    assert np.isnan(judged(hidden(sunk(30), [joint]), face())["slump"])


def test_forward_head_is_the_growth_of_the_face_over_the_shoulders():
    """Four lengths count alike, each the fourth root of what it grew by."""
    grown = pytest.approx(1.3**0.25 - 1)
    for part, y in (("eye", 190), ("eye_outer", 192), ("mouth", 235)):
        left, right = face()[[Joint[f"LEFT_{part.upper()}"], Joint[f"RIGHT_{part.upper()}"]], 0]
        more = 0.15 * (left - right)
        wider = face(**{f"left_{part}": (left + more, y), f"right_{part}": (right - more, y)})
        assert judged(wider, face())["forward_head"] == grown
    longer = face(left_mouth=(346, 190 + 45 * 1.3), right_mouth=(294, 190 + 45 * 1.3))
    assert judged(longer, face())["forward_head"] == grown
    narrow_shoulders = face(left_shoulder=(440, 400), right_shoulder=(200, 400))
    assert judged(narrow_shoulders, face())["forward_head"] == pytest.approx(1.175 * 0.25)


def ball(radius: float, turn: float = 0.0) -> np.ndarray:
    """A face of eleven points on two rings of a ball, turned about the upright axis, degrees."""
    a, t = np.arange(11) * 2 * np.pi / 11, np.radians(turn)
    x, y, z = np.cos(a), np.sin(a) * 0.8, np.sin(a) * 0.6
    x, z = x * np.cos(t) + z * np.sin(t), z * np.cos(t) - x * np.sin(t)
    return radius * np.stack([x, y, z], -1) + [300.0, 200.0, 5.0]


def test_the_radius_of_a_face_is_the_same_however_it_is_turned():
    unseen = points()
    for turn in (0, 20, -60):
        assert face_radius(Body(unseen, face=ball(70.0, turn))) == pytest.approx(70)
    many = face_radius(Body(np.stack([unseen] * 2), face=np.stack([ball(70.0), ball(35.0, 9)])))
    assert many == pytest.approx([70, 35])
    assert np.isnan(face_radius(Body(unseen)))
    assert np.isnan(face_radius(Body(unseen, face=np.full((11, 3), nan))))


def test_where_the_baseline_knows_the_face_only_the_face_tells_how_far_ahead_it_is():
    px = face()
    usual = baseline_of(Body(px, face=ball(70.0)))

    def ahead(px, seen):
        return mapped(measure(Body(px, baseline=usual, face=seen), METRICS, View.FRONT))[
            "forward_head"
        ]

    assert ahead(px, ball(73.5)) == pytest.approx(0.05)
    wider = face(left_eye=(340, 190), right_eye=(300, 190))
    assert ahead(wider, ball(73.5)) == pytest.approx(0.05)
    assert np.isnan(ahead(px, None))


@pytest.mark.parametrize(("turned", "slope"), [(30.0, 0.0577), (-30.0, -0.0577), (0.0, 0.0)])
def test_level_shoulders_of_a_turned_body_slope_by_how_far_they_are_above_the_lens(turned, slope):
    """A tenth of the focal length above the middle: tan 30 degrees of that."""
    pose = standing(turned, hips=True)
    got = level_slope(pose, (640, 480))
    assert got == pytest.approx(slope, abs=1e-4)
    line = np.array([[170.0, 200.0], [470.0, 200.0 + 300 * got]])
    px = points(right_shoulder=tuple(line[0]), left_shoulder=tuple(line[1]))
    body = Body(px, level_slope=got)
    assert mapped(measure(body, ["shoulder_roll"], View.FRONT))["shoulder_roll"] == pytest.approx(0)


def test_without_hips_or_depth_nothing_is_known_of_the_lens():
    assert level_slope(standing(30.0, hips=False), (640, 480)) == 0.0
    assert level_slope(standing(nan, hips=True), (640, 480)) == 0.0


def test_many_poses_slope_as_each_of_them():
    poses = [standing(turn, hips=hips) for turn in (-20.0, 10.0) for hips in (True, False)]
    many = Pose(*(np.array([getattr(p, f) for p in poses]) for f in FIELDS))
    each = [level_slope(pose, (640, 480)) for pose in poses]
    np.testing.assert_allclose(level_slope(many, (640, 480)), each)


FIELDS = ("t", "px", "world", "visibility")


def standing(turned, *, hips):
    """Shoulders a tenth of the usual focal length above the middle of 640 x 480 px."""
    above = 240 - 0.1 * USUAL_FOCAL * 640
    px = points(right_shoulder=(270, above), left_shoulder=(370, above))
    if hips:
        px[list(PAIRS["hip"])] = [(350, 300), (290, 300)]
    world = np.full((33, 3), np.nan)
    world[Joint.RIGHT_SHOULDER] = (0.0, 0.0, 0.0)
    world[Joint.LEFT_SHOULDER] = (1.0, 0.0, np.tan(np.radians(turned)))
    return Pose(0.0, px, world, np.ones(33))


def test_shrug_is_the_loss_of_ear_to_shoulder_height():
    raised = face(left_shoulder=(470, 380), right_shoulder=(170, 380))
    assert judged(raised, face())["shrug"] == pytest.approx(0.10)
    assert judged(face(), raised)["shrug"] == pytest.approx(-1 / 9)
    one = face(left_shoulder=(470, 390), right_shoulder=(170, 370), left_ear=(370, 190))
    neck = (380 - 195) / np.hypot(300, 20)
    assert judged(one, face())["shrug"] == pytest.approx(1 - neck / (200 / 300))


SEATED = dict(
    left_hip=(380, 400),
    right_hip=(260, 400),
    left_knee=(400, 450),
    right_knee=(240, 450),
    left_ankle=(395, 640),
    right_ankle=(245, 640),
)


def legs(**moved):
    return mapped(measure(Body(points(**(SEATED | moved))), METRICS, View.FRONT))


@pytest.mark.parametrize(
    ("moved", "crossing"),
    [
        ({}, 0),
        # ankles swapped: the higher knee is on top
        (dict(left_ankle=(250, 600), right_ankle=(300, 640), left_knee=(330, 420)), 1),
        (dict(left_ankle=(330, 640), right_ankle=(390, 600), right_knee=(300, 420)), -1),
        # ankle on the other knee, ankles not swapped: 0.40 of a thigh of 100 px
        (dict(left_ankle=(280, 450), right_ankle=(240, 640), right_knee=(240, 500)), 0),
        (dict(left_ankle=(272, 500), right_ankle=(240, 640), right_knee=(240, 500)), 1),
        (dict(right_ankle=(368, 500), left_ankle=(400, 640), left_knee=(400, 500)), -1),
        # an ankle on the knee wins over a higher knee
        (dict(left_ankle=(262, 500), right_ankle=(240, 640), right_knee=(240, 490)), 1),
    ],
)
def test_leg_crossing_names_the_leg_on_top(moved, crossing):
    assert legs(**moved)["leg_crossing"] == crossing


@pytest.mark.parametrize(("reach", "crossed"), [(0.399, True), (0.401, False)])
def test_an_ankle_is_on_the_other_knee_within_four_tenths_of_that_legs_thigh(reach, crossed):
    thigh = 100
    left = legs(right_knee=(260, 400 + thigh), left_ankle=(260 + thigh * reach, 500))
    right = legs(left_knee=(380, 400 + thigh), right_ankle=(380 - thigh * reach, 500))
    assert (left["leg_crossing"], right["leg_crossing"]) == ((1, -1) if crossed else (0, 0))


def test_legs_side_by_side_are_not_crossed_whichever_way_the_body_faces():
    from_behind = points(**{name: (640 - x, y) for name, (x, y) in SEATED.items()})
    assert measure(Body(from_behind), ["leg_crossing"], View.FRONT)["leg_crossing"] == 0
    assert legs(left_ankle=(320, 640), right_ankle=(320, 640))["leg_crossing"] == 0


@pytest.mark.parametrize(("left_knee_y", "top"), [(449.5, 1), (450.5, -1)])
def test_cross_legged_the_higher_knee_is_on_top(left_knee_y, top):
    tangled = dict(left_knee=(400, left_knee_y), right_knee=(240, 450), left_ankle=(250, 455))
    assert legs(**tangled, right_ankle=(390, 455))["leg_crossing"] == top


@pytest.mark.parametrize(
    "joint", [f"{s}_{p}" for s in ("LEFT", "RIGHT") for p in ("KNEE", "ANKLE")]
)
def test_crossing_is_unknown_when_a_knee_or_ankle_is_unseen(joint):
    for moved in ({}, dict(left_ankle=(250, 600), right_ankle=(300, 640))):
        px = hidden(points(**(SEATED | moved)), [Joint[joint]])
        assert np.isnan(measure(Body(px), ["leg_crossing"], View.FRONT)["leg_crossing"])


def test_weight_shift_and_knees_count_in_ankle_distances():
    stance = dict(left_ankle=(420, 900), right_ankle=(220, 900))
    assert legs(**stance)["weight_shift"] == 0
    shifted = legs(**stance, left_hip=(440, 400), right_hip=(320, 400))
    assert shifted["weight_shift"] == pytest.approx(60 / 200)
    assert legs(**stance)["knee_ankle_ratio"] == pytest.approx(160 / 200)


def test_feet_on_one_spot_say_nothing_about_weight_or_knees():
    together = legs(left_ankle=(320, 900), right_ankle=(320, 900))
    assert np.isnan(together["weight_shift"])
    assert np.isnan(together["knee_ankle_ratio"])


def test_joints_on_one_spot_give_unknown_not_infinite_numbers():
    """A degenerate pose must warn nobody and judge nothing."""
    px = np.full_like(face(), 100.0)
    for view in View:
        got = measure(Body(px, 1.0, True, baseline_of(Body(face())), 900.0), METRICS, view)
        assert not [name for name, value in got.items() if np.isinf(value)]
    assert np.isnan(judged(px, face())["forward_head"])


def test_every_pair_has_a_left_and_a_right():
    body = Body(points(ear=(1, 2)))
    assert body.left("ear") == body.right("ear") == body.middle("ear") == 1 + 2j
    assert set(PAIRS) >= {"ear", "eye", "shoulder", "hip", "knee", "ankle"}
