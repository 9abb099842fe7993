"""MediaPipe's landmarkers, of bodies and of faces: the only module that imports mediapipe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from operator import attrgetter
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python.core.base_options import BaseOptions
from mediapipe.tasks.python.vision import (
    FaceLandmarker,
    FaceLandmarkerOptions,
    PoseLandmarker,
    PoseLandmarkerOptions,
    RunningMode,
)

from posecoach.errors import ModelError
from posecoach.pose.picture import BLANK, Image
from posecoach.stderr import stderr_without
from posecoach.types import Floats, Frame, Pose

SURE = 0.5  # MediaPipe's own choice, 0..1
SURE_OF_FACE = 0.1  # we know that there is a head
MESH_POINTS = 468  # after them come the irises, which the shipped network does not find
BETWEEN_LOOKS_MS = 1000  # as told to MediaPipe, whose own smoothing would hold the second one back
FORGOTTEN_MS = 10**9  # ... after which less than a micrometre of the body before is left in it
CHATTER = re.compile(  # what MediaPipe says at every start, whatever the log level
    rb"INFO: Created TensorFlow Lite XNNPACK delegate"
    rb"|WARNING: All log messages before absl::InitializeLog"
    rb"|W\d{4} .*(inference_feedback_manager|landmark_projection_calculator)\.cc"
)


# Its helper threads wait busily for the next picture, which costs more than they save: the network
# and the lanes keep the cores at work.
cv2.setNumThreads(1)


class _Network:
    """One landmarker of MediaPipe's, whatever it finds."""

    spoken = False  # whether MediaPipe has said what it says once a process, at the first find

    def __init__(self, path: Path, kind: str, create: Callable[[], Any]) -> None:
        """Load the network; ModelError if the file is not one of that kind."""
        self._path, self._kind = path, kind
        self._fresh = True
        self._busy, self._closed = Lock(), False
        self._rgb: Any = None  # written anew for every frame: MediaPipe makes a copy
        with self._explained(), stderr_without(CHATTER.match):
            self._landmarker = create()

    def close(self) -> None:
        """Free it once the frame under way is done; harmless when done twice.

        A second Ctrl-C closes everything while a lane is still at work: freed under its hands, the
        native network crashes the program.
        """
        with self._busy:
            if not self._closed:
                self._landmarker.close()
            self._closed = True

    @contextmanager
    def _shown(self, image: Image) -> Iterator[mp.Image]:
        """The picture as MediaPipe wants it, while the network is ours."""
        self._rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB, dst=self._rgb)
        with self._busy, self._explained(), self._quiet():
            if self._closed:
                raise ModelError(f"{self._path}: the {self._kind} model was closed")
            yield mp.Image(mp.ImageFormat.SRGB, self._rgb)
        self._fresh = False

    def _quiet(self) -> AbstractContextManager[None]:
        if self._fresh or not type(self).spoken:
            return stderr_without(CHATTER.match)
        return nullcontext()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError, RuntimeError) as error:
            reason = str(error).strip().split("\n")[0] or type(error).__name__
            raise ModelError(
                f"{self._path}: the {self._kind} model does not work: {reason}; "
                "run `posecoach models verify`"
            ) from error


class Landmarker(_Network):
    """People as arrays in pixels and metres."""

    def __init__(self, path: Path, *, moving: bool, most: int, sureness: float = SURE) -> None:
        """Load the network; ModelError if the file is not a pose model.

        `moving`: it follows people from frame to frame; `most`: so many are looked for;
        `sureness`: least confidence, 0..1, at which the detector says that somebody is there.
        """
        self._moving = moving
        mode = RunningMode.VIDEO if moving else RunningMode.IMAGE
        self._clock = -1  # ms; MediaPipe wants it to grow with every frame
        self._ahead = 0  # ms by which that clock has left the frames' own time behind
        options = PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(path)),
            running_mode=mode,
            num_poses=most,
            min_pose_detection_confidence=sureness,
        )
        super().__init__(path, "pose", lambda: PoseLandmarker.create_from_options(options))

    def people(self, frame: Frame, image: Image, *, again: bool = False) -> list[Pose]:
        """Everybody in `image`, all of the frame or a part of it; `again` if it was just seen."""
        with self._shown(image) as rgb:
            if self._moving:
                self._ahead += BETWEEN_LOOKS_MS if again else 0
                self._clock = max(self._clock + 1, round(frame.t * 1000) + self._ahead)
                found = self._landmarker.detect_for_video(rgb, self._clock)
            else:
                found = self._landmarker.detect(rgb)
        Landmarker.spoken |= bool(found.pose_landmarks)
        both = zip(found.pose_landmarks, found.pose_world_landmarks, strict=True)
        return [_pose(frame, joints, world) for joints, world in both]

    def forget(self, frame: Frame) -> None:
        """Let go of whom it follows: the next frame does not belong to those before it."""
        self._ahead += FORGOTTEN_MS
        self.people(frame, BLANK)


class FaceMesh(_Network):
    """The surest face of a picture."""

    def __init__(self, path: Path) -> None:
        """Load the network; ModelError if the file is not a face model."""
        options = FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(path)),
            running_mode=RunningMode.IMAGE,
            min_face_detection_confidence=SURE_OF_FACE,
            min_face_presence_confidence=SURE_OF_FACE,
        )
        super().__init__(path, "face", lambda: FaceLandmarker.create_from_options(options))

    def points(self, image: Image) -> Floats | None:
        """The mesh (468, 3) of the face in `image`, pixels: x right, y down, z away; None without.

        z is measured from the middle of the head, on the scale of x.
        """
        with self._shown(image) as rgb:
            found = self._landmarker.detect(rgb).face_landmarks
        FaceMesh.spoken |= bool(found)
        if not found:
            return None
        height, width = image.shape[:2]
        mesh = np.array(list(map(_PLACE, found[0][:MESH_POINTS])), np.float32)
        return mesh * np.array((width, height, width), np.float32)


_SEEN = attrgetter("x", "y", "visibility", "presence")
_PLACE = attrgetter("x", "y", "z")


def _pose(frame: Frame, joints: Any, world: Any) -> Pose:
    rows = np.array(list(map(_SEEN, joints)), np.float32)
    return Pose(
        t=frame.t,
        px=rows[:, :2] * np.array(frame.size, np.float32),
        world=np.array(list(map(_PLACE, world)), np.float32),
        visibility=np.fmin(rows[:, 2], rows[:, 3]),
    )
