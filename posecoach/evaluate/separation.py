"""How well verdicts and scores tell labelled classes apart. Pure.

Every function returns a statistic for `Draws.estimate`: weights `(..., rows)` -> `(...)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np
from numpy.typing import NDArray

from posecoach.evaluate.resampling import Statistic
from posecoach.types import Floats

Flags = NDArray[np.bool_]


def auc(scores: Floats, positive: Flags) -> Statistic:
    """Chance that a positive row scores above a negative one, ties counting half (Mann-Whitney).

    `scores` and `positive` are `(rows,)`; no score may be NaN.
    """
    order = np.argsort(scores, kind="stable")
    _, level = np.unique(scores[order], return_inverse=True)
    starts = np.flatnonzero(np.diff(level, prepend=-1))
    yes = positive[order]

    def statistic(weights: Floats) -> Floats:
        if not len(starts):
            return np.full(weights.shape[:-1], nan)
        drawn = weights[..., order]
        above = np.add.reduceat(drawn * yes, starts, axis=-1)
        below = np.add.reduceat(drawn * ~yes, starts, axis=-1)
        lower = np.cumsum(below, -1) - below
        won = (above * (lower + below / 2)).sum(-1)
        return np.asarray(won / (above.sum(-1) * below.sum(-1)))

    return statistic


def balanced_accuracy(called: Sequence[str], true: Sequence[str]) -> Statistic:
    """Mean over the true classes of the share that was called right."""
    right = np.array(called) == np.array(true)
    members = [np.array(true) == name for name in sorted(set(true))]

    def statistic(weights: Floats) -> Floats:
        if not members:
            return np.full(weights.shape[:-1], nan)
        shares = [weights @ (right & one).astype(float) / (weights @ one) for one in members]
        return np.asarray(np.mean(shares, axis=0))

    return statistic


def accuracy(called: Sequence[str], true: Sequence[str]) -> Statistic:
    """Share of rows called right."""
    right = (np.array(called) == np.array(true)).astype(float)
    return lambda weights: np.asarray(weights @ right / weights.sum(-1))


def precision(called: Flags, true: Flags) -> Statistic:
    """Share of rows called positive that are."""
    return _ratio(called & true, called)


def recall(called: Flags, true: Flags) -> Statistic:
    """Share of positive rows that were called so."""
    return _ratio(called & true, true)


def f1(called: Flags, true: Flags) -> Statistic:
    """Harmonic mean of precision and recall; 0 when nothing positive was found."""
    return _ratio(2.0 * (called & true), called.astype(float) + true)


def _ratio(part: NDArray[np.generic], whole: NDArray[np.generic]) -> Statistic:
    above, below = part.astype(float), whole.astype(float)
    return lambda weights: np.asarray(weights @ above / (weights @ below))


def confusion(
    called: Sequence[str], true: Sequence[str], names: Sequence[str]
) -> NDArray[np.int64]:
    """Counts `(true, called)` over `names`, which must hold every class of both."""
    place = {name: i for i, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)), np.int64)
    for was, said in zip(true, called, strict=True):
        counts[place[was], place[said]] += 1
    return counts
