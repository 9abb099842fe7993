"""What a guided session shows at one instant: words, a ring, the figure and you."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import Joint
from posecoach.outputs.overlay.style import (
    BLUISH_GREEN,
    GREY,
    ORANGE,
    VERMILLION,
    WHITE,
    YELLOW,
    Colour,
)
from posecoach.types import Floats

Image = NDArray[np.uint8]  # (H, W, 3) BGR
Stage = Literal["setup", "entry", "hold", "held", "fault", "rest", "pause", "ask", "done"]

SKY_BLUE: Colour = (233, 180, 86)
COLOURS: Mapping[Stage, Colour] = {
    "setup": GREY,
    "entry": SKY_BLUE,
    "hold": BLUISH_GREEN,
    "held": ORANGE,
    "fault": VERMILLION,
    "rest": SKY_BLUE,
    "pause": WHITE,
    "ask": YELLOW,
    "done": BLUISH_GREEN,
}
FILLED: frozenset[Stage] = frozenset({"held", "fault", "ask"})  # words on their colour: they matter


@dataclass(frozen=True, slots=True)
class Scene:
    """The words and numbers on the picture, in the user's language."""

    stage: Stage
    words: str  # the one sentence
    title: str = ""
    detail: str = ""  # side and set
    keys: str = ""  # what can be pressed
    state: str = ""  # one or two words in the ring
    number: str = ""  # ... under a number: seconds left, repetitions
    share: float = nan  # 0 .. 1 of the ring that is filled; NaN: an empty ring
    joint: Joint | None = None  # the one that matters


class Shown(NamedTuple):
    """Which drawn figure is shown."""

    exercise: str  # id
    side: Literal["right", "left"] = "right"  # that is worked
    share: float = 1.0  # of the way into the exercise
    fault: str = ""  # id of a fault that it shows


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Somebody in a picture: you, or the drawn figure."""

    image: Image
    px: Floats | None = None  # (33, 2) joints in `image`, pixels; NaN unseen
    bones: bool = True  # draw the skeleton
    current: bool = True  # False: an old picture, shown dark
