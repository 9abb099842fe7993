"""The person who exercises, from frame to frame: followed, smoothed, in any posture."""

from __future__ import annotations

from posecoach import trust
from posecoach.pipeline import LANDMARKS
from posecoach.pose.follow import NOBODY, Track, follow
from posecoach.smoothing import Smoothed, smooth
from posecoach.types import Pose, Sighting

TRUNK_M = 0.5  # length of a trunk, to which the smoothing of places in metres is scaled


class Eyes:
    """Follows one person; unlike the desk coach it takes somebody who lies for what they are."""

    def __init__(self) -> None:
        """Nobody has been seen."""
        self._track: Track | None = None
        self._smoothed: Smoothed | None = None
        self._world: Smoothed | None = None

    def look(self, sighting: Sighting) -> tuple[Pose | None, str]:
        """Return the person's pose (unseen joints NaN), or why there is none; nobody is no why."""
        before = self._track
        self._track, pose, reason = follow(before, sighting)
        if pose is None or self._track is None:
            return None, "" if reason == NOBODY else reason
        if before is not None and before.number != self._track.number:
            self._smoothed = self._world = None
        seen = trust.seen(pose, sighting.size)
        scale = max(self._track.size, 1.0)
        self._smoothed, px = smooth(LANDMARKS, self._smoothed, sighting.t, seen.px, scale)
        self._world, world = smooth(LANDMARKS, self._world, sighting.t, seen.world, TRUNK_M)
        return Pose(sighting.t, px, world, seen.visibility), ""
