"""One-Euro smoothing of arrays in real time: steady when still, quick when moving.

Casiez, Roussel & Vogel 2012 (CHI): a low-pass whose cutoff rises with speed. Ours is written for
whole arrays, true timestamps and missing entries; parameters and state are values.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import tau

import numpy as np
from numpy.typing import NDArray

from posecoach.types import Floats

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class OneEuro:
    """How strongly to smooth."""

    min_cutoff_hz: float  # cutoff at rest: lower is steadier, and later by 1/(2 pi cutoff) s
    beta: float  # cutoff gained per speed, Hz per (scale-unit/s): higher follows movement closer
    derivative_cutoff_hz: float = 1.0  # cutoff of the speed itself
    gap_s: float = 0.5  # an entry unseen for longer starts afresh at its next value


@dataclass(frozen=True, slots=True, eq=False)
class Smoothed:
    """What the next call needs to know; all arrays have the shape of the input."""

    t: float  # seconds of the last call
    seen: Floats  # seconds at which each entry was last seen; NaN never
    raw: Floats  # the value given then
    speed: Floats  # its smoothed speed then, scale-units/s
    value: Floats  # its smoothed value then


def smooth(
    params: OneEuro, state: Smoothed | None, t: float, x: Floats, scale: float = 1.0
) -> tuple[Smoothed, Floats]:
    """Return the next state and the smoothed x, float64 in x's shape; NaN exactly where x is.

    A missing entry leaves its own state alone: it continues after a gap of up to `gap_s` seconds
    and starts afresh, at its raw value, after a longer one. Time going back starts everything
    afresh. The same instant again gives what it gave before; entries not seen then are NaN.

    Args:
        params: cutoffs and gap.
        state: the state returned last; None at the start.
        t: seconds, 0.0 included.
        x: any shape, always the same; finite or NaN.
        scale: size of the object in the unit of x, above 0, such as trunk length in pixels: makes
            `beta` independent of how near the person is.

    Raises:
        ValueError: scale is not above 0, or x changed its shape.
    """
    if not scale > 0:
        raise ValueError(f"scale must be above 0, got {scale}")
    x = np.asarray(x, np.float64)
    if state is not None and state.raw.shape != x.shape:
        raise ValueError(f"x must keep the shape {state.raw.shape}, got {x.shape}")
    here: Mask = ~np.isnan(x)
    if state is None or t < state.t:
        return _start(t, x, here)
    if t == state.t:
        return state, np.where(here & (state.seen == t), state.value, np.nan)
    return _advance(params, state, t, x, here, scale)


def _start(t: float, x: Floats, here: Mask) -> tuple[Smoothed, Floats]:
    state = Smoothed(t, np.where(here, t, np.nan), x.copy(), np.zeros(x.shape), x.copy())
    return state, x.copy()


def _advance(
    params: OneEuro, state: Smoothed, t: float, x: Floats, here: Mask, scale: float
) -> tuple[Smoothed, Floats]:
    dt = t - state.seen
    # From raw values, not smoothed ones as in Casiez's later code: then the speed integrates to the
    # distance moved at any frame rate, and so the answer to a step is the same at any frame rate.
    pace = (x - state.raw) / (dt * scale)
    faster = _gain(params.derivative_cutoff_hz, dt) * (pace - state.speed)
    speed = np.asarray(state.speed + faster)
    cutoff_hz = params.min_cutoff_hz + params.beta * np.abs(speed)
    value = np.asarray(state.value + _gain(cutoff_hz, dt) * (x - state.value))
    afresh = ~(dt <= params.gap_s)  # also where dt is NaN: never seen before
    np.copyto(speed, 0.0, where=afresh)
    np.copyto(value, x, where=afresh)
    seen, raw, kept, missing = np.full(x.shape, t), x.copy(), value.copy(), ~here
    for new, old in (
        (seen, state.seen),
        (raw, state.raw),
        (speed, state.speed),
        (kept, state.value),
    ):
        np.copyto(new, old, where=missing)
    return Smoothed(t, seen, raw, speed, kept), value


def _gain(cutoff_hz: Floats | float, dt: Floats) -> Floats:
    """Return the share of the way to go in dt seconds.

    The exact low-pass, not the usual dt / (dt + 1 / (2 pi cutoff)): that one moves less the longer
    the steps are (0.56 instead of 0.72 in one step at 1 Hz and 5 fps), so that a person at 5 fps
    would be judged later than one at 30.
    """
    return np.asarray(-np.expm1(-tau * cutoff_hz * dt))
