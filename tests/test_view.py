"""Which way a body faces, how much of it is seen, and why it cannot be judged."""

from __future__ import annotations

from math import acos, cos, degrees, inf, nan, radians, sin

import numpy as np
import pytest

from posecoach.joints import JOINT_COUNT, Joint
from posecoach.trust import trusted
from posecoach.types import Framing, Pose, View
from posecoach.view import (
    AWAY_FACE,
    BACK_READ,
    BACK_YAW,
    FRONT_READ,
    FRONT_YAW,
    TOO_FAR,
    TURNED,
    UNSEEN,
    Settled,
    outlook,
    read,
    settle,
)
from tests.bodies import Figure, points
from tests.people import (
    AT,
    BELOW_HIPS,
    BELOW_KNEES,
    SIZE,
    SLOUCHED,
    STANDING,
    TRUNK_PX,
    UPRIGHT,
    flipped,
    person,
)

TURNED_HEAD = 20.0


def seen(pose):
    """What is read of a pose once the joints that cannot be believed are gone."""
    return read(trusted(pose, SIZE))


def exact(azimuth):
    """The person with every joint where it is, not where the network would put it side-on."""
    pose, px = person(azimuth=azimuth), UPRIGHT.seen(azimuth, size=TRUNK_PX, at=AT)
    return Pose(pose.t, np.where(np.isnan(px), pose.px, px), pose.world, pose.visibility)


def view_of(pose):
    return View(int(seen(pose).view))


def torso(width_px, yaw, trunk_px=200.0):
    """Shoulders, hips and ears from SCIENCE A10 V7, with the depth of a body turned by `yaw`."""
    half, a = width_px / 2, radians(yaw)
    px = points(
        left_shoulder=(300 + half, 200),
        right_shoulder=(300 - half, 200),
        hip=(300, 200 + trunk_px),
        left_ear=(330, 130),
        right_ear=(270, 130),
        nose=(300, 135),
    )
    world = np.full((JOINT_COUNT, 3), nan)
    world[Joint.LEFT_SHOULDER] = 0.17 * np.array([cos(a), 0, sin(a)])
    world[Joint.RIGHT_SHOULDER] = -world[Joint.LEFT_SHOULDER]
    return Pose(0.0, px, world, np.ones(JOINT_COUNT))


@pytest.mark.parametrize(
    ("width", "yaw", "view"),
    [(140, 0.0, View.FRONT), (85, 52.6, View.OBLIQUE), (40, 73.4, View.SIDE_RIGHT)],
)
def test_the_shoulder_ratio_gives_the_yaw_of_the_vectors(width, yaw, view):
    found = read(torso(width, degrees(acos(width / 200 / 0.70))))
    assert float(found.yaw) == pytest.approx(yaw, abs=0.05)
    assert View(int(found.view)) is view


def test_width_and_depth_vote_with_equal_weight():
    assert float(read(torso(40, 0.0)).yaw) == pytest.approx(73.4 / 2, abs=0.05)
    assert float(read(torso(140, 50.0)).yaw) == pytest.approx(25.0)


@pytest.mark.parametrize("azimuth", range(-180, 181, 10))
def test_the_yaw_of_a_figure_is_how_far_it_is_turned(azimuth):
    assert float(seen(exact(azimuth)).yaw) == pytest.approx(abs(azimuth), abs=1e-6)


@pytest.mark.parametrize(
    ("azimuth", "view"),
    [
        (0, View.FRONT),
        (FRONT_READ - 0.1, View.FRONT),
        (FRONT_READ + 0.1, View.OBLIQUE),
        (59.9, View.OBLIQUE),
        (60.1, View.SIDE_RIGHT),
        (90, View.SIDE_RIGHT),
        (BACK_READ - 0.1, View.SIDE_RIGHT),
        (BACK_READ + 0.1, View.BACK),
        (180, View.BACK),
    ],
)
def test_the_views_meet_where_the_network_reads_their_limits_either_way(azimuth, view):
    mirror = {View.SIDE_RIGHT: View.SIDE_LEFT}
    assert view_of(exact(azimuth)) is view
    assert view_of(exact(-azimuth)) is mirror.get(view, view)
    assert view_of(flipped(exact(azimuth))) is mirror.get(view, view)


def test_the_limits_read_lie_within_those_of_the_views():
    # the network draws bodies towards the front and the side, so its readings fall short
    assert 20 < FRONT_READ < FRONT_YAW
    assert 90 < BACK_READ < BACK_YAW


@pytest.mark.parametrize(("yaw", "view"), [(37.9, View.FRONT), (38.1, View.OBLIQUE)])
def test_without_hips_the_front_ends_where_the_science_says(yaw, view):
    pose = torso(140, 2 * yaw)  # the face votes 0
    pose.px[[Joint.LEFT_HIP, Joint.RIGHT_HIP]] = nan
    assert View(int(read(pose).view)) is view


def test_ears_vote_on_whether_a_body_is_seen_from_behind():
    def turned(shoulders, ears):
        pose = torso(40, shoulders)
        world, a = pose.world.copy(), radians(ears)
        world[Joint.LEFT_EAR] = 0.07 * np.array([cos(a), 0, sin(a)])
        world[Joint.RIGHT_EAR] = -world[Joint.LEFT_EAR]
        return View(int(read(Pose(0.0, pose.px, world, pose.visibility)).view))

    assert turned(105, 2 * BACK_READ - 104) is View.BACK
    assert turned(105, 2 * BACK_READ - 106) is not View.BACK
    assert turned(125, 90) is not View.BACK
    assert turned(125, nan) is View.BACK


def test_somebody_looking_to_picture_right_shows_the_right_side():
    found = seen(person(azimuth=90))
    assert (View(int(found.view)), int(found.facing)) == (View.SIDE_RIGHT, 1)
    found = seen(person(azimuth=-90))
    assert (View(int(found.view)), int(found.facing)) == (View.SIDE_LEFT, -1)


@pytest.mark.parametrize(("ahead", "facing"), [(0.14, -1), (0.16, 1), (-0.16, -1)])
def test_the_nose_tells_the_facing_once_it_is_clear_of_the_ears_else_the_depth_does(ahead, facing):
    # SCIENCE A0: |nose - ears| > 0.15 ear-shoulder; the depth here says picture left
    pose = torso(40, -73.4)
    px = pose.px.copy()
    px[Joint.NOSE, 0] = 300 + ahead * 70
    assert int(read(Pose(0.0, px, pose.world, pose.visibility)).facing) == facing


@pytest.mark.parametrize("azimuth", [0, 20, -20, 45, 90, -90, 180])
def test_without_hips_the_turn_of_the_face_votes_instead(azimuth):
    pose = person(azimuth=azimuth, hide=BELOW_HIPS)
    expected = {0: View.FRONT, 45: View.OBLIQUE, 90: View.SIDE_RIGHT, 180: View.BACK}
    mirror = {View.SIDE_RIGHT: View.SIDE_LEFT}
    want = expected[abs(azimuth) if abs(azimuth) != 20 else 0]
    assert view_of(pose) is (mirror.get(want, want) if azimuth < 0 else want)


def test_a_face_turned_by_a_known_angle_is_read_as_that():
    # SCIENCE A3 HY: 0.018 ear distances a degree
    pose = torso(140, 0.0)
    px = pose.px.copy()
    px[[Joint.LEFT_HIP, Joint.RIGHT_HIP]] = nan
    px[Joint.NOSE, 0] = 300 + 0.018 * TURNED_HEAD * 60
    found = read(Pose(0.0, px, pose.world, pose.visibility))
    assert float(found.yaw) == pytest.approx(TURNED_HEAD / 2)


@pytest.mark.parametrize("joint", [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER])
def test_without_both_shoulders_the_view_is_unknown(joint):
    assert view_of(person(hide=[joint])) is View.UNKNOWN


# --- framing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hide", "framing"),
    [
        ((), Framing.FULL_BODY),
        ((Joint.LEFT_ANKLE, Joint.RIGHT_KNEE), Framing.UPPER_BODY),
        ((Joint.LEFT_HIP, Joint.LEFT_KNEE), Framing.FULL_BODY),
        (BELOW_KNEES, Framing.UPPER_BODY),
        ((Joint.LEFT_HIP, *BELOW_KNEES), Framing.UPPER_BODY),
        (BELOW_HIPS, Framing.HEAD_AND_SHOULDERS),
        ((Joint.LEFT_SHOULDER,), Framing.FULL_BODY),
        ((Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER), Framing.UNKNOWN),
    ],
)
def test_framing_is_what_is_seen_of_one_whole_side(hide, framing):
    assert Framing(int(seen(person(hide=hide)).framing)) is framing


def test_many_poses_at_once_are_read_like_one_by_one():
    poses = [person(f, a) for f in (SLOUCHED, STANDING, Figure()) for a in (0, 50, 90, -90, 170)]
    together = Pose(
        np.zeros(len(poses)),
        np.stack([p.px for p in poses]),
        np.stack([p.world for p in poses]),
        np.stack([p.visibility for p in poses]),
    )
    many = read(together)
    for i, pose in enumerate(poses):
        one = read(pose)
        for name in ("view", "framing", "facing", "yaw", "segment_px"):
            assert getattr(many, name)[i] == pytest.approx(float(getattr(one, name)), nan_ok=True)


# --- memory -----------------------------------------------------------------------------------

FRONT = (View.FRONT, Framing.FULL_BODY, 0)
SIDE = (View.SIDE_RIGHT, Framing.FULL_BODY, 1)
BACK = (View.BACK, Framing.FULL_BODY, 1)


def settled(scene, seconds=10.0, fps=8.0):
    """[(t, Settled)] of a scene: seconds -> (view, framing, facing)."""
    state, found = Settled(), []
    for i in range(round(seconds * fps) + 1):
        state = settle(state, i / fps, *scene(i / fps))
        found.append((i / fps, state))
    return found


def test_the_first_view_counts_at_once():
    assert settled(lambda t: FRONT)[0][1] == Settled(*FRONT)


@pytest.mark.parametrize("fps", [5, 12.5, 30, 60])
@pytest.mark.parametrize(
    "other", [SIDE, (View.FRONT, Framing.UPPER_BODY, 0), (View.UNKNOWN, Framing.UNKNOWN, 0)]
)
def test_another_view_or_framing_counts_once_it_has_lasted_a_second(fps, other):
    found = settled(lambda t: FRONT if t < 3 else other, fps=fps)
    changed = next(t for t, s in found if s.view is other[0] and s.framing is other[1])
    assert 4 - 1e-9 <= changed <= 4 + 2 / fps


def test_a_glimpse_of_another_view_changes_nothing():
    for _, state in settled(lambda t: SIDE if t % 2 >= 1.2 else FRONT):
        assert (state.view, state.framing, state.facing) == FRONT


def test_out_of_sight_and_back_within_a_second_changes_nothing():
    nothing = (View.UNKNOWN, Framing.UNKNOWN, 0)
    found = settled(lambda t: nothing if 3 <= t < 3.9 else FRONT)
    assert {s.view for _, s in found} == {View.FRONT}
    assert found[-1][1].other_since == inf


def test_after_time_out_of_sight_what_comes_counts_at_once():
    found = settled(
        lambda t: FRONT if t < 3 else (View.UNKNOWN, Framing.UNKNOWN, 0) if t < 6 else SIDE
    )
    assert next(t for t, s in found if s.view is View.SIDE_RIGHT) == 6.0


def test_looking_the_other_way_for_a_moment_does_not_turn_a_side_view():
    other = (View.SIDE_RIGHT, Framing.FULL_BODY, -1)
    found = settled(lambda t: other if 3 <= t < 3.9 else SIDE)
    assert {s.facing for _, s in found} == {1}
    found = settled(lambda t: other if t >= 3 else SIDE)
    assert next(t for t, s in found if s.facing == -1) == 4.0


def test_facing_the_camera_the_side_the_nose_points_to_does_not_matter():
    found = settled(lambda t: (View.FRONT, Framing.FULL_BODY, 1 if t % 2 < 1 else -1))
    assert all(s.other_since == inf for _, s in found)


# --- reasons ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (View.UNKNOWN, UNSEEN),
        (View.OBLIQUE, TURNED),
        (View.BACK, AWAY_FACE),
        (View.FRONT, ""),
        (View.SIDE_LEFT, ""),
        (View.SIDE_RIGHT, ""),
    ],
)
def test_only_front_and_side_can_be_judged_and_the_others_say_why_not(view, reason):
    yaw = 12.0 if view is View.FRONT else 80.0
    found = outlook(Settled(view, Framing.FULL_BODY, 1), yaw, 80.0)
    assert (found.view, found.framing) == (view, Framing.FULL_BODY)
    assert (found.facing, found.yaw) == (1, yaw)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("view", "yaw", "reason"),
    [
        (View.FRONT, 47.9, ""),
        (View.FRONT, 48.1, TURNED),
        (View.FRONT, 121.0, TURNED),
        (View.SIDE_LEFT, 50.1, ""),
        (View.SIDE_RIGHT, 49.9, TURNED),
        (View.SIDE_RIGHT, 129.9, ""),
        (View.SIDE_LEFT, 130.1, TURNED),
        (View.FRONT, nan, ""),
        (View.SIDE_LEFT, nan, ""),
    ],
)
def test_a_body_that_has_turned_is_not_judged_by_the_view_that_still_counts(view, yaw, reason):
    assert outlook(Settled(view, Framing.FULL_BODY, 1), yaw, 80.0).reason == reason


@pytest.mark.parametrize(("segment", "reason"), [(15.9, TOO_FAR), (16.0, ""), (nan, "")])
def test_somebody_so_far_away_that_pixels_are_degrees_is_not_judged(segment, reason):
    assert outlook(Settled(View.FRONT, Framing.FULL_BODY), 0.0, segment).reason == reason


def test_reasons_are_short_and_say_what_to_do_where_something_can_be_done():
    for reason in (UNSEEN, TURNED, AWAY_FACE, TOO_FAR):
        assert len(reason) <= 45
        assert reason == reason.strip(". ")
    assert ": " in TURNED
    assert ": " in TOO_FAR
