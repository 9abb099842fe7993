"""REBA, rapid entire body assessment (Hignett & McAtamney 2000), and its estimate from a camera.

The tables are the published method. The estimate is only that: wrists, grip and loads are not
seen, and angles carry errors of about 5 degrees. It explains itself segment by segment and stays
second to the posture score.
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
from posecoach.scores.tables import REBA_A, REBA_B, REBA_C
from posecoach.types import Measurements

RISKS = (
    (1, "negligible risk"),
    (3, "low risk"),
    (7, "medium risk"),
    (10, "high risk"),
    (15, "very high risk"),
)

_RANGES = {
    "neck": (1, 3),
    "trunk": (1, 5),
    "legs": (1, 4),
    "upper_arm": (1, 6),
    "lower_arm": (1, 2),
    "wrist": (1, 3),
    "load": (0, 3),
    "coupling": (0, 3),
}

ASSUMED = (
    "wrist straight and not twisted",
    "no load, nothing gripped",
    "weight on both legs or on the seat",
    "shoulder not raised, arm not held out, not supported",
    "trunk not twisted",
)


@dataclass(frozen=True, slots=True)
class RebaInputs:
    """Segment scores as on the worksheet, adjustments included, and how the posture is used."""

    neck: int  # 1..3
    trunk: int  # 1..5
    legs: int  # 1..4
    upper_arm: int  # 1..6
    lower_arm: int  # 1..2
    wrist: int = 1  # 1..3
    load: int = 0  # 0..3: below 5 kg, to 10 kg, above; +1 for shock
    coupling: int = 0  # 0..3: good, fair, poor, unacceptable grip
    static: bool = False  # a part is held for longer than a minute
    repeated: bool = False  # small movements more than 4 times a minute
    large_changes: bool = False  # rapid large changes of posture, or an unstable base

    def __post_init__(self) -> None:
        """Refuse scores that are not on the worksheet."""
        check_ranges(asdict(self), _RANGES)

    @property
    def activity(self) -> int:
        """Points for how the posture is used, 0..3."""
        return self.static + self.repeated + self.large_changes


@dataclass(frozen=True, slots=True)
class Reba:
    """A REBA score with what it was made of."""

    score_a: int  # neck, trunk and legs: table A plus load
    score_b: int  # arm and wrist: table B plus coupling
    grand: int  # 1..15: table C plus activity
    risk: str  # "negligible risk" to "very high risk"
    segments: RebaInputs


@dataclass(frozen=True, slots=True)
class RebaEstimate:
    """REBA from camera angles, or the reason why there is none."""

    reba: Reba | None  # None when a needed angle is not known
    missing: tuple[str, ...]  # metrics that were needed and not known
    assumed: tuple[str, ...]  # what was taken for granted because it was not seen

    @property
    def text(self) -> str:
        """One line for people: "REBA (estimated) 3 - low risk"."""
        if self.reba is None:
            return f"REBA not estimated: {', '.join(self.missing)} unknown"
        return f"REBA (estimated) {self.reba.grand} - {self.reba.risk}"


def reba(inputs: RebaInputs) -> Reba:
    """Return the REBA score of segment scores."""
    s = inputs
    score_a = REBA_A[s.neck - 1][s.trunk - 1][s.legs - 1] + s.load
    score_b = REBA_B[s.upper_arm - 1][s.lower_arm - 1][s.wrist - 1] + s.coupling
    grand = REBA_C[score_a - 1][score_b - 1] + s.activity
    return Reba(score_a, score_b, grand, named_level(grand, RISKS), inputs)


def neck_score(flexion_deg: float) -> int:
    """Return 1 for neck flexion of 0 to 20 degrees relative to the trunk, else 2."""
    return 1 if 0 <= flexion_deg <= 20 else 2


def trunk_score(inclination_deg: float) -> int:
    """Return 1..4 for trunk inclination, + forward; leaning back never scores above 3."""
    if abs(inclination_deg) <= UPRIGHT_DEG:
        return 1
    if inclination_deg < 0:
        return 2 if inclination_deg >= -20 else 3
    return 2 + sum(inclination_deg > edge for edge in (20, 60))


def knee_points(knee_angle_deg: float) -> int:
    """Return what bent knees add while standing: 1 from 30, 2 beyond 60 degrees of flexion.

    The angle is 180 for a straight knee; NaN adds nothing.
    """
    flexion = 180 - knee_angle_deg
    return int(flexion >= 30) + int(flexion > 60)


def estimate_reba(
    measurements: Measurements, *, sitting: bool, static: bool, repeated: bool = False
) -> RebaEstimate:
    """Return the REBA estimate of one side of the body from measurements in degrees.

    Args:
        measurements: `neck_flexion`, `trunk_inclination` and `shoulder_flexion` are needed;
            `elbow_angle`, `knee_angle`, `head_yaw`, `head_roll` and `lateral_trunk_lean` are
            used where known and otherwise listed as assumed.
        sitting: the person sits; bent knees then count nothing.
        static: held for longer than a minute.
        repeated: small movements more than 4 times a minute.
    """
    missing = missing_of(measurements)
    if missing:
        return RebaEstimate(None, missing, ())
    neck_more, neck_assumed = extras(measurements, NECK_EXTRAS)
    trunk_more, trunk_assumed = extras(measurements, TRUNK_EXTRAS)
    elbow, knee = measurements.get("elbow_angle", nan), measurements.get("knee_angle", nan)
    inputs = RebaInputs(
        # unlike RULA, one point covers twist and side-bend together
        neck=neck_score(measurements["neck_flexion"]) + min(neck_more, 1),
        trunk=trunk_score(measurements["trunk_inclination"]) + trunk_more,
        legs=1 if sitting else 1 + knee_points(knee),
        upper_arm=upper_arm_score(measurements["shoulder_flexion"]),
        lower_arm=1 if isnan(elbow) else lower_arm_score(elbow),
        static=static,
        repeated=repeated,
    )
    assumed = (*ASSUMED, *neck_assumed, *trunk_assumed)
    assumed += ("elbow bent 60 to 100 degrees",) if isnan(elbow) else ()
    assumed += ("knees straight",) if isnan(knee) and not sitting else ()
    return RebaEstimate(reba(inputs), (), assumed)
