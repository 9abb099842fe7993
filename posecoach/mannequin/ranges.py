"""How far each named joint angle goes in people who stretch; nothing beyond can be posed.

Normal ranges (AAOS, SCIENCE C0): hip flexion 120, extension 15-20, abduction 45, adduction 30,
rotation 45 either way; knee 135; shoulder 180; neck 45 each way and 60-80 of turning. They are
widened where a segment of the figure stands for several joints (the trunk bends at hips and spine,
the neck line at all its vertebrae), where a flexed hip opens further (butterfly, figure four), and
where weight or hands push a joint on (heels to buttocks). Clavicle: elevation 45, depression 10,
protraction and retraction 30 (Neumann, Kinesiology of the Musculoskeletal System).
"""

from __future__ import annotations

from collections.abc import Mapping

ROUND = (-180.0, 180.0)

RANGES: Mapping[str, tuple[float, float]] = {
    "pelvis.forward": ROUND,
    "pelvis.left": ROUND,
    "pelvis.twist": ROUND,
    "trunk.forward": (-60.0, 125.0),
    "trunk.left": (-50.0, 50.0),
    "trunk.twist": (-80.0, 80.0),
    "rounding": (-60.0, 110.0),
    "neck.forward": (-60.0, 75.0),
    "neck.left": (-50.0, 50.0),
    "neck.twist": (-60.0, 60.0),
    "head.forward": (-60.0, 60.0),
    "head.left": (-45.0, 45.0),
    "head.twist": (-85.0, 85.0),
    "arm.flexion": (-90.0, 195.0),
    "arm.abduction": (-75.0, 190.0),
    "arm.rotation": (-100.0, 100.0),
    "arm.elbow": (-10.0, 162.0),
    "arm.pronation": (-100.0, 100.0),
    "arm.wrist": (-95.0, 95.0),
    "leg.flexion": (-35.0, 145.0),
    "leg.abduction": (-45.0, 80.0),
    "leg.rotation": (-50.0, 90.0),
    "leg.knee": (-10.0, 162.0),
    "leg.ankle": (-60.0, 40.0),
    "girdle.elevation": (-12.0, 45.0),
    "girdle.protraction": (-32.0, 35.0),
}
"""Joint angle -> least and greatest value, degrees; both sides alike."""


def range_of(name: str) -> tuple[float, float]:
    """Least and greatest value of "left_arm.elbow" and the like, degrees."""
    return RANGES[name.removeprefix("left_").removeprefix("right_")]
