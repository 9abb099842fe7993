"""What drawn pictures show and what the product calls it: right, wrong, or not said and why. Pure.

Not to say is honest only with a true reason: "no person" said of somebody is wrong, and so is any
reason about somebody's place or posture in an empty room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from posecoach.evaluate.labelled import Confusion, confused
from posecoach.evaluate.pictures import Sample, Seen
from posecoach.evaluate.resampling import Draws, Estimate
from posecoach.evaluate.separation import Flags
from posecoach.pose.follow import COMPANY, COVERED, DARK, NOBODY
from posecoach.types import Activity, View

ASKED = ("view", "framing", "activity")  # fields of Seen
NO_REASON = "nothing tells"
_OF_NOBODY = {DARK, COVERED}  # reasons that can be true of an empty room
_NOT_OF_ONE = {NOBODY, COMPANY}  # ... and that cannot where one person is
_UNSAID = View.UNKNOWN.label


@dataclass(frozen=True, slots=True)
class Recognition:
    """How often the product says what pictures show; shares 0..1, which add up to 1."""

    what: str
    n: int  # pictures in which the truth is clear
    right: Estimate
    wrong: Estimate
    unsaid: Estimate
    right_of_said: Estimate
    reasons: Mapping[str, int]  # why it is not said -> pictures, most frequent first


def recognitions(samples: Sequence[Sample]) -> list[tuple[Recognition, Confusion]]:
    """Sum up view, framing and activity, as far as the samples show them; people are groups."""
    found = []
    for what in ASKED:
        known = [s for s in samples if getattr(s.truly, what)]
        if known:
            truth, calls = ([getattr(side(s), what) for s in known] for side in _SIDES)
            matrix = confused(what.capitalize(), truth, calls, [s.cast for s in known])
            found.append((_recognition(what, known), matrix))
    return found


_SIDES: tuple[Callable[[Sample], Seen], ...] = (lambda s: s.truly, lambda s: s.called)


def _recognition(what: str, samples: Sequence[Sample]) -> Recognition:
    unsaid = np.array([_honestly_unsaid(s, what) for s in samples])
    right = np.array([getattr(s.called, what) == getattr(s.truly, what) for s in samples])
    draws = Draws.of([s.cast for s in samples])

    def shared(part: Flags, whole: Flags) -> Estimate:
        above, below = part.astype(float), whole.astype(float)
        return draws.estimate(lambda w: np.asarray((w @ above) / (w @ below)))

    every = np.ones(len(samples), bool)
    reasons = Counter(s.reason or NO_REASON for s, u in zip(samples, unsaid, strict=True) if u)
    return Recognition(
        what,
        len(samples),
        right=shared(right, every),
        wrong=shared(~right & ~unsaid, every),
        unsaid=shared(unsaid, every),
        right_of_said=shared(right, ~unsaid),
        reasons=dict(reasons.most_common()),
    )


def _honestly_unsaid(sample: Sample, what: str) -> bool:
    """Whether it is not said, for a reason that can be true."""
    if getattr(sample.called, what) != _UNSAID:
        return False
    if sample.truly.activity == Activity.AWAY.label:
        return sample.reason in _OF_NOBODY
    return sample.reason not in _NOT_OF_ONE
