"""The values that flow through the pipeline, in the order they are made. Read this first.

Only data: no behaviour beyond shape checks, no imports but the joint names: what only reads
words and numbers (`posecoach status`, `report`) must not wait for numpy.

* Time `t` is seconds since the source began, from its own timestamps.
* Lengths on the picture are pixels of the frame as shown upright: x right, y down, origin top left.
* Left and right are the person's own.
* A thing not seen is NaN (in arrays and measurements) or None (a whole pose), never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from math import nan
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from posecoach.joints import FACE_COUNT, JOINT_COUNT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
else:
    Floats = Any

Level = Literal["good", "caution", "poor", "unknown"]
Band = Literal["good", "fair", "strained", "poor", "unknown"]
Unit = Literal["deg", "ratio", "cm", "px"]
Measurements = Mapping[str, float]
"""Metric name -> value in that metric's unit; NaN = not measurable."""


class Expected(NamedTuple):
    """How far off a measurement is expected to be, seen as it is seen now."""

    error: float  # root mean square, in the metric's unit: two thirds are nearer than this
    trust: float  # 0 .. 1, how far it counts in the score: 1 where the camera stands squarely


NOT_KNOWN = Expected(nan, 1.0)

Errors = Mapping[str, Expected]
"""Metric name -> its expected error; absent = not known."""

BANDS: tuple[Band, ...] = ("good", "fair", "strained", "poor", "unknown")


class View(IntEnum):
    """Which way the body faces the camera. SIDE_LEFT: the camera sees the person's left side."""

    UNKNOWN = 0
    FRONT = 1
    SIDE_LEFT = 2
    SIDE_RIGHT = 3
    OBLIQUE = 4
    BACK = 5

    @property
    def label(self) -> str:
        """The name in outputs: "side-left"."""
        return self.name.lower().replace("_", "-")


class Framing(IntEnum):
    """How much of the body is in the picture."""

    UNKNOWN = 0
    HEAD_AND_SHOULDERS = 1
    UPPER_BODY = 2  # hips seen, legs not
    FULL_BODY = 3  # hip, knee and ankle of at least one side seen

    @property
    def label(self) -> str:
        """The name in outputs: "head-and-shoulders"."""
        return self.name.lower().replace("_", "-")


class Activity(IntEnum):
    """What the body is doing, as far as one camera can tell."""

    UNKNOWN = 0
    SITTING = 1
    STANDING = 2
    LYING = 3
    AWAY = 4

    @property
    def label(self) -> str:
        """The name in outputs: "sitting"."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a source. Never mirrored: mirroring is a matter of display."""

    t: float  # seconds
    index: int  # 0-based position in the source, counting frames that were skipped
    image: NDArray[np.uint8]  # (H, W, 3) BGR, upright, square pixels
    name: str = ""  # file name of a picture in a folder; empty for moving sources

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.image.shape[1], self.image.shape[0]


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """One person, at one instant or (with a leading axis) at many. An unseen joint is NaN."""

    t: Floats | float  # (...) seconds
    px: Floats  # (..., 33, 2) pixels; x right, y down
    world: Floats  # (..., 33, 3) metres from mid-hip; x right, y down, z away from the camera
    visibility: Floats  # (..., 33) 0..1, the network's own belief
    # (..., 11, 3) pixels, z away from the camera: the joints of the head as another network sees
    # them that knows faces only; NaN where it sees none, None where nobody looked for faces
    face: Floats | None = None

    def __post_init__(self) -> None:
        """Refuse arrays of the wrong shape."""
        lead = self.visibility.shape[:-1]
        shapes = {
            "px": (*lead, JOINT_COUNT, 2),
            "world": (*lead, JOINT_COUNT, 3),
            "visibility": (*lead, JOINT_COUNT),
            "face": (*lead, FACE_COUNT, 3),
        }
        for name, want in shapes.items():
            part = getattr(self, name)
            if part is not None and part.shape != want:
                raise ValueError(f"Pose.{name} must have shape {want}, got {part.shape}")


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """Everybody the network saw in one frame, best first; nobody is an empty tuple."""

    t: float  # seconds
    index: int
    size: tuple[int, int]  # (width, height) of the frame, pixels
    people: tuple[Pose, ...]
    brightness: float = nan  # mean grey level 0..255
    contrast: float = nan  # standard deviation of the grey level 0..255
    counted: bool = False  # the whole frame was searched for further people


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the body is seen in one frame, and whether posture can be judged from it."""

    view: View = View.UNKNOWN
    framing: Framing = Framing.UNKNOWN
    facing: int = 0  # side view: +1 the person looks to picture right, -1 left; 0 unknown
    yaw: float = nan  # degrees between the body and facing the camera, 0 front .. 90 side
    reason: str = ""  # empty when it can be judged; else why not, in words


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule at one instant."""

    rule: str  # id
    level: Level  # that holds even if the value is off by its expected error (Rule.error_in_band)
    value: float  # in the metric's unit
    penalty: float  # 0 .. 1 (SCIENCE F1); 0 when unknown
    expected: Expected = NOT_KNOWN  # of the value


@dataclass(frozen=True, slots=True)
class Event:
    """A rule being broken for long enough to say so, or no longer."""

    t: float  # seconds at which it was decided
    kind: Literal["raised", "cleared", "alert"]
    rule: str  # id
    since: float  # seconds at which the value first left (raised) or re-entered (cleared) its band
    level: Level  # worst level so far
    part: str  # body part: "neck", "trunk" ...
    message: str  # what is seen
    cue: str  # the one action to take


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that has been broken for most of the last minute, and is now (SCIENCE A8)."""

    rule: str  # id
    level: Level  # caution or poor
    part: str  # body part: "neck", "trunk" ...
    message: str  # what is seen
    cue: str  # the one action to take
    due: bool  # for so long that it is worth interrupting somebody


@dataclass(frozen=True, slots=True)
class Assessment:
    """All rules at one instant."""

    rule_set: str = ""  # id of the rules that applied; empty when nothing could be judged
    score: float = nan  # 0..100; NaN when it may not be shown
    coverage: float = 0.0  # 0..1, weight of what was seen among what this session can see
    partial: bool = False  # a part of the rule set cannot be seen at all in this session
    losses: Mapping[str, float] = field(default_factory=dict)  # body part -> points lost
    verdicts: tuple[Verdict, ...] = ()
    events: tuple[Event, ...] = ()
    faults: tuple[Fault, ...] = ()  # what is lasting now, in the order of the rules
    cue: str = ""  # the one thing to say now; empty when all is well

    @property
    def band(self) -> Band:
        """Good from 85, fair from 70, strained from 50 (SCIENCE F1)."""
        if self.score != self.score:
            return "unknown"
        edges: tuple[tuple[float, Band], ...] = ((85, "good"), (70, "fair"), (50, "strained"))
        return next((band for edge, band in edges if self.score >= edge), "poor")


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Everything known about one analysed frame: what every output receives."""

    t: float  # seconds
    index: int
    frame: Frame | None  # None when stored landmarks are replayed
    size: tuple[int, int]  # (width, height) pixels
    pose: Pose | None  # the person followed, smoothed, untrusted joints NaN
    raw: Pose | None  # the same person as the network gave it
    outlook: Outlook
    activity: Activity
    measurements: Measurements
    assessment: Assessment
    errors: Errors = field(default_factory=dict)  # expected of the measurements
    activity_since: float = nan  # seconds; earlier than it could be told, for what has to last
