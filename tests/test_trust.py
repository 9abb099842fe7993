"""Which joints may be believed: bodies by construction, and the ways the network invents things."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.anatomical import FAR_SHOULDER_RISE
from posecoach.joints import JOINT_COUNT, MIRROR, PAIRS, Joint
from posecoach.metrics import Body
from posecoach.trust import SEEN_LEG, SEEN_LEG_AT_REST, measurable, seen, trusted
from posecoach.types import Pose
from tests.bodies import FRONT, Figure
from tests.people import SIZE, SLOUCHED, STANDING, TRUNK_PX, UPRIGHT, person

WIDTH, HEIGHT = SIZE
SIDE_TRUNK_PX = TRUNK_PX / (1 - FAR_SHOULDER_RISE / 2)  # to where the network puts the shoulders
ARMS = [*PAIRS["elbow"], *PAIRS["wrist"]]
HIPS_LEGS = [j for p in ("hip", "knee", "ankle", "heel", "foot_index") for j in PAIRS[p]]
HEAD_SHOULDERS = [Joint.NOSE, *PAIRS["ear"], *PAIRS["shoulder"], *PAIRS["index"]]
LEFT_LEG = {Joint.LEFT_KNEE, Joint.LEFT_ANKLE, Joint.LEFT_HEEL, Joint.LEFT_FOOT_INDEX}
RIGHT_LEG = {Joint(MIRROR[j]) for j in LEFT_LEG}
LEGS = LEFT_LEG | RIGHT_LEG
HIPS = set(PAIRS["hip"])


def lost(pose):
    """The joints that are not believed."""
    return {Joint(i) for i in np.flatnonzero(np.isnan(trusted(pose, SIZE).px[:, 0]))}


def changed(pose, **joints):
    """The pose with some joints elsewhere: left_knee=(x, y)."""
    px = pose.px.copy()
    for name, xy in joints.items():
        px[Joint[name.upper()]] = xy
    return Pose(pose.t, px, pose.world, pose.visibility)


def with_visibility(joint, value):
    pose = person()
    visibility = pose.visibility.copy()
    visibility[joint] = value
    return Pose(pose.t, pose.px, pose.world, visibility)


@pytest.mark.parametrize(
    "figure", [UPRIGHT, SLOUCHED, STANDING, Figure(trunk=-30, torso_thigh=120)]
)
@pytest.mark.parametrize("azimuth", [0, 30, 60, 90, -90, 180])
def test_a_whole_body_in_the_picture_is_believed(figure, azimuth):
    assert lost(person(figure, azimuth, size=150)) == set()


@pytest.mark.parametrize("joint", HEAD_SHOULDERS)
def test_head_shoulders_and_hands_need_a_visibility_of_60_percent(joint):
    assert joint not in lost(with_visibility(joint, 0.6))
    assert joint in lost(with_visibility(joint, 0.59))


@pytest.mark.parametrize(
    ("joint", "least"), [(j, 0.4) for j in ARMS] + [(j, 0.15) for j in HIPS_LEGS]
)
def test_arms_need_a_visibility_of_40_percent_and_hips_and_legs_of_15(joint, least):
    assert joint not in lost(with_visibility(joint, least))
    assert joint in lost(with_visibility(joint, least - 0.01))


@pytest.mark.parametrize(
    ("joint", "least"), [(j, 0.5) for j in ARMS] + [(j, 0.4) for j in HIPS_LEGS]
)
def test_in_exercises_arms_need_a_visibility_of_50_percent_and_legs_of_40(joint, least):
    for value, believed in ((least, True), (least - 0.01, False)):
        place = seen(with_visibility(joint, value), SIZE).px[joint]
        assert (not np.isnan(place).any()) is believed


@pytest.mark.parametrize("joint", HIPS_LEGS)
def test_hips_and_legs_take_a_visibility_of_40_percent_to_be_measured(joint):
    for value, there in ((SEEN_LEG, True), (SEEN_LEG - 0.01, False), (SEEN_LEG_AT_REST, False)):
        pose = with_visibility(joint, value)
        px = measurable(Body(pose.px), pose.visibility).px
        assert np.isfinite(px[joint]).all() == there
        others = [j for j in Joint if j != joint]
        assert np.array_equal(px[others], pose.px[others], equal_nan=True)


def test_what_is_above_the_hips_is_measured_if_it_is_believed():
    pose = person()
    doubted = np.full(JOINT_COUNT, 0.2)
    px = measurable(Body(np.stack([pose.px] * 2)), np.stack([pose.visibility, doubted])).px
    np.testing.assert_array_equal(px[0], pose.px)
    np.testing.assert_array_equal(px[1][: Joint.LEFT_HIP], pose.px[: Joint.LEFT_HIP])
    assert np.isnan(px[1][Joint.LEFT_HIP :]).all()


def test_a_joint_not_believed_has_neither_place_but_keeps_its_visibility():
    pose = with_visibility(Joint.LEFT_WRIST, 0.2)
    found = trusted(pose, SIZE)
    assert np.isnan(found.px[Joint.LEFT_WRIST]).all()
    assert np.isnan(found.world[Joint.LEFT_WRIST]).all()
    assert found.visibility[Joint.LEFT_WRIST] == 0.2
    rest = [j for j in Joint if j is not Joint.LEFT_WRIST]
    assert np.array_equal(found.px[rest], pose.px[rest])
    assert np.array_equal(found.world[rest], pose.world[rest])


# --- borders ----------------------------------------------------------------------------------


@pytest.mark.parametrize("joint", [Joint.LEFT_WRIST, Joint.RIGHT_ELBOW, Joint.LEFT_FOOT_INDEX])
@pytest.mark.parametrize(
    ("x", "y", "believed"),
    [
        (0.021, 0.5, True),
        (0.019, 0.5, False),
        (0.979, 0.5, True),
        (0.981, 0.5, False),
        (0.5, 0.021, True),
        (0.5, 0.019, False),
        (0.5, 0.969, True),
        (0.5, 0.971, False),
        (-0.2, 0.5, False),
    ],
)
def test_limbs_near_a_border_are_guesses(joint, x, y, believed):
    pose = changed(person(), **{joint.name.lower(): (x * WIDTH, y * HEIGHT)})
    assert (joint not in lost(pose)) is believed


@pytest.mark.parametrize("joint", [Joint.LEFT_SHOULDER, Joint.RIGHT_EAR, Joint.NOSE])
@pytest.mark.parametrize(
    ("x", "y", "believed"),
    [
        (0.001, 0.5, True),
        (-0.001, 0.5, False),
        (0.999, 0.5, True),
        (1.001, 0.5, False),
        (0.5, 0.001, True),
        (0.5, -0.001, False),
        (0.5, 0.999, True),
        (0.5, 1.001, False),
    ],
)
def test_head_and_shoulders_are_believed_up_to_the_border(joint, x, y, believed):
    pose = changed(person(), **{joint.name.lower(): (x * WIDTH, y * HEIGHT)})
    assert (joint not in lost(pose)) is believed


def test_hips_pinned_at_the_lower_border_are_guesses_and_the_legs_with_them():
    pinned = person(azimuth=FRONT, at=(640, 0.98 * HEIGHT))
    assert lost(pinned) >= HIPS | LEGS
    assert not lost(person(azimuth=FRONT, at=(640, 0.96 * HEIGHT))) & HIPS


# --- anatomy ----------------------------------------------------------------------------------


def test_without_a_hip_its_leg_is_not_believed():
    assert lost(person(hide=[Joint.LEFT_HIP])) == {Joint.LEFT_HIP} | LEFT_LEG


def test_without_a_knee_what_hangs_on_it_is_not_believed():
    assert lost(person(hide=[Joint.RIGHT_KNEE])) == RIGHT_LEG


def test_without_an_ankle_the_knee_is_still_believed():
    assert lost(person(hide=[Joint.RIGHT_ANKLE])) == {Joint.RIGHT_ANKLE}


@pytest.mark.parametrize(("trunks", "believed"), [(0.64, True), (0.62, False), (0.2, False)])
def test_hips_too_near_the_shoulders_are_invented(trunks, believed):
    # SCIENCE A7: a trunk measures at least 0.9 shoulder widths, and these shoulders 0.7 trunks
    shoulders = person(azimuth=FRONT).px[list(PAIRS["shoulder"]), 1].mean()
    pose = person(azimuth=FRONT)
    y = shoulders + trunks * TRUNK_PX
    left, right = pose.px[Joint.LEFT_HIP, 0], pose.px[Joint.RIGHT_HIP, 0]
    pose = changed(pose, left_hip=(left, y), right_hip=(right, y))
    assert (not lost(pose) & HIPS) is believed
    if not believed:
        assert lost(pose) >= LEGS


@pytest.mark.parametrize(("share", "believed"), [(0.64, True), (0.66, False), (1.5, False)])
def test_facing_the_camera_shoulders_hardly_wider_than_the_face_are_invented(share, believed):
    pose = person(azimuth=FRONT)
    left, right = pose.px[list(PAIRS["shoulder"])]
    half = share * (left[0] - right[0]) / 2
    x, y = pose.px[list(PAIRS["ear"])].mean(0)
    pose = changed(pose, left_ear=(x + half, y), right_ear=(x - half, y))
    assert (not lost(pose) & set(PAIRS["shoulder"])) is believed


@pytest.mark.parametrize("azimuth", [50, 90, -90])
def test_side_on_the_face_may_be_wider_than_the_shoulders(azimuth):
    pose = person(azimuth=azimuth)
    x, y = pose.px[list(PAIRS["ear"])].mean(0)
    pose = changed(pose, left_ear=(x + 90, y), right_ear=(x - 90, y))
    assert not lost(pose) & set(PAIRS["shoulder"])


def test_side_on_narrow_shoulders_say_nothing_about_the_trunk():
    assert not lost(person(SLOUCHED, 90)) & HIPS


@pytest.mark.parametrize(("above", "believed"), [(0.29, True), (0.31, False), (0.8, False)])
def test_knees_well_above_the_hips_of_an_upright_trunk_are_invented(above, believed):
    pose = person(azimuth=FRONT)
    x, y = pose.px[Joint.LEFT_HIP]
    pose = changed(pose, left_knee=(x, y - above * TRUNK_PX))
    assert (not lost(pose) & LEFT_LEG) is believed
    assert not lost(pose) & RIGHT_LEG


@pytest.mark.parametrize(
    ("trunk", "believed"), [(44, False), (46, True), (-44, False), (-46, True)]
)
def test_in_a_trunk_that_is_not_upright_the_knees_may_be_anywhere(trunk, believed):
    pose = person(Figure(trunk=trunk), 90)
    x, y = pose.px[Joint.LEFT_HIP]
    pose = changed(pose, left_knee=(x, y - 0.55 * SIDE_TRUNK_PX))
    assert (not lost(pose) & LEFT_LEG) is believed


@pytest.mark.parametrize(("trunks", "believed"), [(1.34, True), (1.36, False)])
def test_a_thigh_much_longer_than_the_trunk_is_invented(trunks, believed):
    pose = person(azimuth=90)
    x, y = pose.px[Joint.RIGHT_HIP]
    pose = changed(pose, right_knee=(x, y + trunks * SIDE_TRUNK_PX), right_ankle=(x, y + 10))
    assert (not lost(pose) & RIGHT_LEG) is believed
    assert not lost(pose) & LEFT_LEG


@pytest.mark.parametrize(("trunks", "believed"), [(0.51, True), (0.49, False)])
def test_side_on_a_thigh_much_shorter_than_the_trunk_is_invented(trunks, believed):
    pose = person(azimuth=90)
    x, y = pose.px[Joint.RIGHT_HIP]
    pose = changed(pose, right_knee=(x, y + trunks * SIDE_TRUNK_PX))
    assert (not lost(pose) & RIGHT_LEG) is believed
    assert not lost(pose) & LEFT_LEG


@pytest.mark.parametrize("azimuth", [0, 65, 115, 150, 180])
def test_from_elsewhere_a_thigh_may_look_as_short_as_it_likes(azimuth):
    # at 65 degrees the shoulders look 0.70 * cos 65 = 0.30 trunks wide
    pose = person(azimuth=azimuth)
    x, y = pose.px[Joint.RIGHT_HIP]
    assert not lost(changed(pose, right_knee=(x, y + 0.2 * TRUNK_PX))) & RIGHT_LEG


def test_what_was_not_seen_stays_unseen():
    pose = person()
    px = pose.px.copy()
    px[Joint.NOSE] = np.nan
    assert Joint.NOSE in lost(Pose(0.0, px, pose.world, pose.visibility))


def test_many_poses_at_once_are_treated_like_one_by_one():
    poses = [
        person(UPRIGHT, 90, hide=[Joint.LEFT_HIP]),
        person(STANDING, 0, at=(640, 700)),
        person(SLOUCHED, -90, hide=[Joint.NOSE]),
        person(UPRIGHT, 0, at=(60, 900)),
    ]
    together = Pose(
        np.zeros(4),
        *(np.stack([getattr(p, n) for p in poses]) for n in ("px", "world", "visibility")),
    )
    many = trusted(together, SIZE)
    assert many.px.shape == (4, JOINT_COUNT, 2)
    for i, pose in enumerate(poses):
        one = trusted(pose, SIZE)
        assert np.array_equal(many.px[i], one.px, equal_nan=True)
        assert np.array_equal(many.world[i], one.world, equal_nan=True)


def test_in_an_exercise_only_doubt_and_the_border_hide_a_joint():
    raised = changed(person(UPRIGHT), left_knee=(WIDTH / 2, HEIGHT * 0.1))
    assert Joint.LEFT_KNEE in lost(raised)
    assert not np.isnan(seen(raised, SIZE).px).any()
    doubted, cut = with_visibility(Joint.LEFT_ANKLE, 0.39), changed(raised, left_wrist=(5.0, 300.0))
    for pose, joint in ((doubted, Joint.LEFT_ANKLE), (cut, Joint.LEFT_WRIST)):
        left = seen(pose, SIZE)
        assert set(np.flatnonzero(np.isnan(left.px[:, 0]))) == {joint}
        assert set(np.flatnonzero(np.isnan(left.world[:, 0]))) == {joint}
