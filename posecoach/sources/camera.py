"""Cameras and network streams: a thread reads, the newest frame wins, and a lost one is found."""

from __future__ import annotations

import logging
import math
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from numpy.typing import NDArray

from posecoach.errors import SourceError
from posecoach.sources.capture import (
    Capture,
    OpenCapture,
    ask_for,
    decoded_picture,
    first_picture,
    frame_rate,
    opencv_capture,
    opened,
)
from posecoach.sources.device import device_of, is_address, spoken_name, why_not
from posecoach.sources.shape import Size, finite_or_nan, fitted, require_size, shown_size
from posecoach.sources.source import Kind, PollingSource
from posecoach.sources.standstill import Standstill
from posecoach.sources.timing import steady_s
from posecoach.types import Frame

_log = logging.getLogger(__name__)

_TRIES = 5  # a single picture that does not come is not a lost camera
_IDLE_S = 0.1  # without a poll for this long, pictures are fetched but no longer decoded
_SAME_SHAPE = 0.01  # of the ratio of width to height
_PAUSE_S = 0.1  # between tries
_RETRY_S = 2.0  # between attempts to open a lost camera again
_FROZEN_S = 5.0  # a driver that says nothing for this long is lost as well
_JOIN_S = 2.0  # a thread inside a frozen driver cannot be ended; it is left behind

_CHECK = "check its plug or network"

Clock = Callable[[], float]


def open_camera(
    spec: int | str,
    *,
    size: Size = (1280, 720),
    say: Callable[[str], None],
    open_capture: OpenCapture | None = None,
    clock: Clock = steady_s,
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
        self._ahead_s = _IDLE_S  # how long after a poll the next picture is decoded unasked
        self._resting = False  # others may have the device
        self._rested = False  # it is to be opened again without waiting
        self._coarse = self._coarser = False  # half the size is asked for; is to be asked for
        self._halves = True  # whether the camera can do that
        self._standstill = Standstill()
        self._thread: threading.Thread | None = None
        self._capture: Capture | None = opened(self._spec, self._open_capture)
        first = first_picture(self._capture, clock, self._wait)
        if first is None:
            self._capture.release()
            raise SourceError(f"{self.name}: {why_not(device_of(spec))}")
        self.fps = finite_or_nan(frame_rate(self._capture))
        self.size = self._size_of(first)
        self._given = (first.shape[1], first.shape[0])
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
            since_s = self._clock() - self._asked
            # kept ready for a reader who comes at once or does not wait; old for any other
            self._ahead_s = _IDLE_S if min(since_s, timeout_s) < _IDLE_S else 0.0
            if not self.lost and (self._resting or since_s > _FROZEN_S):
                self._seen = self._clock()  # nobody could notice pictures meanwhile
            self._resting = False
            self._asked = math.inf
            self._news.wait_for(lambda: self._newest is not None or self.ended, timeout_s)
            self._asked = self._clock()
            frame, self._newest = self._newest, None
            if not self.lost and self._clock() - self._seen > _FROZEN_S:
                self._lose(f"no picture for {_FROZEN_S:.0f} s; {_CHECK}")
            words, self._words = self._words, deque()
        for line in words:
            self._say(line)
        return None if self.ended else frame

    def release(self) -> None:
        """Let other programs have the camera until the next `poll()`, which opens it again."""
        with self._news:
            self._resting, self._newest = True, None

    def coarsen(self, wanted: bool) -> None:
        """Ask for pictures of half the width and height, or no longer; frames keep their size.

        They cost a quarter to decode. A camera that answers with another shape is left alone.
        """
        self._coarser = wanted and self._halves

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
        if self._resting:
            self._release()
            self._rested = True
            self._wait(_PAUSE_S)
        elif self._capture is None:
            self._reopen()
        elif self._grabbed(self._capture) and self._took():
            self._misses = 0
        else:
            self._miss()

    def _reopen(self) -> None:
        if not self._rested:
            self._wait(_RETRY_S)
        if self.ended or self._resting:
            return
        rested, self._rested = self._rested, False
        self._capture = self._found_again()
        if rested and self._capture is None:
            self._note_loss("it cannot be opened; close other programs that use it")

    def _miss(self) -> None:
        self._misses += 1
        if self._misses < _TRIES:
            self._wait(_PAUSE_S)
            return
        self._release()
        self._note_loss(f"it gives no more pictures; {_CHECK}")

    def _note_loss(self, why: str) -> None:
        with self._news:
            if not self.lost and not self.ended:
                self._lose(why)

    def _grabbed(self, capture: Capture) -> bool:
        if self._coarse != self._coarser:
            self._coarse = self._coarser
            width, height = self.size
            ask_for(capture, (width // 2, height // 2) if self._coarse else self.size)
        return capture.grab()

    def _run(self) -> None:
        while not self.ended:
            self.step()
        self._release()

    def _size_of(self, image: NDArray[Any]) -> Size:
        size = (image.shape[1], image.shape[0])
        require_size(self.name, size)
        return shown_size(size)

    def _found_again(self) -> Capture | None:
        self._misses = 0
        self._coarse = False
        try:
            return opened(self._spec, self._open_capture)
        except SourceError as error:
            _log.debug("still lost: %s", error)
            return None

    def _took(self) -> bool:
        """Decode the grabbed picture if anybody is looking; False when it is damaged."""
        grabbed = self._clock()
        image = None
        if grabbed - self._asked < self._ahead_s:
            image = decoded_picture(self._capture) if self._capture else None
            if image is None:
                return False
            if self._standstill.see(grabbed, image):
                self._release()
                self._note_loss("its picture stands still; unplug it and plug it in again")
                return True
            self._compare_size((image.shape[1], image.shape[0]))
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

    def _compare_size(self, size: Size) -> None:
        before, self._given = self._given, size
        if size == before:
            return
        if not self._coarse:
            self._words.append(f"{self.kind} now gives {_by(size)} pictures, before {_by(before)}")
        elif abs(size[0] * self.size[1] / (size[1] * self.size[0]) - 1) > _SAME_SHAPE:
            self._halves = self._coarser = False

    def _note_return(self, now: float) -> None:
        self.lost = False
        self._words.append(f"{self.kind} is back")
        gone_s, until_s = now - self._seen, now - self._began
        self.problems.append(f"{self.kind} lost for {gone_s:.0f} s until {until_s:.0f} s")

    def _lose(self, why: str) -> None:
        self.lost = True
        self._words.append(f"{self.kind} lost: {self.name}: {why}, trying again")

    def _release(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None


def _by(size: Size) -> str:
    return f"{size[0]}x{size[1]}"
