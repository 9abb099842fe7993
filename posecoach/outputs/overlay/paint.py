"""Drawing the placed blocks."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.outputs.overlay.blocks import Layout
from posecoach.outputs.overlay.strokes import stroke
from posecoach.outputs.overlay.style import Style


def draw_leaders(image: NDArray[np.uint8], layout: Layout, style: Style, unit: float) -> None:
    """Join each angle's label to its arc."""
    pinned = [(p.pin, p.box) for p in layout.placed if p.pin]
    ends = [(pin, (box.x + box.w / 2, box.y + box.h / 2)) for pin, box in pinned]
    if ends:
        stroke(image, np.array(ends), style.text, unit / 20, style.outline)


def draw_blocks(image: NDArray[np.uint8], layout: Layout, style: Style) -> None:
    """Draw every block of a layout into the picture."""
    for placed in layout.placed:
        box, face = placed.box, placed.block.face
        part = image[box.y : box.bottom, box.x : box.right]
        if face.opaque is None:
            part[:] = face.bitmap
        else:
            cv2.convertScaleAbs(part, part, 1 - style.opacity, style.opacity * style.backing)
            cv2.copyTo(face.bitmap, face.opaque, part)
