"""Why a frame was not judged."""

from __future__ import annotations

import numpy as np

from posecoach.pipeline import NO_RULES, TOO_LITTLE
from posecoach.reports.timeline import Codes, Timeline

NO_FRAMES = "no frames"  # time in which no frame was analysed


def reasons(timeline: Timeline) -> tuple[Codes, tuple[str, ...]]:
    """Return a code per frame, `(frames,)`, and the words they stand for.

    Code 0 is a frame that was judged; the last word is NO_FRAMES, for time without any frame.
    """
    given, words = timeline.reason
    rule_sets, ids = timeline.rule_set
    names = tuple(dict.fromkeys(["", *words, NO_RULES, TOO_LITTLE, NO_FRAMES]))
    codes = np.array([names.index(word) for word in words], int)[given]
    ruled = np.array([bool(name) for name in ids], bool)[rule_sets]
    silent = np.where(ruled, names.index(TOO_LITTLE), names.index(NO_RULES))
    codes = np.where(codes == 0, silent, codes)
    return np.where(timeline.judged, 0, codes), names
