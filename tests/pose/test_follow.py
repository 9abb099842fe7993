"""One person is followed: by place and size, through company, jumps and swapped sides."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.joints import MIRROR, PAIRS, Joint
from posecoach.pose.follow import (
    COMPANY,
    COVERED,
    DARK,
    JUMP,
    JUMP_PER_S,
    JUMPED,
    NOBODY,
    RESIZE,
    RESIZE_S,
    Track,
    continues,
    extent,
    follow,
    unswapped,
)
from posecoach.types import Pose
from tests.people import moved, person, sighting

HERE = person(azimuth=0.0, at=(400, 500))
CENTRE, SIZE = extent(HERE)


def shifted(sizes, pose=HERE):
    """The person, moved sideways by so many body sizes."""
    return moved(pose, by=(sizes * SIZE, 0.0))


def resized(factor, pose=HERE):
    """The person, larger or smaller in the same place."""
    return moved(pose, factor, by=((CENTRE * (1 - factor)).real, (CENTRE * (1 - factor)).imag))


def run(*frames, dt=0.1, counted=True):
    """[(track, pose, reason)] of frames, each a tuple of people."""
    track, found = None, []
    for i, people in enumerate(frames):
        track, pose, reason = follow(track, sighting(i * dt, *people, counted=counted))
        found.append((track, pose, reason))
    return found


def settled(seconds=3.0, pose=HERE):
    """A track of somebody seen alone for a while, and the time after it."""
    track = None
    for i in range(round(seconds * 10) + 1):
        track, _, _ = follow(track, sighting(i / 10, pose))
    return track, seconds + 0.1


def test_the_extent_is_where_head_and_trunk_are_and_how_large():
    joints = [Joint.NOSE, *PAIRS["ear"], *PAIRS["shoulder"], *PAIRS["hip"]]
    core = HERE.px[joints]
    middle = core.mean(0)
    assert complex(*middle) == pytest.approx(CENTRE)
    assert np.sqrt(((core - middle) ** 2).sum(1).mean()) == pytest.approx(SIZE)
    assert extent(moved(HERE, 2.0))[1] == pytest.approx(2 * SIZE)
    assert extent(moved(HERE, by=(30, -20)))[0] == pytest.approx(CENTRE + 30 - 20j)


# --- nobody -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("brightness", "contrast", "why"),
    [
        (120, 50, NOBODY),
        (40, 50, NOBODY),
        (15.0, 50, NOBODY),
        (14.9, 50, DARK),
        (39.9, 3.9, COVERED),
        (5, 4.0, DARK),
        (5, 3.9, COVERED),
        (0, 0, COVERED),
        (120, 1, NOBODY),
        (np.nan, np.nan, NOBODY),
    ],
)
def test_nobody_comes_with_the_reason_the_light_gives(brightness, contrast, why):
    track, pose, reason = follow(None, sighting(0, brightness=brightness, contrast=contrast))
    assert (track, pose, reason) == (None, None, why)


def test_a_dark_picture_with_somebody_in_it_is_judged():
    assert follow(None, sighting(0, HERE, brightness=5, contrast=1))[2] == ""


def test_somebody_out_of_sight_is_not_forgotten():
    track, t = settled()
    after, pose, reason = follow(track, sighting(t))
    assert (after, pose, reason) == (track, None, NOBODY)
    after, pose, reason = follow(after, sighting(t + 1, HERE))
    assert (after.number, reason) == (0, "")
    assert pose is not None


# --- the same person --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sizes", "dt", "same"),
    [
        (JUMP - 0.01, 0.1, True),
        (JUMP + 0.01, 0.1, False),
        (-JUMP - 0.01, 0.1, False),
        (JUMP + 0.01, RESIZE_S, False),
        (JUMP + JUMP_PER_S * 0.2 - 0.01, RESIZE_S + 0.2, True),
        (JUMP + JUMP_PER_S * 0.2 + 0.01, RESIZE_S + 0.2, False),
    ],
)
def test_a_body_that_moves_further_than_bodies_do_is_not_the_same(sizes, dt, same):
    track, _ = settled()
    assert continues(track, *extent(shifted(sizes)), track.t + dt) is same


@pytest.mark.parametrize(
    ("factor", "dt", "same"),
    [
        (1 + RESIZE - 0.01, 0.1, True),
        (1 + RESIZE + 0.01, 0.1, False),
        (1 / (1 + RESIZE) + 0.01, 0.1, True),
        (1 / (1 + RESIZE) - 0.01, 0.1, False),
        (1.4, 2 * RESIZE_S, True),
        (1.6, 2 * RESIZE_S, False),
    ],
)
def test_a_body_that_changes_size_faster_than_bodies_do_is_not_the_same(factor, dt, same):
    track, _ = settled()
    assert continues(track, *extent(resized(factor)), track.t + dt) is same


def test_how_far_is_measured_in_sizes_of_the_body():
    near, far = settled()[0], settled(pose=resized(0.5))[0]
    assert continues(near, *extent(shifted(0.6)), near.t + 0.1)
    assert not continues(far, *extent(shifted(0.6, resized(0.5))), far.t + 0.1)


@pytest.mark.parametrize("fps", [5, 12.5, 30, 60])
def test_somebody_who_walks_through_the_picture_stays_the_same(fps):
    track = None
    for i in range(round(4 * fps)):
        t = i / fps
        track, pose, reason = follow(track, sighting(t, shifted(1.0 * t)))
        assert (reason, pose is not None, track.number) == ("", True, 0)


# --- others -----------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("factor", [0.4, 1.0, 2.0])
def test_a_passer_by_of_any_size_changes_nothing(order, factor):
    track, t = settled()
    for i in range(30):
        other = resized(factor, shifted(3.0 - i * 0.02))
        people = (HERE, other)[::order]
        track, pose, reason = follow(track, sighting(t + i / 10, *people))
        assert reason == ""
        assert np.array_equal(pose.px, HERE.px)
        assert track.number == 0


def test_two_people_from_the_start_are_not_judged_and_the_reason_is_company():
    for _, pose, reason in run(*[(HERE, shifted(3.0))] * 60):
        assert (pose, reason) == (None, COMPANY)


def test_once_the_other_has_left_and_was_not_counted_again_the_one_who_stays_is_judged():
    found = run(*[(HERE, shifted(3.0))] * 10, *[(HERE,)] * 10)
    assert [reason for _, _, reason in found] == [COMPANY] * 10 + [""] * 10
    back = run(*[(HERE, shifted(3.0))] * 10, *[(HERE,)] * 40, *[(HERE, shifted(3.0))] * 10)
    assert [reason for _, _, reason in back] == [COMPANY] * 10 + [""] * 50


def test_company_that_comes_too_early_stops_the_judging():
    found = run(*[(HERE,)] * 15, *[(HERE, shifted(3.0))] * 5)
    assert [reason for _, _, reason in found] == [""] * 15 + [COMPANY] * 5
    found = run(*[(HERE,)] * 25, *[(HERE, shifted(3.0))] * 5)
    assert {reason for _, _, reason in found} == {""}


def test_time_in_company_does_not_establish_anybody():
    found = run(*[(HERE, shifted(3.0))] * 100)
    assert found[-1][0].alone_s == 0.0


def test_a_gap_counts_as_a_second_alone_at_most():
    track, _, _ = follow(None, sighting(0, HERE))
    track, _, _ = follow(track, sighting(60, HERE))
    assert track.alone_s == 1.0


@pytest.mark.parametrize(("factor", "company"), [(0.61, True), (0.59, False)])
def test_somebody_small_in_the_background_is_no_company(factor, company):
    (_, _, reason), *_ = run((HERE, resized(factor, shifted(3.0))))
    assert (reason == COMPANY) is company


@pytest.mark.parametrize(("apart", "company"), [(1.01, True), (0.99, False)])
def test_one_body_seen_twice_is_no_company(apart, company):
    (_, _, reason), *_ = run((HERE, shifted(apart)))
    assert (reason == COMPANY) is company


def test_what_was_counted_holds_until_the_next_count():
    track, _, reason = follow(None, sighting(0.0, HERE, shifted(3.0), counted=True))
    assert reason == COMPANY
    track, _, reason = follow(track, sighting(0.1, HERE, counted=False))
    assert reason == COMPANY
    track, _, reason = follow(track, sighting(0.2, HERE, counted=True))
    assert reason == ""
    _, _, reason = follow(track, sighting(0.3, HERE, shifted(3.0), counted=False))
    assert reason == ""


def test_the_larger_of_two_is_followed_from_the_start():
    track, _, _ = follow(None, sighting(0, resized(0.5, shifted(3.0)), HERE))
    assert track.centre == pytest.approx(CENTRE)


# --- jumps and newcomers ----------------------------------------------------------------------


def test_a_jump_is_not_a_movement_and_a_return_is_judged_at_once():
    track, t = settled()
    after, pose, reason = follow(track, sighting(t, shifted(2.0)))
    assert (pose, reason) == (None, JUMPED)
    assert after.number == 0
    after, pose, reason = follow(after, sighting(t + 0.1, HERE))
    assert (reason, after.number) == ("", 0)
    assert np.array_equal(pose.px, HERE.px)


@pytest.mark.parametrize("fps", [5, 12.5, 30, 60])
def test_somebody_elsewhere_is_followed_after_two_seconds_as_somebody_new(fps):
    track, t = settled()
    found = []
    for i in range(round(4 * fps)):
        track, _, reason = follow(track, sighting(t + i / fps, shifted(9.0)))
        found.append((i / fps, reason, track.number))
    changed = next(s for s, reason, _ in found if reason == "")
    assert 2 - 0.1 - 1e-6 <= changed <= 2 + 1 / fps
    assert {n for s, _, n in found if s < changed} == {0}
    assert {n for s, _, n in found if s >= changed} == {1}


def test_somebody_new_must_be_established_again():
    track, t = settled(10)
    for i in range(30):
        track, _, _ = follow(track, sighting(t + i / 10, shifted(9.0)))
    assert track.number == 1
    assert track.alone_s < 2.0
    _, _, reason = follow(track, sighting(t + 3, shifted(9.0), shifted(4.0)))
    assert reason == COMPANY


def test_somebody_who_comes_long_after_the_other_has_left_is_new_at_once():
    track, _ = settled()
    after, pose, reason = follow(track, sighting(track.t + 2.5, resized(3.5, shifted(20.0))))
    assert (after.number, reason) == (1, "")
    assert pose is not None


def test_glimpses_of_others_between_do_not_add_up():
    track, t = settled()
    for i in range(60):
        people = [HERE] if i % 10 == 9 else [shifted(9.0)]
        track, _, _ = follow(track, sighting(t + i / 10, *people))
        assert track.number == 0


# --- swapped sides ----------------------------------------------------------------------------


def swapped(pose):
    rows = list(MIRROR)
    return Pose(pose.t, pose.px[rows], pose.world[rows], pose.visibility[rows])


@pytest.mark.parametrize("azimuth", [0.0, 30.0, 180.0])
def test_sides_swapped_by_the_network_are_swapped_back(azimuth):
    pose = person(azimuth=azimuth, hide=[Joint.LEFT_WRIST])
    found = unswapped(pose, swapped(pose))
    assert np.array_equal(found.px, pose.px)
    assert np.array_equal(found.world, pose.world)
    assert np.array_equal(found.visibility, pose.visibility)


def test_sides_that_are_right_stay_as_they_are():
    assert unswapped(HERE, HERE) is HERE
    first = swapped(HERE)
    assert unswapped(None, first) is first
    nudged = shifted(0.05)
    assert unswapped(HERE, nudged) is nudged


@pytest.mark.parametrize(("width", "is_swap"), [(0.11, True), (0.09, False)])
def test_side_on_the_noise_of_the_network_is_not_a_swap(width, is_swap):
    # shoulders and hips so far apart, in sizes, that they change places by noise alone
    px = person(azimuth=90.0).px.copy()
    left, right = zip(PAIRS["shoulder"], PAIRS["hip"], strict=True)
    size = extent(person(azimuth=90.0))[1]
    px[list(left), 0] += width / 2 * size
    px[list(right), 0] -= width / 2 * size
    before = Pose(0.0, px, HERE.world, HERE.visibility)
    now = swapped(before)
    assert (unswapped(before, now) is not now) is is_swap


def test_side_on_and_trembling_everybody_keeps_their_sides():
    rng, track = np.random.default_rng(7), None
    for i in range(300):
        pose = person(azimuth=90.0)
        pose = Pose(i / 30, pose.px + rng.normal(0, 2, pose.px.shape), pose.world, pose.visibility)
        track, found, reason = follow(track, sighting(i / 30, pose))
        assert reason == ""
        assert found is pose


def test_somebody_who_turns_round_is_not_swapped_back():
    # 10 degrees a frame, through side-on: the order of the shoulders turns round all the same
    track = None
    for i in range(19):
        seen = person(azimuth=i * 10.0, at=(400, 500))
        track, pose, reason = follow(track, sighting(i / 10, seen))
        assert reason == ""
        assert np.array_equal(pose.px, seen.px)


def test_crossed_shoulders_alone_are_not_a_swap():
    pose = swapped(HERE)
    px = pose.px.copy()
    px[list(PAIRS["hip"])] = HERE.px[list(PAIRS["hip"])]
    twisted = Pose(0.0, px, pose.world, pose.visibility)
    assert unswapped(HERE, twisted) is twisted


def test_a_swap_in_a_recording_does_not_show():
    for _, pose, reason in run(*[(HERE,)] * 3, *[(swapped(HERE),)] * 3, *[(HERE,)] * 3):
        assert reason == ""
        assert np.array_equal(pose.px, HERE.px)


def test_the_track_remembers_when_where_and_whom():
    track, pose, _ = follow(None, sighting(1.5, HERE))
    assert isinstance(track, Track)
    assert (track.t, track.size, track.alone_s, track.company) == (1.5, SIZE, 0.0, False)
    assert track.pose is pose
