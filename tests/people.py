"""People in front of a camera: figures of known geometry as the pose network would report them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from posecoach.anatomical import EAR_LEAD, ELBOW_INSIDE, ELBOW_INSIDE_BEHIND, FAR_SHOULDER_RISE
from posecoach.joints import FACE, JOINT_COUNT, MIRROR, PAIRS, Joint
from posecoach.pipeline import Coach, assess
from posecoach.types import Pose, Result, Sighting
from tests.bodies import FACING_RIGHT, Figure
from tests.rulebook import OURS

Array = NDArray[np.float64]
SIZE = (1280, 960)
AT = (640.0, 500.0)  # mid-hip, pixels
TRUNK_PX = 220.0
TRUNK_M = 0.49
SURE = 0.95
SIDE_ON = 0.85  # sine of the azimuth from which the view is from the side
BELOW_HIPS = range(Joint.LEFT_HIP, JOINT_COUNT)
BELOW_KNEES = range(Joint.LEFT_ANKLE, JOINT_COUNT)
UPRIGHT = Figure(torso_thigh=100, knee=100, upper_arm=5)
SLOUCHED = Figure(trunk=18, neck=30, torso_thigh=100, upper_arm=5)
STANDING = Figure(torso_thigh=180, knee=180, elbow=170)

# joints the figures lack, and the one they are close to
_STAND_INS = {
    "EYE_INNER": "EYE",
    "PINKY": "WRIST",
    "INDEX": "WRIST",
    "THUMB": "WRIST",
}


def person(
    figure: Figure = UPRIGHT,
    azimuth: float = FACING_RIGHT,
    *,
    t: float = 0.0,
    size: float = TRUNK_PX,
    at: tuple[float, float] = AT,
    hide: Iterable[int] = (),
) -> Pose:
    """The figure as the network reports it: all 33 joints, the hidden ones with low visibility.

    Side-on ears, far shoulder and near elbow are off as the network's are; the product puts them
    back.
    """
    px, a = figure.seen(azimuth, size=size, at=at), radians(azimuth)
    if abs(sin(a)) > SIDE_ON:
        px = as_the_network(px, near_left=sin(a) < 0)
    world = np.full((JOINT_COUNT, 3), np.nan)
    for joint, (forward, up, left) in figure.joints().items():
        across, away = left * cos(a) + forward * sin(a), left * sin(a) - forward * cos(a)
        world[joint] = TRUNK_M * np.array([across, -up, away])
    for joint in Joint:
        side, _, part = joint.name.partition("_")
        if part in _STAND_INS:
            near = Joint[f"{side}_{_STAND_INS[part]}"]
            px[joint], world[joint] = px[near], world[near]
    visibility = np.full(JOINT_COUNT, SURE)
    visibility[list(hide)] = 0.1
    return Pose(t, px, world, visibility)


def as_the_network(px: Array, near_left: bool) -> Array:
    """Exact joints (33, 2) seen from the side, moved to where the network would put them."""
    px = px.copy()
    near, far = (0, 1) if near_left else (1, 0)
    ears, eyes, shoulders = (list(PAIRS[part]) for part in ("ear", "eye_outer", "shoulder"))
    px[ears] = (px[ears] + EAR_LEAD * px[eyes]) / (1 + EAR_LEAD)
    hips = px[list(PAIRS["hip"])].mean(0)
    # the trunk of the network is the longer for the far shoulder it is measured from
    trunk = (hips - px[shoulders].mean(0)) / (1 - FAR_SHOULDER_RISE / 2)
    px[shoulders[far]] -= FAR_SHOULDER_RISE * trunk
    shoulder, elbow, wrist = (px[PAIRS[part][near]] for part in ("shoulder", "elbow", "wrist"))
    ahead = (-1 if near_left else 1) * (shoulder - px[shoulders].mean(0))[0]
    inside = ELBOW_INSIDE + ELBOW_INSIDE_BEHIND * ahead / np.linalg.norm(trunk)
    px[PAIRS["elbow"][near]] = (elbow + inside * (shoulder + wrist) / 2) / (1 + inside)
    return px


def flipped(pose: Pose, width: float = SIZE[0]) -> Pose:
    """The same person in the mirrored picture, as a network that knows left from right says."""
    rows = list(MIRROR)
    px = pose.px[rows] * [-1.0, 1.0] + [width, 0.0]
    return Pose(pose.t, px, pose.world[rows] * [-1.0, 1.0, 1.0], pose.visibility[rows])


def moved(pose: Pose, scale: float = 1.0, by: tuple[float, float] = (0.0, 0.0)) -> Pose:
    """The same person in a picture scaled about its origin and shifted."""
    face = None if pose.face is None else pose.face * scale + np.array([*by, 0.0])
    return replace(pose, px=pose.px * scale + np.array(by), face=face)


def hidden(pose: Pose, joints: Iterable[int]) -> Pose:
    """The same person with some joints out of sight."""
    visibility = pose.visibility.copy()
    visibility[list(joints)] = 0.1
    return replace(pose, visibility=visibility)


def faced(pose: Pose, *, turn: float = 0.0, scale: float = 1.0) -> Pose:
    """The same person with a face: the head as it is, turned (clockwise, degrees) and scaled."""
    head, depth = pose.px[FACE], pose.world[FACE, 2:] * TRUNK_PX / TRUNK_M
    middle, a = head.mean(axis=0), radians(turn)
    turned = (head - middle) @ np.array([[cos(a), sin(a)], [-sin(a), cos(a)]])
    face = np.hstack([turned * scale + middle, depth * scale])
    return replace(pose, face=face)


def sighting(
    t: float,
    *people: Pose,
    size: tuple[int, int] = SIZE,
    brightness: float = 120.0,
    contrast: float = 50.0,
    counted: bool = True,
) -> Sighting:
    """One frame's people."""
    return Sighting(t, round(t * 1000), size, people, brightness, contrast, counted)


def times(seconds: float, fps: float) -> list[float]:
    """Times of the frames of a recording."""
    return [i / fps for i in range(round(seconds * fps) + 1)]


Scene = Callable[[float], Pose | None]


def film(
    scene: Scene, at: Sequence[float], size: tuple[int, int] = SIZE, **light: float
) -> list[Sighting]:
    """What the network reports of a scene (seconds -> the person there, if any)."""
    found = []
    for t in at:
        pose = scene(t)
        people = () if pose is None else (replace(pose, t=t),)
        found.append(sighting(t, *people, size=size, **light))  # type: ignore[arg-type]
    return found


def coach(**changes: object) -> Coach:
    """A coach with our own rules."""
    return Coach(OURS, **changes)  # type: ignore[arg-type]


def watched(
    sightings: Iterable[Sighting], with_coach: Coach | None = None, batch: int = 1
) -> list[Result]:
    """The results of a recording."""
    return list(assess(((None, s) for s in sightings), with_coach or coach(), batch))
