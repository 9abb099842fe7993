"""The story of the demo clip: a stretch of a day at the desk, seen from the right side.

Where everything is at t seconds is known exactly: the same seed gives the same figure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.gait import Walk, on_feet, rising, stepping
from posecoach.mannequin.motion import Sway, Track, between, eased
from posecoach.mannequin.presets import keyboard, sitting
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.scenery import Scenery, workplace
from posecoach.mannequin.skeleton import Figure, pose
from posecoach.mannequin.spec import PoseSpec, Turn

SEED = 20
CAMERA = Camera(-90.0, 2.0, 2.9, (0.0, 0.84, 0.05), fov=39.0, size=(854, 480))
FACING = 1  # the person looks to picture right
NEAR_LEFT = False  # the camera sees the right side

UPRIGHT = sitting(trunk=Turn(-2), neck=Turn(7.5), head=Turn(-4))
FORWARD_HEAD = sitting(trunk=Turn(3), rounding=14.0, neck=Turn(24), head=Turn(-19))
LEAN = sitting(trunk=Turn(26), rounding=10.0, neck=Turn(6), head=Turn(-19))


@dataclass(frozen=True, slots=True)
class Segment:
    """What the person does for a while."""

    start: float  # seconds
    end: float
    label: str  # "upright", "forward_head", "trunk_lean", "moving" or "away"


SEGMENTS: tuple[Segment, ...] = (
    Segment(0.0, 7.0, "upright"),
    Segment(7.0, 8.75, "moving"),
    Segment(8.75, 16.25, "forward_head"),
    Segment(16.25, 18.0, "moving"),
    Segment(18.0, 24.5, "upright"),
    Segment(24.5, 26.25, "moving"),
    Segment(26.25, 33.75, "trunk_lean"),
    Segment(33.75, 40.6, "moving"),
    Segment(40.6, 46.9, "away"),
    Segment(46.9, 52.8, "moving"),
    Segment(52.8, 59.6, "upright"),
)
AWAY = next(segment for segment in SEGMENTS if segment.label == "away")
DURATION = SEGMENTS[-1].end
POSTURES = {"upright": UPRIGHT, "forward_head": FORWARD_HEAD, "trunk_lean": LEAN}

UP, OFF, BACK, DOWN = 35.0, 37.6, 46.8, 50.2  # pushes back, walks off, comes back, sits down
SEATED_AGAIN = 52.8
ROLL_S, RISE_S = 0.9, 1.7
ROLL_M = 0.42  # how far the chair is pushed back
STAND = stepping(0.0, 0.0)
FEET = (0.0, 0.42 - ROLL_M)  # x and z where the feet stand up from the chair, metres

LEAVING = Walk(
    times=(OFF, OFF + 0.6, OFF + 1.3, OFF + 2.0, OFF + 3.2),
    x=(0.0, -0.08, -0.40, -0.50, -0.52),
    z=(FEET[1], FEET[1] + 0.02, FEET[1] - 0.12, FEET[1] - 0.70, FEET[1] - 2.20),
    heading=(0.0, -60.0, -130.0, -180.0, -180.0),
)
COMING = Walk(
    times=(BACK, BACK + 1.3, BACK + 2.0, BACK + 2.7, DOWN),
    x=(-0.52, -0.50, -0.36, -0.06, 0.0),
    z=(FEET[1] - 2.20, FEET[1] - 0.70, FEET[1] - 0.06, FEET[1], FEET[1]),
    heading=(0.0, 0.0, 35.0, 40.0, 0.0),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """The scene at one instant."""

    figure: Figure | None  # None when nobody is in the room
    scenery: Scenery
    seated: bool  # sitting at the desk, so that sitting metrics mean something


def label_at(t: float) -> str:
    """What the person does at t seconds."""
    return next(s.label for s in SEGMENTS if t < s.end or s is SEGMENTS[-1])


class DeskDay:
    """The whole story; `at(t)` gives the scene at any time."""

    def __init__(self, seed: int = SEED) -> None:
        """Lay out the scenes; the seed draws the small movements."""
        held = [s for s in SEGMENTS if s.label in POSTURES]
        before, after = held[:-1], held[-1]
        times = [t for s in before for t in (s.start, s.end)] + [UP]
        specs = [POSTURES[s.label] for s in before for _ in range(2)] + [UPRIGHT]
        self._sitting = Track(tuple(times), tuple(specs))
        self._again = Track((after.start,), (UPRIGHT,))
        self._sway = Sway(seed)
        self._scenes: tuple[tuple[float, Callable[[float], Moment]], ...] = (
            (UP, lambda t: Moment(pose(self._typing(self._sitting, t)), workplace(), True)),
            (OFF, self._getting_up),
            (AWAY.start, lambda t: Moment(LEAVING.figure(t), _rolled(1.0), False)),
            (AWAY.end, lambda t: Moment(None, _rolled(1.0), False)),
            (DOWN, lambda t: Moment(COMING.figure(t), _rolled(1.0), False)),
            (SEATED_AGAIN, self._sitting_down),
            (float("inf"), lambda t: Moment(pose(self._typing(self._again, t)), workplace(), True)),
        )

    def at(self, t: float) -> Moment:
        """The scene at t seconds, 0..DURATION."""
        return next(scene(t) for end, scene in self._scenes if t < end)

    def _typing(self, track: Track, t: float) -> PoseSpec:
        """The track's posture, swaying, with the hands where they can type."""
        spec = self._sway.on(track.at(t), t)
        lean = max(0.0, track.at(t).trunk.forward) / LEAN.trunk.forward
        return reaching(spec, keyboard(0.39 + 0.10 * lean, 0.10 + 0.08 * lean))

    def _getting_up(self, t: float) -> Moment:
        return self._between_chair_and_feet(t - UP, self._typing(self._sitting, UP), t)

    def _sitting_down(self, t: float) -> Moment:
        end = self._typing(self._again, SEATED_AGAIN)
        return self._between_chair_and_feet(SEATED_AGAIN - t, end, t)

    def _between_chair_and_feet(self, elapsed: float, seated: PoseSpec, t: float) -> Moment:
        """Rolling back from the desk for ROLL_S, then standing up for RISE_S; or in reverse."""
        if elapsed < ROLL_S:
            share = eased(elapsed / ROLL_S)
            free = between(seated, _hands_on_lap(seated), share)
            return Moment(pose(free, place=(0.0, -ROLL_M * share)), _rolled(share), False)
        share = min(1.0, (elapsed - ROLL_S) / RISE_S)
        stand = self._sway.on(STAND, t) if share >= 1 else STAND
        spec = rising(_hands_on_lap(seated), stand, share)
        return Moment(on_feet(spec, FEET), _rolled(1.0), False)


def _hands_on_lap(seated: PoseSpec) -> PoseSpec:
    return replace(seated, left_arm=UPRIGHT.left_arm, right_arm=UPRIGHT.right_arm)


def _rolled(share: float) -> Scenery:
    return workplace(rolled=round(ROLL_M * share, 3))
