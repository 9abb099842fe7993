"""Sitting, standing, lying: bodies by construction, and how long a change must last."""

from __future__ import annotations

import pytest

from posecoach.activity.presence import Presence, read, settle
from posecoach.metrics.body import Body
from posecoach.types import Activity, Framing, View
from tests.bodies import FACING_LEFT, FACING_RIGHT, FRONT, Figure, baseline_of, hidden
from tests.people import BELOW_HIPS, BELOW_KNEES, STANDING, UPRIGHT

SITTING, UPRIGHT_ON_FEET, LYING, UNKNOWN, AWAY = (
    Activity.SITTING,
    Activity.STANDING,
    Activity.LYING,
    Activity.UNKNOWN,
    Activity.AWAY,
)
VIEWS = {FRONT: View.FRONT, FACING_RIGHT: View.SIDE_RIGHT, FACING_LEFT: View.SIDE_LEFT}


def activity(figure, azimuth=FACING_RIGHT, hide=(), framing=Framing.FULL_BODY):
    """What is read of a figure."""
    view = VIEWS[azimuth]
    facing = {View.SIDE_RIGHT: 1.0, View.SIDE_LEFT: -1.0}.get(view, 0.0)
    body = Body(hidden(figure.seen(azimuth), hide), facing, facing < 0)
    return Activity(int(read(body, view, framing)))


both_sides = pytest.mark.parametrize("azimuth", [FACING_RIGHT, FACING_LEFT])


@both_sides
@pytest.mark.parametrize(
    ("hip", "knee", "want"),
    [
        (90, 90, SITTING),
        (61, 90, SITTING),
        (59, 90, UNKNOWN),
        (129, 90, SITTING),
        (131, 90, UNKNOWN),
        (90, 51, SITTING),
        (90, 49, UNKNOWN),
        (90, 139, SITTING),
        (90, 141, UNKNOWN),
        (180, 180, UPRIGHT_ON_FEET),
        (151, 156, UPRIGHT_ON_FEET),
        (149, 180, UNKNOWN),
        (180, 154, UNKNOWN),
        (140, 170, UNKNOWN),
    ],
)
def test_side_on_hip_and_knee_tell_sitting_from_standing(azimuth, hip, knee, want):
    # SCIENCE B: torso-thigh 60-130 and knee 50-140, or hip > 150 and knee > 155
    assert activity(Figure(torso_thigh=hip, knee=knee), azimuth) is want


@both_sides
def test_side_on_with_the_feet_out_of_sight_the_hip_tells_sitting_but_not_standing(azimuth):
    assert activity(UPRIGHT, azimuth, hide=BELOW_KNEES) is SITTING
    assert activity(STANDING, azimuth, hide=BELOW_KNEES) is UNKNOWN


@pytest.mark.parametrize("azimuth", VIEWS)
def test_with_the_legs_out_of_sight_nothing_is_known(azimuth):
    assert activity(UPRIGHT, azimuth, hide=BELOW_HIPS) is UNKNOWN


def test_facing_the_camera_thighs_that_point_at_it_are_sitting_and_hanging_ones_standing():
    assert activity(UPRIGHT, FRONT) is SITTING
    assert activity(Figure(torso_thigh=100), FRONT) is SITTING
    assert activity(STANDING, FRONT) is UPRIGHT_ON_FEET


@pytest.mark.parametrize(("hip", "want"), [(142, SITTING), (144.5, UPRIGHT_ON_FEET)])
def test_facing_the_camera_knees_less_than_68_percent_of_a_trunk_below_the_hips_are_seated(
    hip, want
):
    # 0.85 trunks long, seen as 0.85 * -cos(hip): 0.67 and 0.69
    assert activity(Figure(torso_thigh=hip, knee=hip), FRONT) is want


@pytest.mark.parametrize("azimuth", [20, 48, -48, 150, -150, 180])
@pytest.mark.parametrize(("figure", "want"), [(UPRIGHT, SITTING), (STANDING, UPRIGHT_ON_FEET)])
def test_from_wherever_level_thighs_are_sitting_however_long_they_look(azimuth, figure, want):
    body = Body(figure.seen(azimuth))
    view = View.FRONT if abs(azimuth) < 38 else View.BACK if abs(azimuth) > 120 else View.OBLIQUE
    assert Activity(int(read(body, view, Framing.FULL_BODY))) is want


def test_a_thigh_that_points_up_is_not_standing():
    px = STANDING.seen(FACING_RIGHT)
    px[:, 1] = 1000 - px[:, 1]  # upside down
    body = Body(px, 1.0, False)
    assert Activity(int(read(body, View.SIDE_RIGHT, Framing.FULL_BODY))) is not UPRIGHT_ON_FEET


@both_sides
@pytest.mark.parametrize(
    ("trunk", "want"), [(59, UNKNOWN), (61, LYING), (-59, UNKNOWN), (-61, LYING), (90, LYING)]
)
def test_a_trunk_more_than_60_degrees_from_upright_is_lying(azimuth, trunk, want):
    assert activity(Figure(trunk=trunk, torso_thigh=140, knee=170), azimuth) is want


def test_facing_the_camera_a_trunk_on_its_side_is_lying():
    assert activity(Figure(lean=80), FRONT) is LYING


# --- at the laptop ----------------------------------------------------------------------------

USUAL = UPRIGHT.seen(FRONT)


def at_laptop(px, baseline=True, view=View.FRONT, framing=Framing.HEAD_AND_SHOULDERS):
    known = baseline_of(Body(USUAL)) if baseline else {}
    body = Body(hidden(px, BELOW_HIPS), baseline=known)
    return Activity(int(read(body, view, framing)))


SHOULDERS_PX = 0.70 * 200


@pytest.mark.parametrize(
    ("rise", "want"),
    [(0.61, UPRIGHT_ON_FEET), (0.59, UNKNOWN), (0.49, SITTING), (-0.49, SITTING), (-0.51, UNKNOWN)],
)
def test_at_a_laptop_a_risen_eye_line_is_standing_and_the_usual_one_sitting(rise, want):
    # SCIENCE B, in shoulder widths
    assert at_laptop(USUAL - [0.0, rise * SHOULDERS_PX]) is want


@pytest.mark.parametrize(
    ("scale", "want"), [(0.66, SITTING), (0.64, UNKNOWN), (1.59, SITTING), (1.61, UNKNOWN)]
)
def test_at_a_laptop_a_face_of_another_size_is_not_sitting_there(scale, want):
    eyes = USUAL[[2, 5]].mean(0)
    assert at_laptop(eyes + scale * (USUAL - eyes)) is want


def test_at_a_laptop_nothing_is_known_without_a_baseline():
    assert at_laptop(USUAL, baseline=False) is UNKNOWN


def test_the_eye_line_speaks_only_for_head_and_shoulders_from_the_front():
    assert at_laptop(USUAL, framing=Framing.UPPER_BODY) is UNKNOWN
    assert at_laptop(USUAL, view=View.OBLIQUE) is UNKNOWN


# --- memory -----------------------------------------------------------------------------------


def course(scene, seconds=30.0, fps=8.0, **how):
    """[(t, Activity)] of a scene: seconds -> what is seen."""
    state, found = Presence(), []
    for i in range(round(seconds * fps) + 1):
        state = settle(state, i / fps, scene(i / fps), **how)
        found.append((i / fps, state.activity))
    return found


def when(found, wanted):
    return next(t for t, a in found if a is wanted)


def test_the_first_activity_counts_at_once():
    assert course(lambda t: UNKNOWN if t < 2 else SITTING)[16] == (2.0, SITTING)


@pytest.mark.parametrize("fps", [5, 12.5, 30, 60])
@pytest.mark.parametrize("other", [UPRIGHT_ON_FEET, AWAY, LYING])
def test_another_activity_counts_once_it_has_lasted_a_second(fps, other):
    found = course(lambda t: SITTING if t < 3 else other, fps=fps)
    assert 4 - 1e-9 <= when(found, other) <= 4 + 2 / fps


@pytest.mark.parametrize("fps", [5, 30])
def test_what_cannot_be_told_any_more_is_unknown_after_20_seconds(fps):
    found = course(lambda t: SITTING if t < 3 else UNKNOWN, fps=fps)
    assert 23 - 1e-9 <= when(found, UNKNOWN) <= 23 + 2 / fps
    found = course(lambda t: SITTING if t % 21 < 1.5 else UNKNOWN, seconds=60)
    assert {a for _, a in found} == {SITTING}


def test_a_moment_of_something_else_changes_nothing():
    found = course(lambda t: SITTING if t % 2 < 1.2 else UPRIGHT_ON_FEET)
    assert {a for _, a in found} == {SITTING}


def test_two_other_activities_in_turn_do_not_add_up():
    found = course(lambda t: SITTING if t < 3 else (AWAY, LYING)[int(t * 2) % 2])
    assert {a for _, a in found} == {SITTING}


def test_somebody_who_comes_back_is_no_longer_away_at_once():
    found = course(lambda t: SITTING if t < 3 or t >= 8 else AWAY)
    assert when(found, AWAY) == 4.0
    assert found[64] == (8.0, SITTING)
    found = course(lambda t: AWAY if t < 3 else UNKNOWN)
    assert found[24] == (3.0, UNKNOWN)


def test_at_a_laptop_standing_counts_after_10_seconds_because_it_may_be_a_stretch():
    found = course(lambda t: SITTING if t < 3 else UPRIGHT_ON_FEET, close_up=True)
    assert when(found, UPRIGHT_ON_FEET) == 13.0
    found = course(lambda t: UPRIGHT_ON_FEET if t < 3 else SITTING, close_up=True)
    assert when(found, SITTING) == 4.0
