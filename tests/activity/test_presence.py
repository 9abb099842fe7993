"""Sitting, standing, lying: bodies by construction, and how long a change must last."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.activity.presence import Presence, read, risen_out, settle
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
EYES = USUAL[[2, 5]].mean(0)


def grown(scale, rise=0.0):
    """The usual face at another size, its eyes risen by so many of its own shoulder widths."""
    return EYES + scale * (USUAL - EYES) - [0.0, rise * scale * SHOULDERS_PX]


@pytest.mark.parametrize(
    ("rise", "want"),
    [(0.61, UPRIGHT_ON_FEET), (0.59, UNKNOWN), (0.49, SITTING), (-0.49, SITTING), (-0.51, UNKNOWN)],
)
def test_at_a_laptop_a_risen_eye_line_is_standing_and_the_usual_one_sitting(rise, want):
    # SCIENCE B, in shoulder widths
    assert at_laptop(USUAL - [0.0, rise * SHOULDERS_PX]) is want


@pytest.mark.parametrize(("rise", "want"), [(0.61, UPRIGHT_ON_FEET), (0.59, UNKNOWN)])
@pytest.mark.parametrize("scale", [0.6, 0.5])
def test_somebody_who_steps_back_from_the_laptop_stands_by_the_shoulders_seen_there(
    scale, rise, want
):
    assert at_laptop(grown(scale, rise)) is want


@pytest.mark.parametrize(
    ("scale", "want"), [(0.66, SITTING), (0.64, UNKNOWN), (2.19, SITTING), (2.21, UNKNOWN)]
)
def test_at_a_laptop_a_face_of_another_size_is_not_sitting_there(scale, want):
    assert at_laptop(grown(scale)) is want


@pytest.mark.parametrize("view", [View.OBLIQUE, View.SIDE_LEFT, View.SIDE_RIGHT])
@pytest.mark.parametrize(("scale", "want"), [(0.66, SITTING), (0.64, UNKNOWN)])
def test_somebody_turned_to_another_screen_is_measured_by_the_neck(view, scale, want):
    px = grown(scale)
    px[[1, 2, 3, 4, 5, 6]] = px[[2, 5]].mean(0)  # a face in profile has no width
    assert at_laptop(px, view=view) is want


def test_one_eye_is_enough_for_the_eye_line_but_not_none():
    px, away = USUAL.copy(), USUAL - [0.0, 0.7 * SHOULDERS_PX]
    px[5] = away[5] = np.nan
    assert at_laptop(px) is SITTING
    assert at_laptop(away) is UPRIGHT_ON_FEET
    px[2] = np.nan
    assert at_laptop(px) is UNKNOWN


HEIGHT = 1000.0


@pytest.mark.parametrize(
    ("eyes", "scale", "want"),
    [
        (29.0, 1.0, True),
        (31.0, 1.0, False),  # the head is in the picture yet
        (-80.0, 1.19, True),
        (-80.0, 1.21, False),  # leant in: nearer, not risen
        (-80.0, 0.7, True),
    ],
)
def test_a_head_above_the_picture_has_stood_up_unless_it_has_come_nearer(eyes, scale, want):
    px = EYES + scale * (USUAL - EYES) + [0.0, eyes - EYES[1]]
    usual = baseline_of(Body(USUAL))
    assert risen_out(Body(px, baseline=usual), HEIGHT) is want
    assert risen_out(Body(px), HEIGHT) is False


def test_at_a_laptop_nothing_is_known_without_a_baseline():
    assert at_laptop(USUAL, baseline=False) is UNKNOWN


def test_the_eye_line_speaks_wherever_the_legs_are_out_of_sight_but_not_of_a_back():
    assert at_laptop(USUAL, framing=Framing.UPPER_BODY) is SITTING
    assert at_laptop(USUAL, view=View.BACK) is UNKNOWN
    assert at_laptop(USUAL, framing=Framing.UNKNOWN) is UNKNOWN


def test_legs_in_sight_beat_the_eye_line():
    body = Body(STANDING.seen(FRONT), baseline=baseline_of(Body(STANDING.seen(FRONT))))
    assert Activity(int(read(body, View.FRONT, Framing.FULL_BODY))) is UPRIGHT_ON_FEET


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
@pytest.mark.parametrize(("other", "wait"), [(UPRIGHT_ON_FEET, 1), (LYING, 1), (AWAY, 10)])
def test_another_activity_counts_once_it_has_lasted(fps, other, wait):
    found = course(lambda t: SITTING if t < 3 else other, fps=fps)
    assert 3 + wait - 1e-9 <= when(found, other) <= 3 + wait + 2 / fps


@pytest.mark.parametrize("fps", [1, 2, 7.5, 30])
@pytest.mark.parametrize("other", [UPRIGHT_ON_FEET, LYING, AWAY, UNKNOWN])
def test_when_it_began_is_known_to_a_frame_at_any_rate(fps, other):
    state = Presence()
    for i in range(round(30 * fps)):
        state = settle(state, i / fps, SITTING if i / fps < 4.5 else other)
    assert state.activity is other
    assert 4.5 <= state.began < 4.5 + 1 / fps


def test_an_activity_that_goes_on_began_when_it_began():
    state = settle(settle(Presence(), 2.0, SITTING), 3.0, SITTING)
    assert state.began == 2.0
    state = settle(settle(state, 3.2, UPRIGHT_ON_FEET), 3.4, SITTING)
    assert state.began == 2.0


@pytest.mark.parametrize("fps", [5, 30])
def test_what_cannot_be_told_any_more_is_unknown_after_20_seconds(fps):
    found = course(lambda t: SITTING if t < 3 else UNKNOWN, fps=fps)
    assert 23 - 1e-9 <= when(found, UNKNOWN) <= 23 + 2 / fps
    found = course(lambda t: SITTING if t % 21 < 1.5 else UNKNOWN, seconds=60)
    assert {a for _, a in found} == {SITTING}


def test_a_moment_of_something_else_changes_nothing():
    found = course(lambda t: SITTING if t % 2 < 1.2 else UPRIGHT_ON_FEET)
    assert {a for _, a in found} == {SITTING}


def test_two_other_activities_in_turn_do_not_add_up_but_are_not_the_old_one_for_ever():
    found = course(lambda t: SITTING if t < 3 else (AWAY, UNKNOWN)[int(t * 2) % 2])
    assert {a for t, a in found if t < 23} == {SITTING}
    assert {a for t, a in found if t >= 23} == {UNKNOWN}


def test_somebody_who_comes_back_is_no_longer_away_at_once():
    found = course(lambda t: SITTING if t < 3 or t >= 18 else AWAY)
    assert when(found, AWAY) == 13.0
    assert found[144] == (18.0, SITTING)
    found = course(lambda t: AWAY if t < 13 else UNKNOWN)
    assert found[103] == (12.875, AWAY)
    assert found[104] == (13.0, UNKNOWN)


def test_a_head_that_is_now_above_the_picture_and_now_not_found_is_up_since_it_left():
    found = course(lambda t: SITTING if t < 3 else (AWAY, UPRIGHT_ON_FEET)[int(t * 4) % 3 == 0])
    assert {a for t, a in found if t < 4.5} == {SITTING}
    assert {a for t, a in found if t >= 4.5} <= {AWAY, UPRIGHT_ON_FEET}
    found = course(
        lambda t: SITTING if t < 3 else (AWAY, UPRIGHT_ON_FEET)[int(t * 4) % 3 == 0], close_up=True
    )
    assert {a for t, a in found if t < 13} == {SITTING}
    assert {a for t, a in found if t > 13} <= {AWAY, UPRIGHT_ON_FEET}


def test_an_empty_room_at_the_start_is_unknown_until_nobody_has_come_for_10_seconds():
    found = course(lambda t: AWAY)
    assert when(found, AWAY) == 10.0
    assert found[0] == (0.0, UNKNOWN)


def test_at_a_laptop_standing_counts_after_10_seconds_because_it_may_be_a_stretch():
    found = course(lambda t: SITTING if t < 3 else UPRIGHT_ON_FEET, close_up=True)
    assert when(found, UPRIGHT_ON_FEET) == 13.0
    found = course(lambda t: UPRIGHT_ON_FEET if t < 3 else SITTING, close_up=True)
    assert when(found, SITTING) == 4.0
