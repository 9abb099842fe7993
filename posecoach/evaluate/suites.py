"""Rendered suites: what is drawn, what varies, and which metrics are compared. One TOML file each.

Files in `posecoach/library/suites`, and in the `suites` folder of the user's configuration. A suite
of pictures:

    title = "Sitting, seen from the side: where the camera stands"
    vary = "azimuth"                    # see VARIED
    levels = [60, 75, 90]               # degrees, metres, or names of LIGHTS or FURNISHED
    metrics = ["neck_inclination"]

    [[scene]]
    camera = "phone_on_tripod"          # a function of posecoach.mannequin.cameras
    postures = ["neutral", "slump 5"]   # names and sizes of posecoach.mannequin.postures
    azimuths = [90, -90]                # where the camera stands, unless that is what varies

A suite of clips has `episodes` in place of levels and scenes: postures that are held in turn, each
with the rules that should speak up (`rules`) and those that may (`also`); without episodes it is
neutral sitting throughout, `minutes` for each person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from posecoach.content import content_files, read_toml
from posecoach.errors import ConfigError
from posecoach.mannequin import cameras
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.exposure import BACKLIT, DARK, DAYLIGHT, DIM, Exposure
from posecoach.mannequin.postures import POSTURES
from posecoach.mannequin.scenery import Furniture
from posecoach.mannequin.stances import STANCES
from posecoach.metrics import METRICS

Stance = Literal["sitting", "standing", "lying", "away"]
Varied = Literal["", "azimuth", "elevation", "distance", "roll", "light", "furniture", "girth"]

CAMERAS: Mapping[str, Callable[..., Camera]] = {
    each.__name__: each
    for each in (
        cameras.laptop,
        cameras.webcam_on_monitor,
        cameras.phone_on_tripod,
        cameras.phone_on_floor,
    )
}
LIGHTS: Mapping[str, Exposure] = {
    "daylight": DAYLIGHT,
    "dim": DIM,
    "dark": DARK,
    "backlit": BACKLIT,
}
FURNISHED: Mapping[str, Furniture] = {
    "none": Furniture(),
    "stool": Furniture("stool"),
    "chair": Furniture("chair"),
    "armchair": Furniture("armchair"),
    "desk": Furniture("chair", "laptop"),
    "armchair at a desk": Furniture("armchair", "laptop"),
    "closed desk": Furniture("chair", "closed"),
    "desk to stand at": Furniture("none", "monitor"),
}
NEUTRAL = "neutral"


class Scene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the camera stands before."""

    camera: str = "phone_on_tripod"
    stance: Stance = "sitting"
    furniture: str = "chair"  # of FURNISHED
    postures: tuple[str, ...] = (NEUTRAL,)
    azimuths: tuple[float, ...] = (90.0, -90.0)  # degrees


class Episode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A posture held for a while in a clip."""

    name: str  # in the results
    posture: str  # "slump 5", or "nearer 15": the chair so many centimetres forward
    rules: tuple[str, ...]  # any of which should speak up
    also: tuple[str, ...] = ()  # that are right, too


class Suite(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file."""

    title: str
    id: str = ""  # the file's name
    vary: Varied = ""
    levels: tuple[float | str, ...] = ()
    metrics: tuple[str, ...] = ()
    scene: tuple[Scene, ...] = ()
    pictures: int = 2  # of each person at each level
    baseline: bool = False  # judge against a neutral picture of the same person and camera
    recognition: bool = False  # compare view, framing and activity
    episodes: tuple[Episode, ...] = ()
    minutes: float = 0.0  # of neutral sitting in a clip of each person
    fps: float = 2.0  # frames of a clip per second; rules count seconds

    @property
    def moving(self) -> bool:
        """Whether it is a suite of clips."""
        return bool(self.episodes) or self.minutes > 0


def load_suites(names: Sequence[str] = ()) -> list[Suite]:
    """Return the suites called `names`, in that order; all of them when none is named.

    Raises:
        ConfigError: one line naming the file, or the suite that is not there.
    """
    paths = {path.stem: path for path in content_files("suites")}
    for name in names:
        if name not in paths:
            raise ConfigError(f"there is no suite {name!r}; there are: {', '.join(paths)}")
    return [
        _checked(msgspec.structs.replace(read_toml(paths[name], Suite), id=name))
        for name in names or paths
    ]


def _checked(suite: Suite) -> Suite:
    """Return the suite; ConfigError for a name that means nothing."""
    postures = [*(e.posture for e in suite.episodes), *(p for s in suite.scene for p in s.postures)]
    known: list[tuple[str, Sequence[str], Mapping[str, object]]] = [
        ("metric", suite.metrics, METRICS),
        ("camera", [s.camera for s in suite.scene], CAMERAS),
        ("furniture", [s.furniture for s in suite.scene], FURNISHED),
        ("posture", [p.split()[0] for p in postures], {**POSTURES, **STANCES, **_OTHERS}),
    ]
    if suite.vary in _NAMED_LEVELS:
        known.append((suite.vary, [str(n) for n in suite.levels], _NAMED_LEVELS[suite.vary]))
    for kind, names, table in known:
        for name in names:
            if name not in table:
                raise ConfigError(f"{suite.id}.toml: unknown {kind} {name!r}")
    return suite


_NAMED_LEVELS: Mapping[str, Mapping[str, object]] = {"light": LIGHTS, "furniture": FURNISHED}
_OTHERS: Mapping[str, object] = {NEUTRAL: None, "nearer": None}
