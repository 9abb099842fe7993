"""The head: one smooth skull with hair, the features lying on the face, and glasses.

Lengths are metres at 1.70 m stature from the middle of the ears: x left, y up, z forward.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from posecoach.mannequin.features import brow, eye, mouth
from posecoach.mannequin.glasses import glasses
from posecoach.mannequin.hair import hair
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import (
    Mesh,
    corner_normals,
    join,
    mirrored,
    placed,
    point,
    raised,
    sheet,
    unit,
)
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.skull import EAR_AHEAD, EAR_UP, LOW, TOP, skull
from posecoach.mannequin.solids import blob
from posecoach.mannequin.spec import turn_about
from posecoach.types import Floats

SCATTER = 0.3
EAR = point(0.0755, 0.002 + EAR_UP, EAR_AHEAD - 0.016)  # the middle of the left one


def head(figure: Figure, look: Look, detail: float) -> Mesh:
    """Head, hair, ears, eyes, brows and lips of a figure."""
    back = figure.at("head", (0.0, -EAR_UP, -EAR_AHEAD))
    return placed(_head(look, detail), figure.frames["head"], back, figure.proportions.scale)


@lru_cache(maxsize=8)
def _head(look: Look, detail: float) -> Mesh:
    left = join([eye(look), brow(look), _ear(look, detail)])
    parts = [_skin(look, detail), *hair(look, detail), mouth(look), left, mirrored(left)]
    if look.glasses is not None:
        parts.append(glasses(look.glasses))
    return join(parts)


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
        cheek = np.exp(-(((x - 0.042) / 0.018) ** 2) - ((height + 0.013) / 0.018) ** 2)
        rosy = skin * (1 - cheek[:, None] * np.array([0.0, 0.06, 0.05]))
        about = ((centres[:, 2] - EAR[2]) / 0.024) ** 2 + ((height - EAR[1]) / 0.039) ** 2
        crease = 0.35 * np.exp(-(about**2)) * (x > 0.05)  # little light gets behind an ear
        return np.asarray(rosy * (1 - crease[:, None]))

    points = skull(angle[None], y[:, None])
    bare = corner_normals(skull(angle[None], y[:, None], 1e-6))
    # skin scatters light: the relief of the face casts softer shades than stone would
    normals = unit(corner_normals(points) * (1 - SCATTER) + bare * SCATTER)
    return sheet(points, paint, normals=normals)


def _ear(look: Look, detail: float) -> Mesh:
    """The left ear, standing off the head a little: rim, groove within it and hollow."""
    frame = turn_about("y", -24.0) @ turn_about("x", -10.0)
    thick, high, deep = 0.010, 0.031, 0.018
    skin = np.array(look.skin)

    def paint(centres: Floats) -> Floats:
        _, y, z = ((centres - EAR) @ frame).T
        groove = np.exp(-(((np.hypot(y / high, z / deep) - 0.66) / 0.12) ** 2)) * (z < 0.006)
        hollow = np.exp(-(((z - 0.003) / 0.009) ** 2) - ((y + 0.004) / 0.012) ** 2)
        return np.asarray(skin * (1.02 - 0.22 * groove - 0.50 * hollow)[:, None])

    shell = blob(EAR, frame, (thick, high, deep), paint, round(16 * detail))
    lobe = blob(
        EAR + point(0, -0.024, 0.005), frame, (0.008, 0.010, 0.009), look.skin, round(7 * detail)
    )
    return raised(join([shell, lobe]), 0.012)
