"""What became of a word about posture: heeded, ignored, or nobody can tell (SCIENCE A8). Pure."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from posecoach.types import Assessment

ANSWER_S = 60.0  # not back in the good band within this: ignored
BACK_S = 5.0  # in the good band for as long as this counts as back


class Nudge(Struct, frozen=True):
    """One body part, one action."""

    rule: str
    part: str
    level: str
    message: str
    cue: str
    again: bool  # the one before was ignored


class Answer(Struct, frozen=True):
    """What became of a nudge."""

    nudge: Nudge
    t: float  # when it was given
    back_s: float | None  # after which the value was back in its good band; None: ignored


class Asked(Struct, frozen=True):
    """A nudge that may still be heeded."""

    nudge: Nudge
    t: float
    good_since: float | None = None  # in the good band since


def answered(asked: Asked, t: float, assessment: Assessment) -> tuple[Asked | None, Answer | None]:
    """Return what is still waited for, if anything, and the answer once there is one.

    Args:
        asked: the nudge, as returned last.
        t: seconds of tracked time.
        assessment: what the rules say now.
    """
    level = next((v.level for v in assessment.verdicts if v.rule == asked.nudge.rule), "unknown")
    since = (t if asked.good_since is None else asked.good_since) if level == "good" else None
    if since is not None and since <= asked.t + ANSWER_S:
        if t - since < BACK_S:
            return replace(asked, good_since=since), None
        return None, Answer(asked.nudge, asked.t, since - asked.t)
    if t - asked.t <= ANSWER_S:
        return replace(asked, good_since=since), None
    if level == "unknown":
        return None, None  # nobody can tell
    return None, Answer(asked.nudge, asked.t, None)
