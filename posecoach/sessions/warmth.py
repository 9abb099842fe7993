"""Whether somebody is warm, from how much they have moved (SCIENCE D, warm-up)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, isnan, nan, pi

from msgspec import Struct

from posecoach.sessions.sight import NOWHERE

CUTOFF_HZ = 3.0
WINDOW_S = 10.0
LIGHT = 0.25  # trunk lengths a second: from here it is light activity
SEEN = 0.6  # share of a window in which limbs were seen, for it to tell anything
WARM_S, WARM_SHORT_S = 300.0, 180.0  # of such windows; for a short routine
MEMORY_S = 900.0  # within which they count
GAP_S = 1.0  # no speed is told over a longer gap


class Warmth(Struct, frozen=True):
    """What is remembered of somebody's movement."""

    t: float = nan
    limbs: tuple[complex, ...] = ()  # smoothed, pixels
    window: tuple[float, float, float] = (
        nan,
        0.0,
        0.0,
    )  # start; seconds seen; way gone, trunk lengths
    active: tuple[float, ...] = ()  # seconds at which windows of activity ended


def move(state: Warmth, t: float, limbs: Sequence[complex], scale_px: float) -> Warmth:
    """Return the state after one more sight of wrists, elbows, knees and ankles, pixels."""
    dt = t - state.t
    if isnan(dt) or dt > GAP_S or len(state.limbs) != len(limbs):
        return _closed(Warmth(t, tuple(limbs), state.window, state.active), t, 0.0, nan)
    share = 1 - exp(-2 * pi * CUTOFF_HZ * dt)
    pairs = list(zip(state.limbs, limbs, strict=True))
    smooth = tuple(new if old != old else old + share * (new - old) for old, new in pairs)
    kept = tuple(NOWHERE if new != new else it for it, new in zip(smooth, limbs, strict=True))
    moved = [abs(b - a) for a, b in zip(state.limbs, kept, strict=True) if a == a and b == b]
    known = moved and dt > 0 and scale_px > 0
    energy = sum(moved) / len(moved) / dt / scale_px if known else nan
    return _closed(Warmth(t, kept, state.window, state.active), t, dt, energy)


def active_s(state: Warmth) -> float:
    """Return the seconds of light activity or more within the last quarter of an hour."""
    return WINDOW_S * sum(end >= state.t - MEMORY_S for end in state.active)


def is_warm(state: Warmth, short: bool) -> bool:
    """Return whether that is enough; less is for a short routine."""
    return active_s(state) >= (WARM_SHORT_S if short else WARM_S)


def _closed(state: Warmth, t: float, dt: float, energy: float) -> Warmth:
    """Return the state with its window run on, and closed when it is full."""
    start, seen, gone = state.window
    if isnan(start):
        return Warmth(t, state.limbs, (t, 0.0, 0.0), state.active)
    if not isnan(energy):
        seen, gone = seen + dt, gone + energy * dt
    if t - start < WINDOW_S:
        return Warmth(t, state.limbs, (start, seen, gone), state.active)
    told = seen >= SEEN * WINDOW_S and gone >= LIGHT * seen
    active = tuple(end for end in state.active if end >= t - MEMORY_S)
    return Warmth(t, state.limbs, (t, 0.0, 0.0), (*active, t) if told else active)
