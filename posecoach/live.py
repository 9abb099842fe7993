"""The loop of the live coach: newest frame, network, stages, and whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from posecoach.pipeline import Watch
from posecoach.sources import LiveSource
from posecoach.sources.timing import RateCap
from posecoach.types import Frame, Result, Sighting

POLL_S = 0.1  # how long the loop waits for a frame before it looks at keys again


class Listener(Protocol):
    """Something that shows or says what happens."""

    def take(self, result: Result) -> None:
        """One judged frame."""

    def idle(self, lost: bool) -> None:
        """No frame for a moment; `lost` when the camera is gone."""

    @property
    def paused(self) -> bool:
        """Whether the user wants nothing to be judged now."""

    @property
    def closed(self) -> bool:
        """Whether the user has asked to end."""


def coach_live(
    source: LiveSource,
    see: Callable[[Frame], Sighting],
    watch: Watch,
    listeners: Sequence[Listener],
    *,
    rate: float,
    stop: Callable[[], bool],
) -> None:
    """Judge the newest frame again and again until the source ends or somebody asks to stop.

    Args:
        source: frames in real time.
        see: the network.
        watch: stages with their memory.
        listeners: told about every judged frame, in order.
        rate: frames per second to judge, at most.
        stop: asked between frames.
    """
    due = RateCap(rate)
    while not source.ended and not stop() and not any(it.closed for it in listeners):
        frame = source.poll(POLL_S)
        if frame is None or not due.due(frame.t) or any(it.paused for it in listeners):
            for listener in listeners:
                listener.idle(source.lost)
            continue
        for result in watch.take([(frame, see(frame))]):
            for listener in listeners:
                listener.take(result)
