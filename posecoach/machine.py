"""What this computer is doing: on battery or not, its session locked or not."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from math import inf
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")  # Linux only; elsewhere it is not there: not on battery
_LOGINCTL_S = 2.0
_M_MMAP_THRESHOLD = -3  # of malloc.h
_MADV_DONTNEED = 4  # of sys/mman.h
_MAPS = Path("/proc/self/maps")
_LARGE = 64 * 1024  # bytes


def on_battery(supplies: Path = SUPPLIES) -> bool:
    """Return whether the computer draws on its battery; False where that cannot be told.

    A mains supply that is online settles it; without any, a discharging battery of the computer
    (not one of a mouse, whose scope is "Device").
    """
    discharging = False
    for supply in sorted(supplies.glob("*")):
        kind = _word(supply / "type")
        if kind in ("Mains", "USB") and _word(supply / "online") == "1":
            return False
        if kind == "Battery" and _word(supply / "scope") != "Device":
            discharging |= _word(supply / "status") == "Discharging"
    return discharging


def _word(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


Run = Callable[[list[str]], str]


def session_locked(run: Run | None = None, environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the screen of this session is locked, as systemd-logind says.

    False where there is no logind, or the desktop does not tell it.
    """
    session = environment.get("XDG_SESSION_ID", "auto")
    command = ["loginctl", "show-session", session, "--property=LockedHint", "--value"]
    return (run or _output)(command).strip() == "yes"


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_LOGINCTL_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


class Fact:
    """A fact about the computer that is looked up at most every so many seconds."""

    def __init__(
        self, look: Callable[[], bool], every_s: float, clock: Callable[[], float]
    ) -> None:
        """Take how to look it up, and a clock that tells seconds."""
        self._look, self._every_s, self._clock = look, every_s, clock
        self._next_s = -inf
        self._known = False

    def __call__(self) -> bool:
        """Return it, as known."""
        now = self._clock()
        if now >= self._next_s:
            self._known, self._next_s = self._look(), now + self._every_s
        return self._known


def hold_little_memory() -> None:
    """Give large blocks back to the system as soon as they are free (glibc; elsewhere nothing).

    By default glibc keeps pictures and layers of the network that were freed once, 15 MB of them.
    """
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(_M_MMAP_THRESHOLD, _LARGE)


def let_go_of(file: Path) -> int:
    """Give the pages of a file that was read through a mapping back (Linux; elsewhere nothing).

    The network unpacks its weights once and never looks at the 19 MB of mappings again; should it,
    they are read anew. Returns how many mappings there were.
    """
    if not _MAPS.exists():
        return 0
    advise = ctypes.CDLL(None).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    places = [
        line.split(maxsplit=1)[0]
        for line in _MAPS.read_text(errors="replace").splitlines()
        if line.endswith(f" {file.resolve()}")
    ]
    for place in places:
        start, end = (int(address, 16) for address in place.split("-"))
        advise(start, end - start, _MADV_DONTNEED)
    return len(places)
