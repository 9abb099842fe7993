"""What to do so that more can be judged next time."""

from __future__ import annotations

from posecoach.reports.reasons import NO_RULES, TOO_LITTLE
from posecoach.reports.summary import Summary

WORTH_FIXING = 0.1  # share of the recording lost to one reason
NOBODY = "no person"

_SQUARE = "Place the camera square to your side, or straight in front of you."
_FURTHER = "Move the camera back, or turn it, until ear, shoulder and hip are in the picture."
REASON_ADVICE = {
    NOBODY: "Put your upper body, better your whole body, in the picture.",
    "more than one person": "Let the camera see only you.",
    "lost track: hold still for a moment": "Move less, or add light in front of you.",
    "camera covered": "Uncover or clean the lens.",
    "too dark": "Add light in front of you, not behind you.",
    "turned: face the camera or turn side-on": _SQUARE,
    "turned away": _SQUARE,
    "too far away: come closer": "Move the camera closer, until you fill the picture.",
    "head and shoulders not in view": _FURTHER,
    "too close to the edge of the picture": _FURTHER,
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
