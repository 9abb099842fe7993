"""A video file played in real time, as a stand-in for a camera."""

from __future__ import annotations

import time
from collections.abc import Callable

from posecoach.sources.source import Kind, PollingSource
from posecoach.sources.video import VideoSource
from posecoach.types import Frame

_CATCH_UP_S = 0.25  # how long a reader that was away may wait for frames to be skipped
_EARLY_S = 0.001  # a frame is shown this much before its time rather than waited for again


def play_live(
    video: VideoSource,
    *,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], object] = time.sleep,
) -> PlayedSource:
    """Return a live source that shows each frame of `video` when its time has come.

    `clock` tells seconds that never go back and `wait` lets that many of them pass.
    The video is closed with the source.
    """
    return PlayedSource(video, clock, wait)


class PlayedSource(PollingSource):
    """A video in real time, from the first `poll()` on; made by `play_live`."""

    kind: Kind = "video"
    lost = False

    def __init__(
        self, video: VideoSource, clock: Callable[[], float], wait: Callable[[float], object]
    ) -> None:
        """Take an open video, of which nothing has been read."""
        self.name, self.size, self.fps = video.name, video.size, video.fps
        self.problems = video.problems
        self._video = video
        self._clock = clock
        self._wait = wait
        self._frames = video.frames()
        self._coming = next(self._frames, None)
        self._began: float | None = None

    @property
    def duration_s(self) -> float:
        """Length of the video in seconds; NaN when not known."""
        return self._video.duration_s

    @property
    def frames_read(self) -> int:
        """Frames decoded so far, those that came too late included."""
        return self._video.frames_read

    @property
    def ended(self) -> bool:
        """The file is over, or the source was closed."""
        return self._coming is None

    def poll(self, timeout_s: float) -> Frame | None:
        """Return the newest frame that is due, waiting at most `timeout_s` seconds for one.

        After a long absence it takes up to a quarter of a second to skip what was missed.
        """
        if self._began is None:
            self._began = self._clock()
        deadline = self._clock() + timeout_s
        due = self._newest_due(max(deadline, self._clock() + _CATCH_UP_S))
        while due is None and self._coming is not None and self._clock() < deadline:
            now = self._clock()
            self._wait(max(0.0, min(self._coming.t + self._began, deadline) - now))
            due = self._newest_due(deadline)
        return due

    def release(self) -> None:
        """Do nothing: others can read a file as well."""

    def coarsen(self, wanted: bool) -> None:
        """Do nothing: a file has one size."""

    def close(self) -> None:
        """Close the file."""
        self._coming = None
        self._video.close()

    def _newest_due(self, deadline: float) -> Frame | None:
        """Skip what is too old, but not past `deadline`: decoding may be slower than playing."""
        due = None
        while self._coming is not None and self._began is not None:
            now = self._clock()
            early_s = self._coming.t + self._began - now
            if early_s > _EARLY_S or (due is not None and now >= deadline):
                break
            due, self._coming = self._coming, next(self._frames, None)
        return due
