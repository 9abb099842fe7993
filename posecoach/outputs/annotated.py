"""Write what the overlay shows: a video that plays in browsers, or a picture.

Both are written under a temporary name beside their own and renamed when complete, so nothing
half-written is left under a final name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from posecoach.errors import OutputError

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.stream import VideoStream

TICKS = 90_000  # per second; exact for every usual frame rate
MOST_PIXELS = 1920 * 1080  # larger pictures are shown smaller, measurements are not affected
Image = NDArray[np.uint8]  # (H, W, 3) BGR


class AnnotatedVideo:
    """Pictures with their own times, written as H.264."""

    def __init__(self, path: Path) -> None:
        """Write to `path` (.mp4)."""
        self._path = path
        self._part = path.with_name(f".{path.stem}.part{path.suffix}")
        self._container: OutputContainer | None = None
        self._stream: VideoStream | None = None
        self._last_tick = -1

    def __enter__(self) -> AnnotatedVideo:
        """Nothing is created before the first frame."""
        return self

    def add(self, t: float, image: Image) -> None:
        """Add a picture at t seconds. Raises OutputError when it cannot be written."""
        tick = max(round(t * TICKS), self._last_tick + 1)
        self._last_tick = tick
        with _refusals(self._path):
            self._encode(image, tick)

    def _encode(self, image: Image, tick: int) -> None:
        import av

        if self._container is None:
            self._container = av.open(str(self._part), "w", options={"movflags": "+faststart"})
            self._stream = self._add_stream(self._container, image.shape[1], image.shape[0])
        assert self._stream is not None
        frame = av.VideoFrame.from_ndarray(image, format="bgr24")
        frame.pts, frame.time_base = tick, Fraction(1, TICKS)
        self._container.mux(self._stream.encode(frame))

    def _add_stream(self, container: OutputContainer, width: int, height: int) -> VideoStream:
        shrink = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
        stream: VideoStream = container.add_stream(
            "libx264", rate=30, options={"preset": "superfast", "crf": "25"}
        )
        # 4:2:0 needs even sides
        stream.width, stream.height = (max(2, round(n * shrink / 2) * 2) for n in (width, height))
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, TICKS)
        return stream

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish the file; after an error, remove what was written."""
        if self._container is None:
            return
        try:
            if kind is None:
                with _refusals(self._path):
                    self._finish(self._container)
        finally:
            with suppress(OutputError), _refusals(self._path):
                self._container.close()
            self._part.unlink(missing_ok=True)

    def _finish(self, container: OutputContainer) -> None:
        if self._stream is not None:
            container.mux(self._stream.encode(None))
        container.close()
        os.replace(self._part, self._path)


def write_picture(path: Path, image: Image) -> None:
    """Write one annotated picture; the suffix of `path` chooses the format."""
    import cv2

    _, encoded = cv2.imencode(path.suffix, image)
    part = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        with _refusals(path):
            part.write_bytes(encoded.tobytes())
            os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def fit_width(image: Image, width: int) -> Image:
    """Return the picture no wider than `width` pixels, in its own proportions."""
    import cv2

    if image.shape[1] <= width:
        return image
    height = max(1, round(image.shape[0] * width / image.shape[1]))
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def jpeg(image: Image, quality: int = 80) -> bytes:
    """Return a picture as JPEG, for embedding in a page."""
    import cv2

    _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return encoded.tobytes()


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Say in one line what the encoder or the operating system refuses."""
    import av.error

    try:
        yield
    except (av.error.FFmpegError, OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise OutputError(
            f"{path}: cannot be written ({why}); make room or choose another folder"
        ) from error
