"""Video files: true times, upright square pixels, whatever of a damaged file can be decoded."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from posecoach.closing import Closing
from posecoach.errors import SourceError
from posecoach.sources.container import (
    TRY,
    announced_s,
    display_matrix,
    nominal_fps,
    opened_container,
    picture_stream,
)
from posecoach.sources.shape import (
    Image,
    Size,
    fitted,
    require_size,
    scaled,
    shown_size,
    swaps_sides,
    turned,
)
from posecoach.sources.source import Kind
from posecoach.sources.timing import RateCap, StreamClock
from posecoach.types import Frame

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer

_USUAL_FPS = 30.0  # spacing assumed between frames that carry no time at all
_BREAK_S, _BREAK_SHARE = 0.5, 0.05  # a file may end this much before its announced length
_MANY_REPEATS = 0.01  # share of frames; fewer are rounding


def open_video(path: str | Path, *, rate: float | None = 15.0) -> VideoSource:
    """Open a video file, to yield at most `rate` frames per second of it (None: every frame).

    Raises SourceError when nothing of it can be decoded, or it is too small to analyse.
    """
    path = Path(path)
    with ExitStack() as on_failure:
        container = opened_container(path)
        on_failure.callback(container.close)
        source = VideoSource(path.name, container, rate)
        on_failure.pop_all()
    return source


class VideoSource(Closing):
    """The frames of one video file; made by `open_video`."""

    kind: Kind = "video"

    def __init__(self, name: str, container: InputContainer, rate: float | None) -> None:
        """Decode up to the first whole frame, from which the size is known."""
        self.name = name
        self.problems: list[str] = []
        self.frames_read = 0
        self._container = container
        self._stream = picture_stream(name, container)
        self._decoded = 0
        self._damaged = 0
        self._matrices: dict[int, tuple[int, ...]] = {}
        self._end_s = 0.0
        self.fps = nominal_fps(self._stream)
        self.duration_s = announced_s(self._stream, container)
        spacing_s = 1.0 / (_USUAL_FPS if math.isnan(self.fps) else self.fps)
        self._tick_s = float(self._stream.time_base or 1)
        self._spacing_s = spacing_s
        self._clock = StreamClock(self._tick_s, spacing_s)
        self._cap = RateCap(rate)
        whole = self._whole_frames()
        first = next(whole, None)
        if first is None:
            raise SourceError(f"{name}: no picture in it can be decoded; {TRY}")
        require_size(name, (first[1].width, first[1].height))
        self.size = self._size_of(first[1])
        self._frames = self._timed(chain([first], whole))

    def frames(self) -> Iterator[Frame]:
        """Yield the frames that come due; what went wrong is in `problems` at the end."""
        return self._frames

    def close(self) -> None:
        """Close the file."""
        self._frames.close()
        self._container.close()

    def _timed(self, whole: Iterator[tuple[int, VideoFrame]]) -> Generator[Frame]:
        try:
            for index, frame in whole:
                self.frames_read = index + 1
                t = self._clock.read(frame.pts)
                if t is None:
                    continue
                self._end_s = t + self._length_s(frame)
                if self._cap.due(t):
                    yield Frame(t, index, self._image(frame))
        finally:
            self._note_damage()
        self._note_break()
        self.frames_read = self._decoded
        self.duration_s = float(np.fmax(self.duration_s, self._end_s))

    def _whole_frames(self) -> Iterator[tuple[int, VideoFrame]]:
        """Yield position and frame, counting those that are damaged instead."""
        for frame in self._decoded_frames():
            index = self._decoded
            self._decoded += 1
            if frame.is_corrupt:
                self._damaged += 1
            else:
                yield index, frame

    def _decoded_frames(self) -> Iterator[VideoFrame]:
        import av.error

        try:
            for packet in self._container.demux(self._stream):
                try:
                    frames = packet.decode()
                except av.error.FFmpegError:  # each decoder has its own name for damage
                    self._damaged += 1
                    continue
                yield from frames
        except av.error.FFmpegError as error:
            self.problems.append(f"reading stopped: {error.strerror}")

    def _length_s(self, frame: VideoFrame) -> float:
        return frame.duration * self._tick_s if frame.duration else self._spacing_s

    def _size_of(self, frame: VideoFrame) -> Size:
        width, height = self._square(frame)
        return (height, width) if swaps_sides(self._matrix(frame)) else (width, height)

    def _square(self, frame: VideoFrame) -> Size:
        aspect = self._stream.sample_aspect_ratio
        return shown_size((frame.width, frame.height), float(aspect) if aspect else 1.0)

    def _matrix(self, frame: VideoFrame) -> tuple[int, ...]:
        # Looking at its side data ties a frame into a cycle: hundreds would pile up in memory.
        if frame.rotation not in self._matrices:
            self._matrices[frame.rotation] = display_matrix(frame)
        return self._matrices[frame.rotation]

    def _image(self, frame: VideoFrame) -> Image:
        width, height = self._square(frame)
        if frame.interlaced_frame:
            # One field is one instant; two woven together show a moving body twice.
            field = np.ascontiguousarray(frame.to_ndarray(format="bgr24")[::2], np.uint8)
            image = scaled(field, (width, height))
        else:
            whole = frame.to_ndarray(format="bgr24", width=width, height=height)
            image = np.ascontiguousarray(whole, np.uint8)
        return fitted(turned(image, self._matrix(frame)), self.size)

    def _note_damage(self) -> None:
        repeats, restarts = self._clock.repeats, self._clock.restarts
        if self._damaged:
            self.problems.append(f"damaged data: {_frames(self._damaged)} could not be decoded")
        if repeats > _MANY_REPEATS * self._decoded:
            self.problems.append(f"bad times: {_frames(repeats)} not later than the one before")
        if restarts:
            self.problems.append(f"the clock of the file starts again at {restarts[0]:.1f} s")

    def _note_break(self) -> None:
        missing = self.duration_s - self._end_s
        if missing > max(_BREAK_S, _BREAK_SHARE * self.duration_s):
            self.problems.append(
                f"the file breaks off at {self._end_s:.1f} s of {self.duration_s:.1f} s"
            )


def _frames(count: int) -> str:
    return f"{count} frame{'s' if count != 1 else ''}"
