"""What is said over the control socket: one JSON object a line, schema 1. Pure."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from posecoach.control.duration import LONGEST_S

SCHEMA = 1
LONGEST_LINE = 64 * 1024  # bytes; no request and no answer comes near it
Name = Literal["pause", "resume", "snooze", "skip", "status", "recalibrate", "stop"]


class Request(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the running coach is asked to do."""

    command: Name
    schema: Literal[1]
    seconds: Annotated[float, Meta(gt=0, le=LONGEST_S)] | None = None  # None: until resumed
    release_camera: bool = False  # pause: let other programs have the camera
    slouch: bool = False  # recalibrate: also the usual slouch
    token: str = ""  # proves, where the socket cannot, that the asker is this user


class Answer(Struct, frozen=True):
    """What it says."""

    ok: bool
    message: str  # one line for people
    status: dict[str, Any] = {}  # how things are now, after the command
    schema: int = SCHEMA


def request(
    command: Name,
    seconds: float | None = None,
    *,
    release_camera: bool = False,
    slouch: bool = False,
) -> Request:
    """Return a request of our schema."""
    return Request(command, 1, seconds, release_camera, slouch)


def encoded(message: Request | Answer) -> bytes:
    """Return a message as one line."""
    return msgspec.json.encode(message) + b"\n"


def read_request(line: bytes) -> Request:
    """Return the request in a line; ValueError with one line of why not."""
    if len(line) > LONGEST_LINE or not line.endswith(b"\n"):
        raise ValueError("not one line of at most 64 kB")
    try:
        return msgspec.json.decode(line, type=Request)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"not understood: {error}") from error


def read_answer(line: bytes) -> Answer:
    """Return the answer in a line; ValueError with one line of why not."""
    try:
        return msgspec.json.decode(line, type=Answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"not understood: {error}") from error
