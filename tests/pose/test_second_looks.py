"""After a movement, and at a picture, the network is asked until it looks where the body is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from posecoach.joints import Joint
from posecoach.pose import landmarker
from posecoach.pose.census import shift
from posecoach.pose.landmarker import BETWEEN_LOOKS_MS
from posecoach.pose.mediapipe_estimator import MOST_LOOKS, MediaPipeEstimator
from posecoach.types import Frame, Pose

WIDE, TORSO = 1000, 200.0
PICTURE = np.random.default_rng(0).integers(0, 255, (WIDE, WIDE, 3), dtype=np.uint8)


class Follower:
    """A network whose tracker finds the body at one place after the other, then stays there."""

    def __init__(self, places: list[float]) -> None:
        self.places = places  # pixels from the left
        self.counted: list[float] = []  # where the detector of pictures finds somebody
        self.clocks: list[int] = []

    def create_from_options(self, options: Any) -> Follower:
        return self

    def detect(self, image: Any) -> SimpleNamespace:
        return self._found(self.counted)

    def detect_for_video(self, image: Any, clock: int) -> SimpleNamespace:
        self.clocks.append(clock)
        if (image == image[0, 0]).all():
            return self._found([])
        return self._found([self.places.pop(0) if len(self.places) > 1 else self.places[0]])

    def _found(self, places: list[float]) -> SimpleNamespace:
        hips = {Joint.LEFT_HIP, Joint.RIGHT_HIP}
        bodies = [
            [
                SimpleNamespace(
                    x=x / WIDE, y=(500 + TORSO * (j in hips)) / WIDE, visibility=1.0, presence=1.0
                )
                for j in Joint
            ]
            for x in places
        ]
        world = [SimpleNamespace(x=0.0, y=0.0, z=0.0)] * len(Joint)
        return SimpleNamespace(pose_landmarks=bodies, pose_world_landmarks=[world] * len(places))

    def close(self) -> None:
        pass


@pytest.fixture
def follower(monkeypatch: pytest.MonkeyPatch) -> Iterator[Follower]:
    follower = Follower([500.0])
    monkeypatch.setattr(landmarker, "PoseLandmarker", follower)
    monkeypatch.setattr("mediapipe.Image", lambda form, pixels: pixels)
    yield follower


def seen_at(follower: Follower, places: list[float], times: tuple[float, ...]) -> list[int]:
    """Where the body is said to be at each time."""
    follower.places = places
    with MediaPipeEstimator(Path("some.task"), moving=True) as estimator:
        poses = [estimator(Frame(t, i, PICTURE)).people[0] for i, t in enumerate(times)]
    return [round(float(pose.px[Joint.NOSE, 0])) for pose in poses]


def test_somebody_who_keeps_still_is_looked_at_once(follower: Follower) -> None:
    assert seen_at(follower, [500, 505, 510], (0.0, 0.1, 0.2)) == [500, 505, 510]
    assert follower.clocks == [0, 100, 200]


def test_after_a_movement_it_looks_until_the_body_stays_where_it_is(follower: Follower) -> None:
    assert seen_at(follower, [500, 600, 640, 645], (0.0, 0.1)) == [500, 645]
    assert len(follower.clocks) == 4


def test_a_torsos_sixteenth_is_a_movement(follower: Follower) -> None:
    seen_at(follower, [500, 500 + 0.059 * TORSO], (0.0, 0.1))
    assert len(follower.clocks) == 2
    follower.clocks.clear()
    seen_at(follower, [500, 500 + 0.061 * TORSO], (0.0, 0.1))
    assert len(follower.clocks) == 3


def test_a_body_that_never_stays_is_not_looked_at_for_ever(follower: Follower) -> None:
    places = [500.0, *(600 + 50 * i for i in range(10))]
    assert seen_at(follower, places, (0.0, 0.1)) == [500, 600 + 50 * MOST_LOOKS]
    assert len(follower.clocks) == 2 + MOST_LOOKS


def test_looks_are_a_second_apart_for_the_network_and_frames_as_far_as_they_are(
    follower: Follower,
) -> None:
    seen_at(follower, [500, 600, 600, 600], (0.0, 0.1, 0.2))
    again = 100 + BETWEEN_LOOKS_MS
    assert follower.clocks == [0, 100, again, again + 100]


def test_times_of_poses_stay_those_of_the_frames(follower: Follower) -> None:
    follower.places = [500, 600, 600]
    with MediaPipeEstimator(Path("some.task"), moving=True) as estimator:
        times = [estimator(Frame(t, 0, PICTURE)).people[0].t for t in (0.0, 0.1, 0.2)]
    assert times == [0.0, 0.1, 0.2]


def test_time_that_goes_back_is_not_a_movement(follower: Follower) -> None:
    seen_at(follower, [500, 800], (5.0, 1.0))
    assert follower.clocks == [5000, 1000]


def pictured_at(follower: Follower, counted: list[float], places: list[float]) -> list[int]:
    """Where the people of one picture are said to be."""
    follower.counted, follower.places = counted, places
    with MediaPipeEstimator(Path("some.task"), moving=False) as estimator:
        people = estimator(Frame(0.0, 0, PICTURE)).people
    return [round(float(pose.px[Joint.NOSE, 0])) for pose in people]


def test_a_picture_is_looked_at_again_until_the_body_stays_where_it_is(follower: Follower) -> None:
    assert pictured_at(follower, [500], [500, 540, 520, 525]) == [525]
    assert len(follower.clocks) == 5  # first nobody, to forget the picture before


def test_a_picture_in_which_the_body_stays_is_looked_at_once_more(follower: Follower) -> None:
    assert pictured_at(follower, [500], [500, 510, 900]) == [510]


def test_only_the_first_person_of_a_picture_is_looked_at_again(follower: Follower) -> None:
    assert pictured_at(follower, [500, 100], [500, 510]) == [510, 100]


def test_a_look_that_slips_to_another_place_does_not_count(follower: Follower) -> None:
    assert pictured_at(follower, [500], [500, 900]) == [500]
    assert pictured_at(follower, [500], [500 + 0.29 * TORSO]) == [558]
    assert pictured_at(follower, [500], [500 + 0.31 * TORSO]) == [500]


def test_a_picture_with_nobody_is_not_looked_at_again(follower: Follower) -> None:
    assert pictured_at(follower, [], [500]) == []
    assert follower.clocks == []


def test_a_shift_is_the_mean_over_head_shoulders_and_hips_in_torsos() -> None:
    def body(x: float, torso: float = TORSO) -> Pose:
        px = np.zeros((len(Joint), 2))
        px[:, 0] = x
        px[[Joint.LEFT_HIP, Joint.RIGHT_HIP], 1] = torso
        return Pose(0.0, px, np.zeros((len(Joint), 3)), np.ones(len(Joint)))

    assert shift(body(0), body(50)) == pytest.approx(50 / TORSO)
    assert shift(body(0, 100), body(50)) == shift(body(50), body(0, 100))
    nodding = body(0)
    nodding.px[Joint.NOSE, 0] = 100
    assert shift(body(0), nodding) == pytest.approx(100 / 5 / TORSO)
    waving = body(0)
    waving.px[Joint.LEFT_WRIST] = 900
    assert shift(body(0), waving) == 0
