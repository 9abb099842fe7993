"""When to say that the camera is gone, to somebody whose eyes are closed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

PATIENCE_S = 3.0  # SCIENCE C0: lost view longer than this is said
AGAIN_S = 15.0


@dataclass(frozen=True, slots=True)
class Lost:
    """Since when there has been no camera, and when that was last said; seconds."""

    since: float = inf
    said: float = -inf


def still_lost(state: Lost, t: float, lost: bool) -> tuple[Lost, bool]:
    """Return the state at t, and whether it is time to say that the camera is gone."""
    if not lost:
        return Lost(), False
    state = replace(state, since=min(state.since, t))
    due = t - state.since >= PATIENCE_S and t - state.said >= AGAIN_S
    return (replace(state, said=t) if due else state), due
