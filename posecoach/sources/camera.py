"""Cameras and network streams: a thread reads, the newest frame wins, and a lost one is found."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from numpy.typing import NDArray

from posecoach.errors import SourceError
from posecoach.sources.capture import (
    Capture,
    OpenCapture,
    decoded_picture,
    frame_rate,
    next_picture,
    opencv_capture,
    opened,
)
from posecoach.sources.device import device_of, is_address, spoken_name, why_not
from posecoach.sources.shape import Size, finite_or_nan, fitted, require_size, shown_size
from posecoach.sources.source import Kind, PollingSource
from posecoach.types import Frame

_log = logging.getLogger(__name__)

_FIRST_S = 8.0  # some cameras take seconds from opening to the first picture
_TRIES = 5  # a single picture that does not come is not a lost camera
_IDLE_S = 0.1  # without a poll for this long, pictures are fetched but no longer decoded
_PAUSE_S = 0.1  # between tries
_RETRY_S = 2.0  # between attempts to open a lost camera again
_FROZEN_S = 5.0  # a driver that says nothing for this long is lost as well
_JOIN_S = 2.0  # a thread inside a frozen driver cannot be ended; it is left behind

Clock = Callable[[], float]


def open_camera(
    spec: int | str,
    *,
    size: Size = (1280, 720),
    say: Callable[[str], None],
    open_capture: OpenCapture | None = None,
    clock: Clock = time.monotonic,
) -> CameraSource:
    """Open a camera by index or by a part of its name, or a network stream by its address.

    `size` is what the camera is asked for; it may give another. `say` is called from within
    `poll()` with a line when the camera is lost and when it is back. A recording behind an
    address comes as fast as the network brings it: download it and play the file instead.
    Raises SourceError when there is no such camera or it gives no picture.
    """
    opener = open_capture or partial(opencv_capture, size=size)
    source = CameraSource(spec, opener, say, clock)
    source.start()
    return source


class CameraSource(PollingSource):
    """A camera or stream in real time; made by `open_camera`.

    While it is lost nothing is yielded, `lost` is true, and it is opened again every 2 seconds
    until `close()`. What was missed is noted in `problems` when it is back.
    """

    duration_s = math.nan

    def __init__(
        self,
        spec: int | str,
        open_capture: OpenCapture,
        say: Callable[[str], None],
        clock: Clock,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        """Open it and wait for its first picture, which says how large they are."""
        self.kind: Kind = "stream" if is_address(spec) else "camera"
        self.name = spoken_name(spec)
        self.problems: list[str] = []
        self.lost = False
        self.frames_read = 0
        self._spec = spec
        self._open_capture = open_capture
        self._say = say
        self._clock = clock
        self._closed = threading.Event()
        self._wait = wait or self._closed.wait
        self._news = threading.Condition()
        self._newest: Frame | None = None
        self._words: deque[str] = deque()
        self._misses = 0
        self._thread: threading.Thread | None = None
        self._capture: Capture | None = opened(self._spec, self._open_capture)
        first = self._first_picture(self._capture)
        self.fps = finite_or_nan(frame_rate(self._capture))
        self.size = self._size_of(first)
        self._began = self._seen = self._asked = clock()
        self._last_s = -math.inf
        self._publish(self._began, first)

    def start(self) -> None:
        """Begin to read in a thread of its own."""
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    @property
    def ended(self) -> bool:
        """`close()` was called: a camera has no end of its own."""
        return self._closed.is_set()

    def poll(self, timeout_s: float) -> Frame | None:
        """Return the newest frame not yet returned, or None after `timeout_s` seconds."""
        with self._news:
            self._asked = math.inf
            self._news.wait_for(lambda: self._newest is not None or self.ended, timeout_s)
            self._asked = self._clock()
            frame, self._newest = self._newest, None
            if not self.lost and self._clock() - self._seen > _FROZEN_S:
                self._lose(f"no picture for {_FROZEN_S:.0f} s")
            words, self._words = self._words, deque()
        for line in words:
            self._say(line)
        return None if self.ended else frame

    def close(self) -> None:
        """End the thread and let go of the camera."""
        with self._news:
            if self.lost and not self.ended:
                self.problems.append(f"{self.kind} lost at {self._seen - self._began:.0f} s")
            self._closed.set()
            self._news.notify_all()
        if self._thread is None:
            self._release()
        elif self._thread is not threading.current_thread():
            self._thread.join(_JOIN_S)

    def step(self) -> None:
        """Read one picture, or try once to find a lost camera again; what the thread repeats."""
        if self._capture is None:
            self._wait(_RETRY_S)
            if not self.ended:
                self._capture = self._found_again()
            return
        if self._capture.grab() and self._took():
            self._misses = 0
            return
        self._misses += 1
        if self._misses < _TRIES:
            self._wait(_PAUSE_S)
            return
        self._release()
        with self._news:
            if not self.lost and not self.ended:
                self._lose("it gives no more pictures")

    def _run(self) -> None:
        while not self.ended:
            self.step()
        self._release()

    def _first_picture(self, capture: Capture) -> NDArray[Any]:
        deadline = self._clock() + _FIRST_S
        while self._clock() < deadline:
            image = next_picture(capture)
            if image is not None:
                return image
            self._wait(_PAUSE_S)
        capture.release()
        raise SourceError(f"{self.name}: {why_not(device_of(self._spec))}")

    def _size_of(self, image: NDArray[Any]) -> Size:
        size = (image.shape[1], image.shape[0])
        require_size(self.name, size)
        return shown_size(size)

    def _found_again(self) -> Capture | None:
        self._misses = 0
        try:
            return opened(self._spec, self._open_capture)
        except SourceError as error:
            _log.debug("still lost: %s", error)
            return None

    def _took(self) -> bool:
        """Decode the grabbed picture if anybody is looking; False when it is damaged."""
        grabbed = self._clock()
        image = None
        if grabbed - self._asked < _IDLE_S:
            image = decoded_picture(self._capture) if self._capture else None
            if image is None:
                return False
        self._publish(grabbed, image)
        return True

    def _publish(self, grabbed: float, image: NDArray[Any] | None) -> None:
        """Hand over the picture grabbed at that time; None if it was not worth decoding."""
        t = grabbed - self._began
        index = self.frames_read
        self.frames_read += 1
        if image is not None and t <= self._last_s:
            return
        frame = None if image is None else Frame(t, index, fitted(image, self.size))
        with self._news:
            if self.lost:
                self._note_return(grabbed)
            self._seen = grabbed
            self._newest = frame
            if frame is not None:
                self._last_s = t
                self._news.notify_all()

    def _note_return(self, now: float) -> None:
        self.lost = False
        self._words.append(f"{self.kind} is back")
        gone_s, until_s = now - self._seen, now - self._began
        self.problems.append(f"{self.kind} lost for {gone_s:.0f} s until {until_s:.0f} s")

    def _lose(self, why: str) -> None:
        self.lost = True
        self._words.append(
            f"{self.kind} lost: {self.name}: {why}; check its plug or network, trying again"
        )

    def _release(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None
