"""When the estimator takes other looks, with a network that sees bodies only in turned pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest

from posecoach.activity.presence import AWAY_S
from posecoach.joints import Joint
from posecoach.pose import landmarker
from posecoach.pose.landmarker import SURE
from posecoach.pose.mediapipe_estimator import CENSUS_EVERY_S, LOOK_EVERY_S, MediaPipeEstimator
from posecoach.pose.second_search import FIRST, LOOKS, SURENESS
from posecoach.types import Frame, Sighting

WIDE, HIGH = 160, 120
TORSO = 40.0
SPOT = 9


class Lying:
    """A network that finds a body at a bright spot in the upper half of a high picture."""

    def __init__(self) -> None:
        self.there = True
        self.only: tuple[int, int] | None = None  # (width, height) of the pictures it finds them in
        self.calls: list[tuple[str, tuple[int, int]]] = []  # which landmarker, (width, height)
        self.sureness: list[float] = []  # of the detectors, in the order they were made
        self.closed = 0

    def create_from_options(self, options: Any) -> Lying:
        self.sureness.append(options.min_pose_detection_confidence)
        return self

    def detect(self, image: Any) -> SimpleNamespace:
        return self._found("count", image)

    def detect_for_video(self, image: Any, clock: int) -> SimpleNamespace:
        return self._found("track", image)

    def _found(self, who: str, image: Any) -> SimpleNamespace:
        high, wide = image.shape[:2]
        self.calls.append((who, (wide, high)))
        y, x = np.argwhere((spread := cv2.blur(image[..., 0], (SPOT, SPOT))) == spread.max()).mean(
            0
        )
        elsewhere = self.only is not None and self.only != (wide, high)
        if not self.there or elsewhere or high <= wide or y > high / 2:
            return SimpleNamespace(pose_landmarks=[], pose_world_landmarks=[])
        hips = {Joint.LEFT_HIP, Joint.RIGHT_HIP}
        joints = [
            SimpleNamespace(
                x=(x + TORSO * (j in hips)) / wide, y=y / high, visibility=0.9, presence=0.9
            )
            for j in Joint
        ]
        world = [SimpleNamespace(x=0.0, y=0.0, z=0.0)] * len(Joint)
        return SimpleNamespace(pose_landmarks=[joints], pose_world_landmarks=[world])

    def close(self) -> None:
        self.closed += 1

    def count(self, who: str) -> int:
        return sum(name == who for name, _ in self.calls)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Lying:
    network = Lying()
    monkeypatch.setattr(landmarker, "PoseLandmarker", network)
    monkeypatch.setattr("mediapipe.Image", lambda form, pixels: pixels.copy())
    return network


@pytest.fixture
def moving(network: Lying) -> Iterator[MediaPipeEstimator]:
    with MediaPipeEstimator(Path("some.task"), moving=True) as estimator:
        yield estimator


def frame(t: float, spot: tuple[int, int] = (40, 90)) -> Frame:
    image = np.random.default_rng(0).integers(0, 60, (HIGH, WIDE, 3), dtype=np.uint8)
    x, y = spot
    half = SPOT // 2
    image[y - half : y + half + 1, x - half : x + half + 1] = 250
    return Frame(t, 0, image)


def nose(sighting: Sighting) -> list[float]:
    return sighting.people[0].px[Joint.NOSE].tolist()


def watched(estimator: MediaPipeEstimator, start: float, end: float) -> list[Sighting]:
    """Ten frames per second."""
    return [estimator(frame(start + i / 10)) for i in range(round((end - start) * 10))]


def test_a_picture_without_anybody_is_looked_at_otherwise(network: Lying) -> None:
    with MediaPipeEstimator(Path("some.task"), moving=False) as estimator:
        sighting = estimator(frame(0.0))
    assert nose(sighting) == pytest.approx([40, 90], abs=2.0)
    assert sighting.counted and sighting.size == (WIDE, HIGH)
    assert network.count("count") == 1 + len(LOOKS)
    assert network.sureness == [SURE, SURE, SURENESS]


def test_an_empty_picture_stays_empty(network: Lying) -> None:
    network.there = False
    with MediaPipeEstimator(Path("some.task"), moving=False) as estimator:
        assert estimator(frame(0.0)).people == ()
    assert network.count("count") == 1 + FIRST


def test_an_empty_room_costs_one_look_a_second(network: Lying, moving: MediaPipeEstimator) -> None:
    network.there = False
    assert not any(sighting.people for sighting in watched(moving, 0.0, 12.0))
    looks = network.count("count") - 12 / CENSUS_EVERY_S
    assert looks == 12 / LOOK_EVERY_S == 12
    assert network.count("track") == 120


def test_every_one_of_the_first_looks_has_its_turn_before_anybody_is_away(
    network: Lying, moving: MediaPipeEstimator
) -> None:
    network.there = False
    watched(moving, 0.0, AWAY_S)
    counted = Counter(size for who, size in network.calls if who == "count")
    near_high = (84, 112)
    assert (counted[HIGH, WIDE], counted[near_high]) == (3, 7)  # the second of four, and the rest
    assert counted[WIDE, HIGH] == AWAY_S / CENSUS_EVERY_S


def test_who_is_found_turned_is_followed_turned(network: Lying, moving: MediaPipeEstimator) -> None:
    """The second look is the first to show the body standing on its feet."""
    assert [len(it.people) for it in watched(moving, 0.0, 1.1)] == [0] * 10 + [1]
    network.calls.clear()
    later = watched(moving, 1.1, 2.0)
    assert all(nose(it) == pytest.approx([40, 90], abs=2.0) for it in later)
    assert network.calls == [("track", (HIGH, WIDE))] * 9


def test_who_is_found_otherwise_is_followed_as_unsurely_for_as_long_as_it_lasts(
    network: Lying, moving: MediaPipeEstimator
) -> None:
    watched(moving, 0.0, 1.1)
    assert network.sureness[-1] == SURENESS
    network.there = False
    watched(moving, 1.1, 1.3)
    assert network.sureness[-1] == SURE


def test_a_network_for_other_looks_is_let_go_of_once_somebody_is_there(
    network: Lying, moving: MediaPipeEstimator
) -> None:
    """It would hold 60 MB all day for the sake of those minutes in which a room is empty."""
    network.there = False
    watched(moving, 0.0, 1.5)
    assert len(network.sureness) - network.closed == 3
    network.there = True
    watched(moving, 1.5, 2.0)
    assert len(network.sureness) - network.closed == 3
    watched(moving, 2.0, 6.0)
    assert len(network.sureness) - network.closed == 2


def test_a_census_is_taken_as_the_one_followed_is_seen(
    network: Lying, moving: MediaPipeEstimator
) -> None:
    watched(moving, 0.0, 1.0)
    seen = watched(moving, 1.0, 5.0)
    assert [len(it.people) for it in seen] == [1] * 40
    assert [it.t for it in seen if it.counted] == [2.0, 4.0]


def test_a_census_is_of_the_whole_picture_though_one_is_followed_from_nearer(
    network: Lying, moving: MediaPipeEstimator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posecoach.pose.second_search.AGREEING", 3)  # as many see it from nearer
    network.only = near = (84, 112)
    assert watched(moving, 0.0, 14.0)[-1].people
    network.calls.clear()
    assert all(it.people for it in watched(moving, 14.0, 18.0))
    assert {size for who, size in network.calls if who == "track"} == {near}
    assert {size for who, size in network.calls if who == "count"} == {(HIGH, WIDE)}


def test_who_is_lost_is_looked_for_upright_again(
    network: Lying, moving: MediaPipeEstimator
) -> None:
    watched(moving, 0.0, 0.5)
    network.there = False
    moving(frame(0.5))
    network.calls.clear()
    moving(frame(0.6))
    assert network.calls == [("track", (WIDE, HIGH))]
    network.there = True
    found = [it.t for it in watched(moving, 0.7, 4.0) if it.people]
    assert found and found[0] <= 0.5 + 2 * LOOK_EVERY_S


def test_somebody_who_is_seen_upright_is_never_looked_for(
    network: Lying, moving: MediaPipeEstimator
) -> None:
    standing = np.ascontiguousarray(np.rot90(frame(0.0).image, -1))
    for i in range(30):
        assert moving(Frame(i / 10, 0, standing)).people
    assert {size for _, size in network.calls} == {(HIGH, WIDE)}
    assert network.count("count") == 2


def test_a_recording_begun_again_is_searched_at_once(
    network: Lying, moving: MediaPipeEstimator
) -> None:
    network.there = False
    watched(moving, 5.0, 5.5)
    network.calls.clear()
    moving(frame(0.0))
    assert network.count("count") == 2
