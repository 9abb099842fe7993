"""Named postures, and the cameras that usually see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from posecoach.mannequin.camera import Camera
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.scenery import DESK_M, SEAT_M, Scenery, living_room, seat, workplace
from posecoach.mannequin.skeleton import Figure, pose
from posecoach.mannequin.spec import Arm, Leg, PoseSpec, Turn
from posecoach.types import Floats

SIT = Leg(flexion=90.0, abduction=6.0, knee=90.0)
RECLINE = -20.0  # trunk of the reclined preset, degrees


def keyboard(ahead: float = 0.39, aside: float = 0.10) -> dict[str, Floats]:
    """Where the wrists are on the laptop's keys: targets for `reaching`, metres."""
    height = DESK_M + 0.048
    return {
        "left": np.array([aside, height, ahead]),
        "right": np.array([-aside, height, ahead]),
    }


LAP: Mapping[str, Floats] = {
    "left": np.array([0.13, SEAT_M + 0.225, 0.24]),
    "right": np.array([-0.13, SEAT_M + 0.225, 0.24]),
}
"""Where the wrists lie on the thighs: targets for `reaching`, metres."""


def sitting(hands: Mapping[str, Floats] = LAP, **angles: Turn | float) -> PoseSpec:
    """Sitting with level thighs and the wrists at `hands`; `angles` are fields of PoseSpec."""
    arm = Arm(pronation=80.0)
    spec = PoseSpec(left_leg=SIT, right_leg=SIT, left_arm=arm, right_arm=arm)
    return reaching(replace(spec, **angles), hands)  # type: ignore[arg-type]


def typing(**angles: Turn | float) -> PoseSpec:
    """Sitting with the hands on a laptop's keys."""
    return sitting(keyboard(), **angles)


SIDE = Arm(flexion=2.0, abduction=14.0, elbow=12.0, pronation=90.0)

PRESETS: Mapping[str, PoseSpec] = {
    "sitting_upright": typing(neck=Turn(8), head=Turn(-4)),
    "sitting_forward_head": typing(trunk=Turn(2), rounding=16.0, neck=Turn(25), head=Turn(-20)),
    "sitting_slumped": typing(trunk=Turn(14), rounding=50.0, neck=Turn(20), head=Turn(-22)),
    "sitting_trunk_lean": typing(trunk=Turn(25), neck=Turn(8), head=Turn(-20)),
    "sitting_reclined": sitting(trunk=Turn(RECLINE), neck=Turn(14), head=Turn(2)),
    "sitting_side_lean": sitting(trunk=Turn(0, 14), neck=Turn(8, -4), head=Turn(-4)),
    "sitting_head_tilt": sitting(neck=Turn(8, 6), head=Turn(-4, 10)),
    "standing_upright": PoseSpec(neck=Turn(7), head=Turn(-5)),
    "standing_forward_head": PoseSpec(rounding=18.0, neck=Turn(28), head=Turn(-22)),
    "supine": PoseSpec(pelvis=Turn(-90), neck=Turn(4), left_arm=SIDE, right_arm=SIDE),
}
"""Name -> posture. Sides are the person's own: the lean and the tilt are to their left."""


def scene_of(name: str) -> Scenery:
    """The furniture that belongs to a preset."""
    if not name.startswith("sitting"):
        return living_room()
    if name in AT_DESK:
        return workplace()
    return seat(max(0.0, -PRESETS[name].trunk.forward))


AT_DESK = frozenset(
    f"sitting_{name}" for name in ("upright", "forward_head", "slumped", "trunk_lean")
)


def laptop_camera(figure: Figure, size: tuple[int, int] = (640, 480)) -> Camera:
    """The camera of the laptop on the desk, which stays where it is when the person moves.

    60 cm from the face of somebody sitting upright, below the eyes; head and shoulders.
    """
    x, y, z = figure.points["pelvis"].tolist()
    scale = figure.proportions.scale
    target = (x, y + 0.60 * scale, z + 0.04 * scale)
    return Camera(0.0, -14.0, 0.62 * scale, target, fov=50.0, size=size)


def side_camera(
    figure: Figure, side: str = "left", distance: float = 2.5, size: tuple[int, int] = (640, 480)
) -> Camera:
    """A camera exactly beside the person's hips, on their "left" or "right"."""
    x, y, z = figure.points["pelvis"].tolist()
    azimuth = 90.0 if side == "left" else -90.0
    return Camera(azimuth, 0.0, distance, (x, y, z), fov=44.0, size=size)


def front_camera(figure: Figure, size: tuple[int, int] = (640, 480)) -> Camera:
    """A camera that shows the whole person from the front."""
    heights = [p[1] for p in figure.points.values()]
    x, _, z = figure.points["pelvis"].tolist()
    middle = (min(heights) + max(heights)) / 2 + 0.04
    return Camera(0.0, 0.0, 2.9, (x, middle, z), fov=42.0, size=size)


@dataclass(frozen=True, slots=True)
class Shot:
    """A preset as it is usually seen."""

    preset: str
    view: str  # "laptop", "side" or "front"

    def take(self) -> tuple[Figure, Camera, Scenery]:
        """What `render` needs to draw it."""
        figure = pose(PRESETS[self.preset])
        return figure, CAMERAS[self.view](figure), scene_of(self.preset)


CAMERAS: Mapping[str, Callable[[Figure], Camera]] = {
    "laptop": laptop_camera,
    "side": side_camera,
    "front": front_camera,
}

SHOTS: tuple[Shot, ...] = (
    *(
        Shot(name, "side")
        for name in PRESETS
        if name not in ("sitting_side_lean", "sitting_head_tilt")
    ),
    *(Shot(name, "laptop") for name in PRESETS if name.startswith("sitting")),
    *(Shot(name, "front") for name in ("standing_upright", "standing_forward_head")),
    *(Shot(name, "front") for name in ("sitting_side_lean", "sitting_head_tilt")),
)
