"""An estimator whose first person has a face, where it can be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf

import numpy as np

from posecoach.closing import Closing
from posecoach.pose.census import same_person
from posecoach.pose.face import carried, cut, face_of, head_box
from posecoach.pose.landmarker import FaceMesh
from posecoach.pose.weights import find_face_model
from posecoach.stacking import UNSEEN_FACE
from posecoach.types import Floats, Frame, Pose, Sighting

LOOK_EVERY_S = 0.2  # in moving pictures; in between the face moves with the head


class FaceEstimator(Closing):
    """Looks at the face of the first person whom another estimator sees."""

    def __init__(self, estimator: Callable[[Frame], Sighting], *, moving: bool) -> None:
        """Add faces to what `estimator` sees, which is closed by its owner.

        Pictures that do not belong together (not `moving`) are all looked at. ModelError if the
        face model that ships with posecoach is missing or damaged.
        """
        self._estimator = estimator
        self._path = find_face_model().path
        self._mesh: FaceMesh | None = None  # loaded for the first face, which many never show
        self._every_s = LOOK_EVERY_S if moving else 0.0
        self._looked_at: tuple[Pose, Floats] | None = None
        self._next_look = -inf

    def __call__(self, frame: Frame) -> Sighting:
        """The people of one frame, the first one with a face, which is NaN if it is not seen."""
        sighting = self._estimator(frame)
        if not sighting.people:
            self._looked_at = None
            return sighting
        first, *others = sighting.people
        people = replace(first, face=self._face(frame, first)), *map(_faceless, others)
        return replace(sighting, people=people)

    def _face(self, frame: Frame, person: Pose) -> Floats:
        seen = self._looked_at
        early = self._next_look - self._every_s <= frame.t < self._next_look
        if early and seen is not None and same_person(seen[0], person):
            return carried(seen[1], seen[0], person)
        looked = self._look(frame, person)
        face = UNSEEN_FACE if looked is None else looked
        self._looked_at, self._next_look = (person, face), frame.t + self._every_s
        return face

    def _look(self, frame: Frame, person: Pose) -> Floats | None:
        box = head_box(person, frame.size)
        if box is None:
            return None
        if self._mesh is None:
            self._mesh = FaceMesh(self._path)
        mesh = self._mesh.points(cut(frame.image, box))
        return None if mesh is None else face_of(person, mesh, box)

    def close(self) -> None:
        """Free the network; harmless when done twice."""
        if self._mesh is not None:
            self._mesh.close()


def has_face(person: Pose) -> bool:
    """Whether this person's face was looked for and seen."""
    return person.face is not None and not np.isnan(person.face).any()


def _faceless(person: Pose) -> Pose:
    return replace(person, face=UNSEEN_FACE)
