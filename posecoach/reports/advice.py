"""What to do so that more can be judged next time."""

from __future__ import annotations

from posecoach.pipeline import CROPPED, NO_RULES, TOO_LITTLE
from posecoach.pose.follow import COMPANY, COVERED, DARK, JUMPED, NOBODY
from posecoach.reports.summary import Summary
from posecoach.view import AWAY_FACE, TOO_FAR, TURNED, UNSEEN

WORTH_FIXING = 0.1  # share of the recording lost to one reason

_SQUARE = "Place the camera square to your side, or straight in front of you."
_FURTHER = "Move the camera back, or turn it, until ear, shoulder and hip are in the picture."
REASON_ADVICE = {
    NOBODY: "Put your upper body, better your whole body, in the picture.",
    COMPANY: "Let the camera see only you.",
    JUMPED: "Move less, or add light in front of you.",
    COVERED: "Uncover or clean the lens.",
    DARK: "Add light in front of you, not behind you.",
    TURNED: _SQUARE,
    AWAY_FACE: _SQUARE,
    TOO_FAR: "Move the camera closer, until you fill the picture.",
    UNSEEN: _FURTHER,
    CROPPED: _FURTHER,
    TOO_LITTLE: _FURTHER,
    NO_RULES: _SQUARE,
}


def camera_advice(summary: Summary) -> str:
    """Return one action against the reason that cost most; empty when little was lost.

    Nobody in the picture is being away, not a fault, when somebody was there most of the time.
    """
    for reason, seconds in summary.reasons_s.items():
        away = reason == NOBODY and summary.person_fraction >= 0.5
        lost = seconds >= WORTH_FIXING * summary.duration_s
        if reason in REASON_ADVICE and lost and not away:
            return REASON_ADVICE[reason]
    return ""
