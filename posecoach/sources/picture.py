"""Pictures: one frame each, upright as their EXIF data say, transparency over white."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posecoach.closing import Closing
from posecoach.errors import SourceError
from posecoach.sources.quiet import decoders_silenced, silence_opencv
from posecoach.sources.shape import Image, require_size, scaled, shown_size
from posecoach.sources.source import Kind
from posecoach.types import Frame

_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_PNG = b"\x89PNG\r\n\x1a\n"
_TAIL = 64 * 1024  # bytes: phones write other things behind the end of the picture
_HEIC_BRANDS = (b"heic", b"heix", b"mif1")


def open_picture(path: str | Path) -> PictureSource:
    """Open a picture file. Raises SourceError if it is damaged, too small or of no known kind."""
    return PictureSource(Path(path))


class PictureSource(Closing):
    """One picture as a source of one frame at `t` = 0; made by `open_picture`."""

    kind: Kind = "picture"
    fps = math.nan
    duration_s = math.nan

    def __init__(self, path: Path) -> None:
        """Read and decode the picture."""
        self.name = path.name
        self.problems: list[str] = []
        self.frames_read = 0
        stored = self._stored(path)
        image = self._decoded(stored)
        require_size(self.name, (image.shape[1], image.shape[0]))
        self.size = shown_size((image.shape[1], image.shape[0]))
        self._image: Image | None = scaled(image, self.size)

    def frames(self) -> Iterator[Frame]:
        """Yield the picture, once."""
        if self._image is not None:
            image, self._image = self._image, None
            self.frames_read = 1
            yield Frame(0.0, 0, image, self.name)

    def close(self) -> None:
        """Forget the picture."""
        self._image = None

    def _stored(self, path: Path) -> bytes:
        try:
            stored = path.read_bytes()
        except OSError as error:
            raise SourceError(f"{self.name}: cannot be read ({error.strerror})") from error
        if not stored:
            raise SourceError(f"{self.name}: the file is empty")
        if stored[4:8] == b"ftyp" and stored[8:12] in _HEIC_BRANDS:
            raise SourceError(f"{self.name}: HEIC pictures cannot be read; save it as JPEG")
        if stored.startswith(_JPEG) and _JPEG_END not in stored[-_TAIL:]:
            self.problems.append("the file breaks off: the lower part of the picture is missing")
            return stored + _JPEG_END  # without it OpenCV refuses what there is
        if stored.startswith(_PNG) and not _is_whole_png(stored):
            # OpenCV shows nothing of it, and may take half a minute and 4 GB to find that out.
            raise SourceError(f"{self.name}: damaged or cut off; get the whole of it")
        return stored

    def _decoded(self, stored: bytes) -> Image:
        import cv2

        silence_opencv()
        encoded = np.frombuffer(stored, np.uint8)
        try:
            with decoders_silenced():
                image = cv2.imdecode(encoded, cv2.IMREAD_COLOR)
                full = None if stored.startswith(_JPEG) else cv2.imdecode(encoded, -1)
        except cv2.error as error:
            raise SourceError(f"{self.name}: cannot be decoded ({error.err})") from error
        if image is None:
            raise SourceError(
                f"{self.name}: damaged, or not a picture; check that it opens elsewhere"
            )
        return _over_white(image.astype(np.uint8, copy=False), full)


def _is_whole_png(stored: bytes) -> bool:
    """Whether every chunk is as long as it says, up to the last."""
    at = len(_PNG)
    while at + 12 <= len(stored):  # length, kind and checksum take 4 bytes each
        kind = stored[at + 4 : at + 8]
        at += 12 + int.from_bytes(stored[at : at + 4])
        if kind == b"IEND":
            return at <= len(stored)
    return False


def _over_white(image: Image, full: NDArray[Any] | None) -> Image:
    """Return `image` with white shining through where `full`, the same with alpha, is clear.

    OpenCV turns pictures with alpha as EXIF says only without it, so one that is both partly
    clear and stored sideways (which no camera makes) is shown as stored.
    """
    if full is None or full.shape[2:] != (4,) or full.dtype.kind != "u":
        return image
    top = float(np.iinfo(full.dtype).max)
    alpha = full[..., 3:].astype(np.float32) / top
    if alpha.min() == 1.0:
        return image
    colours = full[..., :3].astype(np.float32) * (255.0 / top)
    return np.asarray(np.rint(colours * alpha + 255.0 * (1.0 - alpha)), np.uint8)
