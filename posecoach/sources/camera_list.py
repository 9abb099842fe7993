"""Which cameras there are, by name."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from posecoach.errors import SourceError

LINUX_DEVICES = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that can be opened."""

    index: int
    name: str
    backend: str  # the system interface it is reached by: "V4L2", "MSMF", "AVFOUNDATION"


def list_cameras() -> list[Camera]:
    """Return the cameras of this computer by index; none is an empty list.

    Raises SourceError where names cannot be had without the package of the `cameras` extra.
    """
    try:
        import cv2_enumerate_cameras as names
    except ImportError:
        if sys.platform == "linux":
            return linux_cameras(LINUX_DEVICES)
        raise SourceError(
            "cameras can be listed only with the package cv2-enumerate-cameras: "
            "pip install 'posecoach[cameras]'; by index (0, 1, ...) they work without it"
        ) from None
    import cv2

    # Every interface lists every camera again; OpenCV opens an index by the first that it has.
    usual = cv2.CAP_V4L2 if sys.platform == "linux" else names.supported_backends[0]
    interface = cv2.videoio_registry.getBackendName(usual)
    found = names.enumerate_cameras(usual)
    cameras = [Camera(camera.index, camera.name, interface) for camera in found]
    return sorted(cameras, key=lambda camera: camera.index)


def linux_cameras(devices: Path) -> list[Camera]:
    """Return the cameras that the kernel shows in the folder `devices`."""
    found = []
    for device in devices.glob("video*"):
        number, order = device.name.removeprefix("video"), _line(device / "index")
        # A camera has further devices for its metadata, with an order of 1 and up.
        if number.isdigit() and order in ("", "0"):
            found.append(Camera(int(number), _line(device / "name") or device.name, "V4L2"))
    return sorted(found, key=lambda camera: camera.index)


def camera_named(wanted: str) -> Camera:
    """Return the camera whose name contains `wanted`, whatever the case of the letters.

    Raises SourceError if there is none, or several and none of exactly that name.
    """
    cameras = list_cameras()
    fitting = [camera for camera in cameras if wanted.casefold() in camera.name.casefold()]
    exact = [camera for camera in fitting if camera.name.casefold() == wanted.casefold()]
    if exact or len(fitting) == 1:
        return (exact or fitting)[0]
    known = ", ".join(f"{camera.index} {camera.name}" for camera in fitting or cameras)
    many = "several cameras are called like that" if fitting else "there is no such camera"
    raise SourceError(f'camera "{wanted}": {many} ({known or "none found"}); give an index instead')


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
