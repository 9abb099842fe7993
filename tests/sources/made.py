"""Media made on the spot, with everything about them known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.stream import Disposition
from numpy.typing import NDArray

from posecoach.joints import JOINT_COUNT
from posecoach.types import Pose, Sighting

Image = NDArray[np.uint8]

RED, GREEN, BLUE, WHITE = (0, 0, 220), (0, 220, 0), (220, 0, 0), (220, 220, 220)  # BGR
CLOCKWISE = (0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)  # as phones write it
HALF_TURN = (-65536, 0, 0, 0, -65536, 0, 0, 0, 1 << 30)
COUNTERCLOCKWISE = (0, -65536, 0, 65536, 0, 0, 0, 0, 1 << 30)
MIRROR = (-65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)


def quarters(width: int = 128, height: int = 96) -> Image:
    """Return red and green above blue and white: no turn or reflection leaves it the same."""
    image = np.zeros((height, width, 3), np.uint8)
    image[: height // 2, : width // 2] = RED
    image[: height // 2, width // 2 :] = GREEN
    image[height // 2 :, : width // 2] = BLUE
    image[height // 2 :, width // 2 :] = WHITE
    return image


def numbered(index: int, width: int = 128, height: int = 96) -> Image:
    """Return the quarters with a bar in the middle whose grey level is 2 x `index`."""
    image = quarters(width, height)
    image[:, width * 3 // 8 : width * 5 // 8] = 2 * index
    return image


def number_of(image: Image) -> int:
    """Return the number of a `numbered` picture of any size."""
    height, width = image.shape[:2]
    return round(float(image[height // 4 : height * 3 // 4, width // 2].mean()) / 2)


def corners(image: Image) -> list[tuple[int, ...]]:
    """Return the colours near the corners, rounded so that a codec does not matter."""
    height, width = image.shape[:2]
    places = [(y, x) for y in (height // 8, height * 7 // 8) for x in (width // 8, width * 7 // 8)]
    return [tuple(220 if value > 110 else 0 for value in image[place]) for place in places]


@dataclass(frozen=True)
class Coding:
    """How a clip is stored."""

    codec: str = "libx264"
    pix_fmt: str = "yuv420p"
    options: dict[str, str] = field(default_factory=dict)
    file_options: dict[str, str] = field(default_factory=dict)
    configure: Callable[[Any], object] = lambda stream: None


PLAIN = Coding()
EXACT = Coding("ffv1", "bgr0")  # loses nothing, so that frames can be told apart
MPEG2 = Coding("mpeg2video")


def clip(
    path: Path,
    frames: Sequence[Image] | int = 30,
    coding: Coding = PLAIN,
    *,
    fps: int = 30,
    stamps: Sequence[int] | None = None,
) -> Path:
    """Write a video; `stamps` are the times of the frames in units of 1/`fps` seconds."""
    images = [numbered(i) for i in range(frames)] if isinstance(frames, int) else frames
    with av.open(str(path), "w", options=coding.file_options) as container:
        stream: Any = container.add_stream(coding.codec, rate=fps, options=coding.options)
        stream.height, stream.width = images[0].shape[:2]
        stream.pix_fmt = coding.pix_fmt
        stream.codec_context.time_base = Fraction(1, fps)
        coding.configure(stream)
        for order, image in enumerate(images):
            frame = av.VideoFrame.from_ndarray(image, format="bgr24")
            frame.pts = stamps[order] if stamps else order
            frame.time_base = Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def sound(path: Path) -> Path:
    """Write a file with sound only."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("aac", rate=8000)
        samples = np.zeros((1, 8000), np.float32)
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def song_with_cover(path: Path) -> Path:
    """Write an MP3 with a picture attached to it."""
    with av.open(str(path), "w") as container:
        music: Any = container.add_stream("libmp3lame", rate=44100)
        cover: Any = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 128, 96, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        picture = av.VideoFrame.from_ndarray(quarters(), format="bgr24")
        picture.pts = 0
        silence = av.AudioFrame.from_ndarray(np.zeros((2, 44100), np.float32), "fltp", "stereo")
        silence.sample_rate = 44100
        for stream, frame in ((cover, picture), (music, silence)):
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return path


class FakeClock:
    """Seconds that pass only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


class FakeCapture:
    """A camera with these pictures, one every 1/30 s; None is one that does not come."""

    def __init__(self, pictures: Sequence[Image | None], clock: FakeClock, fps: float = 30) -> None:
        self.pictures = list(pictures)
        self.clock = clock
        self.fps = fps
        self.decoded = 0
        self.released = 0
        self._now: Image | None = None

    def isOpened(self) -> bool:
        return bool(self.pictures)

    def grab(self) -> bool:
        self.clock.wait(1 / 30)
        self._now = self.pictures.pop(0) if self.pictures else None
        return self._now is not None

    def retrieve(self) -> tuple[bool, Image | None]:
        self.decoded += 1
        return self._now is not None, self._now

    def get(self, propId: int, /) -> float:
        return self.fps

    def release(self) -> None:
        self.released += 1


def person(seed: int, t: float = 0.0) -> Pose:
    """Return a person of arbitrary but fixed numbers."""
    numbers = np.random.default_rng(seed)
    return Pose(
        t,
        numbers.uniform(0, 100, (JOINT_COUNT, 2)).astype(np.float32),
        numbers.normal(0, 1, (JOINT_COUNT, 3)).astype(np.float32),
        numbers.uniform(0, 1, JOINT_COUNT).astype(np.float32),
    )


def sighting(order: int, people: int) -> Sighting:
    """Return what was seen in the `order`-th frame kept of a 30 fps video at a rate of 15."""
    t = order / 15
    everybody = tuple(person(10 * order + i, t) for i in range(people))
    return Sighting(t, 2 * order, (128, 96), everybody, 100.0 + order, 20.0, counted=order % 2 == 0)
