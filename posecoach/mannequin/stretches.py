"""The exercises' figures: each file of `library/exercises` that has one, from start to end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from posecoach.content import content_files, read_toml
from posecoach.errors import ConfigError
from posecoach.mannequin.bases import BASES
from posecoach.mannequin.motion import between
from posecoach.mannequin.plans import Place, Plan, Side, Stance, with_named
from posecoach.mannequin.reach import on_soles, reaching, stepping_on
from posecoach.mannequin.skeleton import ADULT, Figure, Proportions, pose
from posecoach.mannequin.spec import PoseSpec
from posecoach.types import Floats

FOLDER = "exercises"
SETTLED = 1e-6  # degrees
PASSES = 5  # a limb put down can change what the figure rests on, and so where the floor is

SEGMENTS: Mapping[str, str] = {
    "knee": "thigh",
    "ankle": "shank",
    "heel": "foot",
    "toe": "foot",
    "elbow": "upper_arm",
    "wrist": "forearm",
}
PARENTS: Mapping[str, str] = {"hip": "pelvis", "shoulder": "chest"}


class _Faulty(msgspec.Struct, frozen=True):
    id: str
    figure: Stance = Stance()


class _File(msgspec.Struct, frozen=True):
    """What of an exercise's file is about its figure."""

    figure: Plan | None = None
    fault: tuple[_Faulty, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """An exercise as the figure does it."""

    plan: Plan
    id: str
    faults: Mapping[str, Stance] = field(default_factory=dict)  # what each changes at the end

    def posture(
        self, share: float, side: Side = "right", body: Proportions = ADULT, fault: str = ""
    ) -> PoseSpec:
        """The posture a share of the way into it, worked on `side`, maybe towards a fault."""
        start, end = _ends(self, body, fault)
        on_the_way = _on_the_way(self.plan.start, self._end(fault), share)
        spec = _put(between(start, end, share), on_the_way, body)
        return spec.mirrored if side == "left" and self.plan.two_sided else spec

    def azimuth(self, side: Side = "right") -> float:
        """The camera's azimuth that shows it best, degrees."""
        return -self.plan.azimuth if side == "left" and self.plan.two_sided else self.plan.azimuth

    def _end(self, fault: str) -> Stance:
        end = _kept(self.plan.start, self.plan.end)
        return _kept(end, self.faults[fault]) if fault else end


def stretches() -> dict[str, Stretch]:
    """Every exercise that has a figure, by id, the user's own files included.

    Raises:
        ConfigError: naming the file and what is wrong in it.
    """
    found = (read(path) for path in content_files(FOLDER))
    return {stretch.id: stretch for stretch in found if stretch is not None}


def read(path: Path) -> Stretch | None:
    """The figure of one exercise's file; None when it has none.

    Raises:
        ConfigError: naming the file and what is wrong in it.
    """
    file = read_toml(path, _File)
    if file.figure is None:
        return None
    faults = {fault.id: fault.figure for fault in file.fault if fault.figure != Stance()}
    stretch = Stretch(file.figure, path.stem, faults)
    for fault in ("", *faults):
        _ends(stretch, ADULT, fault)
    return stretch


@lru_cache(maxsize=512)
def _ends(stretch: Stretch, body: Proportions, fault: str) -> tuple[PoseSpec, PoseSpec]:
    plan = stretch.plan
    where = f"{stretch.id}.toml: " + (f"fault {fault!r}: " if fault else "")
    if plan.base not in BASES:
        raise ConfigError(f"{where}base: no posture {plan.base!r}; one of {list(BASES)}")
    try:
        first = with_named(BASES[plan.base], plan.start.angles)
        last = with_named(first, plan.end.angles)
        if fault:
            last = with_named(last, stretch.faults[fault].angles)
        return _put(first, plan.start, body), _put(last, stretch._end(fault), body)
    except (ValueError, TypeError, KeyError) as e:
        raise ConfigError(f"{where}{e}") from e


def _kept(before: Stance, after: Stance) -> Stance:
    """What follows, its hands and feet as before unless it says where or gives their angles."""
    limbs = []
    for limb, places in (("arm", before.hands), ("leg", before.feet)):
        limbs.append({s: p for s, p in places.items() if f"{s}_{limb}" not in after.angles})
    hands, feet = limbs[0] | after.hands, limbs[1] | after.feet
    hips = before.hips if after.hips is None else after.hips
    return Stance(after.angles, hands, feet, hips)


def _on_the_way(start: Stance, end: Stance, share: float) -> Stance:
    """Where the hands and feet are that stay on the same thing from start to end."""
    hips = start.hips
    if hips is not None and end.hips is not None:
        hips += (end.hips - hips) * share
    hands, feet = (
        {s: _mixed(a[s], b[s], share) for s in a if s in b and a[s].at == b[s].at}
        for a, b in ((start.hands, end.hands), (start.feet, end.feet))
    )
    return Stance({}, hands, feet, hips)


def _mixed(a: Place, b: Place, share: float) -> Place:
    x, y, z = (p + (q - p) * share for p, q in zip(a.offset, b.offset, strict=True))
    return Place(a.at, (x, y, z))


Placing = Callable[[PoseSpec, dict[str, Floats], Proportions], PoseSpec]


def _put(spec: PoseSpec, stance: Stance, body: Proportions) -> PoseSpec:
    limbs: tuple[tuple[Placing, Mapping[Side, Place]], ...] = (
        (stepping_on, stance.feet),
        (reaching, stance.hands),
    )
    for _ in range(PASSES if stance.feet or stance.hands else 0):
        before = spec
        for put, places in limbs:
            figure = pose(spec, body)
            targets = {str(s): _point(figure, p, stance.hips) for s, p in places.items()}
            spec = put(spec, targets, body)
        spec = on_soles(spec, (s for s, place in stance.feet.items() if place.at == "floor"))
        if np.allclose(spec.angles(), before.angles(), rtol=0, atol=SETTLED):
            break
    return spec


def _point(figure: Figure, place: Place, hips: float | None) -> Floats:
    scale = figure.proportions.scale
    if place.at == "floor":
        floor = 0.0 if hips is None else float(figure.points["pelvis"][1]) - hips * scale
        return np.array(place.offset) * scale + (0.0, floor, 0.0)
    side, _, joint = place.at.rpartition("_")
    frame = f"{side}_{SEGMENTS[joint]}" if joint in SEGMENTS else PARENTS.get(joint, "chest")
    if place.at not in figure.points:
        raise ValueError(f"{place.at}: no such joint; one of {', '.join(figure.points)}")
    return figure.at(place.at, place.offset, place.at if place.at in figure.frames else frame)
