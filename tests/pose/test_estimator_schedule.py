"""What the estimator asks the network, and when: with a network that answers by script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest

from posecoach.errors import ModelError
from posecoach.joints import JOINT_COUNT, Joint
from posecoach.pose import landmarker
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.picture import GREY, Image
from posecoach.types import Frame, Sighting

SIZE = (640, 360)
MODEL = Path("some.task")


@dataclass
class Network:
    """Stands in for MediaPipe: who is in the room, and everything it was asked."""

    room: list[float] = field(default_factory=lambda: [0.5])  # where people are, 0..1 across
    tracked: bool = True  # whether the tracker manages to see the first of them
    made: list[tuple[str, int]] = field(default_factory=list)  # mode, most people
    closed: int = 0
    calls: list[str] = field(default_factory=list)
    clocks: list[int] = field(default_factory=list)  # of the trackers
    images: list[Image] = field(default_factory=list)  # RGB, as given to the trackers
    error: Exception | None = None
    meanwhile: Callable[[], None] = lambda: None  # happens while a frame is under way

    def create_from_options(self, options: Any) -> Landmarker:
        if self.error:
            raise self.error
        self.made.append((options.running_mode.name, options.num_poses))
        return Landmarker(self)


@dataclass
class Landmarker:
    network: Network
    open: bool = True

    def detect(self, image: Any) -> SimpleNamespace:
        self.network.calls.append("count")
        return self._answer(self.network.room)

    def detect_for_video(self, image: Any, clock: int) -> SimpleNamespace:
        self.network.calls.append("track")
        self.network.clocks.append(clock)
        self.network.images.append(image.copy())
        self.network.meanwhile()
        return self._answer(self.network.room[:1] if self.network.tracked else [])

    def close(self) -> None:
        self.network.closed += self.open
        self.open = False

    def _answer(self, room: list[float]) -> SimpleNamespace:
        if self.network.error:
            raise self.network.error
        world = [SimpleNamespace(x=0.1, y=0.2, z=0.3)] * JOINT_COUNT
        return SimpleNamespace(
            pose_landmarks=[self._person(x) for x in room],
            pose_world_landmarks=[world] * len(room),
        )

    def _person(self, x: float) -> list[SimpleNamespace]:
        low = {Joint.LEFT_HIP, Joint.RIGHT_HIP}
        return [
            SimpleNamespace(x=x, y=0.75 if j in low else 0.5, visibility=0.9, presence=0.8)
            for j in Joint
        ]


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    network = Network()
    monkeypatch.setattr(landmarker, "PoseLandmarker", network)
    monkeypatch.setattr("mediapipe.Image", lambda form, pixels: pixels)
    return network


@pytest.fixture
def moving(network: Network) -> Iterator[MediaPipeEstimator]:
    with MediaPipeEstimator(MODEL, moving=True) as estimator:
        yield estimator


def frame(t: float = 0.0, index: int = 0) -> Frame:
    picture = np.random.default_rng(0).integers(0, 120, (SIZE[1], SIZE[0], 3), dtype=np.uint8)
    return Frame(t, index, picture)


def blank(t: float) -> Frame:
    return Frame(t, 0, np.full((SIZE[1], SIZE[0], 3), 9, np.uint8))


def counted_at(estimator: MediaPipeEstimator, times: list[float]) -> list[float]:
    return [t for t in times if estimator(frame(t)).counted]


def xs(sighting: Sighting) -> list[int]:
    return [round(float(person.px[Joint.NOSE, 0])) for person in sighting.people]


def test_pictures_are_counted_first_and_the_first_person_is_then_looked_at_again(
    network: Network,
) -> None:
    with MediaPipeEstimator(MODEL, moving=False) as estimator:
        network.room = [0.2, 0.8]
        sighting = estimator(frame())
        assert xs(sighting) == [128, 512] and sighting.counted
    assert sorted(network.made) == [("IMAGE", 3), ("VIDEO", 1)] and network.closed == 2
    assert network.calls == ["count", "track", "track", "track"]  # nobody, found, looked again


def test_in_a_picture_of_several_only_the_first_ones_surroundings_are_looked_at(
    network: Network,
) -> None:
    with MediaPipeEstimator(MODEL, moving=False) as estimator:
        network.room = [0.2, 0.8]
        estimator(frame())
        network.room = [0.2]
        estimator(frame())
    nobody, crowd, again, nobody_again, alone, _ = network.images
    assert (nobody == nobody[0, 0]).all() and (nobody_again == nobody[0, 0]).all()
    assert (crowd[:, 512] == crowd[0, 512]).all() and (crowd == again).all()
    assert not (alone[:, 512] == alone[0, 512]).all()


def test_moving_pictures_use_a_tracker_of_one_and_a_counter_of_three(
    network: Network, moving: MediaPipeEstimator
) -> None:
    assert sorted(network.made) == [("IMAGE", 3), ("VIDEO", 1)]


def test_landmarks_come_out_in_pixels_metres_and_the_lesser_of_two_beliefs(
    moving: MediaPipeEstimator,
) -> None:
    sighting = moving(frame(t=1.25, index=7))
    person = sighting.people[0]
    assert (sighting.t, sighting.index, sighting.size, person.t) == (1.25, 7, SIZE, 1.25)
    assert person.px[Joint.NOSE].tolist() == [320, 180] and person.px.dtype == np.float32
    assert person.world[Joint.NOSE].tolist() == pytest.approx([0.1, 0.2, 0.3])
    assert person.visibility.tolist() == pytest.approx([0.8] * JOINT_COUNT)


def test_a_network_without_presence_is_believed_by_visibility_alone(
    moving: MediaPipeEstimator, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Landmarker._person
    monkeypatch.setattr(
        Landmarker,
        "_person",
        lambda self, x: [SimpleNamespace(**vars(j) | {"presence": None}) for j in whole(self, x)],
    )
    assert moving(frame()).people[0].visibility.tolist() == pytest.approx([0.9] * JOINT_COUNT)


def test_the_whole_frame_is_searched_first_and_then_every_two_seconds(
    moving: MediaPipeEstimator,
) -> None:
    times = [i / 10 for i in range(62)]
    assert counted_at(moving, times) == [0.0, 2.0, 4.0, 6.0]


def test_searches_are_two_seconds_apart_at_any_frame_rate(moving: MediaPipeEstimator) -> None:
    assert counted_at(moving, [0.0, 1.5, 3.0, 4.5, 6.0]) == [0.0, 3.0, 6.0]


def test_losing_the_person_has_the_whole_frame_searched_once(
    network: Network, moving: MediaPipeEstimator
) -> None:
    moving(frame(0.0))
    moving(frame(0.1))
    network.tracked = False
    network.room = [0.2, 0.7]
    assert xs(moving(frame(0.2))) == [128, 448]
    assert counted_at(moving, [0.3, 0.4, 2.1, 2.2]) == [2.2]


def test_an_empty_room_is_not_searched_more_often(
    network: Network, moving: MediaPipeEstimator
) -> None:
    network.room = []
    assert counted_at(moving, [0.0, 0.5, 1.0, 1.5, 2.0]) == [0.0, 2.0]


def test_without_a_census_the_frame_is_searched_at_first_after_a_loss_and_on_demand(
    network: Network,
) -> None:
    with MediaPipeEstimator(MODEL, moving=True, census=False) as estimator:
        assert counted_at(estimator, [0.0, 2.0, 4.0]) == [0.0]
        estimator.recount()
        assert counted_at(estimator, [4.1, 6.2]) == [4.1]
        network.tracked = False
        assert counted_at(estimator, [8.3, 10.4]) == [8.3]


def test_a_recount_is_made_when_asked_for(moving: MediaPipeEstimator) -> None:
    moving(frame(0.0))
    moving.recount()
    assert counted_at(moving, [0.1, 0.2, 2.0, 2.1]) == [0.1, 2.1]


def test_the_followed_person_comes_first_and_once(
    network: Network, moving: MediaPipeEstimator
) -> None:
    network.room = [0.6, 0.2, 0.603]
    assert xs(moving(frame(0.0))) == [384, 128]


def test_a_blank_frame_is_not_shown_to_the_network(
    network: Network, moving: MediaPipeEstimator
) -> None:
    sighting = moving(blank(0.0))
    assert (sighting.people, sighting.counted, network.calls) == ((), False, [])
    assert (sighting.brightness, sighting.contrast) == (9.0, 0.0)
    assert moving(frame(0.1)).counted, "the search is still due"


@pytest.mark.parametrize(("step", "shown"), [(7, False), (9, True)])
def test_the_least_contrast_shown_to_the_network_is_four_grey_levels(
    moving: MediaPipeEstimator, step: int, shown: bool
) -> None:
    halves = np.full((360, 640, 3), 100, np.uint8)
    halves[:, 320:] += np.uint8(step)  # contrast is half the step
    assert bool(moving(Frame(0.0, 0, halves)).people) is shown


def test_the_clock_of_the_tracker_grows_even_when_time_hardly_does(
    network: Network, moving: MediaPipeEstimator
) -> None:
    for t in (0.0, 0.0002, 0.0004, 0.040, 0.0801):
        moving(frame(t))
    assert network.clocks == [0, 1, 2, 40, 80]


def test_time_that_goes_back_starts_a_new_tracker(
    network: Network, moving: MediaPipeEstimator
) -> None:
    moving(frame(50.0))
    assert moving(frame(3.0)).counted
    assert network.clocks == [50_000, 3_000]
    assert network.made.count(("VIDEO", 1)) == 2 and network.closed == 1


def test_the_network_sees_red_where_the_frame_has_red(
    network: Network, moving: MediaPipeEstimator
) -> None:
    shown = frame()
    moving(shown)
    assert np.array_equal(network.images[0], cv2.cvtColor(shown.image, cv2.COLOR_BGR2RGB))


def test_a_mirrored_view_of_an_array_is_understood(moving: MediaPipeEstimator) -> None:
    assert moving(Frame(0.0, 0, frame().image[:, ::-1])).people


def test_reseeding_hides_everybody_else_for_one_frame(
    network: Network, moving: MediaPipeEstimator
) -> None:
    network.room = [0.2, 0.8]
    second = moving(frame(0.0)).people[1]
    moving.reseed(second)
    sighting = moving(frame(0.1))
    moving(frame(0.2))
    masked, after = network.images[1], network.images[2]
    assert (masked[:, :480] == GREY).all()
    assert (masked[200, 512] != GREY).all()
    assert np.array_equal(after, network.images[0])
    assert sighting.counted and network.made.count(("VIDEO", 1)) == 2


def test_reseeding_waits_for_a_frame_that_shows_something(
    network: Network, moving: MediaPipeEstimator
) -> None:
    person = moving(frame(0.0)).people[0]
    moving.reseed(person)
    moving(blank(0.1))
    moving(frame(0.2))
    assert (network.images[1][:, :100] == GREY).all()


def test_closing_frees_everything_once(network: Network) -> None:
    estimator = MediaPipeEstimator(MODEL, moving=True)
    estimator.close()
    estimator.close()
    assert network.closed == 2


@pytest.mark.parametrize(
    "error", [RuntimeError("Unable to open zip archive."), ValueError("a\nb"), FileNotFoundError()]
)
def test_what_goes_wrong_in_the_network_is_one_line_with_advice(
    network: Network, error: Exception
) -> None:
    network.error = error
    with pytest.raises(ModelError) as caught:
        MediaPipeEstimator(MODEL, moving=False)
    text = str(caught.value)
    assert text.startswith("some.task: the pose model does not work: ") and "\n" not in text
    assert text.endswith("; run `posecoach models verify`")


def test_a_network_that_fails_later_says_the_same(
    network: Network, moving: MediaPipeEstimator
) -> None:
    network.error = RuntimeError("tensor of the wrong shape")
    with pytest.raises(ModelError, match="tensor of the wrong shape"):
        moving(frame())


def test_closing_waits_for_the_frame_under_way(
    network: Network, moving: MediaPipeEstimator
) -> None:
    closing = Thread(target=moving.close)
    waiting: list[bool] = []

    def meanwhile() -> None:
        closing.start()
        closing.join(timeout=0.05)
        waiting.append(closing.is_alive() and network.closed < 2)

    moving(frame(0.0))
    network.meanwhile = meanwhile
    assert moving(frame(0.1)).people
    closing.join()
    assert waiting == [True]
    assert network.closed == 2


def test_a_closed_estimator_says_so(moving: MediaPipeEstimator) -> None:
    moving.close()
    with pytest.raises(ModelError, match="closed"):
        moving(frame())


def test_searches_may_be_so_many_frames_apart_as_well(network: Network) -> None:
    with MediaPipeEstimator(MODEL, moving=True, apart=8) as slow:
        assert counted_at(slow, [float(i) for i in range(20)]) == [0.0, 8.0, 16.0]
    with MediaPipeEstimator(MODEL, moving=True, apart=8) as quick:
        assert counted_at(quick, [i / 5 for i in range(30)]) == [0.0, 2.0, 4.0]
    with MediaPipeEstimator(MODEL, moving=True, apart=8) as asked:
        assert counted_at(asked, [0.0, 1.0]) == [0.0]
        asked.recount()
        assert counted_at(asked, [2.0, 3.0]) == [2.0]
        network.tracked = False
        assert counted_at(asked, [4.0]) == [4.0]  # the one followed is lost
