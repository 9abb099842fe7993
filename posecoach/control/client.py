"""The asker's end of the line."""

from __future__ import annotations

import socket
from pathlib import Path

import msgspec

from posecoach.control.endpoint import connect, has_domain_sockets
from posecoach.control.message import LONGEST_LINE, Answer, Request, encoded, read_answer
from posecoach.errors import ControlError

ANSWER_S = 15.0  # the coach answers between two frames, or when its camera has opened
NOBODY = "no coach is running; start one with `posecoach live`"


def ask(request: Request, folder: Path, *, domain: bool | None = None) -> Answer:
    """Ask the running coach, and return what it says.

    Raises:
        ControlError: when none runs, or it does not answer.
    """
    there = connect(folder, domain=has_domain_sockets() if domain is None else domain)
    if there is None:
        raise ControlError(NOBODY)
    line, token = there
    with line:
        line.settimeout(ANSWER_S)
        try:
            line.sendall(encoded(msgspec.structs.replace(request, token=token)))
            return read_answer(read_line(line))
        except (OSError, ValueError) as error:
            raise ControlError(f"the running coach does not answer: {error}") from error


def read_line(line: socket.socket) -> bytes:
    """Return bytes up to the first end of line, but no more than a message may have."""
    found = b""
    while not found.endswith(b"\n") and len(found) <= LONGEST_LINE:
        piece = line.recv(4096)
        if not piece:
            break
        found += piece
    return found
