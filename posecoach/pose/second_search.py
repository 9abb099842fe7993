"""Other looks at a frame in which nobody was found: lit up, turned, from nearer.

Pure but for the network. The detector was trained on upright people in good light who fill the
picture. Grain in the dark blinds it, bodies that lie are often found only when the picture is
turned so that they stand, and of people behind a chair's back it is never sure. So these looks take
anybody it is only a little sure of. That invents somebody in every third empty room, but no two
looks the same body in the same place: only whom several see alike is believed, and is where the
middle one of them sees each joint. In a cat several see the same, but most something else: nobody
upright is believed like that (docs/accuracy.md, run order).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log, nan
from typing import NamedTuple

import cv2
import numpy as np

from posecoach.joints import PAIRS, Joint
from posecoach.metrics.body import Body
from posecoach.metrics.trunk import lateral_trunk_lean
from posecoach.pose.census import same_person
from posecoach.pose.picture import Image
from posecoach.types import Floats, Frame, Pose

SOFT = 1.2 / 640  # deviation of the blur against grain, in shares of the picture's longer side
MID_GREY = 0.45  # brightness, 0..1, that a darker picture is lifted to
DARKEST = 1 / 255
CLIP, TILES = 4.0, (8, 8)  # of the local contrast: limit, and parts of the picture across and down
ZOOM = 0.7  # share of the picture's sides, around its middle, that is seen from nearer
SURENESS = 0.1  # least confidence of the detector, 0..1, at these looks
AGREEING = 4  # looks in which a body must be found to be believed
AGREED = 0.45  # ... and their share of all that see anybody, of an upright body: a cat has 0.38
LYING = 45.0  # degrees of a trunk's inclination, either way, from which on a body lies
ALIKE = 0.12  # median distance of the joints, in torsos, up to which two looks see the same
HEAD_SEEN = 0.5  # least mean visibility of head and shoulders of whoever is there
FIRST = 4  # looks, of which at least one sees whoever is believed in the end

_HEAD = [Joint.NOSE, *PAIRS["ear"], *PAIRS["shoulder"]]
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


def lifted_and_evened(image: Image) -> Image:
    """The picture lit up, then evened out: who sits in the dark behind a chair of their colour."""
    return evened(lifted(image))


Light = Callable[[Image], Image]
LIGHTS: tuple[Light, ...] = (lifted, evened, lifted_and_evened)


@dataclass(frozen=True, slots=True)
class Look:
    """One way of showing a frame to the network."""

    light: Light | None = None  # None leaves it as it is
    turns: int = 0  # quarter turns of the picture, clockwise, 0..3
    zoom: float = 1.0  # share of the picture's sides that is shown, around its middle

    def shown(self, frame: Frame, lit: Image | None = None) -> Frame:
        """The frame as it is shown; its pixels and size are those of the part, turned.

        `lit` is its whole picture in this look's light, if it is known.
        """
        image, code = frame.image, _TURNS[self.turns]
        if self.light is not None:
            image = self.light(image) if lit is None else lit
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
_NEAR, _WHOLE = (
    [Look(light, turns, zoom) for turns in (3, 1, 0) for light in LIGHTS] for zoom in (ZOOM, 1.0)
)
_BEST = (
    Look(lifted, 3, ZOOM),
    Look(evened, 1),
    Look(lifted_and_evened, 1, ZOOM),
    Look(lifted, 1, ZOOM),
)
# Those that see most whom none before them has seen come first.
LOOKS = tuple(dict.fromkeys((*_BEST, *_NEAR, *_WHOLE, Look(zoom=ZOOM), AS_IT_IS)))

People = Callable[[Frame], list[Pose]]


class Found(NamedTuple):
    """Somebody found by a look."""

    look: Look
    pose: Pose  # as in the frame


def search(frame: Frame, people: People) -> list[Found]:
    """Everybody whom enough looks see alike, the most agreed upon first; `people` finds.

    The pose is the middle of what these looks see, the look the surest of them.
    """
    lit: dict[Light | None, Image] = {light: light(frame.image) for light in LIGHTS}
    found: list[Found] = []
    for number, look in enumerate(LOOKS):
        if number == FIRST and not found:
            break
        found += glimpsed(look, frame, people, lit.get(look.light))
    return agreed(found)


def glimpsed(look: Look, frame: Frame, people: People, lit: Image | None = None) -> list[Found]:
    """Whom one look shows, if their head and shoulders are seen; `lit` as for Look.shown."""
    poses = [look.back(seen, frame.size) for seen in people(look.shown(frame, lit))]
    return [Found(look, it) for it in poses if it.visibility[_HEAD].mean() >= HEAD_SEEN]


def agreed(found: Sequence[Found]) -> list[Found]:
    """Everybody once whom AGREEING looks see alike."""
    alike = [[b for b in found if same_person(a.pose, b.pose, ALIKE)] for a in found]
    votes = [len({it.look for it in those}) for those in alike]
    most = AGREED * len({it.look for it in found})
    ranked = sorted(
        (
            it
            for it in zip(votes, found, alike, strict=True)
            if it[0] >= (AGREEING if _lies(it[1].pose) else max(AGREEING, most))
        ),
        key=lambda it: (-it[0], -float(it[1].pose.visibility.mean())),
    )
    kept: list[Found] = []
    for _, one, those in ranked:
        if not any(same_person(one.pose, other.pose) for other in kept):
            kept.append(Found(one.look, _middle([it.pose for it in those])))
    return kept


def _lies(person: Pose) -> bool:
    """Whether the trunk lies: only looks that turn it upright are likely to see it."""
    return bool(abs(lateral_trunk_lean(Body(person.px))) >= LYING)


def _middle(poses: Sequence[Pose]) -> Pose:
    """Each joint in the median place of those looks that do not cut it off, if there are any."""
    seen = np.array([pose.visibility for pose in poses])
    cut = (seen == 0) & (seen.max(axis=0) > 0)
    px, world = (
        np.nanmedian(np.where(cut[..., None], nan, [getattr(it, name) for it in poses]), axis=0)
        for name in ("px", "world")
    )
    return Pose(poses[0].t, px, world, np.nanmedian(np.where(cut, nan, seen), axis=0))
