"""Inputs of any size and length, made from one clip of a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

import posecoach
from posecoach.sources import open_video
from posecoach.sources.shape import Size, fitted, scaled
from posecoach.types import Frame

DEMO = Path(posecoach.__file__).with_name("library") / "demo" / "desk_day.mp4"
VGA, HD, UHD = (640, 480), (1280, 720), (3840, 2160)
FPS = 30
GRAIN = (
    3.0  # grey levels: a drawn picture is easier to decode than a camera's, whose sensor is noisy
)
GRAINS = 8  # different patterns, shown in turn
PERIOD_S = 10  # length of the piece that is repeated


def pictures(clip: Path, size: Size, count: int, *, step_s: float = 1 / FPS) -> list[Frame]:
    """Return the first `count` frames of a clip, in another size, `step_s` seconds apart."""
    with open_video(clip, rate=FPS) as source:
        frames = [
            Frame(i * step_s, i, fitted(_grown(frame, size), size))
            for i, frame in enumerate(islice(source.frames(), count))
        ]
    return repeated(frames, count)


def _grown(frame: Frame, size: Size) -> Any:
    factor = max(size[0] / frame.size[0], size[1] / frame.size[1])
    if factor <= 1:
        return frame.image
    return scaled(frame.image, (round(frame.size[0] * factor), round(frame.size[1] * factor)))


def repeated(frames: list[Frame], count: int) -> list[Frame]:
    """Return `count` frames by going round; times go on at the same pace, pictures are shared."""
    step = frames[1].t - frames[0].t
    return [
        replace(frames[i % len(frames)], t=i * step, index=i) if i >= len(frames) else frames[i]
        for i in range(count)
    ]


def recording(folder: Path, clip: Path, size: Size, seconds: float) -> Path:
    """Write an H.264 video of that size and length as a camera would record it, 30 fps."""
    period = min(float(PERIOD_S), seconds)
    piece = folder / f"piece-{size[0]}-{period:.0f}s.mp4"
    if not piece.exists():
        _encode(piece, _grainy(pictures(clip, size, round(period * FPS))), size)
    whole = folder / f"recording-{size[0]}-{seconds:.0f}s.mp4"
    if not whole.exists():
        _repeat(whole, piece, round(seconds / period))
    return whole


def _grainy(frames: list[Frame]) -> Iterator[Any]:
    random = np.random.default_rng(7)
    shape = frames[0].image.shape
    grains = [random.normal(0, GRAIN, shape).astype(np.int8) for _ in range(GRAINS)]
    for i, frame in enumerate(frames):
        noisy = frame.image.astype(np.int16) + grains[i % GRAINS]
        yield np.clip(noisy, 0, 255).astype(np.uint8)


def _encode(path: Path, images: Iterator[Any], size: Size) -> None:
    import av

    with av.open(str(path), "w") as container:
        options = {"preset": "veryfast", "crf": "23"}
        stream = container.add_stream("libx264", rate=FPS, options=options)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for order, image in enumerate(images):
            frame = av.VideoFrame.from_ndarray(image, format="bgr24")
            frame.pts, frame.time_base = order, Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _repeat(whole: Path, piece: Path, times: int) -> None:
    """Copy the packets of a piece again and again, each time later by its length."""
    import av

    with av.open(str(whole), "w") as out:
        stream: Any = None
        for turn in range(times):
            with av.open(str(piece)) as source:
                video = source.streams.video[0]
                stream = stream or out.add_stream_from_template(video)
                shift = turn * int(video.duration or 0)
                for packet in source.demux(video):
                    if packet.dts is None or packet.pts is None:
                        continue
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    packet.stream = stream
                    out.mux(packet)
