"""What every source of frames promises."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from types import TracebackType
from typing import Literal, Protocol, Self

from posecoach.closing import Closing
from posecoach.types import Frame

Kind = Literal["video", "picture", "camera", "stream", "landmarks"]


class Source(Protocol):
    """A place frames come from, read once from front to back.

    `frames()` may be called again: it goes on where it stopped, and after the end or after
    `close()` it yields nothing. Use a source from one thread, as a context manager or with
    `close()`, which may be called any number of times.
    """

    @property
    def kind(self) -> Kind:
        """What it is."""

    @property
    def name(self) -> str:
        """What to call it: the file name, "camera 0", an address without its password."""

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels of every frame: upright, square pixels."""

    @property
    def fps(self) -> float:
        """Nominal frames per second; NaN when there is none."""

    @property
    def duration_s(self) -> float:
        """Length in seconds; NaN when not known."""

    @property
    def frames_read(self) -> int:
        """Frames decoded so far, those that were then left out included."""

    @property
    def problems(self) -> list[str]:
        """One line for each thing that went wrong; grows while reading."""

    def frames(self) -> Iterator[Frame]:
        """Yield the frames, `t` and `index` strictly increasing."""

    def close(self) -> None:
        """Let go of the file or device."""

    def __enter__(self) -> Self:
        """Return the source itself."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close it."""


class LiveSource(Source, Protocol):
    """A source in real time, where the newest frame wins and late readers miss frames.

    `poll` comes back after `timeout_s` at the latest (plus one frame's decoding), with or without
    a frame, so that a loop can answer keys while the camera is away. `frames()` is built on it
    and blocks until there is a frame.
    """

    @property
    def lost(self) -> bool:
        """No picture comes at present; the source goes on trying."""

    @property
    def ended(self) -> bool:
        """No further frame will come: a played file is over, or `close()` was called."""

    def poll(self, timeout_s: float) -> Frame | None:
        """Return the newest frame not yet returned, waiting at most `timeout_s` seconds for it.

        Give it at least the time between two frames: a camera that nobody has looked at for a
        while decodes the next picture only when it is asked.
        """

    def release(self) -> None:
        """Let other programs have the device until the next `poll()`, which takes it back."""

    def coarsen(self, wanted: bool) -> None:
        """Ask for pictures of half the width and height, or no longer; frames keep their size."""


class PollingSource(Closing):
    """The `frames()` of a live source, built on its `poll()`."""

    @property
    @abstractmethod
    def ended(self) -> bool:
        """No further frame will come."""

    @abstractmethod
    def poll(self, timeout_s: float) -> Frame | None:
        """Return the newest frame not yet returned, or None after `timeout_s` seconds."""

    def frames(self) -> Iterator[Frame]:
        """Yield the newest frame again and again until the source has ended."""
        while not self.ended:
            frame = self.poll(_PATIENCE_S)
            if frame is not None:
                yield frame


_PATIENCE_S = 0.5  # how soon frames() notices that the source was closed from another thread
