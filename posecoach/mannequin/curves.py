"""Smooth curves through a few numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from posecoach.types import Floats


def curve(knots: Sequence[float], values: Sequence[float] | Floats, at: Floats) -> Floats:
    """Smooth curve through knots that never overshoots them, flat beyond the ends.

    `values` may hold several rows, `(..., K)`; the result is `(..., *at.shape)`.
    """
    x, y = np.asarray(knots, float), np.asarray(values, float)
    steps = np.diff(x)
    rise = np.diff(y, axis=-1) / steps
    slope = np.zeros_like(y)
    both = rise[..., :-1] * rise[..., 1:]
    total = rise[..., :-1] + rise[..., 1:]
    # the harmonic mean (Fritsch & Butland 1984) is 0 at a turning point, which keeps it monotone
    slope[..., 1:-1] = np.where(both > 0, 2 * both / np.where(total == 0, 1, total), 0)
    slope[..., 0], slope[..., -1] = rise[..., 0], rise[..., -1]
    t = np.clip(at, x[0], x[-1])
    i = np.clip(np.searchsorted(x, t, side="right") - 1, 0, len(steps) - 1)
    u = (t - x[i]) / steps[i]
    tangents = steps[i] * ((1 - u) * slope[..., i] - u * slope[..., i + 1])
    ends = y[..., i] * (1 + 2 * u) * (1 - u) ** 2 + y[..., i + 1] * u * u * (3 - 2 * u)
    return np.asarray(ends + u * (1 - u) * tangents)
