"""Draw the pictures of a suite, the same for a seed: somebody, somewhere, seen by some camera.

People for tuning and for testing are drawn from different seeds, so that nobody is in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal
from zlib import crc32

import numpy as np

from posecoach.evaluate.suites import CAMERAS, FURNISHED, LIGHTS, NEUTRAL, Scene, Suite
from posecoach.evaluate.truth import Taken
from posecoach.mannequin.exposure import Exposure, draw_exposure, expose
from posecoach.mannequin.painting import Image
from posecoach.mannequin.people import Person, draw_person
from posecoach.mannequin.postures import NEUTRAL as SEATED
from posecoach.mannequin.postures import POSTURES, seated
from posecoach.mannequin.presets import LAP, PRESETS, keyboard
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.render import Picture, render
from posecoach.mannequin.scenery import Scenery, furnished
from posecoach.mannequin.skeleton import Figure, pose
from posecoach.mannequin.spec import PoseSpec
from posecoach.mannequin.stances import STANCES, STANDING, standing
from posecoach.types import Floats

Split = Literal["tune", "test"]
SPLITS: Mapping[str, int] = {"tune": 1, "test": 2}
# how cameras stand differently though nothing is varied on purpose: standard deviation in degrees,
# and in shares of the distance
ELEVATION_SD, AZIMUTH_SD, DISTANCE_SD = 2.0, 2.0, 0.05
ROOMS = 24  # different rooms

Level = float | str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is drawn: which of the people of a seed and split."""

    seed: int
    split: Split
    number: int

    def person(self) -> Person:
        """The person, who is the same in every suite."""
        return draw_person(np.random.default_rng(self._entropy))

    def random(self, *parts: object) -> np.random.Generator:
        """Chance that belongs to this person and to `parts`, whatever else is drawn."""
        code = crc32(repr(parts).encode())
        return np.random.default_rng([*self._entropy, code])

    @property
    def _entropy(self) -> list[int]:
        return [self.seed, SPLITS[self.split], self.number]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and how some pictures of one person are taken."""

    scene: Scene
    level: Level  # of what the suite varies; empty when it varies nothing
    azimuth: float  # degrees, of the camera
    number: int  # within the suite and person


def settings(suite: Suite, cast: Cast) -> Iterator[Setting]:
    """Yield the settings of one person in a suite of pictures."""
    random, number = cast.random(suite.id), 0
    for scene in suite.scene:
        for level in suite.levels or ("",):
            azimuth = float(random.choice(scene.azimuths))
            if suite.vary == "azimuth":
                azimuth = float(level)
            yield Setting(scene, level, azimuth, number)
            number += 1


class Stage:
    """A person before a camera. The same arguments give the same pictures."""

    def __init__(self, suite: Suite, cast: Cast, setting: Setting) -> None:
        """Bring on the person, the furniture and the camera, which then stays where it is."""
        self._random = cast.random(suite.id, setting.number)
        self.setting = setting
        self.person = cast.person()
        if suite.vary == "girth":
            build = replace(self.person.proportions, girth=float(setting.level))
            self.person = replace(self.person, proportions=build)
        self._light = _light(suite, setting, self._random)
        self._neutral = figure_of(setting.scene, NEUTRAL, self.person)
        place = _placing(suite, setting, self._random)
        self._camera = CAMERAS[setting.scene.camera](self._neutral, **place)
        self._scenery = _scenery(suite, setting, self._neutral, cast)
        self.postures: tuple[str, ...] = tuple(
            self._random.choice(setting.scene.postures, suite.pictures).tolist()
        )

    def shoot(self, posture: str) -> tuple[Image, Taken | None]:
        """The picture of a posture as the camera gives it, and what it truly shows."""
        figure = self.figure(posture)
        picture = self.draw(figure)
        image = expose(picture.image, self._light, self._random, picture.foreground)
        return image, Taken(figure, self._camera, picture) if figure is not None else None

    def figure(self, posture: str) -> Figure | None:
        """The person in a posture; None when they are away."""
        if self.setting.scene.stance == "away":
            return None
        return figure_of(self.setting.scene, posture, self.person)

    def draw(self, figure: Figure | None) -> Picture:
        """The picture before a camera has taken it."""
        return render(figure, self._camera, self._scenery, self.person.look)


def figure_of(scene: Scene, posture: str, person: Person) -> Figure:
    """The person in a posture such as "slump 5", as the scene has it: sitting, standing, lying."""
    name, _, size = posture.partition(" ")
    body = person.proportions
    if scene.stance == "lying":
        return pose(PRESETS["supine"], body)
    if scene.stance == "standing":
        spec = STANDING if name not in STANCES else standing(name, float(size), body)
        return pose(spec, body)
    hands = keyboard() if FURNISHED[scene.furniture].desk != "none" else LAP
    return pose(sitting_in(name, size, hands, person), body)


def sitting_in(name: str, size: str, hands: Mapping[str, Floats], person: Person) -> PoseSpec:
    """Sitting in a posture of POSTURES; neutral when it is none of them."""
    body = person.proportions
    if name not in POSTURES:
        return reaching(SEATED, hands, body)
    return seated(name, float(size), hands, body)


def _light(suite: Suite, setting: Setting, random: np.random.Generator) -> Exposure:
    drawn = draw_exposure(random)
    return LIGHTS[str(setting.level)] if suite.vary == "light" else drawn


def _placing(suite: Suite, setting: Setting, random: np.random.Generator) -> dict[str, Any]:
    """Where the camera stands: what is varied exactly, the rest as it happens."""
    off = random.normal(0.0, (AZIMUTH_SD, ELEVATION_SD, DISTANCE_SD)).tolist()
    usual = CAMERAS[setting.scene.camera](pose(SEATED))
    place: dict[str, Any] = {
        "azimuth": setting.azimuth + (0.0 if suite.vary == "azimuth" else off[0]),
        "elevation": usual.elevation + off[1],
        "distance": usual.distance * (1 + off[2]),
    }
    if suite.vary in ("elevation", "distance", "roll"):
        place[suite.vary] = float(setting.level)
    return place


def _scenery(suite: Suite, setting: Setting, figure: Figure, cast: Cast) -> Scenery:
    name = str(setting.level) if suite.vary == "furniture" else setting.scene.furniture
    room = int(cast.random("room").integers(ROOMS))
    return furnished(FURNISHED[name].fitting(figure), room)
