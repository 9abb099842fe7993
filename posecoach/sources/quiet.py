"""Keep OpenCV from writing to the terminal; what matters is said by posecoach."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager

from posecoach.stderr import stderr_without

_NOISE = (
    b"libpng ",
    b"Corrupt JPEG data",
    b"Premature end of JPEG",
    b"Inconsistent progression sequence",
    b"Invalid SOS parameters",
    b"Unknown Adobe color transform",
    b"Warning: unknown JFIF revision",
)  # how the complaints of libpng and libjpeg begin


def silence_opencv() -> None:
    """Turn off OpenCV's own log and that of the FFmpeg inside it (before its first use)."""
    import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    # It names addresses with their passwords, and is read once, when the first stream is opened.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")


def decoders_silenced() -> AbstractContextManager[None]:
    """Drop what libpng and libjpeg write to stderr about damaged pictures, and only that.

    Many a webcam sends JPEGs that are slightly wrong, and each would be a line.
    """
    return stderr_without(lambda line: line.startswith(_NOISE))
