"""A posture of a size is exactly that size, and nothing else changes that should not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from posecoach.joints import Joint
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.changes import leaning_in
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.postures import NEUTRAL, POSTURES, seated
from posecoach.mannequin.presets import LAP, keyboard, side_camera
from posecoach.mannequin.ranges import RANGES
from posecoach.mannequin.skeleton import ADULT, Proportions, pose
from posecoach.mannequin.spec import Arm, Girdle, Leg, PoseSpec, Turn, angle_names, limits
from posecoach.mannequin.stances import STANCES, STANDING, standing
from posecoach.metrics import METRICS, Body
from posecoach.types import Floats
from tests.mannequin.body_measures import measures
from tests.mannequin.exact import px

SIZES = [(name, size) for name, posture in POSTURES.items() for size in posture.sizes]
FAR = 400.0  # metres: a camera without perspective


def middle(spec: PoseSpec, part: str, body: Proportions = ADULT) -> Floats:
    """Middle of a pair of landmarks from mid-hip, metres."""
    figure = pose(spec, body)
    points = landmarks(figure)
    pair = points[[Joint[f"LEFT_{part}"], Joint[f"RIGHT_{part}"]]]
    return np.asarray(pair.mean(0) - figure.points["pelvis"])


def front(spec: PoseSpec) -> Body:
    figure = pose(spec)
    return Body(px(figure, Camera(0, 0, FAR, (0, 0.8, 0), fov=0.3)))


def side(spec: PoseSpec) -> Body:
    figure = pose(spec)
    return Body(px(figure, replace(side_camera(figure, "right", FAR), fov=0.3)), 1.0, False)


def value(name: str, body: Body) -> float:
    return float(METRICS[name].compute(body))


def pitch(spec: PoseSpec) -> float:
    return measures(pose(spec))["HP"]


@pytest.mark.parametrize(("name", "size"), SIZES)
def test_every_posture_of_every_size_can_be_taken(name: str, size: float) -> None:
    assert seated(name, size) != NEUTRAL
    assert POSTURES[name].unit in ("deg", "cm", "share")


@pytest.mark.parametrize(("name", "size"), [s for s in SIZES if s[1] < 0])
def test_the_other_side_is_the_mirror_image(name: str, size: float) -> None:
    left = seated(name, -size).mirrored.angles()
    np.testing.assert_allclose(seated(name, size).angles(), left, atol=1e-6)


@pytest.mark.parametrize(("name", "size"), SIZES)
def test_hands_stay_where_they_were(name: str, size: float) -> None:
    if POSTURES[name].hands_stay:
        points = pose(seated(name, size)).points
        for which, place in LAP.items():
            off = float(np.linalg.norm(points[f"{which}_wrist"] - place))
            assert off < 0.02 or name in ("recline", "side_lean"), off  # arms are only so long


@pytest.mark.parametrize("cm", [3, 5, 8])
@pytest.mark.parametrize("stature", [1.55, 1.70, 1.90])
def test_forward_head_is_its_centimetres_with_the_face_level(cm: float, stature: float) -> None:
    body = Proportions(stature)
    before, after = seated("forward_head", 0.0, body=body), seated("forward_head", cm, body=body)
    ahead = middle(after, "EAR", body)[2] - middle(before, "EAR", body)[2]
    assert ahead * 100 == pytest.approx(cm, abs=1e-6)
    assert pitch(after) == pytest.approx(pitch(before), abs=1e-6)


def test_forward_head_gives_the_neck_inclination_of_its_triangle() -> None:
    ahead = 0.127 * 1.70 * np.sin(np.radians(8)) + 0.05
    expected = np.degrees(np.arcsin(ahead / (0.127 * 1.70)))
    spec = seated("forward_head", 5)
    assert value("neck_inclination", side(spec)) == pytest.approx(expected, abs=0.1)
    assert value("trunk_inclination", side(spec)) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize(("name", "sign"), [("looking_down", 1), ("looking_up", -1)])
def test_the_face_turns_down_or_up_and_the_neck_stays(name: str, sign: int) -> None:
    before, after = side(NEUTRAL), side(seated(name, 15))
    known = Body(after.px, 1.0, False, {"head_line": 0.0})
    usual = Body(before.px, 1.0, False, {"head_line": 0.0})
    turned = value("head_inclination", known) - value("head_inclination", usual)
    assert turned == pytest.approx(sign * 15, abs=0.1)
    assert value("neck_inclination", after) == pytest.approx(value("neck_inclination", before))


@pytest.mark.parametrize("cm", [8, 15, 20])
def test_leaning_in_brings_the_eyes_that_much_nearer(cm: float) -> None:
    nearer = middle(seated("leaning_in", cm), "EYE") - middle(NEUTRAL, "EYE")
    assert nearer[2] * 100 == pytest.approx(cm, abs=1e-3)
    assert pitch(seated("leaning_in", cm)) == pytest.approx(pitch(NEUTRAL), abs=1e-6)


@pytest.mark.parametrize("cm", [3, 5, 7])
def test_a_slump_lowers_the_eyes_rounds_the_back_and_brings_the_head_ahead(cm: float) -> None:
    spec = seated("slump", cm)
    lower = middle(NEUTRAL, "EYE") - middle(spec, "EYE")
    assert lower[1] * 100 == pytest.approx(cm, abs=1e-3)
    neck = [middle(s, "EAR")[2] - middle(s, "SHOULDER")[2] for s in (NEUTRAL, spec)]
    lean = 0.127 * 1.70 * (np.sin(np.radians(8 + cm)) - np.sin(np.radians(8)))
    assert (neck[1] - neck[0] - lean) * 100 == pytest.approx(0.8 * cm, abs=1e-6)
    assert value("trunk_inclination", side(spec)) == pytest.approx(cm, abs=0.1)
    assert spec.rounding > 40


def test_trunk_lean_and_recline_are_the_trunks_inclination() -> None:
    for name, sign in (("trunk_lean", 1), ("recline", -1)):
        for deg in (10, 25):
            spec = seated(name, deg)
            assert value("trunk_inclination", side(spec)) == pytest.approx(sign * deg, abs=0.1)
            assert pitch(spec) == pytest.approx(pitch(NEUTRAL), abs=1e-6)


def test_a_shrug_raises_both_shoulders_and_nothing_else() -> None:
    before, after = NEUTRAL, seated("shrug", 4)
    raised = middle(after, "SHOULDER") - middle(before, "SHOULDER")
    np.testing.assert_allclose(raised, (0, 0.04, 0), atol=1e-9)
    np.testing.assert_allclose(middle(after, "EAR"), middle(before, "EAR"), atol=1e-12)
    assert value("shoulder_roll", front(after)) == pytest.approx(0, abs=1e-6)


def test_one_raised_shoulder_tilts_the_shoulder_line() -> None:
    wide = 0.17 * (1 + np.cos(np.arcsin(0.04 / 0.17)))
    expected = -np.degrees(np.arctan2(0.04, wide))  # the left one is higher
    assert value("shoulder_roll", front(seated("one_shoulder_raised", 4))) == pytest.approx(
        expected, abs=0.05
    )


def test_protraction_brings_the_shoulders_forward_about_the_neck() -> None:
    shift = middle(seated("protraction", 20), "SHOULDER") - middle(NEUTRAL, "SHOULDER")
    np.testing.assert_allclose(shift, (0, 0, 0.17 * np.sin(np.radians(20))), atol=1e-9)


@pytest.mark.parametrize("deg", [30, 45, 60])
def test_arm_elevation_is_the_angle_between_trunk_and_upper_arm(deg: float) -> None:
    figure = pose(seated("arm_elevation", deg))
    for which in ("left", "right"):
        upper = figure.points[f"{which}_elbow"] - figure.points[f"{which}_shoulder"]
        cosine = -upper @ figure.frames["chest"][:, 1] / np.linalg.norm(upper)
        assert np.degrees(np.arccos(cosine)) == pytest.approx(deg)


@pytest.mark.parametrize("deg", [-35, -20, 20, 35])
def test_head_yaw_turns_the_nose_to_the_left_by_so_much(deg: float) -> None:
    assert measures(pose(seated("head_yaw", deg)))["HY"] == pytest.approx(deg, abs=0.6)


@pytest.mark.parametrize("deg", [-15, 8, 15])
def test_head_roll_and_side_lean_read_as_posed(deg: float) -> None:
    roll, lean = front(seated("head_roll", deg)), front(seated("side_lean", deg))
    assert value("head_roll", roll) == pytest.approx(deg, abs=0.3)
    assert value("lateral_trunk_lean", lean) == pytest.approx(deg, abs=0.1)
    assert value("shoulder_roll", lean) == pytest.approx(deg, abs=0.3)
    assert value("head_roll", lean) == pytest.approx(deg / 2, abs=0.3)


@pytest.mark.parametrize("deg", [-9, 5, 9])
def test_uneven_sitting_tilts_the_pelvis_and_leaves_feet_and_shoulders(deg: float) -> None:
    spec = seated("uneven", deg)
    assert value("pelvic_obliquity", front(spec)) == pytest.approx(deg, abs=0.1)
    assert value("shoulder_roll", front(spec)) == pytest.approx(0, abs=0.1)
    before, after = pose(NEUTRAL).points, pose(spec).points
    for which in ("left", "right"):
        foot = f"{which}_ankle"
        moved = (after[foot] - after["pelvis"]) - (before[foot] - before["pelvis"])
        np.testing.assert_allclose(moved, 0, atol=2e-3)


@pytest.mark.parametrize("share", [1, -1])
def test_crossed_legs_are_crossed_and_an_ankle_lies_on_the_knee(share: float) -> None:
    crossed = measures(pose(seated("crossed", share)))
    assert measures(pose(NEUTRAL))["ankle order"] > 0.2 > 0 > crossed["ankle order"]
    other = measures(pose(seated("ankle_on_knee", share)))
    assert other["XK_L" if share > 0 else "XK_R"] <= 0.40
    assert other["ankle order"] > -0.3


def test_hands_can_stay_on_the_keys_in_every_way_of_holding_the_head() -> None:
    keys = keyboard()
    for name in ("forward_head", "head_yaw", "shrug", "slump"):
        points = pose(seated(name, POSTURES[name].sizes[1], keys)).points
        np.testing.assert_allclose(points["left_wrist"], keys["left"], atol=0.005)


def test_changes_combine() -> None:
    both = POSTURES["slump"].change(seated("head_yaw", 20), 4.0, ADULT)
    assert measures(pose(both))["HY"] == pytest.approx(20, abs=1.0)
    assert middle(seated("head_yaw", 20), "EYE")[1] - middle(both, "EYE")[1] == pytest.approx(0.04)


def test_what_nobody_can_do_is_refused() -> None:
    with pytest.raises(ValueError, match=r"neck is too short for 30 cm"):
        seated("forward_head", 30)
    with pytest.raises(
        ValueError, match=r"head\.twist is 120 degrees, outside its range -85\.\.85"
    ):
        seated("head_yaw", 120)
    with pytest.raises(ValueError, match="does not bend far enough"):
        leaning_in(NEUTRAL, 60)


@pytest.mark.parametrize("share", [0.05, 0.08])
def test_sway_back_puts_the_hips_ahead_and_the_trunk_back(share: float) -> None:
    points = pose(standing("sway_back", share)).points
    leg = points["left_hip"] - points["left_ankle"]
    assert leg[2] / np.hypot(leg[1], leg[2]) == pytest.approx(share, abs=1e-6)
    body = side(standing("sway_back", share))
    lean = np.degrees(np.arcsin(share))
    assert value("trunk_inclination", body) == pytest.approx(-2 * lean, abs=0.1)
    assert value("trunk_inclination", body) < -3


@pytest.mark.parametrize("share", [-0.4, -0.2, 0.2, 0.4])
def test_shifted_weight_is_its_share_with_both_soles_on_the_floor(share: float) -> None:
    spec = standing("weight_shift", share)
    assert value("weight_shift", front(spec)) == pytest.approx(share, abs=0.01)
    points = pose(spec).points
    soles = [points[f"{s}_{p}"][1] for s in ("left", "right") for p in ("heel", "toe")]
    assert max(soles) < 0.03
    loaded = spec.left_leg if share > 0 else spec.right_leg
    free = spec.right_leg if share > 0 else spec.left_leg
    assert loaded.knee < 6 < free.knee


def test_every_stance_can_be_taken() -> None:
    for name, stance in STANCES.items():
        for size in stance.sizes:
            assert standing(name, size) != STANDING


@pytest.mark.parametrize("name", angle_names())
def test_an_angle_beyond_its_range_is_refused_by_name(name: str) -> None:
    index = angle_names().index(name)
    for bound, beyond in zip(limits(), (-0.1, 0.1), strict=True):
        angles = PoseSpec().angles()
        angles[index] = bound[index]
        assert PoseSpec().with_angles(angles).angles()[index] == bound[index]
        for bad in (bound[index] + beyond, np.nan):
            angles[index] = bad
            with pytest.raises(ValueError, match=rf"^{name} is .* outside its range"):
                PoseSpec().with_angles(angles)


def test_ranges_hold_the_normal_ones() -> None:
    # AAOS, SCIENCE C0
    for name, normal in {"leg.flexion": 120, "leg.abduction": 45, "leg.knee": 135}.items():
        assert RANGES[name][1] >= normal
    assert RANGES["arm.flexion"][1] >= 180 and RANGES["leg.flexion"][0] <= -20


def test_the_mirror_image_has_left_and_right_exchanged() -> None:
    spec = PoseSpec(
        trunk=Turn(5, 6, 7),
        left_arm=Arm(flexion=30),
        right_leg=Leg(knee=40),
        left_girdle=Girdle(3, 4),
    )
    before, after = pose(spec).points, pose(spec.mirrored).points
    for name, point in before.items():
        swapped = name.replace("left", "x").replace("right", "left").replace("x", "right")
        np.testing.assert_allclose(after[swapped], point * (-1, 1, 1), atol=1e-12)
    assert spec.mirrored.mirrored == spec
