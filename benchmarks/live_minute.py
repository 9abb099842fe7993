"""Coach live from a file as fast as it can be judged: `python -m benchmarks.live_minute CLIP`."""

from __future__ import annotations

import sys

from posecoach.app import Options, live_coach
from posecoach.live import coach_live
from posecoach.outputs.lines import EventLines
from posecoach.pipeline import Watch
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.steady import SteadyEstimator
from posecoach.pose.weights import find_model
from posecoach.sources import open_video, play_live

RATE = 15.0


class Seconds:
    """A clock that goes on only while somebody waits, so that no frame is ever late."""

    def __init__(self) -> None:
        """Begin at zero."""
        self.now = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time pass at once."""
        self.now += seconds


def main(clip: str) -> None:
    """Judge the whole clip and write the events."""
    clock = Seconds()
    lines = EventLines(print, lambda: "", as_json=True)
    with (
        MediaPipeEstimator(find_model().path, moving=True) as estimator,
        play_live(open_video(clip, rate=RATE), clock=clock, wait=clock.wait) as source,
    ):
        coach = Watch(live_coach(Options()))
        see = SteadyEstimator(estimator)
        coach_live(source, see, coach, [lines], rate=RATE, stop=lambda: False)
    lines.end()


if __name__ == "__main__":
    main(sys.argv[1])
