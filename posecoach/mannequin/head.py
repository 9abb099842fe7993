"""The head: one smooth skull, hair around it, and the features lying on the face.

Lengths are metres at 1.70 m stature from the middle of the ears: x left, y up, z forward.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from posecoach.mannequin.curves import curve
from posecoach.mannequin.features import brow, eye, mouth
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Mesh, join, mirrored, placed, point, raised, sheet
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.skull import EAR_AHEAD, LOW, TOP, skull
from posecoach.mannequin.solids import blob
from posecoach.mannequin.spec import turn_about
from posecoach.types import Floats

# height of the hair's edge by angle from straight ahead, degrees: brow, temple, sideburn, ear, nape
HAIRLINE = np.array(
    [
        (0, 0.093),
        (22, 0.091),
        (40, 0.084),
        (54, 0.072),
        (64, 0.056),
        (72, 0.036),
        (77, 0.010),
        (82, 0.004),
        (87, 0.020),
        (92, 0.034),
        (102, 0.036),
        (112, 0.014),
        (125, -0.026),
        (150, -0.058),
        (180, -0.066),
    ]
)


def head(figure: Figure, look: Look, detail: float) -> Mesh:
    """Head, hair, ears, eyes, brows and lips of a figure."""
    back = figure.at("head", (0.0, 0.0, -EAR_AHEAD))
    return placed(_head(look, detail), figure.frames["head"], back, figure.proportions.scale)


@lru_cache(maxsize=8)
def _head(look: Look, detail: float) -> Mesh:
    left = join([eye(look), brow(look), _ear(look)])
    parts = [_skin(look, detail), raised(_hair(look, detail), 0.016), mouth(look)]
    return join([*parts, left, mirrored(left)])


def _skin(look: Look, detail: float) -> Mesh:
    # finer columns around the front and rows from chin to brow, where the features are
    spread = np.linspace(0, 2 * np.pi, round(56 * detail), endpoint=False)
    angle = spread - 0.28 * np.sin(2 * (spread - np.pi / 2)) * (np.sin(spread) > 0)
    chin = LOW + 0.02 * (1 - np.cos(np.linspace(0, np.pi / 2, round(6 * detail))))
    middle = np.linspace(chin[-1], 0.060, round(34 * detail))
    crown = 0.060 + (TOP - 0.060) * np.sin(np.linspace(0, np.pi / 2, round(10 * detail)))
    y = np.concatenate([chin, middle[1:], crown[1:]])
    skin = np.array(look.skin)

    def paint(centres: Floats) -> Floats:
        x, height = np.abs(centres[:, 0]), centres[:, 1]
        cheek = np.exp(-(((x - 0.042) / 0.018) ** 2) - ((height + 0.018) / 0.018) ** 2)
        return np.asarray(skin * (1 - cheek[:, None] * np.array([0.0, 0.06, 0.05])))

    return sheet(skull(angle[None], y[:, None]), paint)


def _hair(look: Look, detail: float) -> Mesh:
    angle = np.linspace(0, 2 * np.pi, round(72 * detail), endpoint=False)
    turn = np.degrees(np.abs((angle + np.pi / 2) % (2 * np.pi) - np.pi))
    edge = curve(HAIRLINE[:, 0].tolist(), HAIRLINE[:, 1], turn)[None]
    down = np.linspace(0, 1, round(16 * detail))[:, None]
    y = edge + (TOP - edge) * np.cos(down * np.pi / 2)
    thick = (0.004 + 0.013 * (1 - down) ** 0.6) * np.minimum(1, down * 5)
    points = skull(angle[None], y, thick)
    points[..., 1] += 0.015 * (1 - down) ** 0.8
    # the edge turns in to the skin
    points = np.concatenate([points, skull(angle[None], y[-1:], -0.003)])
    shade = np.array(look.hair)

    def paint(centres: Floats) -> Floats:
        strands = np.sin(np.arctan2(centres[:, 0], centres[:, 2]) * 31 + centres[:, 1] * 60)
        return np.asarray(shade * (1 + 0.06 * strands[:, None]))

    return sheet(points[::-1], paint)


def _ear(look: Look) -> Mesh:
    """The left ear, standing off the head a little."""
    frame = turn_about("y", -18.0) @ turn_about("x", -10.0)
    centre = point(0.0755, 0.002, -0.010)
    skin = np.array(look.skin)

    def paint(centres: Floats) -> Floats:
        local = (centres - centre) @ frame
        hollow = (local[:, 2] / 0.010) ** 2 + ((local[:, 1] - 0.004) / 0.018) ** 2
        return np.asarray(skin * (0.96 - 0.18 * np.exp(-(hollow**2)))[:, None])

    shell = blob(centre, frame, (0.010, 0.031, 0.018), paint, 14)
    lobe = blob(centre + point(0, -0.024, 0.005), frame, (0.008, 0.010, 0.009), look.skin, 7)
    return raised(join([shell, lobe]), 0.012)
