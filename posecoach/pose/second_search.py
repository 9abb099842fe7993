"""Other looks at a frame in which nobody was found: lit up, turned, from nearer.

Pure but for the network. The detector was trained on upright people in good light who fill the
picture. Grain in the dark blinds it, bodies that lie are often found only when the picture is
turned so that they stand, and those half behind a chair only from nearer. Each such look also
invents somebody now and then, but seldom two looks the same body: only that one is believed. Two
looks more must find it where there is no reason why the first has missed them, neither lying nor
with a trunk in the dark: of such bodies half were wrong, and one was a cat, whom three looks find.
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
ZOOM = 0.7  # share of the picture's sides, around its middle, that is seen from nearer
AGREEING = 2  # looks in which a body must be found to be believed
AGREEING_IN_LIGHT = 4  # ... if it is upright and in good light
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
    zoom: float = 1.0  # share of the picture's sides that is shown, around its middle

    def shown(self, frame: Frame) -> Frame:
        """The frame as it is shown; its pixels and size are those of the part, turned."""
        image, code = frame.image, _TURNS[self.turns]
        if self.light is not None:
            image = self.light(image)
        if self.zoom < 1:
            (left, top), (width, height) = self._part(frame.size)
            image = np.ascontiguousarray(image[top : top + height, left : left + width])
        if code is not None:
            image = np.asarray(cv2.rotate(image, code), np.uint8)
        return frame if image is frame.image else replace(frame, image=image)

    def back(self, person: Pose, size: tuple[int, int]) -> Pose:
        """Somebody found in what is shown, as they are in the frame of that (width, height).

        A turned picture is no mirrored one: left stays left, and depth is what it was. What lies
        beyond the part that was shown is not visible.
        """
        if self == AS_IT_IS:
            return person
        place, part = (np.array(it, np.float32) for it in self._part(size))
        middle = part / 2
        shown = middle[::-1] if self.turns % 2 else middle
        px = _turned_back(person.px - shown, self.turns) + middle
        world = np.concatenate(
            [_turned_back(person.world[..., :2], self.turns), person.world[..., 2:]], axis=-1
        )
        within = ((px >= 0) & (px <= part)).all(axis=-1) | (self.zoom == 1)
        visibility = np.where(within, person.visibility, 0)
        return replace(person, px=px + place, world=world, visibility=visibility)

    def _part(self, size: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
        """(left, top) and (width, height) of what is shown of a frame of that size."""
        width, height = round(size[0] * self.zoom), round(size[1] * self.zoom)
        return ((size[0] - width) // 2, (size[1] - height) // 2), (width, height)


def _turned_back(xy: Floats, turns: int) -> Floats:
    """Directions `(..., 2)`, x right and y down, turned anticlockwise by quarter turns."""
    x, y = xy[..., 0], xy[..., 1]
    for _ in range(turns):
        x, y = y, -x
    return np.stack([x, y], axis=-1)


AS_IT_IS = Look()
LOOKS = (  # those that found most come first: a moving picture has one of them each second
    *(
        Look(light, turns, zoom)
        for zoom in (1.0, ZOOM)
        for turns in (1, 3, 0)
        for light in (lifted, evened)
    ),
    Look(zoom=ZOOM),
)


class Found(NamedTuple):
    """Somebody found by a look."""

    look: Look
    seen: Pose  # as in the picture that was shown
    pose: Pose  # as in the frame


def search(frame: Frame, people: Callable[[Frame], list[Pose]]) -> list[Found]:
    """Everybody whom enough looks find, the most agreed upon first; `people` finds."""
    found = [
        Found(look, seen, look.back(seen, frame.size))
        for look in LOOKS
        for seen in people(look.shown(frame))
    ]
    return [
        one
        for votes, one in agreed(found)
        if votes >= AGREEING_IN_LIGHT or missable(frame.image, one.pose)
    ]


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


def agreed(found: Sequence[Found]) -> list[tuple[int, Found]]:
    """Looks and whom they see, as the surest of them does: each person whom AGREEING looks find."""
    votes = [len({b.look for b in found if same_person(a.pose, b.pose)}) for a in found]
    ranked = sorted(
        (it for it in zip(votes, found, strict=True) if it[0] >= AGREEING),
        key=lambda it: (-it[0], -float(it[1].pose.visibility.mean())),
    )
    kept: list[tuple[int, Found]] = []
    for count, one in ranked:
        if not any(same_person(one.pose, other.pose) for _, other in kept):
            kept.append((count, one))
    return kept
