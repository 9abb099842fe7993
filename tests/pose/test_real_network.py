"""The real network on rendered figures whose joints are known exactly."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from posecoach.errors import ModelError
from posecoach.joints import MIRROR, Joint
from posecoach.mannequin.presets import Shot
from posecoach.mannequin.render import Picture, render
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.picture import Image
from posecoach.pose.weights import find_model
from posecoach.types import Floats, Frame, Pose, Sighting

pytestmark = pytest.mark.network

TRUNK = [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP]
WIDE = (640, 360)


@cache
def picture(preset: str, view: str, *, empty: bool = False) -> Picture:
    figure, camera, scenery = Shot(preset, view).take()
    return render(None if empty else figure, replace(camera, size=WIDE), scenery)


def standing() -> Picture:
    return picture("standing_upright", "front")


def couple() -> Image:
    """Two people side by side, one in each half of a picture 640 pixels wide."""
    pictures = (standing(), picture("standing_forward_head", "front"))
    return np.hstack([shown.image[:, 160:480] for shown in pictures])


@pytest.fixture(scope="module")
def still() -> Iterator[MediaPipeEstimator]:
    with MediaPipeEstimator(find_model("full").path, moving=False) as estimator:
        yield estimator


@pytest.fixture
def moving() -> Iterator[MediaPipeEstimator]:
    with MediaPipeEstimator(find_model("full").path, moving=True) as estimator:
        yield estimator


def seen(estimator: MediaPipeEstimator, image: Image, t: float = 0.0) -> Sighting:
    return estimator(Frame(t, round(t * 30), image))


def error(found: Pose, truth: Picture) -> Floats:
    """(x, y) of the mean absolute error of shoulders and hips, in trunk lengths."""
    middle = truth.px[TRUNK].reshape(2, 2, 2).mean(1)
    length = np.linalg.norm(middle[0] - middle[1])
    off: Floats = np.abs(found.px[TRUNK] - truth.px[TRUNK]).mean(0) / length
    return off


def halves(sighting: Sighting) -> list[int]:
    """Which half of a couple's picture everybody is in: 0 left, 1 right."""
    return [int(person.px[Joint.NOSE, 0] // 320) for person in sighting.people]


def test_joints_are_where_they_truly_are_in_a_wide_frame(still: MediaPipeEstimator) -> None:
    sighting = seen(still, standing().image)
    assert len(sighting.people) == 1 and sighting.counted
    assert (error(sighting.people[0], standing()) < 0.12).all()


def test_the_world_is_in_metres_from_the_hips_with_y_down(still: MediaPipeEstimator) -> None:
    world = seen(still, standing().image).people[0].world
    assert np.abs(world[[Joint.LEFT_HIP, Joint.RIGHT_HIP]].mean(0)).max() < 0.02
    assert -0.65 < world[[Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER], 1].mean() < -0.35
    assert 0.5 < world[[Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE], 1].mean() < 1.1


def test_left_is_the_persons_own(still: MediaPipeEstimator) -> None:
    px = seen(still, standing().image).people[0].px
    for part in ("EAR", "SHOULDER", "HIP", "ANKLE"):
        assert px[Joint[f"LEFT_{part}"], 0] > px[Joint[f"RIGHT_{part}"], 0], part


def test_a_mirrored_picture_gives_mirrored_sides(still: MediaPipeEstimator) -> None:
    straight = seen(still, standing().image).people[0].px
    mirrored = seen(still, standing().image[:, ::-1]).people[0].px[list(MIRROR)]
    mirrored = np.stack([WIDE[0] - mirrored[:, 0], mirrored[:, 1]], -1)
    assert np.abs(straight[TRUNK] - mirrored[TRUNK]).max() < 10


def test_the_same_frames_give_the_same_numbers() -> None:
    runs = []
    for _ in range(2):
        with MediaPipeEstimator(find_model("full").path, moving=True) as estimator:
            images = (standing().image, np.roll(standing().image, 4, axis=1))
            runs.append([seen(estimator, i, t / 10).people[0].px for t, i in enumerate(images)])
    assert np.array_equal(runs[0], runs[1])


def test_what_a_picture_shows_does_not_depend_on_the_pictures_before_it() -> None:
    """A micrometre is what MediaPipe's smoothing of metres leaves of the body before."""
    shots = (("sitting_upright", "laptop"), ("standing_upright", "front"), ("supine", "side"))
    images = [picture(*shot).image for shot in shots]
    path = find_model("full").path
    with MediaPipeEstimator(path, moving=False) as estimator:
        after = [seen(estimator, image).people[0] for image in (*images, images[0])]
    for image, found in zip((*images, images[0]), after, strict=True):
        with MediaPipeEstimator(path, moving=False) as estimator:
            alone = seen(estimator, image).people[0]
        assert np.array_equal(found.px, alone.px)
        assert np.array_equal(found.visibility, alone.visibility)
        assert np.abs(found.world - alone.world).max() < 1e-5


def test_an_empty_room_has_nobody(still: MediaPipeEstimator, moving: MediaPipeEstimator) -> None:
    room = picture("standing_upright", "front", empty=True).image
    for estimator in (still, moving):
        sighting = seen(estimator, room)
        assert sighting.people == () and sighting.counted and sighting.contrast > 4


def test_one_person_is_followed_and_everybody_is_counted_now_and_then(
    moving: MediaPipeEstimator,
) -> None:
    first = seen(moving, couple(), 0.0)
    assert sorted(halves(first)) == [0, 1] and first.counted
    followed = halves(first)[0]
    for t in (0.1, 0.2, 1.9):
        assert halves(seen(moving, couple(), t)) == [followed]
    assert sorted(halves(seen(moving, couple(), 2.0))) == [0, 1]


@pytest.mark.parametrize("view", ["side", "laptop"])
def test_one_person_alone_is_counted_once(moving: MediaPipeEstimator, view: str) -> None:
    for t in (0.0, 0.1, 0.2):
        moving.recount()
        sighting = seen(moving, picture("sitting_upright", view).image, t)
        assert len(sighting.people) == 1 and sighting.counted


def test_reseeding_changes_whom_it_follows(moving: MediaPipeEstimator) -> None:
    first = seen(moving, couple(), 0.0)
    followed, other = halves(first)
    moving.reseed(first.people[1])
    assert halves(seen(moving, couple(), 0.1)) == [other, followed]
    for t in (0.2, 0.3, 0.4):
        assert halves(seen(moving, couple(), t)) == [other]


def test_a_truncated_model_is_one_line(tmp_path: Path) -> None:
    damaged = tmp_path / "half.task"
    damaged.write_bytes(find_model("full").path.read_bytes()[:5_000_000])
    with pytest.raises(ModelError, match=r"half\.task: the pose model does not work: ") as caught:
        MediaPipeEstimator(damaged, moving=True)
    assert "\n" not in str(caught.value)


def test_nothing_is_written_to_the_terminal(tmp_path: Path) -> None:
    """In a process of its own, as MediaPipe says some things only once in each."""
    np.save(tmp_path / "image.npy", standing().image)
    code = (
        "import numpy as np, sys\n"
        "from posecoach.pose.mediapipe_estimator import MediaPipeEstimator\n"
        "from posecoach.pose.weights import find_model\n"
        "from posecoach.types import Frame\n"
        f"image = np.load({str(tmp_path / 'image.npy')!r})\n"
        "with MediaPipeEstimator(find_model('full').path, moving=True) as estimator:\n"
        "    empty = np.random.default_rng(0).integers(0, 255, image.shape, np.uint8)\n"
        "    for t, shown in enumerate([empty, empty, image, image]):\n"
        "        people = estimator(Frame(float(t), t, shown)).people\n"
        "    assert len(people) == 1\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, b"", b"")
