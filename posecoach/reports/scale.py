"""What each analysed frame counts for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from posecoach.reports.timeline import Codes, Flags, Timeline
from posecoach.types import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """What each frame counts for: `seconds` lived, and `weight` in shares and means."""

    duration: float  # seconds
    seconds: Floats  # (frames,)
    weight: Floats  # (frames,) the seconds, or 1 each where the source lasts no time
    whole: float  # weight of the whole recording, gaps included

    def by_code(self, codes: Codes, names: tuple[str, ...], mask: Flags) -> dict[str, float]:
        """Return name -> seconds over the frames where `mask` holds, the heaviest first."""
        size = len(names)
        weight = np.bincount(codes[mask], self.weight[mask], size)
        seconds = np.bincount(codes[mask], self.seconds[mask], size)
        present = np.bincount(codes[mask], minlength=size) > 0
        order = np.argsort(-weight, kind="stable")
        return {names[code]: float(seconds[code]) for code in order if present[code]}

    def share(self, mask: Flags, of: float) -> float:
        """Return the weight of the frames where `mask` holds as a share, 0..1."""
        return round(min(1.0, float(self.weight[mask].sum()) / of), 3) if of > 0 else 0.0

    @classmethod
    def of(cls, timeline: Timeline, declared_s: float, still: bool) -> Scale:
        """Return the scale of a recording of that length (NaN not known), or of stills."""
        duration = 0.0 if still else timeline.duration_s(declared_s)
        seconds = timeline.weights(duration)
        if seconds.sum() > 0:
            return cls(duration, seconds, seconds, duration)
        ones = np.ones(len(timeline))
        return cls(duration, seconds, ones, max(float(len(timeline)), 1.0))
