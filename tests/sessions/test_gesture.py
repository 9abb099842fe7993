"""A hand held up as a sign, standing and lying, and what is not one."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.exercises.exercise import Criterion
from posecoach.joints import JOINT_COUNT, PAIRS, Joint
from posecoach.metrics.body import Body
from posecoach.sessions.gesture import Raised, hand_up, look, means_something
from tests.sessions.stage import exercise


def body(lying=False, right=(0.0, 60.0), left=(0.0, 60.0), hide=()):
    """Return a body 100 px from hip to shoulder; arms as (x, y) of the hand from the shoulder."""
    px = np.full((JOINT_COUNT, 2), np.nan)

    def put(part, left_xy, right_xy):
        px[PAIRS[part][0]], px[PAIRS[part][1]] = left_xy, right_xy

    across = 20.0
    put("hip", (across, 100), (-across, 100))
    put("shoulder", (across, 0), (-across, 0))
    put("ear", (8, -35), (-8, -35))
    put("eye", (5, -40), (-5, -40))
    if lying:  # on the back, seen from the side, head to the left
        px = np.stack([px[:, 1], px[:, 0] * 0.1], axis=-1)
    for side, hand in ((1, right), (0, left)):
        shoulder = px[PAIRS["shoulder"][side]]
        px[PAIRS["elbow"][side]] = shoulder + np.array(hand) / 2
        px[PAIRS["wrist"][side]] = shoulder + np.array(hand)
    for joint in hide:
        px[joint] = np.nan
    return Body(px)


UP, DOWN = (5.0, -75.0), (0.0, 60.0)


@pytest.mark.parametrize("lying", [False, True])
def test_one_arm_to_the_ceiling_is_a_sign(lying):
    rest = (60.0, 0.0) if lying else DOWN
    assert hand_up(body(lying, right=UP, left=rest))
    assert hand_up(body(lying, right=rest, left=UP))
    assert not hand_up(body(lying, right=rest, left=rest))
    assert not hand_up(body(lying, right=UP, left=UP))


def test_a_hand_at_the_face_or_stretched_forward_is_none():
    assert not hand_up(body(right=(5.0, -42.0)))
    assert not hand_up(body(right=(70.0, -5.0)))
    assert not hand_up(body(lying=True, right=(40.0, -40.0), left=(60.0, 0.0)))


def test_what_is_not_seen_is_no_sign():
    assert not hand_up(body(right=UP, hide=(Joint.RIGHT_WRIST,)))
    assert not hand_up(body(right=UP, hide=(Joint.LEFT_HIP,), left=UP))
    assert not hand_up(Body(np.full((JOINT_COUNT, 2), np.nan)))


def run(ups, fps=10):
    state, signs = Raised(), []
    for i, up in enumerate(ups):
        state, sign = look(state, i / fps, up)
        signs += [i / fps] if sign else []
    return signs


def test_it_must_be_held_for_2_seconds_and_counts_once():
    assert run([True] * 20) == []
    assert run([True] * 60) == [2.0]
    assert run([True] * 30 + [False] * 10 + [True] * 30) == [2.0, 6.0]


def test_a_flutter_does_not_interrupt_it_and_letting_down_does():
    assert run([True] * 10 + [False] * 3 + [True] * 20) == [2.0]
    assert run([True] * 15 + [False] * 8 + [True] * 15) == []


def test_arms_that_belong_to_the_exercise_mean_nothing():
    assert means_something(exercise())
    hip = Criterion("shoulder_hip_knee", (0.0, 90.0), "right")
    arm = Criterion("shoulder_elevation", (70.0, 110.0), "right")
    assert means_something(exercise(gate=(hip,)))
    assert not means_something(exercise(gate=(hip, arm)))
