"""From frames to people: the pose network behind two small protocols."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from posecoach.types import Frame, Pose, Sighting


class PoseEstimator(Protocol):
    """Finds the people in a frame. Frames come in order; one thread at a time."""

    def __call__(self, frame: Frame) -> Sighting:
        """Everybody found in the frame, the one being followed first."""

    def close(self) -> None:
        """Free the network; harmless when done twice."""

    def __enter__(self) -> Self:
        """The estimator, to be closed at the end of the block."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""


class Tracker(PoseEstimator, Protocol):
    """An estimator that follows one person from frame to frame and can be told whom."""

    def recount(self) -> None:
        """Search the whole of the next frame for further people."""

    def reseed(self, person: Pose) -> None:
        """From the next frame on, follow this person instead."""
