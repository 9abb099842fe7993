"""How long the neural network takes: one person followed, and the census of the whole frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import Any

import cv2
import mediapipe as mp
from mediapipe.tasks.python.core.base_options import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode

from benchmarks.clips import HD, VGA, pictures
from benchmarks.measuring import Figure, Timing, Work, interleaved
from benchmarks.setting import Setting
from posecoach.pose.mediapipe_estimator import CENSUS_EVERY_S, MediaPipeEstimator
from posecoach.pose.weights import find_model
from posecoach.sources.shape import Size
from posecoach.stderr import stderr_without
from posecoach.types import Frame

FRAMES = 60  # different pictures a round goes through
CENSUSES = 15


class Bare:
    """MediaPipe from a picture to its answer, with nothing of ours around it."""

    def __init__(self) -> None:
        """Load the network as the estimator does for moving pictures."""
        options = PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(find_model().path)),
            running_mode=RunningMode.VIDEO,
            num_poses=1,
        )
        with stderr_without(lambda line: True):
            self._landmarker = PoseLandmarker.create_from_options(options)
        self._clock = 0

    def over(self, frames: list[Frame]) -> Work:
        """Return work that runs the network on pictures whose colours are in its order already."""
        pictures = [cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB) for frame in frames]
        return lambda: len([self.see(picture) for picture in pictures])

    def see(self, picture: Any) -> Any:
        """Return what MediaPipe finds, in its own form; it always makes a copy of the picture."""
        self._clock += 33
        image = mp.Image(mp.ImageFormat.SRGB, picture)
        return self._landmarker.detect_for_video(image, self._clock)

    def close(self) -> None:
        """Free the network."""
        self._landmarker.close()


class Clockwork:
    """Frames whose time goes on from round to round, so slowly that no census comes due."""

    def __init__(self, frames: list[Frame]) -> None:
        """Take the frames of one round."""
        self._frames = frames
        self._turn = 0

    def __iter__(self) -> Iterator[Frame]:
        """Yield the frames of the next round."""
        for frame in self._frames:
            self._turn += 1
            yield replace(frame, t=self._turn * 1e-4, index=self._turn)


def run(setting: Setting) -> Iterator[Figure]:
    """Yield the milliseconds of both, at two sizes."""
    for size in (VGA, HD):
        yield from _at(size, setting)


def through(see: Callable[[Frame], object], frames: Iterable[Frame]) -> int:
    """Let `see` look at every frame; return how many there were."""
    return len([see(frame) for frame in frames])


def _at(size: Size, setting: Setting) -> Iterator[Figure]:
    frames = pictures(setting.clip, size, FRAMES)
    with ExitStack() as stack:
        times = _times(frames, setting, stack)
    at = f"{size[0]}x{size[1]}"
    yield Figure(f"network, {at}", 1e3 * times["network"].least, "ms", times["network"].ms)
    seen = times["estimator"]
    yield Figure(f"estimator following one person, {at}", 1e3 * seen.least, "ms", seen.ms)
    census = times["census"]
    share = 100 * census.least / CENSUS_EVERY_S
    note = f"{census.ms}; every {CENSUS_EVERY_S:.0f} s: {share:.1f} % of a core"
    yield Figure(f"census, {at}", 1e3 * census.least, "ms", note)


def _times(frames: list[Frame], setting: Setting, stack: ExitStack) -> dict[str, Timing]:
    path = find_model().path
    bare = Bare()
    stack.callback(bare.close)
    following = stack.enter_context(MediaPipeEstimator(path, moving=True))
    counting = stack.enter_context(MediaPipeEstimator(path, moving=False))
    clockwork = Clockwork(frames)
    contestants: dict[str, Work] = {
        "network": bare.over(frames),
        "estimator": partial(through, following, clockwork),
        "census": partial(through, counting, frames[:CENSUSES]),
    }
    return interleaved(contestants, setting.rounds)
