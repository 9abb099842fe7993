"""The ring that fills while time counts."""

from __future__ import annotations

from math import isnan

import cv2

from posecoach.outputs.board.scene import COLOURS, Image, Scene
from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.style import WHITE
from posecoach.outputs.overlay.text import LINE_HEIGHT, Fitted, Ink

TRACK = (70, 70, 70)
THICK = 0.10  # of the ring's box
NUMBER, STATE, ALONE = 0.42, 0.13, 0.16  # type sizes, of the ring's box
CENTRED = 0.36  # of the type size: half of a capital's height
SUBPIXELS = 4


def draw_ring(image: Image, box: Box, scene: Scene, ink: Ink) -> None:
    """Draw the ring of a scene into its box."""
    colour = COLOURS[scene.stage]
    thick = max(3, round(THICK * box.w))
    radius = box.w / 2 - thick / 2 - 1
    centre = box.x + box.w / 2, box.y + box.h / 2
    _arc(image, centre, radius, (0.0, 1.0), (TRACK, thick))
    if not isnan(scene.share):
        _arc(image, centre, radius, (0.0, min(max(scene.share, 0.0), 1.0)), (colour, thick))
    room, x, y = round(1.6 * (radius - thick)), *centre
    if scene.number:
        _middle(image, ink, ink.fit(scene.number, room, NUMBER * box.h), (x, y - 0.07 * box.h))
        state = ink.fit(scene.state, round(0.85 * room), STATE * box.h)
        _middle(image, ink, state, (x, y + 0.22 * box.h))
    elif scene.state:
        lines = 1 + scene.state.count(" ")
        _middle(image, ink, ink.fit(scene.state, room, ALONE * box.h, lines), centre)


def _arc(
    image: Image,
    centre: tuple[float, float],
    radius: float,
    share: tuple[float, float],
    pen: tuple[tuple[int, int, int], int],
) -> None:
    if share[1] <= share[0]:
        return
    scale = 1 << SUBPIXELS
    at = round(centre[0] * scale), round(centre[1] * scale)
    axes = (round(radius * scale),) * 2
    start, end = (360 * it - 90 for it in share)
    colour, thick = pen
    cv2.ellipse(image, at, axes, 0, start, end, colour, thick, cv2.LINE_AA, SUBPIXELS)


def _middle(image: Image, ink: Ink, text: Fitted, centre: tuple[float, float]) -> None:
    """Write text around a point."""
    step = LINE_HEIGHT * text.size
    y = centre[1] + CENTRED * text.size - step * (len(text.lines) - 1) / 2
    for i, line in enumerate(text.lines):
        x = centre[0] - ink.width(line, text.size) / 2
        ink.draw(image, line, (round(x), round(y + i * step)), text.size, WHITE)
