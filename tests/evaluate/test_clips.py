"""How a clip is watched: as the product watches, without drawing it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest

from posecoach.evaluate import clips
from posecoach.evaluate.desk import BASELINE_S, Desk
from posecoach.evaluate.stage import Cast
from posecoach.evaluate.suites import Suite
from posecoach.types import Frame, Pose, Sighting
from tests.bodies import FRONT
from tests.people import BELOW_HIPS, SIZE, UPRIGHT, person

SITS = person(UPRIGHT, FRONT, hide=BELOW_HIPS)
BLANK = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)


@dataclass
class Watching:
    """A network that sees the same person in every frame, or nobody."""

    sees: Pose | None
    times: list[float] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)

    def __enter__(self) -> "Watching":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __call__(self, frame: Frame) -> Sighting:
        self.times.append(frame.t)
        self.indices.append(frame.index)
        people = () if self.sees is None else (self.sees,)
        return Sighting(frame.t, frame.index, frame.size, people, 128.0, 50.0, True)


@pytest.fixture
def filmed(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    def watch(sees: Pose | None) -> tuple[clips.Clip, Watching]:
        network = Watching(sees)
        monkeypatch.setattr(clips, "MediaPipeEstimator", lambda *_, **__: network)
        monkeypatch.setattr(Desk, "at", lambda self, t: (BLANK, None))
        suite = Suite("Neutral", "desk_neutral", minutes=0.5, fps=2.0)
        return clips.film(suite, Cast(0, "tune", 0)), network

    yield watch


def test_the_baseline_is_watched_as_closely_as_live_does_and_the_rest_as_the_suite_says(filmed):
    clip, network = filmed(SITS)
    still = [t for t in network.times if t < BASELINE_S]
    assert still == pytest.approx(np.arange(0, BASELINE_S, 1 / 5.0))
    assert network.times[len(still) :] == pytest.approx(np.arange(BASELINE_S, BASELINE_S + 30, 0.5))
    assert network.indices == list(range(len(network.times)))
    assert (clip.problem, clip.seconds, clip.judged_s) == ("", 30.0, 30.0)


def test_without_a_baseline_the_reason_is_kept_and_nothing_more_is_drawn(filmed):
    clip, network = filmed(None)
    assert "no person" in clip.problem
    assert len(network.times) == 50
    assert (clip.events, clip.judged_s) == ((), 0.0)
