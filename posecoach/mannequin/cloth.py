"""The colour of a shirt."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Paint
from posecoach.mannequin.skeleton import Figure
from posecoach.types import Floats

STRIPED = (0.16, 0.72)  # from hem to armpits, in trunk lengths; sleeves and yoke are plain
STRIPES = 5


def shirt_paint(figure: Figure, look: Look) -> Paint:
    """The colour of the shirt's trunk, striped if it is."""
    if look.stripes is None:
        return look.shirt
    plain, stripe = np.array(look.shirt), np.array(look.stripes)
    low, way = figure.points["pelvis"], figure.points["chest"] - figure.points["pelvis"]

    def paint(centres: Floats) -> Floats:
        share = (centres - low) @ way / (way @ way)
        place = (share - STRIPED[0]) / (STRIPED[1] - STRIPED[0])
        on_stripe = (place > 0) & (place < 1) & (place * STRIPES % 1 < 0.5)
        return np.where(on_stripe[:, None], stripe, plain)

    return paint
