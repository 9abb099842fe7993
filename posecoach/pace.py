"""How often to look and to judge: often while something changes, rarely when all is still and well.

Pure: state in, state out, time as a value. While quiet, pictures are only glanced at for movement
between two judgements, which costs a hundredth of the network.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from posecoach.types import Activity, Result

STILL_S = 2.0  # nothing has moved for so long
EARLY_S = 0.02  # a picture so much before its time is taken rather than the next one
REPEAT_S = 3.0  # for so long the network's answer holds while nothing moves at all
MARGIN_S = 0.05  # a nap ends so much early: the next picture may be a frame away


@dataclass(frozen=True, slots=True)
class Rates:
    """Pictures per second (DESIGN 11)."""

    changing: float = 5.0  # judged while something changes
    quiet: float = 1.2  # judged when still and well: a hold breaks when unseen for over a second
    glances: float = 2.0  # looked at for movement when still and well

    @property
    def adaptive(self) -> bool:
        """Whether movement matters."""
        return self.changing > self.quiet

    def sparing(self) -> Rates:
        """Return the rates on battery.

        Half of what may be halved: `quiet` must not fall, or holds would break between frames.
        """
        return Rates(max(self.changing / 2, self.quiet), self.quiet, self.quiet)


def up_to(rate: float) -> Rates:
    """Return the usual rates with at most `rate` pictures per second judged."""
    usual = Rates()
    quiet = min(usual.quiet, rate)
    return Rates(rate, quiet, max(min(usual.glances, rate), quiet))


def steadily(rate: float) -> Rates:
    """Return the rates of a coach that never slackens: somebody looks at the picture."""
    return Rates(rate, rate, rate)


@dataclass(frozen=True, slots=True)
class Pace:
    """When the next picture is wanted."""

    judge_s: float = -inf  # time (seconds of the source) of the next judgement
    glance_s: float = -inf  # time of the next look for movement
    moved_s: float = -inf  # time of the last movement
    quiet: bool = False  # the last judgement found nothing to watch closely


def calm(result: Result) -> bool:
    """Return whether a result needs no close watch: well, or not to be judged, or nobody there."""
    if result.outlook.reason or result.activity is Activity.AWAY:
        return True
    return result.assessment.band == "good" and not result.assessment.cue


def glance(pace: Pace, t: float, moved: bool, rates: Rates) -> tuple[Pace, bool]:
    """Take a picture of time `t`; return the new pace and whether it is to be judged.

    Args:
        pace: what the last call returned; `Pace()` at first.
        t: seconds of the source.
        moved: whether the picture differs from the last one judged.
        rates: pictures per second.
    """
    if moved:
        soon = t if _still(pace, t) else t + 1 / rates.changing  # what begins is judged at once
        pace = replace(pace, moved_s=t, judge_s=min(pace.judge_s, soon))
    if t + EARLY_S < pace.judge_s:
        return replace(pace, glance_s=t + 1 / rates.glances), False
    return pace, True


def judged(pace: Pace, t: float, well: bool, rates: Rates) -> Pace:
    """Return the pace after the picture of time `t` was judged, and found `calm` or not."""
    pace = replace(pace, quiet=well)
    step = 1 / (rates.quiet if well and _still(pace, t) else rates.changing)
    # on a grid while in time, so that a camera's own rate does not round the rate up or down
    due = max(pace.judge_s + step, t + step / 2) if t - pace.judge_s < step else t + step
    return replace(pace, judge_s=due, glance_s=min(due, t + 1 / rates.glances))


def holds(pace: Pace, t: float, asked_s: float) -> bool:
    """Return whether what the network saw at `asked_s` is what it would see at `t` seconds.

    So it is while all is quiet and no cell of the picture has changed. A shift too slow for the
    grid is found when the network is asked again.
    """
    return pace.quiet and _still(pace, t) and t - asked_s < REPEAT_S


def nap_s(pace: Pace, t: float) -> float:
    """Return the seconds after `t` for which no picture is wanted at all."""
    return max(0.0, min(pace.judge_s, pace.glance_s) - t - MARGIN_S)


def _still(pace: Pace, t: float) -> bool:
    return t - pace.moved_s >= STILL_S
