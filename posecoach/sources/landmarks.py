"""Stored landmarks: what the network saw, so that rules can be run again without it.

A file of schema 1 is a NumPy .npz (no pickles). N frames, K = most people seen in one of them:

===========  ==============  =======  =========================================================
name         shape           type     meaning
===========  ==============  =======  =========================================================
t            (N,)            float64  seconds since the source began, strictly increasing
index        (N,)            int64    position in the source, strictly increasing
px           (N, K, 33, 2)   float32  pixels; x right, y down
world        (N, K, 33, 3)   float32  metres from mid-hip; x right, y down, z away
visibility   (N, K, 33)      float32  0..1
face         (N, K, 11, 3)   float32  pixels, z away: the joints of the head as a network for faces
                                      sees them, of those who face the camera
brightness   (N,)            float64  mean grey level 0..255
contrast     (N,)            float64  standard deviation of the grey level
counted      (N,)            bool     the whole frame was searched for further people
meta         ()              str      JSON: schema, source, kind, size, fps, duration_s, frames,
                                      model_sha256, posecoach, problems; null is not known
===========  ==============  =======  =========================================================

People are stored best first; where a frame shows fewer than K, the rest is NaN, and so are faces
that are not seen. Where nobody looked for faces, there is no `face`.
"""

from __future__ import annotations

import math
import os
import tempfile
import zipfile
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from posecoach.errors import OutputError
from posecoach.joints import FACE_COUNT, JOINT_COUNT
from posecoach.sources.source import Kind, Source
from posecoach.stacking import UNSEEN_FACE
from posecoach.types import Floats, Pose, Sighting
from posecoach.version import VERSION

SCHEMA = 1
COLUMNS = {"t": "d", "index": "q", "brightness": "d", "contrast": "d", "counted": "b"}
PEOPLE: dict[str, tuple[int, ...]] = {
    "px": (JOINT_COUNT, 2),
    "world": (JOINT_COUNT, 3),
    "visibility": (JOINT_COUNT,),
    "face": (FACE_COUNT, 3),
}
_ROW = sum(math.prod(shape) for shape in PEOPLE.values())  # numbers kept of one person
_CHUNK = 2048  # frames laid out in memory at once


class Recording(msgspec.Struct, frozen=True):
    """What the landmarks were taken from: the `meta` of the file."""

    schema: int
    source: str
    kind: Kind
    size: tuple[int, int]  # (width, height) pixels
    fps: float | None  # None when not known
    duration_s: float | None  # None when not known
    frames: int  # decoded; more than are stored when a rate was set
    model_sha256: str
    posecoach: str  # version that wrote it
    problems: list[str]


def write_landmarks(
    path: str | Path, sightings: Iterable[Sighting], source: Source, *, model_sha256: str = ""
) -> None:
    """Write all `sightings` of `source` to `path`, which appears only when it is complete.

    Raises OutputError when that is not possible.
    """
    with LandmarkWriter(path) as writer:
        for sighting in sightings:
            writer.add(sighting)
        writer.finish(source, model_sha256=model_sha256)


class LandmarkWriter:
    """Takes sightings one by one and writes the file in `finish`; without that there is none.

    People wait in a temporary file beside it, so that of a long source only some 35 bytes per
    frame are held in memory.
    """

    def __init__(self, path: str | Path) -> None:
        """Prepare to write to `path`, whose folder exists."""
        self._path = Path(path)
        self._columns = {name: array(code) for name, code in COLUMNS.items()}
        self._people = array("q")
        self._faces = False  # whether anybody looked for them
        with _spoken(self._path), ExitStack() as on_failure:
            folder = self._path.parent
            self._rows = on_failure.enter_context(tempfile.TemporaryFile(dir=folder))
            on_failure.pop_all()

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Drop what was not finished."""
        with suppress(OSError):  # on a full disk closing fails as well, and nothing is lost by it
            self._rows.close()

    def add(self, sighting: Sighting) -> None:
        """Keep one sighting; call in the order of time."""
        for name, column in self._columns.items():
            column.append(getattr(sighting, name))
        self._people.append(len(sighting.people))
        with _spoken(self._path):
            for person in sighting.people:
                self._faces |= person.face is not None
                self._rows.write(_row(person).tobytes())

    def finish(self, source: Source, *, model_sha256: str = "", stopped: bool = False) -> None:
        """Write the file in one go, once `source` has been read as far as it will be.

        When `stopped` before its end, the length of the source is not kept: it is not what was
        looked at.
        """
        partial = self._path.with_name(f".{self._path.name}.part")
        meta = msgspec.json.encode(_recording(source, model_sha256, stopped)).decode()
        with _spoken(self._path):
            try:
                with zipfile.ZipFile(partial, "w") as stored:
                    _store(stored, "meta", np.array(meta))
                    for name, column in self._columns.items():
                        _store(stored, name, np.array(column, bool if name == "counted" else None))
                    for name in PEOPLE:
                        if name == "face" and not self._faces:
                            continue
                        self._store_people(stored, name)
                os.replace(partial, self._path)
            finally:
                partial.unlink(missing_ok=True)

    def _store_people(self, stored: zipfile.ZipFile, name: str) -> None:
        most = max(self._people, default=0)
        header = {
            "descr": "<f4",
            "fortran_order": False,
            "shape": (len(self._people), most, *PEOPLE[name]),
        }
        with stored.open(_member(name), "w", force_zip64=True) as member:
            np.lib.format.write_array_header_1_0(member, header)
            for block in self._blocks(most):
                member.write(np.ascontiguousarray(block[..., _columns_of(name)]).tobytes())

    def _blocks(self, most: int) -> Iterator[NDArray[np.float32]]:
        """Yield (frames, most, _ROW) of all people, in order, padded with NaN."""
        self._rows.seek(0)
        for start in range(0, len(self._people), _CHUNK):
            counts = np.array(self._people[start : start + _CHUNK])
            stored = self._rows.read(int(counts.sum()) * _ROW * 4)
            block = np.full((len(counts), most, _ROW), np.nan, np.float32)
            present = np.arange(most) < counts[:, None]
            block[present] = np.frombuffer(stored, np.float32).reshape(-1, _ROW)
            yield block


def _recording(source: Source, model_sha256: str, stopped: bool) -> Recording:
    return Recording(
        schema=SCHEMA,
        source=source.name,
        kind=source.kind,
        size=source.size,
        fps=source.fps,
        duration_s=None if stopped else source.duration_s,
        frames=source.frames_read,
        model_sha256=model_sha256,
        posecoach=VERSION,
        problems=source.problems,
    )


def _row(person: Pose) -> Floats:
    seen = person if person.face is not None else replace(person, face=UNSEEN_FACE)
    parts = [np.ravel(getattr(seen, name)) for name in PEOPLE]
    return np.concatenate(parts).astype("<f4", copy=False)


def _columns_of(name: str) -> slice:
    sizes = {part: math.prod(shape) for part, shape in PEOPLE.items()}
    names = list(sizes)
    start = sum(sizes[part] for part in names[: names.index(name)])
    return slice(start, start + sizes[name])


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(f"{name}.npy")  # dated 1980: the same landmarks give the same bytes
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _store(stored: zipfile.ZipFile, name: str, values: NDArray[Any]) -> None:
    with stored.open(_member(name), "w", force_zip64=True) as member:
        np.lib.format.write_array(member, values, allow_pickle=False)


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); choose another folder or make room"
        ) from error
