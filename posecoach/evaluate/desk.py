"""Somebody at a laptop through time: postures held in turn, and the small things people do.

The same person and suite always move the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from posecoach.evaluate.matching import Interval
from posecoach.evaluate.stage import Cast, sitting_in
from posecoach.evaluate.suites import CAMERAS, NEUTRAL, Episode, Suite
from posecoach.evaluate.truth import Taken
from posecoach.mannequin.activities import ACTIVITIES, Busy
from posecoach.mannequin.exposure import draw_exposure, expose
from posecoach.mannequin.motion import Track, seconds_needed
from posecoach.mannequin.painting import Image
from posecoach.mannequin.people import Person
from posecoach.mannequin.presets import keyboard
from posecoach.mannequin.render import render
from posecoach.mannequin.scenery import Furniture, furnished
from posecoach.mannequin.skeleton import Figure, pose
from posecoach.mannequin.spec import PoseSpec

BASELINE_S = 10.0  # of neutral sitting, before anything else
HELD_S, BETWEEN_S = 20.0, 15.0  # how long a posture is held, and neutral sitting after it
SLOWEST_MOVE_S = 1.2  # nobody slumps in less
NEARER = "nearer"  # "nearer 15": the chair 15 cm forward
# where laptops stand: mean and standard deviation in degrees, range in metres and degrees
AZIMUTH_SD = 5.0
ELEVATION, ELEVATION_SD = -12.0, 8.0
DISTANCE_M, LENS = (0.50, 0.80), (60.0, 78.0)
# sitting well is not sitting still; a telephone at the ear or writing is another posture
AT_WORK = {
    name: ACTIVITIES[name] for name in ("typing", "mouse", "looking around", "talking", "drinking")
}
AT_REST = {"typing": ACTIVITIES["typing"]}  # while the baseline is taken


@dataclass(frozen=True, slots=True)
class Held:
    """A posture and the time in which it is held, seconds."""

    episode: Episode
    start: float
    end: float

    @property
    def interval(self) -> Interval:
        """Start and end."""
        return self.start, self.end


class Desk:
    """One person's clip: `at(t)` draws it at any time up to `duration`."""

    def __init__(self, suite: Suite, cast: Cast) -> None:
        """Seat the person, place the laptop, and lay out what happens when."""
        self._random = cast.random(suite.id)
        self._person = cast.person()
        self._light = draw_exposure(self._random)
        seed, body = int(self._random.integers(2**31)), self._person.proportions
        self._at_work = Busy(seed, body=body, activities=AT_WORK)
        self._at_rest = Busy(seed, body=body, activities=AT_REST)
        neutral = sitting_in(NEUTRAL, "", keyboard(), self._person)
        figure = pose(neutral, body)
        self._camera = CAMERAS["laptop"](figure, **_placing(self._random))
        # no desk: the lens is in the lid of what stands on it, and would look at its back from afar
        furniture = Furniture("chair").fitting(figure)
        self._scenery = furnished(furniture, int(self._random.integers(24)))
        self.held = tuple(_held(suite, self._random))
        self.duration = BASELINE_S + 60 * suite.minutes
        if self.held:
            self.duration = self.held[-1].end + BETWEEN_S
        self._postures, self._places = _tracks(self.held, neutral, self._person)

    def figure(self, t: float) -> Figure:
        """The person at t seconds."""
        busy = self._at_rest if t < BASELINE_S else self._at_work
        spec = busy.on(self._postures.at(t), t)
        nearer = self._places.at(t).trunk.forward
        return pose(spec, self._person.proportions, place=(0.0, nearer / 100))

    def at(self, t: float) -> tuple[Image, Taken]:
        """The picture at t seconds, and what it truly shows."""
        figure = self.figure(t)
        picture = render(figure, self._camera, self._scenery, self._person.look)
        image = expose(picture.image, self._light, self._random, picture.foreground)
        return image, Taken(figure, self._camera, picture)


def _placing(random: np.random.Generator) -> dict[str, Any]:
    return {
        "azimuth": float(random.normal(0.0, AZIMUTH_SD)),
        "elevation": float(random.normal(ELEVATION, ELEVATION_SD)),
        "distance": float(random.uniform(*DISTANCE_M)),
        "lens": float(random.uniform(*LENS)),
    }


def _held(suite: Suite, random: np.random.Generator) -> list[Held]:
    """The postures in an order of chance."""
    held, t = [], BASELINE_S + BETWEEN_S
    for i in random.permutation(len(suite.episodes)).tolist():
        held.append(Held(suite.episodes[i], t, t + HELD_S))
        t += HELD_S + BETWEEN_S
    return held


def _tracks(held: tuple[Held, ...], neutral: PoseSpec, person: Person) -> tuple[Track, Track]:
    """The postures through time; and how far forward the chair is, as a trunk angle in cm."""
    times, specs, places = [0.0], [neutral], [PoseSpec()]
    for each in held:
        name, _, size = each.episode.posture.partition(" ")
        spec = sitting_in(name, size, keyboard(), person)
        moved = float(size) if name == NEARER else 0.0
        place = replace(PoseSpec(), trunk=replace(PoseSpec().trunk, forward=moved))
        move = max(SLOWEST_MOVE_S, seconds_needed(neutral, spec))
        times += [each.start - move, each.start, each.end, each.end + move]
        specs += [neutral, spec, spec, neutral]
        places += [PoseSpec(), place, place, PoseSpec()]
    return Track(tuple(times), tuple(specs)), Track(tuple(times), tuple(places))
