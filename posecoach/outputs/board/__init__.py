"""The picture of a guided session, to be read from three metres: figure, you, ring, big words."""

from __future__ import annotations

import cv2
import numpy as np

from posecoach.joints import Joint
from posecoach.outputs.board.places import LEAST, Places, places
from posecoach.outputs.board.ring import draw_ring
from posecoach.outputs.board.scene import COLOURS, FILLED, Image, Person, Scene
from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.skeleton import draw_skeleton, figure_unit
from posecoach.outputs.overlay.strokes import dots
from posecoach.outputs.overlay.style import BLACK, WHITE, Colour, Style
from posecoach.outputs.overlay.text import LINE_HEIGHT, Fitted, Ink
from posecoach.types import Floats, View

__all__ = ["Board", "Image", "Person", "Places", "Scene", "places"]

GROUND = 24  # grey level behind everything
DIM = 0.35  # brightness left of a picture that is not current
QUIET: Colour = (200, 200, 200)
SIZES = (1.0, 0.9, 0.8, 0.7, 0.62, LEAST)


class Board:
    """Draws scenes of one size. Use one per thread."""

    def __init__(self, size: tuple[int, int], style: Style | None = None) -> None:
        """Take the (width, height) of the pictures to draw, pixels."""
        self.size = size
        self.places = places(size)
        self._style = style or Style()
        self._ink = Ink()
        self._unit = self._style.unit(size)

    def draw(
        self, scene: Scene, figure: Person | None, you: Person | None, *, mirrored: bool = False
    ) -> Image:
        """Return the picture; `mirrored` turns both people as in a looking glass, not the words."""
        canvas = np.full((self.size[1], self.size[0], 3), GROUND, np.uint8)
        at, colour = self.places, COLOURS[scene.stage]
        for person, box in ((figure, at.figure), (you, at.you)):
            if person is not None:
                self._draw_person(canvas, box, person, scene, mirrored)
        edge = max(2, at.you.w // 100)
        cv2.rectangle(
            canvas, (at.you.x, at.you.y), (at.you.right - 1, at.you.bottom - 1), colour, edge
        )
        draw_ring(canvas, at.ring, scene, self._ink)
        self._draw_head(canvas, scene)
        self._draw_words(canvas, scene, colour)
        self._line(canvas, at.keys, scene.keys, QUIET, 0.55)
        return canvas

    def _draw_person(
        self, canvas: Image, box: Box, person: Person, scene: Scene, mirrored: bool
    ) -> None:
        height, width = person.image.shape[:2]
        scale = min(box.w / width, box.h / height)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        shrunk = person.image
        if size != (width, height):  # linear: by areas would cost a tenth of a core at 15 a second
            shrunk = np.asarray(cv2.resize(shrunk, size, interpolation=cv2.INTER_LINEAR), np.uint8)
        small = np.asarray(cv2.flip(shrunk, 1), np.uint8) if mirrored else shrunk.copy()
        if not person.current:
            small = np.asarray(small * DIM, np.uint8)
        elif person.px is not None:
            px = person.px * scale
            if mirrored:
                px = np.stack([size[0] - px[..., 0], px[..., 1]], axis=-1)
            draw_joints(small, px, scene, self._style, self._unit, bones=person.bones)
        x, y = box.x + (box.w - size[0]) // 2, box.y + (box.h - size[1]) // 2
        canvas[y : y + size[1], x : x + size[0]] = small

    def _draw_head(self, canvas: Image, scene: Scene) -> None:
        box = self.places.title
        share = 0.58 if scene.detail else 1.0
        left = Box(box.x, box.y, round(box.w * share), box.h)
        right = Box(left.right, box.y, box.right - left.right, box.h)
        self._line(canvas, left, scene.title, WHITE, 0.62)
        self._line(canvas, right, scene.detail, QUIET, 0.62, to_right=True)

    def _draw_words(self, canvas: Image, scene: Scene, colour: Colour) -> None:
        box = self.places.words
        inner = Box(box.x, box.y, box.w, box.h)
        ink_colour = WHITE
        if scene.stage in FILLED and scene.words:
            cv2.rectangle(canvas, (box.x, box.y), (box.right - 1, box.bottom - 1), colour, -1)
            pad = max(4, box.h // 24)
            inner = Box(box.x + pad, box.y + pad // 2, box.w - 2 * pad, box.h - pad)
            ink_colour = BLACK
        self._ink.write(canvas, inner, self._largest(scene.words, inner), ink_colour)

    def _largest(self, text: str, box: Box) -> Fitted:
        """Return the words in the largest type in which all of them fit, if any."""
        tried = []
        for share in SIZES:
            size = share * self.places.type_px
            lines = max(1, int(box.h / (LINE_HEIGHT * size)))
            tried.append(self._ink.fit(text, box.w, size, lines))
        return max(tried, key=lambda it: (it.whole, it.size))

    def _line(
        self,
        canvas: Image,
        box: Box,
        text: str,
        colour: Colour,
        share: float,
        to_right: bool = False,
    ) -> None:
        """Write text into a box, in one line or two."""
        fitted = self._ink.fit(text, box.w, share * box.h, 1)
        if fitted.size < 0.45 * share * box.h or not fitted.whole:
            fitted = self._ink.fit(text, box.w, 0.37 * box.h, 2)
        self._ink.write(canvas, box, fitted, colour, to_right)


def draw_joints(
    image: Image, px: Floats, scene: Scene, style: Style, unit: float, *, bones: bool = True
) -> None:
    """Draw a body's skeleton, and a ring around the joint that matters now."""
    if bones:
        draw_skeleton(image, px, View.FRONT, style, figure_unit(px, unit))
    if scene.joint is not None:
        _mark(image, px[scene.joint], COLOURS[scene.stage], unit, style.outline)


def _mark(image: Image, at: Floats, colour: Colour, unit: float, rim: Colour) -> None:
    """Put a ring around the joint that matters, if it was seen."""
    if not np.isfinite(at).all():
        return
    centre = round(float(at[0])), round(float(at[1]))
    radius, thick = round(0.9 * unit), max(2, round(0.22 * unit))
    cv2.circle(image, centre, radius, rim, thick + 4, cv2.LINE_AA)
    cv2.circle(image, centre, radius, colour, thick, cv2.LINE_AA)
    dots(image, np.array([at]), colour, 0.2 * unit, rim)


def joint_named(name: str, side: str) -> Joint | None:
    """Return the joint of "right knee", mirrored when the left side is worked; None if none."""
    which, _, part = name.partition(" ")
    if side == "left":
        which = {"right": "left", "left": "right"}.get(which, which)
    return Joint.__members__.get("_".join(filter(None, (which, part))).upper())
