"""The face network on drawn people whose heads are known exactly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from posecoach.errors import ModelError
from posecoach.joints import FACE, JOINT_COUNT, Joint
from posecoach.mannequin.postures import seated
from posecoach.mannequin.presets import CAMERAS, scene_of
from posecoach.mannequin.render import Picture, render
from posecoach.mannequin.skeleton import pose
from posecoach.metrics import Body
from posecoach.metrics.head import upright_line
from posecoach.metrics.screen import face_radius
from posecoach.pose.face_estimator import FaceEstimator
from posecoach.pose.landmarker import FaceMesh
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.weights import find_face_model, find_model
from posecoach.types import Floats, Frame

pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def see() -> Iterator[FaceEstimator]:
    with (
        MediaPipeEstimator(find_model("full").path, moving=False) as network,
        FaceEstimator(network, moving=False) as estimator,
    ):
        yield estimator


def at_laptop(posture: str = "head_yaw", size: float = 0.0) -> Picture:
    """Somebody before a laptop, in a posture of POSTURES; neutral unless told."""
    neutral = pose(seated("head_yaw", 0.0))
    return render(
        pose(seated(posture, size)), CAMERAS["laptop"](neutral), scene_of("sitting_upright")
    )


def face(see: FaceEstimator, picture: Picture) -> Floats:
    found = see(Frame(0.0, 0, picture.image)).people[0].face
    assert found is not None and np.isfinite(found).all()
    return found


def tilt(face: Floats) -> float:
    px = np.full((JOINT_COUNT, 2), np.nan)
    px[FACE] = face[:, :2]
    return float(upright_line(Body(px)))


def test_its_joints_are_where_they_truly_are(see: FaceEstimator) -> None:
    picture = at_laptop()
    found, truth = face(see, picture), picture.px[FACE]
    ears = np.linalg.norm(truth[Joint.LEFT_EAR] - truth[Joint.RIGHT_EAR])
    off = np.linalg.norm(found[:, :2] - truth, axis=1) / ears
    assert off.max() < 0.2 and off.mean() < 0.1
    assert found[Joint.LEFT_EAR, 0] > found[Joint.RIGHT_EAR, 0]  # left is the person's own
    assert found[Joint.NOSE, 2] < found[Joint.LEFT_EAR, 2]  # z is away from the camera


@pytest.mark.parametrize("deg", [-15.0, 8.0, 15.0])
def test_a_tilt_is_read_as_it_is(see: FaceEstimator, deg: float) -> None:
    level = tilt(face(see, at_laptop()))
    assert tilt(face(see, at_laptop("head_roll", deg))) - level == pytest.approx(deg, abs=2.0)


def test_a_head_that_comes_forward_grows_as_much_as_it_should(see: FaceEstimator) -> None:
    """By the rule of perspective, which the pose network follows half of the way only."""
    sizes = [
        float(face_radius(Body(np.full((JOINT_COUNT, 2), np.nan), face=face(see, picture))))
        for picture in (at_laptop(), at_laptop("forward_head", 5.0))
    ]
    eyes = [
        np.linalg.norm(p.px[Joint.LEFT_EYE] - p.px[Joint.RIGHT_EYE])
        for p in (at_laptop(), at_laptop("forward_head", 5.0))
    ]
    assert sizes[1] / sizes[0] == pytest.approx(eyes[1] / eyes[0], abs=0.025)
    assert eyes[1] / eyes[0] > 1.05


def test_a_face_seen_from_the_side_is_not_looked_at(see: FaceEstimator) -> None:
    figure = pose(seated("head_yaw", 0.0))
    picture = render(figure, CAMERAS["side"](figure), scene_of("sitting_upright"))
    (person,) = see(Frame(0.0, 0, picture.image)).people
    assert person.face is not None and np.isnan(person.face).all()


def test_a_truncated_face_model_is_one_line(tmp_path: Path) -> None:
    damaged = tmp_path / "half.task"
    damaged.write_bytes(find_face_model().path.read_bytes()[:700_000])
    with pytest.raises(ModelError, match=r"half\.task: the face model does not work: ") as caught:
        FaceMesh(damaged)
    assert "\n" not in str(caught.value)


def test_a_closed_face_network_says_so() -> None:
    mesh = FaceMesh(find_face_model().path)
    mesh.close()
    mesh.close()
    with pytest.raises(ModelError, match="the face model was closed"):
        mesh.points(np.zeros((64, 64, 3), np.uint8))
