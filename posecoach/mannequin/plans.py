"""What the `[figure]` of an exercise's file says: a base posture, and what start and end change.

Joints are given by angle, or hands and feet are put somewhere instead:

    [figure.end.angles]
    trunk = { forward = 24.0 }
    [figure.end.hands]
    left = { at = "right_knee", offset = [0.0, 0.06, 0.0] }   # on a joint, along its segment's axes
    right = { at = "floor", offset = [-0.3, 0.03, 0.1] }      # from the floor below the hips

Offsets are metres of a 1.70 m figure (x left, y up, z forward) to the wrist or the ankle. The end
changes the start: what it does not name stays. The `figure` of a `[[fault]]` changes the end the
same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal

import msgspec

from posecoach.mannequin.spec import PoseSpec

Side = Literal["left", "right"]
Support = Literal["floor", "mat", "chair", "desk", "wall", "doorway", "roller", "ball"]


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a wrist or an ankle is."""

    at: str  # "floor", "head", "chest", "pelvis" or a joint as in "left_knee"
    offset: tuple[float, float, float] = (0.0, 0.0, 0.0)


class Stance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one end of a stretch changes."""

    angles: dict[str, Any] = {}
    hands: dict[Side, Place] = {}
    feet: dict[Side, Place] = {}
    hips: float | None = None  # height of the hip joints where hands and feet carry, metres


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an exercise is drawn."""

    base: str
    support: Support
    azimuth: float  # of the camera that shows it best, degrees as in Camera, right side worked
    elevation: float
    two_sided: bool  # written for the right side; the left is its mirror image
    start: Stance = Stance()
    end: Stance = Stance()


def with_named(spec: PoseSpec, angles: Mapping[str, Any]) -> PoseSpec:
    """The posture with some angles changed: `{"trunk": {"forward": 20}, "rounding": 5}`.

    Raises:
        ValueError: no such angle, not a number, or beyond the joint's range.
    """
    changed: PoseSpec = _changed(spec, angles, "")
    return changed


def _changed(value: Any, angles: Mapping[str, Any], path: str) -> Any:
    known = [f.name for f in fields(value)]
    new: dict[str, Any] = {}
    for name, angle in angles.items():
        here = f"{path}{name}"
        if name not in known:
            raise ValueError(f"{here}: no such angle; one of {', '.join(known)}")
        part = getattr(value, name)
        if is_dataclass(part) and isinstance(angle, Mapping):
            new[name] = _changed(part, angle, f"{here}.")
        elif not is_dataclass(part) and isinstance(angle, int | float):
            new[name] = float(angle)
        else:
            what = "a table of angles" if is_dataclass(part) else "a number"
            raise ValueError(f"{here}: must be {what}")
    return replace(value, **new)
