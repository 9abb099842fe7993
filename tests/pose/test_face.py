"""A face beside the body's head: where it is looked for, whose it is, how it moves along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from math import cos, radians, sin
from pathlib import Path

import numpy as np
import pytest

from posecoach.joints import FACE, Joint
from posecoach.pose import face_estimator
from posecoach.pose.face import AROUND, carried, cut, face_of, head_box
from posecoach.pose.face_estimator import LOOK_EVERY_S, FaceEstimator
from posecoach.types import Floats, Frame, Pose, Sighting
from tests.bodies import FACING_RIGHT, FRONT
from tests.people import SIZE, moved, person

ANN = person(azimuth=FRONT)
EARS = ANN.px[[Joint.LEFT_EAR, Joint.RIGHT_EAR]]
EAR_PX = float(np.linalg.norm(EARS[0] - EARS[1]))
# points of the mesh for the joints of the head, each the mean of these
ROWS = ((1,), (362,), (362, 263), (263,), (133,), (133, 33), (33,), (454,), (234,), (291,), (61,))


def mesh_of(pose: Pose, off: float = 0.0) -> Floats:
    """A mesh (468, 3), relative to the head's box, in which the head of a pose is found again."""
    box = head_box(pose, SIZE)
    assert box is not None
    mesh = np.full((468, 3), np.nan)
    for joint, rows in zip(range(11), ROWS, strict=True):
        if len(rows) == 1:
            mesh[rows[0]] = [*(pose.px[joint] + off - box[:2]), joint]
    return mesh


def test_the_box_lies_around_the_middle_of_the_ears() -> None:
    left, top, right, bottom = head_box(ANN, SIZE) or (0, 0, 0, 0)
    middle = EARS.mean(axis=0)
    assert (left + right) / 2 == pytest.approx(middle[0], abs=1)
    assert (top + bottom) / 2 == pytest.approx(middle[1], abs=1)
    assert right - left == pytest.approx(2 * AROUND * EAR_PX, abs=2)
    image = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    image[top:bottom, left:right] = 7
    assert cut(image, (left, top, right, bottom)).shape == (bottom - top, right - left, 3)
    assert (cut(image, (left, top, right, bottom)) == 7).all()


def test_a_box_ends_where_the_picture_does() -> None:
    low = moved(ANN, by=(-EARS.mean(axis=0)[0] + EAR_PX, 0.0))
    left, *_ = head_box(low, SIZE) or (9, 9, 9, 9)
    assert left == 0


@pytest.mark.parametrize(
    "pose",
    [
        person(azimuth=FACING_RIGHT),
        moved(ANN, scale=0.1),  # some five pixels from ear to ear
        moved(ANN, by=(-2000.0, 0.0)),  # out of the picture
        replace(
            ANN,
            px=np.where(np.arange(33)[:, None] == Joint.NOSE, 3 * EARS[0] - 2 * EARS[1], ANN.px),
        ),
        replace(ANN, px=np.full((33, 2), np.nan)),
    ],
)
def test_no_face_is_looked_for_where_none_can_be_seen(pose: Pose) -> None:
    assert head_box(pose, SIZE) is None


def test_a_face_has_the_joints_of_the_head_in_their_order() -> None:
    box = head_box(ANN, SIZE)
    assert box is not None
    face = face_of(ANN, mesh_of(ANN), box)
    assert face is not None
    corners = [0, 1, 3, 4, 6, 7, 8, 9, 10]
    np.testing.assert_allclose(face[corners, :2], ANN.px[corners], atol=1e-3)
    np.testing.assert_allclose(face[corners, 2], corners)
    for eye, inner, outer in ((2, 1, 3), (5, 4, 6)):
        np.testing.assert_allclose(face[eye], (face[inner] + face[outer]) / 2, rtol=1e-6)


def test_a_face_elsewhere_is_somebody_elses() -> None:
    box = head_box(ANN, SIZE)
    assert box is not None
    assert face_of(ANN, mesh_of(ANN, off=0.2 * EAR_PX), box) is not None
    assert face_of(ANN, mesh_of(ANN, off=0.25 * EAR_PX), box) is None


@pytest.mark.parametrize("turn", [-20.0, 0.0, 35.0])
@pytest.mark.parametrize("scale", [0.7, 1.0, 1.5])
def test_a_face_moves_turns_and_grows_with_the_head(turn: float, scale: float) -> None:
    a = radians(turn)
    change = scale * np.array([[cos(a), sin(a)], [-sin(a), cos(a)]])
    now = replace(ANN, px=ANN.px @ change + [30.0, -12.0])
    face = np.hstack([ANN.px[FACE] * 1.02, np.arange(11)[:, None]])
    got = carried(face, ANN, now)
    np.testing.assert_allclose(got[:, :2], face[:, :2] @ change + [30.0, -12.0], atol=0.01)
    np.testing.assert_allclose(got[:, 2], face[:, 2] * scale, rtol=1e-5)


class Mesh:
    """Stands in for the network: says when it was asked, and finds what it is told."""

    def __init__(self, path: Path) -> None:
        self.asked = 0
        self.found: Floats | None = mesh_of(ANN)
        self.closed = False

    def points(self, image: np.ndarray) -> Floats | None:
        self.asked += 1
        return self.found

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def mesh(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mesh]:
    made = Mesh(Path())
    monkeypatch.setattr(face_estimator, "FaceMesh", lambda path: made)
    yield made


def watching(*poses: Pose, moving: bool, step_s: float = 0.1) -> Iterator[Sighting]:
    """What is seen of these people, each the only one in a frame; None of them is an empty room."""
    image = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    coming = iter(poses)

    def see(frame: Frame) -> Sighting:
        return Sighting(frame.t, frame.index, frame.size, (next(coming),))

    with FaceEstimator(see, moving=moving) as estimate:
        for i in range(len(poses)):
            yield estimate(Frame(i * step_s, i, image))


def faces(sightings: Iterator[Sighting]) -> list[Floats]:
    found = [sighting.people[0].face for sighting in sightings]
    assert all(face is not None for face in found)  # it was looked for
    return [face for face in found if face is not None]


def shown(faces: list[Floats]) -> list[bool]:
    return [bool(np.isfinite(face).all()) for face in faces]


def test_moving_faces_are_looked_at_now_and_then_and_move_along_in_between(mesh: Mesh) -> None:
    steps = [moved(ANN, by=(3.0 * i, 0.0)) for i in range(6)]
    found = faces(watching(*steps, moving=True, step_s=LOOK_EVERY_S / 2))
    assert mesh.asked == 3
    assert mesh.closed
    for looked, along in ((0, 1), (2, 3), (4, 5)):
        change = found[along] - found[looked]
        np.testing.assert_allclose(change, [[3.0, 0.0, 0.0]] * 11, atol=1e-2)


def test_slow_sources_and_pictures_have_every_face_looked_at(mesh: Mesh) -> None:
    assert shown(faces(watching(ANN, ANN, ANN, moving=True, step_s=1.0))) == [True] * 3
    assert mesh.asked == 3
    assert shown(faces(watching(ANN, ANN, moving=False, step_s=0.0))) == [True] * 2
    assert mesh.asked == 5


def test_a_face_that_is_not_seen_is_looked_for_no_more_often(mesh: Mesh) -> None:
    mesh.found = None
    coming = watching(*[ANN] * 6, moving=True, step_s=LOOK_EVERY_S / 4)
    assert not any(shown(faces(islice(coming, 4))))
    assert mesh.asked == 1
    mesh.found = mesh_of(ANN)
    assert all(shown(faces(coming)))
    assert mesh.asked == 2


def test_nobody_elses_face_is_carried(mesh: Mesh) -> None:
    ben = moved(ANN, by=(-400.0, 0.0))
    found = faces(watching(ANN, ben, ANN, moving=True, step_s=LOOK_EVERY_S / 4))
    assert mesh.asked == 3
    np.testing.assert_allclose(found[0], found[2])


def test_whoever_never_shows_a_face_costs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(path: Path) -> None:
        raise AssertionError("the network was loaded")

    monkeypatch.setattr(face_estimator, "FaceMesh", load)
    side = person(azimuth=FACING_RIGHT)
    assert shown(faces(watching(side, side, moving=True))) == [False, False]


def test_only_the_first_one_of_several_has_a_face(mesh: Mesh) -> None:
    image = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    both = (ANN, moved(ANN, by=(-400.0, 0.0)))
    with FaceEstimator(lambda f: Sighting(f.t, 0, f.size, both), moving=True) as see:
        people = see(Frame(0.0, 0, image)).people
    assert shown([it.face for it in people if it.face is not None]) == [True, False]


def test_an_empty_room_has_no_face(mesh: Mesh) -> None:
    image = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    with FaceEstimator(lambda f: Sighting(f.t, 0, f.size, ()), moving=True) as estimate:
        assert estimate(Frame(0.0, 0, image)).people == ()
    assert mesh.asked == 0
