"""Stored landmarks as a source: they stand in for both the video and the network."""

from __future__ import annotations

import math
import tokenize
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from posecoach.closing import Closing
from posecoach.errors import SourceError
from posecoach.sources.landmarks import COLUMNS, PEOPLE, SCHEMA, Recording
from posecoach.sources.media import is_landmarks
from posecoach.sources.source import Kind
from posecoach.types import Frame, Pose, Sighting

Arrays = dict[str, NDArray[Any]]

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    tokenize.TokenError,  # NumPy reads the head of an array as Python
    msgspec.DecodeError,
    RuntimeError,  # a flag says it is encrypted, or packed by a method that does not exist
    KeyError,
    ValueError,
    EOFError,
    MemoryError,  # a size that was never meant
)


def open_replay(path: str | Path) -> ReplaySource:
    """Open a file made by `write_landmarks`.

    Raises SourceError when it cannot be read or is damaged, foreign or of another schema.
    """
    path = Path(path)
    foreign = f"{path.name}: damaged, or not landmarks of posecoach; analyse the video again"
    if not is_landmarks(path):
        raise SourceError(foreign)
    try:
        with np.load(path, allow_pickle=False) as stored:
            recording = msgspec.json.decode(str(stored["meta"]), type=Recording)
            if recording.schema != SCHEMA:
                raise SourceError(
                    f"{path.name}: landmarks of schema {recording.schema}, not {SCHEMA}; "
                    f"use the posecoach {recording.posecoach} that wrote them"
                )
            kinds = COLUMNS | dict.fromkeys(PEOPLE, "f")
            looked = "face" in stored.files  # for faces; files from before them, nobody did
            arrays = {
                name: stored[name].astype(kind)
                for name, kind in kinds.items()
                if name != "face" or looked
            }
        _require_sound(recording, arrays)
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read ({error.strerror or error})") from error
    except _DAMAGE as error:
        raise SourceError(foreign) from error
    return ReplaySource(path.name, recording, arrays)


class ReplaySource(Closing):
    """Frames without a picture, and what was seen in each; made by `open_replay`.

    Every `Frame.image` is the same black, of the right shape but taking no memory; read only.
    """

    kind: Kind = "landmarks"

    def __init__(self, name: str, recording: Recording, arrays: Arrays) -> None:
        """Take what was stored; all of it is in memory, 0.8 kB per person and frame."""
        self.name = name
        self.recording = recording  # the video or picture that the landmarks were taken from
        self.size = recording.size
        self.fps = math.nan if recording.fps is None else recording.fps
        self.duration_s = math.nan if recording.duration_s is None else recording.duration_s
        self.problems = list(recording.problems)
        self.frames_read = 0
        self._arrays = arrays
        self._coming = 0
        self._closed = False

    def frames(self) -> Iterator[Frame]:
        """Yield a black frame for each that was stored."""
        width, height = self.size
        black = np.broadcast_to(np.zeros((), np.uint8), (height, width, 3))
        while not self._closed and self._coming < len(self._arrays["t"]):
            row, self._coming = self._coming, self._coming + 1
            index = int(self._arrays["index"][row])
            self.frames_read = index + 1
            yield Frame(float(self._arrays["t"][row]), index, black)
        if not self._closed:
            self.frames_read = self.recording.frames

    def sighting(self, frame: Frame) -> Sighting:
        """Return everybody stored for a frame of this source; in place of the network.

        Raises ValueError for a frame that is not one of this source.
        """
        stored = self._arrays
        row = int(np.searchsorted(stored["index"], frame.index))
        if row == len(stored["index"]) or stored["index"][row] != frame.index:
            raise ValueError(f"no landmarks are stored for frame {frame.index}")
        t = float(stored["t"][row])
        return Sighting(
            t,
            frame.index,
            self.size,
            tuple(self._people(row, t)),
            float(stored["brightness"][row]),
            float(stored["contrast"][row]),
            bool(stored["counted"][row]),
        )

    def close(self) -> None:
        """Yield no more frames; what was seen can still be asked for."""
        self._closed = True

    def _people(self, row: int, t: float) -> Iterator[Pose]:
        stored = self._arrays
        for person, seen in enumerate(stored["visibility"][row]):
            if not np.isnan(seen).all():
                px, world = stored["px"][row, person], stored["world"][row, person]
                face = stored["face"][row, person] if "face" in stored else None
                yield Pose(t, px, world, seen, face)


def _require_sound(recording: Recording, arrays: Arrays) -> None:
    """Raise ValueError unless the arrays belong together."""
    if min(recording.size) < 1:
        raise ValueError("the size is not one of a picture")
    count, most = arrays["visibility"].shape[:2]
    shapes = {name: (count,) for name in COLUMNS}
    shapes |= {n: (count, most, *shape) for n, shape in PEOPLE.items() if n in arrays}
    for name, shape in shapes.items():
        if arrays[name].shape != shape:
            raise ValueError(f"{name} has shape {arrays[name].shape}, not {shape}")
    if not np.isfinite(arrays["t"]).all():
        raise ValueError("a time is missing")
    if not all((np.diff(arrays[name]) > 0).all() for name in ("t", "index")):
        raise ValueError("times or positions do not increase")
