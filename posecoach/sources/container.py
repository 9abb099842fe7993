"""What a video file says about itself, and opening it safely."""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from posecoach.errors import SourceError
from posecoach.sources.shape import finite_or_nan

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer
    from av.video.stream import VideoStream

_MAX_FPS = 1000.0  # a rate beyond is a container's time base, not a frame rate
_CONTAINER_TICKS = 1_000_000  # per second
_UPRIGHT = (1, 0, 0, 0, 1, 0, 0, 0, 1)
TRY = "check that it opens elsewhere, or convert it to MP4 or JPEG"


def opened_container(path: Path) -> InputContainer:
    """Open a file for demultiplexing; raises SourceError when it is not media or cannot be read."""
    import av
    import av.error

    try:
        if path.stat().st_size == 0:
            raise SourceError(f"{path.name}: the file is empty")
        # "file:" keeps a name like "a:b.mp4" from being taken for a protocol, and the whitelist
        # keeps a play list from fetching anything over the network.
        return av.open(
            f"file:{path}",
            mode="r",
            options={"protocol_whitelist": "file"},
            metadata_errors="replace",
        )
    except av.error.InvalidDataError as error:
        raise SourceError(f"{path.name}: damaged, or not a video or picture; {TRY}") from error
    except (av.error.FFmpegError, OSError) as error:
        raise SourceError(f"{path.name}: cannot be read ({error.strerror})") from error


def picture_stream(name: str, container: InputContainer) -> VideoStream:
    """Return the first stream of moving pictures; raises SourceError when there is none."""
    from av.stream import Disposition

    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:  # the cover of a song
            stream.thread_type = "AUTO"
            return stream
    raise SourceError(f"{name}: has no picture, only sound or nothing at all")


def nominal_fps(stream: VideoStream) -> float:
    """Return the frames per second it is meant to have; NaN when that is not known."""
    rate = finite_or_nan(float(stream.guessed_rate or stream.average_rate or 0))
    return rate if rate <= _MAX_FPS else math.nan


def announced_s(stream: VideoStream, container: InputContainer) -> float:
    """Return the announced length of the picture in seconds; of the whole file if need be."""
    if stream.duration and stream.time_base:
        return finite_or_nan(float(stream.duration * stream.time_base))
    length = container.duration or 0
    if "matroska" in container.format.name:  # which announces its end, not its length
        length -= container.start_time or 0
    return finite_or_nan(length / _CONTAINER_TICKS)


def display_matrix(frame: VideoFrame) -> tuple[int, ...]:
    """Return the 9 integers, row by row, that say how the frame is to be turned for showing."""
    from av.buffer import Buffer

    stored = frame.side_data.get("DISPLAYMATRIX")
    return struct.unpack("=9i", bytes(stored)) if isinstance(stored, Buffer) else _UPRIGHT
