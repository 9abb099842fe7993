"""Which files are meant, and what they are: told by their content, never by their name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from posecoach.errors import SourceError

_VIDEOS = {".3gp", ".avi", ".flv", ".gif", ".m2ts", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg"}
_VIDEOS |= {".mpg", ".mts", ".ogv", ".ts", ".webm", ".wmv"}
_PICTURES = {".avif", ".bmp", ".heic", ".jfif", ".jp2", ".jpeg", ".jpg", ".pbm", ".pgm", ".png"}
_PICTURES |= {".ppm", ".tif", ".tiff", ".webp"}
_SUFFIXES = _VIDEOS | _PICTURES | {".npz"}  # by which files in a folder are picked
_PICTURE_STARTS = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"BM",
    b"II*\x00",  # TIFF, either byte order
    b"MM\x00*",
    b"\x00\x00\x00\x0cjP  ",  # JPEG 2000
    b"P4\n",  # PBM, PGM and PPM
    b"P5\n",
    b"P6\n",
)
_PICTURE_BRANDS = (b"avif", b"heic", b"heix", b"mif1")
_LANDMARK_MEMBERS = {"meta.npy", "px.npy", "world.npy", "visibility.npy"}


def find_media(paths: Iterable[str | Path]) -> list[Path]:
    """Return the files meant: files as given, of a folder its media files, sorted by name.

    Folders inside folders and hidden files are left out. Raises SourceError for the first path
    that is missing, unreadable, no file or folder, or a folder without media; so to do the
    others all the same, ask for one path at a time.
    """
    return [found for path in paths for found in _meant(Path(path))]


def _meant(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            return _in_folder(path)
        if path.is_file():
            return [path]
        if path.exists():
            raise SourceError(f"{path}: neither a file nor a folder")
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror})") from error
    raise SourceError(f"{path}: there is no such file or folder")


def _in_folder(folder: Path) -> list[Path]:
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file()
    )
    if not found:
        raise SourceError(f"{folder}: no video or picture in this folder")
    return found


def is_picture(path: str | Path) -> bool:
    """Whether the file begins like a still picture; a GIF is taken for a video.

    Raises SourceError when it cannot be read.
    """
    start = _start(Path(path))
    if start[:4] == b"RIFF":
        return start[8:12] == b"WEBP"
    if start[4:8] == b"ftyp":
        return start[8:12] in _PICTURE_BRANDS
    return start.startswith(_PICTURE_STARTS)


def is_landmarks(path: str | Path) -> bool:
    """Whether the file looks like stored landmarks (see `posecoach.sources.landmarks`).

    Raises SourceError when it cannot be read.
    """
    if not _start(Path(path)).startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(path) as stored:
            return set(stored.namelist()) >= _LANDMARK_MEMBERS
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError):
        return False


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror})") from error
