"""Noticing that a calibration is stale: the camera was moved, or one's best has drifted."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.calibration import drift, moved
from posecoach.calibration.drift import Drift, from_baseline
from posecoach.calibration.moved import Camera, Place
from tests.bodies import FRONT, Figure
from tests.people import SIZE, UPRIGHT, person
from tests.people import moved as shifted_pose

HERE = person(UPRIGHT, FRONT)


def place(t, pose=HERE, size=SIZE):
    return Place(t, pose.px, size)


def advice(*places):
    """Times at which a moved camera was noticed."""
    camera, found = Camera(), []
    for it in places:
        camera, elsewhere = moved.watch(camera, it)
        if elsewhere:
            found.append(it.t)
    return found


def steady(pose, since, until, fps=5):
    return [place(since + i / fps, pose) for i in range(round((until - since) * fps))]


def jump(by, scale=1.0, gap=0.2):
    there = shifted_pose(HERE, scale, by)
    return [*steady(HERE, 0, 10), *steady(there, 10 - 0.2 + gap, 20)]


@pytest.mark.parametrize("by", [(0, -90), (110, 0), (-80, 70)])
def test_the_whole_body_elsewhere_and_as_large_as_before_is_a_moved_camera(by):
    found = advice(*jump(by))
    assert len(found) == 1
    assert 13.9 <= found[0] <= 14.5


@pytest.mark.parametrize("by", [(0, -40), (55, 0), (0, 0)])
def test_less_than_a_twentieth_of_the_picture_is_not(by):
    assert advice(*jump(by)) == []


def test_somebody_who_comes_closer_is_not():
    assert advice(*jump((-100, -90), scale=1.08)) == []


def test_a_body_that_bends_is_not():
    bent = person(Figure(trunk=35, neck=30, torso_thigh=100))
    upright = person(UPRIGHT)
    assert advice(*steady(upright, 0, 10), *steady(bent, 10, 20)) == []


def test_a_jump_that_is_taken_back_is_not():
    there = shifted_pose(HERE, 1.0, (0, -90))
    assert advice(*steady(HERE, 0, 10), *steady(there, 10, 12), *steady(HERE, 12, 20)) == []


def test_who_was_away_has_perhaps_moved_the_chair():
    assert advice(*jump((0, -90), gap=5.0)) == []


def test_a_slow_shift_is_not_a_jump():
    slow = [place(i / 5, shifted_pose(HERE, 1.0, (0, -i * 3.0))) for i in range(60)]
    assert advice(*slow) == []


def test_one_picture_a_second_is_enough():
    there = shifted_pose(HERE, 1.0, (0, -90))
    assert len(advice(*steady(HERE, 0, 10, 1), *steady(there, 10, 20, 1))) == 1


def test_other_pictures_or_hardly_any_joints_say_nothing():
    few = np.full_like(HERE.px, np.nan)
    few[:4] = HERE.px[:4]
    there = shifted_pose(HERE, 1.0, (0, -90))
    assert not moved.shifted(Place(0, few, SIZE), Place(0.2, few + 200, SIZE))
    assert not moved.shifted(place(0), place(0.2, there, (640, 480)))
    assert moved.shifted(place(0), place(0.2, there))


def day(value, minutes=120, start=0.0, state=None):
    """Minutes (of 12 values each) at which drift was noticed; value: minute -> degrees."""
    state, found = state or Drift(), []
    for minute in range(minutes):
        for second in range(0, 60, 5):
            t = start + minute * 60 + second
            state, far = drift.watch(state, t, value(minute))
            if far:
                found.append(minute)
    return found, state


def test_the_best_fifth_is_what_lies_nearest_the_baseline():
    assert from_baseline((1.0, -2.0, 9.0, 12.0, 20.0, 30.0, -40.0, 8.0, 7.0, 50.0)) == -0.5
    assert from_baseline((7.0, 8.0, 9.0, 10.0, 11.0)) == 7.0
    assert from_baseline(()) == 0.0


def test_a_day_whose_best_is_more_than_five_degrees_off_is_noticed_once():
    found, _ = day(lambda minute: 6.0 + minute % 10)
    assert found == [drift.FEWEST]
    found, _ = day(lambda minute: -6.0 - minute % 10)
    assert found == [drift.FEWEST]


def test_a_day_that_is_well_for_a_fifth_of_it_is_not():
    assert day(lambda minute: 0.5 if minute % 4 == 0 else 25.0)[0] == []
    assert day(lambda minute: 4.9)[0] == []


def test_what_cannot_be_measured_counts_for_nothing():
    assert day(lambda minute: float("nan"))[0] == []


def test_an_hour_is_too_little_and_a_new_day_begins_anew():
    found, state = day(lambda minute: 9.0, minutes=drift.FEWEST)
    assert found == []
    assert day(lambda minute: 9.0, 50, start=drift.DAY_S, state=state)[0] == []
