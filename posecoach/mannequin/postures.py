"""Every sitting posture that has a word of advice (SCIENCE A9), by name and size.

slumped = seated("slump", 5.0)                  # 5 cm, hands in the lap
typing = seated("head_yaw", -20.0, hands=keyboard())
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from posecoach.mannequin.changes import (
    ankle_on_knee,
    arm_elevation,
    crossed,
    forward_head,
    head_pitch,
    head_roll,
    head_yaw,
    leaning_in,
    one_shoulder_raised,
    protraction,
    recline,
    shrug,
    side_lean,
    slump,
    trunk_lean,
    uneven,
)
from posecoach.mannequin.presets import LAP, sitting
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.skeleton import ADULT, Proportions
from posecoach.mannequin.spec import PoseSpec, Turn
from posecoach.types import Floats

NEUTRAL = sitting(neck=Turn(8.0), head=Turn(-4.0))
Change = Callable[[PoseSpec, float, Proportions], PoseSpec]


@dataclass(frozen=True, slots=True)
class Posture:
    """A way of sitting other than neutral."""

    change: Change  # of a posture, by a size, for a body
    unit: str  # "deg", "cm" or "share"
    sizes: tuple[float, ...]  # mild to strong
    hands_stay: bool = True  # where they were


POSTURES: Mapping[str, Posture] = {
    "forward_head": Posture(forward_head, "cm", (3, 5, 8)),
    "looking_down": Posture(head_pitch, "deg", (10, 20, 30)),
    "looking_up": Posture(lambda s, deg, b: head_pitch(s, -deg, b), "deg", (8, 15, 25)),
    "leaning_in": Posture(leaning_in, "cm", (8, 15, 20)),
    "slump": Posture(slump, "cm", (3, 5, 7)),
    "trunk_lean": Posture(trunk_lean, "deg", (10, 15, 25)),
    "recline": Posture(recline, "deg", (10, 20, 30)),
    "shrug": Posture(shrug, "cm", (2, 3, 5)),
    "one_shoulder_raised": Posture(one_shoulder_raised, "cm", (2, 4, -2, -4)),
    "arm_elevation": Posture(arm_elevation, "deg", (30, 45, 60), hands_stay=False),
    "protraction": Posture(protraction, "deg", (10, 20, 30)),
    "head_yaw": Posture(head_yaw, "deg", (20, 35, -20, -35)),
    "head_roll": Posture(head_roll, "deg", (8, 15, -8, -15)),
    "side_lean": Posture(side_lean, "deg", (8, 14, -8, -14)),
    "uneven": Posture(uneven, "deg", (5, 9, -5, -9)),
    "crossed": Posture(crossed, "share", (1, -1)),
    "ankle_on_knee": Posture(ankle_on_knee, "share", (1, -1)),
}
"""Name -> posture. Being too close is `leaning_in`, or the neutral posture with the chair moved
(`skeleton.pose(place=...)` and `scenery.workplace(rolled=...)`)."""


def seated(
    name: str,
    size: float,
    hands: Mapping[str, Floats] = LAP,
    body: Proportions = ADULT,
) -> PoseSpec:
    """Sitting in the posture of POSTURES called `name`, the wrists at `hands`.

    Raises:
        ValueError: nobody can sit like that: a joint would be beyond its range.
    """
    posture = POSTURES[name]
    start = reaching(NEUTRAL, hands, body)
    spec = posture.change(start, size, body)
    return reaching(spec, hands, body) if posture.hands_stay else spec
