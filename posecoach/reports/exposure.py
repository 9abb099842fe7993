"""How long at a stretch each band was held: the exposure matrix (EVA, SCIENCE F4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from posecoach.history.minutes import HOLDS_S
from posecoach.reports.timeline import Codes
from posecoach.reports.words import percent
from posecoach.types import BANDS, Floats

EDGES = (0, *HOLDS_S)
BINS = tuple(f"{low}-{high}" for low, high in zip(EDGES, (*HOLDS_S, ""), strict=True))
NAMES = (
    *("0 to 3 s", "3 to 7 s", "7 to 15 s", "15 to 31 s", "31 to 63 s"),
    *("63 s to 5 min", "5 to 15 min", "over 15 min"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A share of the whole time."""

    share: float  # per cent
    text: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """The matrix as it is shown."""

    bins: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]  # band, one cell per bin


def exposure(held: Mapping[str, Mapping[str, float]]) -> Exposure | None:
    """Return the matrix of band -> bin -> seconds; None when nothing was held."""
    total = sum(sum(bins.values()) for bins in held.values())
    if not total > 0:
        return None
    rows = [
        (
            "not judged" if band == "unknown" else band,
            tuple(_cell(held[band].get(name, 0.0) / total) for name in BINS),
        )
        for band in BANDS
        if band in held
    ]
    return Exposure(NAMES, tuple(rows))


def held_in(codes: Codes, seconds: Floats) -> dict[str, dict[str, float]]:
    """Return band -> bin -> seconds from each frame's band (its place in BANDS) and its seconds."""
    if not len(codes):
        return {}
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    lengths = np.add.reduceat(seconds, starts)
    which = np.searchsorted(HOLDS_S, lengths, side="right")
    found: dict[str, dict[str, float]] = {}
    for code, bin_, length in zip(codes[starts].tolist(), which.tolist(), lengths, strict=True):
        bins = found.setdefault(BANDS[code], {})
        bins[BINS[bin_]] = bins.get(BINS[bin_], 0.0) + float(length)
    return found


def _cell(share: float) -> Cell:
    return Cell(round(100 * share, 1), percent(share) if share > 0 else "")
