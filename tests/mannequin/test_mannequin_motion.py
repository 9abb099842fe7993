"""Movement is smooth, limited, small where it should be, and the same for a seed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.mannequin.gait import STRIDE_M, Walk, on_feet, rising, stepping
from posecoach.mannequin.motion import HABIT, Sway, Track, between, eased, seconds_needed
from posecoach.mannequin.presets import LAP, PRESETS, SIT, sitting, typing
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.spec import Arm, PoseSpec, Turn

UPRIGHT, SLUMPED = PRESETS["sitting_upright"], PRESETS["sitting_slumped"]
STAND = PRESETS["standing_upright"]
angle = st.floats(-60, 60)


@given(angle, st.floats(0, 130), st.floats(0, 130))
def test_angles_and_back_is_the_same_posture(trunk: float, knee: float, elbow: float) -> None:
    spec = PoseSpec(trunk=Turn(trunk), left_leg=replace(SIT, knee=knee), right_arm=Arm(elbow=elbow))
    assert PoseSpec().with_angles(spec.angles()) == spec


def test_between_is_one_end_the_other_and_the_middle() -> None:
    assert between(UPRIGHT, SLUMPED, 0.0) == UPRIGHT
    middle = between(UPRIGHT, SLUMPED, 0.5)
    assert middle.trunk.forward == pytest.approx((0 + 14) / 2)
    np.testing.assert_allclose(between(UPRIGHT, SLUMPED, 1.0).angles(), SLUMPED.angles())


def test_a_movement_starts_and_ends_at_rest_and_never_turns_back() -> None:
    share = np.array([eased(s) for s in np.linspace(-0.2, 1.2, 281)])
    assert share[0] == 0 and share[-1] == pytest.approx(1)
    assert (np.diff(share) >= 0).all()
    assert abs(share[42] - share[41]) < 1e-4 and eased(0.5) == pytest.approx(0.5)


@settings(deadline=None, max_examples=20)
@given(angle, st.floats(20, 200))
def test_the_needed_time_keeps_the_speed_limit_and_no_more(lean: float, limit: float) -> None:
    end = replace(STAND, trunk=Turn(lean + 62.0))
    seconds = seconds_needed(STAND, end, limit)
    track = Track((0.0, seconds), (STAND, end))
    t = np.linspace(0, seconds, 201)
    forward = np.array([track.at(float(x)).trunk.forward for x in t])
    fastest = float(np.abs(np.diff(forward)).max() / (t[1] - t[0]))
    assert limit * 0.99 < fastest <= limit * 1.001


def test_a_track_holds_before_between_and_after() -> None:
    track = Track((1.0, 2.0, 3.0, 4.0), (UPRIGHT, UPRIGHT, SLUMPED, SLUMPED))
    assert track.at(0.0) == track.at(1.5) == UPRIGHT
    assert track.at(3.5) == track.at(9.0) == SLUMPED
    assert track.at(2.5).trunk.forward == pytest.approx(7)


def test_sway_is_small_centred_and_never_jumps() -> None:
    sway = Sway(3)
    off = np.array([sway.on(UPRIGHT, t).angles() for t in np.arange(0, 120, 0.05)])
    off -= UPRIGHT.angles()
    moving = HABIT.angles() > 0
    assert not off[:, ~moving].any()
    ratio = off[:, moving].std(0) / HABIT.angles()[moving]
    assert (ratio > 0.6).all() and (ratio < 1.4).all()
    assert (np.abs(off.mean(0)) < 0.35).all()
    assert np.abs(np.diff(off, axis=0)).max() < 0.5


def test_sway_is_the_same_for_a_seed_and_differs_between_seeds() -> None:
    assert Sway(5).on(UPRIGHT, 7.3) == Sway(5).on(UPRIGHT, 7.3)
    assert Sway(5).on(UPRIGHT, 7.3) != Sway(6).on(UPRIGHT, 7.3)


@pytest.mark.parametrize("trunk", [Turn(0), Turn(25), Turn(-10), Turn(10, 12, 20)])
@pytest.mark.parametrize("x", [-0.05, 0.1, 0.3])
def test_a_reaching_arm_has_its_wrist_on_the_target(trunk: Turn, x: float) -> None:
    spec = sitting(trunk=trunk)
    target = {"left": np.array([x, 0.80, 0.32]), "right": np.array([-x, 0.85, 0.30])}
    figure = pose(reaching(spec, target))
    for side, point in target.items():
        np.testing.assert_allclose(figure.points[f"{side}_wrist"], point, atol=1e-6)


def test_out_of_reach_the_arm_points_at_the_target() -> None:
    target = np.array([0.2, 1.2, 2.0])
    figure = pose(reaching(sitting(), {"left": target}))
    shoulder, wrist = figure.points["left_shoulder"], figure.points["left_wrist"]
    way, arm = target - shoulder, wrist - shoulder
    cosine = way @ arm / np.linalg.norm(way) / np.linalg.norm(arm)
    assert cosine > 0.9999 and np.linalg.norm(arm) > 0.53


def test_typing_hands_are_over_the_desk_and_resting_hands_on_the_thighs() -> None:
    assert pose(typing()).points["left_wrist"][1] > 0.72
    np.testing.assert_allclose(pose(sitting()).points["right_wrist"], LAP["right"], atol=1e-6)


def test_standing_up_leaves_the_feet_where_they_are() -> None:
    seated = PRESETS["sitting_head_tilt"]
    for share in np.linspace(0, 1, 11):
        figure = on_feet(rising(seated, STAND, float(share)), (0.0, 0.1))
        ankles = (figure.points["left_ankle"] + figure.points["right_ankle"]) / 2
        np.testing.assert_allclose(ankles[[0, 2]], (0.0, 0.1), atol=1e-9)
        assert 0.05 < ankles[1] < 0.12


def test_standing_up_brings_the_trunk_forward_and_the_hips_up() -> None:
    seated = sitting()
    way = [on_feet(rising(seated, STAND, s), (0.0, 0.0)) for s in np.linspace(0, 1, 21).tolist()]
    heights = np.array([figure.points["pelvis"][1] for figure in way])
    leans = [figure.spec.trunk.forward for figure in way]
    assert (np.diff(heights) > -1e-6).all()
    assert max(leans) > 25 and leans[0] == pytest.approx(0) and abs(leans[-1]) < 1


def test_two_steps_are_a_stride_and_the_legs_alternate() -> None:
    start, half, full = (stepping(d) for d in (0.0, STRIDE_M / 2, STRIDE_M))
    np.testing.assert_allclose(start.angles(), full.angles(), atol=1e-9)
    assert half.left_leg == start.right_leg
    assert start.left_leg.flexion > 15 > start.right_leg.flexion


def test_a_walk_follows_its_way_and_keeps_on_the_floor() -> None:
    walk = Walk((0.0, 1.0, 2.0), (0.0, 0.2, 0.2), (0.0, 0.8, 2.0), (0.0, 20.0, 0.0))
    for t, x, z in ((0.0, 0.0, 0.0), (1.0, 0.2, 0.8), (2.0, 0.2, 2.0)):
        points = walk.figure(t).points
        np.testing.assert_allclose(points["pelvis"][[0, 2]], (x, z), atol=1e-9)
        feet = [points[f"{s}_{p}"][1] for s in ("left", "right") for p in ("heel", "toe")]
        assert 0 < min(feet) < 0.03


def test_walking_feet_do_not_slide_much() -> None:
    walk = Walk((0.0, 4.0), (0.0, 0.0), (0.0, 4.4), (0.0, 0.0))
    times = np.arange(1.0, 3.0, 0.02)
    feet = [walk.figure(float(t)).points for t in times]
    speeds = []
    for before, after in pairwise(feet):
        heights = {s: before[f"{s}_heel"][1] + before[f"{s}_toe"][1] for s in ("left", "right")}
        side = min(heights, key=lambda s: heights[s])
        step = after[f"{side}_ankle"] - before[f"{side}_ankle"]
        speeds.append(float(step[2]) / 0.02)
    assert np.median(np.abs(speeds)) < 0.45  # a metre and a tenth per second of walking
