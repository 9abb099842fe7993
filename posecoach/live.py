"""The loop of the live coach: newest frame, network, stages, and whoever wants to know."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, inf
from typing import Protocol

from posecoach import pace
from posecoach.pace import Pace, Rates
from posecoach.pipeline import Watch
from posecoach.pose.motion import Thumbnail, moved, thumbnail
from posecoach.sources import LiveSource
from posecoach.types import Frame, Result, Sighting

POLL_S = 0.1  # how long the loop waits for anything before it looks at keys and commands again
NAP_S = 0.25  # how long it sleeps at most before it does, while no picture is wanted


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


@dataclass(slots=True)
class Tempo:
    """How often to look and to judge; what it remembers is of one run of the loop."""

    rates: Callable[[], Rates]  # asked before every picture: the charger may have been unplugged
    wait: Callable[[float], object] = field(default_factory=lambda: time.sleep)
    _pace: Pace = field(default_factory=Pace)
    _now: Thumbnail | None = None
    _before: Thumbnail | None = None  # of the picture the network was last asked about
    _sighting: Sighting | None = None
    _asked_s: float = -inf

    def wanted(self, frame: Frame) -> bool:
        """Return whether a picture is to be judged."""
        rates = self.rates()
        self._now = thumbnail(frame.image) if rates.adaptive else None
        known = self._now is not None and self._before is not None
        changed = known and moved(self._before, self._now)  # type: ignore[arg-type]
        self._pace, due = pace.glance(self._pace, frame.t, changed, rates)
        return due

    def sighting(self, see: Callable[[Frame], Sighting], frame: Frame) -> Sighting:
        """Return what is in a wanted picture, without the network while nothing moves."""
        known = None if self._now is None else self._sighting
        if known is not None and pace.holds(self._pace, frame.t, self._asked_s):
            people = tuple(replace(person, t=frame.t) for person in known.people)
            return replace(known, t=frame.t, index=frame.index, people=people, counted=False)
        self._sighting, self._before, self._asked_s = see(frame), self._now, frame.t
        return self._sighting

    def judged(self, result: Result) -> None:
        """Take what was found in a wanted picture."""
        self._pace = pace.judged(self._pace, result.t, pace.calm(result), self.rates())

    def naps(self, t: float) -> list[float]:
        """Return how long to wait, piece by piece, after the picture of time `t` seconds."""
        rest_s = pace.nap_s(self._pace, t)
        pieces = ceil(rest_s / NAP_S)
        return [rest_s / max(pieces, 1)] * pieces


def coach_live(
    source: LiveSource,
    see: Callable[[Frame], Sighting],
    watch: Watch,
    listeners: Sequence[Listener],
    *,
    tempo: Tempo,
    stop: Callable[[], bool],
) -> None:
    """Judge the newest frame again and again until the source ends or somebody asks to stop.

    Args:
        source: frames in real time.
        see: the network.
        watch: stages with their memory.
        listeners: told about every judged frame, in order.
        tempo: how often.
        stop: asked between frames.
    """

    while not _over(source, listeners, stop):
        if _paused(listeners):
            naps = [POLL_S]
        elif (frame := source.poll(POLL_S)) is None:
            naps = [0.0]
        else:
            if tempo.wanted(frame):
                for result in watch.take([(frame, tempo.sighting(see, frame))]):
                    tempo.judged(result)
                    for listener in listeners:
                        listener.take(result)
            naps = tempo.naps(frame.t)
        for nap_s in naps:
            tempo.wait(nap_s)
            for listener in listeners:
                listener.idle(source.lost)
            if _paused(listeners) or _over(source, listeners, stop):
                break


def _paused(listeners: Sequence[Listener]) -> bool:
    return any(it.paused for it in listeners)


def _over(source: LiveSource, listeners: Sequence[Listener], stop: Callable[[], bool]) -> bool:
    return source.ended or stop() or any(it.closed for it in listeners)
