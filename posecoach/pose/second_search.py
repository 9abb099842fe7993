"""Other looks at a frame in which nobody was found: lit up, and turned. Pure but for the network.

The detector was trained on upright people in good light. Grain in the dark blinds it, and bodies
that lie are often found only when the picture is turned so that they stand. Each such look also
invents somebody now and then, but seldom two looks the same body: only that one is believed, and
only where there is a reason why the first look has missed them: they lie, or their trunk is dark.
Of upright bodies in good light that were found otherwise half were wrong, and one was a cat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import NamedTuple

import cv2
import numpy as np

from posecoach.joints import PAIRS
from posecoach.metrics.geometry import inclination
from posecoach.pose.census import same_person
from posecoach.pose.picture import Image
from posecoach.types import Floats, Frame, Pose

SOFT = 1.2 / 640  # deviation of the blur against grain, in shares of the picture's longer side
MID_GREY = 0.45  # brightness, 0..1, that a darker picture is lifted to
DARKEST = 1 / 255
CLIP, TILES = 4.0, (8, 8)  # of the local contrast: limit, and parts of the picture across and down
AGREEING = 2  # looks in which a body must be found to be believed
DARK = 100.0  # mean grey level 0..255 of a trunk that the first look may miss
LYING = 45.0  # degrees of a trunk's inclination, either way, from which on a body lies

_TURNS = (None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)


def lifted(image: Image) -> Image:
    """The picture without its finest grain and, if it is dark, brought to mid grey."""
    soft = cv2.GaussianBlur(image, (0, 0), SOFT * max(image.shape[:2]))
    brightness = max(cv2.cvtColor(soft, cv2.COLOR_BGR2GRAY).mean() / 255, DARKEST)
    if brightness >= MID_GREY:
        return np.asarray(soft, np.uint8)
    levels = np.linspace(0, 1, 256) ** (log(MID_GREY) / log(brightness))
    return np.asarray(cv2.LUT(soft, np.asarray(255 * levels, np.uint8)), np.uint8)


def evened(image: Image) -> Image:
    """The picture with its contrast evened out: what stands before a window becomes visible."""
    lab = cv2.cvtColor(image, cv2.COLOR_BGR2LAB)
    lab[..., 0] = cv2.createCLAHE(CLIP, TILES).apply(lab[..., 0])
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2BGR), np.uint8)


@dataclass(frozen=True, slots=True)
class Look:
    """One way of showing a frame to the network."""

    light: Callable[[Image], Image] | None = None  # None leaves it as it is
    turns: int = 0  # quarter turns of the picture, clockwise, 0..3

    def shown(self, frame: Frame) -> Frame:
        """The frame as it is shown; its pixels and size are those of the turned picture."""
        image, code = frame.image, _TURNS[self.turns]
        if self.light is not None:
            image = self.light(image)
        if code is not None:
            image = np.asarray(cv2.rotate(image, code), np.uint8)
        return frame if image is frame.image else replace(frame, image=image)

    def back(self, person: Pose, size: tuple[int, int]) -> Pose:
        """Somebody found in what is shown, as they are in the frame of that (width, height).

        A turned picture is no mirrored one: left stays left, and depth is what it was.
        """
        if not self.turns:
            return person
        middle = np.array(size, np.float32) / 2
        shown = middle[::-1] if self.turns % 2 else middle
        px = _turned_back(person.px - shown, self.turns) + middle
        world = np.concatenate(
            [_turned_back(person.world[..., :2], self.turns), person.world[..., 2:]], axis=-1
        )
        return replace(person, px=px, world=world)


def _turned_back(xy: Floats, turns: int) -> Floats:
    """Directions `(..., 2)`, x right and y down, turned anticlockwise by quarter turns."""
    x, y = xy[..., 0], xy[..., 1]
    for _ in range(turns):
        x, y = y, -x
    return np.stack([x, y], axis=-1)


AS_IT_IS = Look()
LOOKS = tuple(Look(light, turns) for light in (lifted, evened) for turns in (1, 3, 0))


class Found(NamedTuple):
    """Somebody found by a look."""

    look: Look
    seen: Pose  # as in the picture that was shown
    pose: Pose  # as in the frame


def search(frame: Frame, people: Callable[[Frame], list[Pose]]) -> list[Found]:
    """Everybody whom at least AGREEING looks find, the most agreed upon first; `people` finds."""
    found = [
        Found(look, seen, look.back(seen, frame.size))
        for look in LOOKS
        for seen in people(look.shown(frame))
    ]
    return [one for one in agreed(found) if missable(frame.image, one.pose)]


def missable(image: Image, person: Pose) -> bool:
    """Whether the first look may have missed them: they lie, or are dark where their trunk is."""
    shoulders, hips = (person.px[list(PAIRS[part])] for part in ("shoulder", "hip"))
    x, y = (shoulders.mean(axis=0) - hips.mean(axis=0)).tolist()
    if abs(inclination(0j, complex(x, y))) >= LYING:
        return True
    trunk = np.concatenate([shoulders, hips])
    height, width = image.shape[:2]
    low = np.clip(trunk.min(axis=0), 0, (width - 1, height - 1)).astype(int)
    high = np.clip(trunk.max(axis=0), 0, (width - 1, height - 1)).astype(int) + 1
    return float(image[low[1] : high[1], low[0] : high[0]].mean()) <= DARK


def agreed(found: Sequence[Found]) -> list[Found]:
    """Those seen by at least AGREEING looks, each person once, as the surest look sees them."""
    votes = [len({b.look for b in found if same_person(a.pose, b.pose)}) for a in found]
    ranked = sorted(
        (it for it in zip(votes, found, strict=True) if it[0] >= AGREEING),
        key=lambda it: (-it[0], -float(it[1].pose.visibility.mean())),
    )
    kept: list[Found] = []
    for _, one in ranked:
        if not any(same_person(one.pose, other.pose) for other in kept):
            kept.append(one)
    return kept
