"""Reading a camera or a network stream with OpenCV."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

from numpy.typing import NDArray

from posecoach.errors import SourceError
from posecoach.sources.device import device_of, spoken_name, why_not
from posecoach.sources.quiet import decoders_silenced, silence_opencv
from posecoach.sources.shape import Size

_log = logging.getLogger(__name__)

_FIRST_S = 8.0  # some cameras take seconds from opening to the first picture
_BETWEEN_S = 0.1  # between tries
_OPEN_MS, _READ_MS = 10_000, 5_000  # a network camera may take this long to answer


class Capture(Protocol):
    """What is used of `cv2.VideoCapture`."""

    def isOpened(self) -> bool:
        """Whether it can be read."""

    def grab(self) -> bool:
        """Wait for the next picture; False when there is none."""

    def retrieve(self) -> tuple[bool, NDArray[Any] | None]:
        """Decode the picture grabbed last; False and anything when that fails."""

    def get(self, propId: int, /) -> float:
        """Return a property, 0 when it is unknown."""

    def set(self, propId: int, value: float, /) -> bool:
        """Ask for a property; False when that is refused."""

    def release(self) -> None:
        """Let go of the device."""


OpenCapture = Callable[[int | str], Capture]


def opencv_capture(device: int | str, size: Size) -> Capture:
    """Return an OpenCV capture of an index, asked for pictures of `size`, or of an address.

    It may not be open.
    """
    import cv2

    silence_opencv()
    if isinstance(device, str):
        limits = (
            (cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _OPEN_MS),
            (cv2.CAP_PROP_READ_TIMEOUT_MSEC, _READ_MS),
        )
        return cv2.VideoCapture(device, cv2.CAP_FFMPEG, [n for limit in limits for n in limit])
    capture = cv2.VideoCapture(device)
    # Uncompressed, most USB cameras manage only a few of the larger pictures per second.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    ask_for(capture, size)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


def ask_for(capture: Capture, size: Size) -> None:
    """Ask for pictures of (width, height); what comes may be another size."""
    import cv2

    capture.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])


def opened(spec: int | str, open_capture: OpenCapture) -> Capture:
    """Return an open capture of what is meant by `spec`; raises SourceError if there is none."""
    device = device_of(spec)
    capture = open_capture(device)
    if capture.isOpened():
        return capture
    capture.release()
    raise SourceError(f"{spoken_name(spec)}: {why_not(device)}")


def first_picture(
    capture: Capture, clock: Callable[[], float], wait: Callable[[float], object]
) -> NDArray[Any] | None:
    """Return the first picture, (H, W, 3) BGR, waiting some seconds for it; None without one."""
    deadline = clock() + _FIRST_S
    while clock() < deadline:
        image = decoded_picture(capture) if capture.grab() else None
        if image is not None:
            return image
        wait(_BETWEEN_S)
    return None


def decoded_picture(capture: Capture) -> NDArray[Any] | None:
    """Return the picture grabbed last, (H, W, 3) BGR; None when it cannot be decoded."""
    import cv2

    try:
        with decoders_silenced():
            came, image = capture.retrieve()
    except cv2.error as error:  # over a loose cable, pictures come that their decoder refuses
        _log.debug("picture refused: %s", error)
        return None
    return image if came and image is not None and image.size else None


def frame_rate(capture: Capture) -> float:
    """Return the frames per second it claims; 0 or nonsense when it does not know."""
    import cv2

    return capture.get(cv2.CAP_PROP_FPS)
