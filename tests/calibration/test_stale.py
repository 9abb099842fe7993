"""Noticing that a calibration is stale: the camera was moved, or one's best has drifted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from posecoach.baseline import Baseline
from posecoach.calibration import drift, moved, stored
from posecoach.calibration.drift import from_neutral
from posecoach.calibration.moved import Camera, Place
from posecoach.history import History, Minute
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


def test_the_best_fifth_is_what_is_nearest_to_the_baseline():
    assert from_neutral((-0.5, 9.0, 30.0, 40.0, 50.0)) == -0.5
    assert from_neutral((7.0, 8.0, 9.0, 10.0, 11.0)) == 7.0
    assert from_neutral((1.4, 1.3, 0.8), 1.0) == pytest.approx(-0.2)
    assert from_neutral(()) == 0.0


@pytest.mark.parametrize(
    ("metric", "value", "words"),
    [
        ("head_pitch", 5.1, drift.DRIFTED),
        ("head_pitch", 4.9, None),
        ("head_inclination", -5.1, drift.DRIFTED),
        ("eye_line_drop", 0.13, drift.CHAIR),
        ("eye_line_drop", -0.13, drift.CHAIR),
        ("eye_line_drop", 0.11, None),
        ("screen_scale", 1.26, drift.CHAIR),
        ("screen_scale", 0.74, drift.CHAIR),
        ("screen_scale", 1.0, None),
        ("head_yaw", -15.1, drift.SCREEN),
        ("head_yaw", float("nan"), None),
    ],
)
def test_a_day_whose_best_is_elsewhere_is_noticed_with_the_reason(metric, value, words):
    found = drift.stale(0.0, {metric: [value] * drift.FEWEST})
    assert found == (() if words is None else (words,))
    assert drift.stale(0.0, {metric: [value] * (drift.FEWEST - 1)}) == ()


def test_a_day_that_is_well_for_a_fifth_of_it_is_not():
    assert drift.stale(0.0, {"head_pitch": [0.5, 25.0, 25.0, 25.0] * 30}) == ()


def test_what_says_the_same_is_said_once():
    far = {"eye_line_drop": [0.3] * 90, "screen_scale": [1.5] * 90}
    assert drift.stale(0.0, far) == (drift.CHAIR,)


@pytest.mark.parametrize(("days", "found"), [(6.9, ()), (7.0, ("your calibration is 7 days old",))])
def test_a_week_is_long_enough(days, found):
    assert tuple(it.partition(";")[0] for it in drift.stale(days * 86_400, {})) == found


# --- over the runs of a day --------------------------------------------------------------------

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def baseline(frames):
    return Baseline("front", "head-and-shoulders", 640, 480, frames, {}, {})


def worked(history, began, minutes, view="front", source="camera 0", pitch=9.0):
    """A run of so many minutes, all of one posture."""
    session = history.begin_session(began.timestamp(), "live", source, "1")
    metrics = {"head_pitch": (pitch, pitch, pitch)}
    for i in range(minutes):
        start = began.timestamp() + 60.0 * i
        history.record(Minute(session.uid, start, 60.0, view=view, metrics=metrics))


@pytest.fixture
def history():
    made = (NOON - timedelta(days=2)).timestamp()
    stored.store("camera 0", baseline(20), made)
    with History.open() as opened:
        yield opened


def told(now=NOON):
    return stored.advice("camera 0", "front", now)


def test_a_day_is_what_was_seen_in_all_its_runs_and_no_other(history):
    worked(history, NOON - timedelta(hours=20), 90)  # yesterday
    worked(history, NOON - timedelta(hours=6), 90, source="camera 1")
    worked(history, NOON - timedelta(hours=4), 90, view="side-left")
    worked(history, NOON - timedelta(hours=2), 40)
    assert told() == ()
    worked(history, NOON - timedelta(hours=1), 40)
    assert told() == (drift.DRIFTED,)


def test_the_same_is_said_once_a_day_whatever_runs_begin(history):
    worked(history, NOON - timedelta(hours=2), 70)
    assert told() == (drift.DRIFTED,)
    assert told(NOON + timedelta(hours=1)) == ()
    tomorrow = NOON + timedelta(days=1)
    worked(history, tomorrow - timedelta(hours=2), 70)
    assert told(tomorrow) == (drift.DRIFTED,)


def test_what_was_before_the_calibration_says_nothing_against_it(history):
    worked(history, NOON - timedelta(hours=3), 90)
    again = (NOON - timedelta(hours=1)).timestamp()
    stored.store("camera 0", baseline(20), again)
    assert told() == ()


def test_the_newest_counts_also_where_the_clock_was_set_back(history):
    stored.store("camera 0", baseline(77), 1000.0)
    found = stored.newest("camera 0", "front")
    assert found is not None and found.frames == 77
