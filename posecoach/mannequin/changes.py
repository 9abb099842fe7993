"""Single changes of a posture, each by a size: what SCIENCE A9 has a word of advice for.

They combine: `slump(forward_head(spec, 3), 2)`. Signs: forward, up and the person's left are
positive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import asin, degrees, radians, sin

from posecoach.joints import PAIRS
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.motion import between
from posecoach.mannequin.reach import on_soles, stepping_on
from posecoach.mannequin.skeleton import ADULT, Proportions, pose
from posecoach.mannequin.spec import SIDES, Arm, Girdle, Leg, PoseSpec
from posecoach.types import Floats

ABOVE_KNEE = (0.03, 0.06, 0.10)  # from a right knee along its thigh to a left ankle on it, metres


def forward_head(spec: PoseSpec, cm: float, body: Proportions = ADULT) -> PoseSpec:
    """The ears `cm` further ahead of the shoulders, the face as level as before."""
    now = spec.trunk.forward + spec.neck.forward
    ahead = sin(radians(now)) + cm / 100 / body.length("neck")
    if abs(ahead) > 1:
        raise ValueError(f"forward_head: the neck is too short for {cm:g} cm")
    more = degrees(asin(ahead)) - now
    return _turned(_turned(spec, "neck", forward=more), "head", forward=-more)


def head_pitch(spec: PoseSpec, deg: float, body: Proportions = ADULT) -> PoseSpec:
    """The face turned down."""
    return _turned(spec, "head", forward=deg)


def head_yaw(spec: PoseSpec, deg: float, body: Proportions = ADULT) -> PoseSpec:
    """The face turned to the left."""
    return _turned(spec, "head", twist=deg)


def head_roll(spec: PoseSpec, deg: float, body: Proportions = ADULT) -> PoseSpec:
    """The head tilted to the left, in neck and skull together."""
    return _turned(_turned(spec, "neck", left=0.4 * deg), "head", left=0.6 * deg)


def trunk_lean(spec: PoseSpec, deg: float, body: Proportions = ADULT) -> PoseSpec:
    """The trunk leaning forward from the hips, the face looking on."""
    return _turned(_turned(spec, "trunk", forward=deg), "head", forward=-deg)


def recline(spec: PoseSpec, deg: float, body: Proportions = ADULT) -> PoseSpec:
    """The trunk leaning back, neck and head coming forward to look on."""
    back = _turned(_turned(spec, "trunk", forward=-deg), "neck", forward=deg / 2)
    return _turned(back, "head", forward=deg / 2)


def leaning_in(spec: PoseSpec, cm: float, body: Proportions = ADULT) -> PoseSpec:
    """The eyes `cm` nearer what is ahead, by leaning the trunk."""
    return _solved(
        lambda deg: trunk_lean(spec, deg, body), _eyes(spec, body)[2] + cm / 100, 2, body
    )


def slump(spec: PoseSpec, cm: float, body: Proportions = ADULT) -> PoseSpec:
    """The eyes `cm` lower by rounding the back, as SCIENCE A3 simulates it.

    With every centimetre the head comes 0.8 cm further ahead and the trunk leans a degree.
    """
    leaned = forward_head(trunk_lean(spec, cm, body), 0.8 * cm, body)
    lower = _eyes(spec, body)[1] - cm / 100
    return _solved(lambda bend: replace(leaned, rounding=spec.rounding + bend), lower, 1, body)


def shrug(spec: PoseSpec, cm: float, body: Proportions = ADULT) -> PoseSpec:
    """Both shoulders raised by `cm` along the trunk."""
    for side, _ in SIDES:
        spec = _raised(spec, side, cm, body)
    return spec


def one_shoulder_raised(spec: PoseSpec, cm: float, body: Proportions = ADULT) -> PoseSpec:
    """The left shoulder raised by `cm`; a negative size raises the right one."""
    return _raised(spec, "left" if cm > 0 else "right", abs(cm), body)


def protraction(spec: PoseSpec, deg: float, body: Proportions = ADULT) -> PoseSpec:
    """Both shoulders rolled forward about the neck."""
    return replace(
        spec,
        left_girdle=replace(spec.left_girdle, protraction=deg),
        right_girdle=replace(spec.right_girdle, protraction=deg),
    )


def arm_elevation(spec: PoseSpec, deg: float, body: Proportions = ADULT) -> PoseSpec:
    """Both upper arms `deg` out from the trunk, the forearms ahead, as at too high a desk."""
    arm = Arm(flexion=0.0, abduction=deg, elbow=90.0, pronation=80.0)
    return replace(spec, left_arm=arm, right_arm=arm)


def side_lean(spec: PoseSpec, deg: float, body: Proportions = ADULT) -> PoseSpec:
    """The trunk leaning to the left, the head half upright again."""
    return _turned(_turned(spec, "trunk", left=deg), "neck", left=-deg / 2)


def uneven(spec: PoseSpec, deg: float, body: Proportions = ADULT) -> PoseSpec:
    """The left hip lower and loaded; feet and shoulders stay where they are."""
    tilted = _turned(_turned(spec, "pelvis", left=deg), "trunk", left=-deg)
    before, after = pose(spec, body).points, pose(tilted, body).points
    lift = after["pelvis"] - before["pelvis"]
    feet = {side: before[f"{side}_ankle"] + lift for side, _ in SIDES}
    return on_soles(stepping_on(tilted, feet, body), feet)


def crossed(spec: PoseSpec, share: float, body: Proportions = ADULT) -> PoseSpec:
    """The left leg over the right one, knee over knee; a negative share crosses the right one."""
    leg = replace(spec.left_leg, flexion=106.0, abduction=-24.0, rotation=10.0, knee=72.0)
    return _with_leg(spec, replace(leg, ankle=-22.0), share)


def ankle_on_knee(spec: PoseSpec, share: float, body: Proportions = ADULT) -> PoseSpec:
    """The left ankle just above the right knee; a negative share lays the right one there."""
    side, other, sign = ("left", "right", 1) if share > 0 else ("right", "left", -1)
    x, y, z = ABOVE_KNEE
    there = pose(spec, body).at(f"{other}_knee", (sign * x, y, z), f"{other}_thigh")
    lying = replace(spec.leg(side), rotation=84.0, ankle=8.0)
    leg = stepping_on(spec.with_leg(side, lying), {side: there}, body).leg(side)
    return _with_leg(spec, leg, share)


def _turned(spec: PoseSpec, part: str, **by: float) -> PoseSpec:
    """The posture with one part ("trunk") turned further."""
    turn = getattr(spec, part)
    turn = replace(turn, **{name: getattr(turn, name) + angle for name, angle in by.items()})
    return replace(spec, **{part: turn})


def _raised(spec: PoseSpec, side: str, cm: float, body: Proportions) -> PoseSpec:
    elevation = degrees(asin(cm / 100 / body.length("shoulder")))
    girdle = Girdle(elevation, spec.girdle(side).protraction)
    return (
        replace(spec, left_girdle=girdle) if side == "left" else replace(spec, right_girdle=girdle)
    )


def _with_leg(spec: PoseSpec, leg: Leg, share: float) -> PoseSpec:
    return between(spec, spec.with_leg("left" if share > 0 else "right", leg), abs(share))


def _eyes(spec: PoseSpec, body: Proportions) -> Floats:
    """Middle of the eyes from the middle of the hips, `(3,)` metres."""
    figure = pose(spec, body)
    eyes: Floats = landmarks(figure)[list(PAIRS["eye"])].mean(0)
    return eyes - figure.points["pelvis"]


def _solved(
    posture: Callable[[float], PoseSpec], wanted: float, axis: int, body: Proportions
) -> PoseSpec:
    """The posture of an angle 0..55 or 0..110 that brings the eyes to `wanted` along an axis."""
    low, high = 0.0, 55.0 if axis == 2 else 110.0
    rising = axis == 2
    for _ in range(40):
        middle = (low + high) / 2
        enough = _eyes(posture(middle), body)[axis] >= wanted
        low, high = (low, middle) if bool(enough) is rising else (middle, high)
    if abs(_eyes(posture(low), body)[axis] - wanted) > 1e-6:
        raise ValueError("the trunk does not bend far enough for that")
    return posture(low)
