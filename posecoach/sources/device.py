"""Which camera or stream is meant, what to call it, and why it cannot be opened."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from posecoach.sources.camera_list import camera_named

_NUMBERED = re.compile(r"(?:/dev/video)?(\d+)")
_LIST = "`posecoach cameras` lists them"


def is_address(spec: int | str) -> bool:
    """Whether this is the address of a network stream."""
    return isinstance(spec, str) and "://" in spec


def device_of(spec: int | str) -> int | str:
    """Return what to open: an index (of 0, "0", "/dev/video0" or a camera's name) or an address.

    Raises SourceError when no camera has that name.
    """
    if isinstance(spec, int) or is_address(spec):
        return spec
    numbered = _NUMBERED.fullmatch(spec)
    return int(numbered[1]) if numbered else camera_named(spec).index


def spoken_name(spec: int | str) -> str:
    """Return what to call it: "camera 0", or the address without password and parameters."""
    if not is_address(spec):
        return f"camera {spec}"
    parts = urlsplit(str(spec))
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def why_not(device: int | str) -> str:
    """Return in words why this could not be opened, and what to do."""
    if isinstance(device, str):
        return "cannot be opened; check the address, name and password, and that it is switched on"
    if sys.platform == "linux":
        node = Path(f"/dev/video{device}")
        if not node.exists():
            return f"there is no such camera; plug it in, or choose another: {_LIST}"
        if not os.access(node, os.R_OK | os.W_OK):
            return "not permitted; add yourself to the group video and log in again"
    allow = {
        "darwin": ", and allow it in System Settings > Privacy & Security > Camera",
        "win32": ", and allow it in Settings > Privacy & security > Camera",
    }.get(sys.platform, "")
    return f"gives no picture; close other programs that use it{allow}, or choose another: {_LIST}"
