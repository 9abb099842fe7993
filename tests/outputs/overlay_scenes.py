"""Bodies, rules and results to draw: a person sitting side-on, looking to picture left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import PAIRS, Joint
from posecoach.outputs.overlay import Banner, Ink, Plan, Setter, Style, plan
from posecoach.outputs.overlay.wording import Lines
from posecoach.types import (
    Activity,
    Assessment,
    Floats,
    Framing,
    Level,
    Outlook,
    Pose,
    Result,
    Verdict,
    View,
)

INK = Ink()
STYLE = Style()
WALL = 120  # grey level of the pictures drawn on


@dataclass(frozen=True)
class Rule:
    metric: str
    part: str


RULES = {
    "neck": Rule("neck_inclination", "neck"),
    "trunk": Rule("trunk_inclination", "trunk"),
    "hips": Rule("torso_thigh_angle", "hips"),
    "reach": Rule("shoulder_flexion", "arms"),
    "elbow": Rule("elbow_angle", "arms"),
    "knee": Rule("knee_angle", "legs"),
    "tilt": Rule("head_roll", "head"),
    "level": Rule("shoulder_roll", "shoulders"),
    "slump": Rule("trunk_length_ratio", "trunk"),  # drawn nowhere: it has no arc
}

# left side, in shares of a picture with sides 4:3; the right side is a little behind
_SEATED = {
    "ear": (0.46, 0.22),
    "eye": (0.42, 0.20),
    "eye_outer": (0.425, 0.20),
    "shoulder": (0.52, 0.36),
    "elbow": (0.47, 0.52),
    "wrist": (0.36, 0.50),
    "hip": (0.58, 0.64),
    "knee": (0.38, 0.64),
    "ankle": (0.39, 0.86),
    "heel": (0.41, 0.89),
    "foot_index": (0.33, 0.90),
}
_BEHIND = np.array([0.035, -0.02])


def seated(size: tuple[int, int] = (640, 480)) -> Floats:
    """Joints (33, 2) of somebody sitting in the middle of a picture."""
    px = np.full((len(Joint), 2), np.nan)
    for part, place in _SEATED.items():
        left, right = PAIRS[part]
        px[left], px[right] = place, np.array(place) + _BEHIND
    px[Joint.NOSE] = 0.405, 0.235
    unit = min(size[0] / 4, size[1] / 3)
    middle = np.array(size) / 2
    return np.asarray(middle + (px - 0.5) * np.array([4, 3]) * unit)


def pose_of(px: Floats) -> Pose:
    return Pose(0.0, px, np.zeros((len(Joint), 3)), np.ones(len(Joint)))


def verdicts(**levels: Level) -> tuple[Verdict, ...]:
    """Verdicts by rule id; the values are made up."""
    value = {"neck": 24.0, "trunk": 10.0, "tilt": -7.0, "level": 3.0}
    return tuple(Verdict(rule, lv, value.get(rule, 95.0), 0.3) for rule, lv in levels.items())


ALL_POOR = verdicts(neck="poor", trunk="caution", hips="poor", reach="good", elbow="good")


def result_of(
    px: Floats | None,
    size: tuple[int, int] = (640, 480),
    *,
    view: View = View.SIDE_LEFT,
    judged: Assessment | None = None,
    reason: str = "",
) -> Result:
    judged = judged or Assessment(rule_set="side_sitting", score=100.0, coverage=1.0)
    return Result(
        t=0.0,
        index=0,
        frame=None,
        size=size,
        pose=None if px is None else pose_of(px),
        raw=None,
        outlook=Outlook(view, Framing.FULL_BODY, -1, 90.0, reason),
        activity=Activity.SITTING,
        measurements={},
        assessment=judged,
    )


def slumped(found: tuple[Verdict, ...] = ALL_POOR) -> Assessment:
    return Assessment(
        rule_set="side_sitting",
        score=72.0,
        coverage=0.9,
        partial=True,
        losses={"neck": 18.0, "trunk": 10.0},
        verdicts=found,
        cue="Let your head float back over your shoulders.",
    )


def wall(size: tuple[int, int] = (640, 480)) -> NDArray[np.uint8]:
    return np.full((size[1], size[0], 3), WALL, np.uint8)


def planned(
    result: Result,
    size: tuple[int, int] | None = None,
    keys: str = "",
    banner: Banner | None = None,
    **how: object,
) -> Plan:
    setter = Setter(INK, STYLE, size or result.size)
    return plan(result, RULES, setter, lines=Lines(keys, banner), **how)  # type: ignore[arg-type]


def texts(frame: Plan) -> str:
    """Everything that is written, with plain spaces."""
    pieces = (piece.text for placed in frame.layout.placed for piece in placed.block.pieces)
    return " ".join(pieces).replace("\N{NO-BREAK SPACE}", " ")
