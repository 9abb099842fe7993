"""Keep an estimator on the person it follows when its tracker slips to somebody passing by."""

from __future__ import annotations

from posecoach.pose import Tracker
from posecoach.pose.follow import JUMPED, Track, follow
from posecoach.types import Frame, Sighting


class SteadyEstimator:
    """An estimator whose first person is the same one for as long as that one can be found."""

    def __init__(self, estimator: Tracker) -> None:
        """Watch over `estimator`, which is closed by its owner."""
        self._estimator = estimator
        self._track: Track | None = None

    def __call__(self, frame: Frame) -> Sighting:
        """Return the people of one frame; after a slip the next frame is searched as a whole."""
        sighting = self._estimator(frame)
        self._track, _, reason = follow(self._track, sighting)
        if reason == JUMPED:
            self._estimator.recount()
        elif self._track is not None and self._track.t == frame.t and len(sighting.people) > 1:
            followed = self._track.pose
            if followed is not None and followed is not sighting.people[0]:
                self._estimator.reseed(followed)
        return sighting
