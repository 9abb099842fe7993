"""Where the running coach listens: a place that only this user can open.

On Unix a domain socket in a folder of mode 0700, with a lock beside it that the system gives back
when the program dies, however it dies. On Windows, a loopback port whose number and secret token
are in a file.
"""

from __future__ import annotations

import os
import secrets
import socket
import stat
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import platformdirs

from posecoach.errors import ControlError

LOCAL_S = 2.0  # for a program on this machine to take a line
_NAME, _LOCK, _PORT = "live.sock", "live.lock", "live.json"
_LONGEST_PATH = 100  # bytes the system takes for the path of a socket


class Port(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a coach without a domain socket listens."""

    port: int
    token: str


@dataclass(frozen=True, slots=True)
class Listening:
    """A socket that takes connections, and how to leave nothing of it behind."""

    socket: socket.socket
    token: str  # what a request must carry; empty where the folder's mode is proof enough
    close: Callable[[], None]


def runtime_folder() -> Path:
    """Return the folder of running programs ($POSECOACH_RUNTIME overrides); need not exist."""
    if own := os.environ.get("POSECOACH_RUNTIME"):
        return Path(own)
    with warnings.catch_warnings():
        # without XDG_RUNTIME_DIR (ssh, cron) it warns and takes the folder of temporary files
        warnings.simplefilter("ignore")
        return Path(platformdirs.user_runtime_dir("posecoach"))


def has_domain_sockets() -> bool:
    """Whether this system has Unix domain sockets with file permissions."""
    return sys.platform != "win32" and hasattr(socket, "AF_UNIX")


def listen(folder: Path, *, domain: bool) -> Listening | None:
    """Begin to listen in `folder`; None when a coach that runs already does.

    Raises:
        ControlError: when the folder cannot be used, or others could get in.
    """
    _make_private(folder)
    return _listen_domain(folder) if domain else _listen_port(folder)


def connect(folder: Path, *, domain: bool) -> tuple[socket.socket, str] | None:
    """Return a connection to the running coach and the token it wants; None when none runs."""
    if domain:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        where: str | tuple[str, int] = str(folder / _NAME)
        token = ""
    else:
        port = _read_port(folder)
        if port is None:
            return None
        line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        where, token = ("127.0.0.1", port.port), port.token
    line.settimeout(LOCAL_S)
    try:
        line.connect(where)
    except OSError:
        line.close()
        return None
    return line, token


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise ControlError(f"{folder}: cannot be made ({error.strerror})") from error
    if sys.platform == "win32":
        return  # under the user's profile, which others cannot read
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
        raise ControlError(f"{folder}: belongs to somebody else; remove it")
    folder.chmod(0o700)


def _listen_domain(folder: Path) -> Listening | None:
    import fcntl

    path = folder / _NAME
    if len(os.fsencode(path)) > _LONGEST_PATH:
        raise ControlError(f"{path}: too long for a socket; set POSECOACH_RUNTIME to a shorter one")
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    path.unlink(missing_ok=True)  # of a program that was killed: the lock was free
    opened = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    opened.bind(str(path))
    path.chmod(0o600)
    opened.listen()

    def close() -> None:
        opened.close()
        path.unlink(missing_ok=True)
        os.close(lock)

    return Listening(opened, "", close)


def _listen_port(folder: Path) -> Listening | None:
    there = connect(folder, domain=False)
    if there is not None:
        there[0].close()
        return None
    opened = socket.create_server(("127.0.0.1", 0))
    port = Port(opened.getsockname()[1], secrets.token_urlsafe(32))
    path = folder / _PORT
    path.unlink(missing_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(file, "wb") as out:
        out.write(msgspec.json.encode(port))

    def close() -> None:
        opened.close()
        path.unlink(missing_ok=True)

    return Listening(opened, port.token, close)


def _read_port(folder: Path) -> Port | None:
    try:
        return msgspec.json.decode((folder / _PORT).read_bytes(), type=Port)
    except (OSError, msgspec.DecodeError):
        return None
