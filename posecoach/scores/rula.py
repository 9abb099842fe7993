"""RULA, rapid upper limb assessment (McAtamney & Corlett 1993), and its estimate from a camera.

The tables are the published method. The estimate is only that: a camera sees neither wrists nor
loads nor foot support, angles carry errors of about 5 degrees, and at a desk nearly every posture
lands on 3 or 4. It explains itself segment by segment and stays second to the posture score.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import isnan, nan

from posecoach.scores.segments import (
    NECK_EXTRAS,
    TRUNK_EXTRAS,
    UPRIGHT_DEG,
    check_ranges,
    extras,
    lower_arm_score,
    missing_of,
    named_level,
    upper_arm_score,
)
from posecoach.scores.tables import RULA_A, RULA_B, RULA_C
from posecoach.types import Measurements

ACTIONS = ((2, "acceptable"), (4, "investigate"), (6, "change soon"), (7, "change now"))

_RANGES = {
    "upper_arm": (1, 6),
    "lower_arm": (1, 3),
    "wrist": (1, 4),
    "wrist_twist": (1, 2),
    "neck": (1, 6),
    "trunk": (1, 6),
    "legs": (1, 2),
    "arm_muscle": (0, 1),
    "arm_force": (0, 3),
    "body_muscle": (0, 1),
    "body_force": (0, 3),
}

ASSUMED = (
    "wrist straight and not twisted",
    "no load or force",
    "legs and feet supported, weight even",
    "shoulder not raised, arm not held out, not supported",
    "forearm in front of the body",
    "trunk not twisted",
)


@dataclass(frozen=True, slots=True)
class RulaInputs:
    """Segment scores as on the worksheet, adjustments included."""

    upper_arm: int  # 1..6
    lower_arm: int  # 1..3
    neck: int  # 1..6
    trunk: int  # 1..6
    legs: int = 1  # 1 supported and even, 2 not
    wrist: int = 1  # 1..4
    wrist_twist: int = 1  # 1 mid-range, 2 near the end of its range
    arm_muscle: int = 0  # 1 when held or repeated 4 times a minute
    arm_force: int = 0  # 0..3
    body_muscle: int = 0  # as arm_muscle, for neck, trunk and legs
    body_force: int = 0  # 0..3

    def __post_init__(self) -> None:
        """Refuse scores that are not on the worksheet."""
        check_ranges(asdict(self), _RANGES)


@dataclass(frozen=True, slots=True)
class Rula:
    """A RULA grand score with what it was made of."""

    score_a: int  # arm and wrist: table A plus muscle and force
    score_b: int  # neck, trunk and legs: table B plus muscle and force
    grand: int  # 1..7
    action: str  # "acceptable", "investigate", "change soon" or "change now"
    segments: RulaInputs


@dataclass(frozen=True, slots=True)
class RulaEstimate:
    """RULA from camera angles, or the reason why there is none."""

    rula: Rula | None  # None when a needed angle is not known
    missing: tuple[str, ...]  # metrics that were needed and not known
    assumed: tuple[str, ...]  # what was taken for granted because it was not seen

    @property
    def text(self) -> str:
        """One line for people: "RULA (estimated) 3 - investigate"."""
        if self.rula is None:
            return f"RULA not estimated: {', '.join(self.missing)} unknown"
        return f"RULA (estimated) {self.rula.grand} - {self.rula.action}"


def rula(inputs: RulaInputs) -> Rula:
    """Return the RULA grand score of segment scores."""
    s = inputs
    arm = RULA_A[s.upper_arm - 1][s.lower_arm - 1][2 * (s.wrist - 1) + s.wrist_twist - 1]
    body = RULA_B[s.neck - 1][2 * (s.trunk - 1) + s.legs - 1]
    score_a = arm + s.arm_muscle + s.arm_force
    score_b = body + s.body_muscle + s.body_force
    grand = RULA_C[min(score_a, 8) - 1][min(score_b, 7) - 1]
    return Rula(score_a, score_b, grand, named_level(grand, ACTIONS), inputs)


def neck_score(flexion_deg: float) -> int:
    """Return 1..4 for neck flexion relative to the trunk; any extension (below 0) is 4."""
    if flexion_deg < 0:
        return 4
    return 1 + sum(flexion_deg > edge for edge in (10, 20))


def trunk_score(inclination_deg: float, *, supported: bool) -> int:
    """Return 1..4 for trunk inclination, + forward; 1 when upright or leaning on a backrest.

    The paper has no group for leaning back without support: it scores as far forward would.
    """
    if supported or abs(inclination_deg) <= UPRIGHT_DEG:
        return 1
    return 2 + sum(abs(inclination_deg) > edge for edge in (20, 60))


def estimate_rula(measurements: Measurements, *, sitting: bool, static: bool) -> RulaEstimate:
    """Return the RULA estimate of one side of the body from measurements in degrees.

    Args:
        measurements: `neck_flexion`, `trunk_inclination` and `shoulder_flexion` are needed;
            `elbow_angle`, `torso_thigh_angle`, `head_yaw`, `head_roll` and `lateral_trunk_lean`
            are used where known and otherwise listed as assumed.
        sitting: the person sits; leaning back with an open hip then counts as supported.
        static: held for longer than a minute, or repeated 4 times a minute.
    """
    missing = missing_of(measurements)
    if missing:
        return RulaEstimate(None, missing, ())
    neck_more, neck_assumed = extras(measurements, NECK_EXTRAS)
    trunk_more, trunk_assumed = extras(measurements, TRUNK_EXTRAS)
    inclination = measurements["trunk_inclination"]
    # NaN is not below 90: an unseen knee leaves a reclined sitter the benefit of the doubt
    open_hip = not measurements.get("torso_thigh_angle", nan) < 90
    leaning_back = sitting and open_hip and inclination < -UPRIGHT_DEG
    elbow = measurements.get("elbow_angle", nan)
    inputs = RulaInputs(
        upper_arm=upper_arm_score(measurements["shoulder_flexion"]),
        lower_arm=1 if isnan(elbow) else lower_arm_score(elbow),
        neck=neck_score(measurements["neck_flexion"]) + neck_more,
        trunk=trunk_score(inclination, supported=leaning_back) + trunk_more,
        arm_muscle=int(static),
        body_muscle=int(static),
    )
    assumed = (*ASSUMED, *neck_assumed, *trunk_assumed)
    assumed += ("elbow bent 60 to 100 degrees",) if isnan(elbow) else ()
    assumed += ("backrest carries the trunk",) if leaning_back else ()
    return RulaEstimate(rula(inputs), (), assumed)
