"""The picture with what posecoach sees drawn on it: skeleton, judged angles, score, cue, state."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.angles import Judged
from posecoach.outputs.overlay.arcs import draw_angle
from posecoach.outputs.overlay.blocks import Layout
from posecoach.outputs.overlay.paint import draw_blocks, draw_leaders
from posecoach.outputs.overlay.plan import Plan, plan
from posecoach.outputs.overlay.skeleton import draw_skeleton
from posecoach.outputs.overlay.style import Style
from posecoach.outputs.overlay.text import Ink
from posecoach.outputs.overlay.typeset import Setter
from posecoach.outputs.overlay.wording import Banner, Lines
from posecoach.types import Result

__all__ = ["Banner", "Ink", "Judged", "Layout", "Overlay", "Plan", "Setter", "Style", "plan"]


class Overlay:
    """Draws results on the pictures of one source, in order.

    Remembers where labels were, so that they stay there. Use one per source and thread.
    """

    def __init__(self, style: Style | None = None) -> None:
        """Take the style and load the typeface."""
        self._style = style or Style()
        self._ink = Ink()
        self.banner: Banner | None = None
        """What is drawn in place of the cue until it is taken away."""
        self._before = Layout()
        self._setter = Setter(self._ink, self._style, (0, 0))

    def draw(
        self,
        image: NDArray[np.uint8],
        result: Result,
        *,
        rules: Mapping[str, Judged],
        mirrored: bool = False,
        keys: str = "",
        out: NDArray[np.uint8] | None = None,
    ) -> NDArray[np.uint8]:
        """Return the picture with the result drawn on it: in `out`, or else in a new array.

        `image` is (H, W, 3) BGR, unmirrored, of any size: joints are scaled from `result.size`.
        It is not changed, unless it is given as `out` too. `rules` are those of the rule set that
        applied, by id. With `mirrored` the picture is turned as in a looking glass, and words and
        sides stay right. Reusing one `out` saves the system a fresh array for every frame.
        """
        canvas = np.empty_like(image, order="C") if out is None else out
        if mirrored:
            cv2.flip(image, 1, canvas)
        elif canvas is not image:
            np.copyto(canvas, image)
        setter = self._setter_for((canvas.shape[1], canvas.shape[0]))
        lines = Lines(keys, self.banner)
        frame = plan(result, rules, setter, mirrored=mirrored, lines=lines, before=self._before)
        self._before = frame.layout
        draw_skeleton(canvas, frame.px, frame.view, self._style, frame.unit)
        for angle in frame.angles:
            draw_angle(canvas, angle, self._style, frame.unit)
        draw_leaders(canvas, frame.layout, self._style, setter.unit)
        draw_blocks(canvas, frame.layout, self._style)
        return canvas

    def _setter_for(self, size: tuple[int, int]) -> Setter:
        """Return what sets type for pictures of a (width, height)."""
        if self._setter.size != size:
            self._setter = Setter(self._ink, self._style, size)
            self._before = Layout()
        return self._setter
