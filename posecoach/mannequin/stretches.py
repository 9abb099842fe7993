"""The stretches' figures: each file of `library/figures` as postures from its start to its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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

FOLDER = "figures"
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


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A stretch as the figure does it."""

    plan: Plan
    name: str  # of its file

    def posture(self, share: float, side: Side = "right", body: Proportions = ADULT) -> PoseSpec:
        """The posture a share of the way into the stretch, worked on `side`."""
        start, end = _ends(self, body)
        spec = _put(between(start, end, share), _on_the_way(self.plan, share), body)
        return spec.mirrored if side == "left" and self.plan.two_sided else spec

    def azimuth(self, side: Side = "right") -> float:
        """The camera's azimuth that shows it best, degrees."""
        return -self.plan.azimuth if side == "left" and self.plan.two_sided else self.plan.azimuth


def stretches() -> dict[str, Stretch]:
    """Every stretch by id, the user's own files included.

    Raises:
        ConfigError: naming the file and what is wrong in it.
    """
    found = [read(path) for path in content_files(FOLDER)]
    return {stretch.plan.id: stretch for stretch in found}


def read(path: Path) -> Stretch:
    """One figure file.

    Raises:
        ConfigError: naming the file and what is wrong in it.
    """
    stretch = Stretch(read_toml(path, Plan), path.name)
    _ends(stretch, ADULT)
    return stretch


@lru_cache(maxsize=256)
def _ends(stretch: Stretch, body: Proportions) -> tuple[PoseSpec, PoseSpec]:
    plan = stretch.plan
    if plan.base not in BASES:
        raise ConfigError(f"{stretch.name}: base: no posture {plan.base!r}; one of {list(BASES)}")
    try:
        first = with_named(BASES[plan.base], plan.start.angles)
        last = with_named(first, plan.end.angles)
        start = _put(first, plan.start, body)
        end = _put(last, _kept(plan), body)
    except (ValueError, TypeError, KeyError) as e:
        raise ConfigError(f"{stretch.name}: {e}") from e
    return start, end


def _kept(plan: Plan) -> Stance:
    """The end, its hands and feet as in the start unless it says where or gives their angles."""
    limbs = []
    for limb, before in (("arm", plan.start.hands), ("leg", plan.start.feet)):
        limbs.append({s: p for s, p in before.items() if f"{s}_{limb}" not in plan.end.angles})
    hands, feet = limbs[0] | plan.end.hands, limbs[1] | plan.end.feet
    hips = plan.start.hips if plan.end.hips is None else plan.end.hips
    return Stance(plan.end.angles, hands, feet, hips)


def _on_the_way(plan: Plan, share: float) -> Stance:
    """Where the hands and feet are that stay on the same thing from start to end."""
    start, end = plan.start, _kept(plan)
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
