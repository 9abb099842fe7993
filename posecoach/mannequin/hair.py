"""Hair on the head: a cap, what falls from it, and a bun. Axes and lengths as in `head`."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from posecoach.mannequin.curves import curve
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Mesh, Paint, join, point, raised, sheet
from posecoach.mannequin.skull import TOP, skull
from posecoach.mannequin.solids import blob
from posecoach.types import Floats

# angle from straight ahead, degrees: brow, temple, sideburn, ear, nape; and the edge's height
ANGLES = (0, 22, 40, 54, 62, 68, 72, 76, 82, 90, 106, 119, 132, 152, 180)
SHORT = (93, 91, 84, 72, 56, 36, 10, 4, 20, 34, 36, 14, -26, -58, -66)  # millimetres
TIED = (90, 88, 80, 68, 54, 38, 28, 26, 32, 40, 40, 20, -18, -48, -54)
FALLS_TO = {"bob": -0.105, "long": -0.205}  # height of the ends at the back
FRONT_ENDS = -0.120  # ends beside the face, before the shoulders
PARTED = 72.0  # degrees from straight ahead at which falling hair begins
OVER = 0.016  # drawn over the skin it lies on, metres


def hair(look: Look, detail: float) -> list[Mesh]:
    """Everything that grows on the head."""
    if look.hair_style == "bald":
        return []
    edge = TIED if look.hair_style == "bun" else SHORT
    parts = [raised(_cap(look, detail, edge), OVER)]
    if look.hair_style == "bun":
        shape = (0.036, 0.034, 0.032)
        parts.append(blob(point(0, 0.070, -0.118), np.eye(3), shape, _strands(look), 10))
    if look.hair_style in FALLS_TO:
        parts.append(raised(_falling(look, detail, FALLS_TO[look.hair_style]), OVER + 0.004))
    return parts


def _strands(look: Look) -> Paint:
    """Hair colour in faint strands."""
    shade = np.array(look.hair)

    def paint(centres: Floats) -> Floats:
        strands = np.sin(np.arctan2(centres[:, 0], centres[:, 2]) * 31 + centres[:, 1] * 60)
        return np.asarray(shade * (1 + 0.06 * strands[:, None]))

    return paint


def _cap(look: Look, detail: float, edge_mm: tuple[int, ...]) -> Mesh:
    angle = np.linspace(0, 2 * np.pi, round(72 * detail), endpoint=False)
    turn = np.degrees(np.abs((angle + np.pi / 2) % (2 * np.pi) - np.pi))
    edge = curve(ANGLES, np.array(edge_mm) / 1000, turn)[None]
    down = np.linspace(0, 1, round(16 * detail))[:, None]
    y = edge + (TOP - edge) * np.cos(down * np.pi / 2)
    thick = (0.004 + 0.013 * (1 - down) ** 0.6) * np.minimum(1, down * 5)
    points = skull(angle[None], y, thick)
    points[..., 1] += 0.015 * (1 - down) ** 0.8
    # the edge turns in to the skin
    points = np.concatenate([points, skull(angle[None], y[-1:], -0.003)])
    return sheet(points[::-1], _strands(look))


def _falling(look: Look, detail: float, ends: float) -> Mesh:
    """Hair that hangs from the crown around sides and back, over the ears."""
    turn = np.linspace(PARTED, 360 - PARTED, round(54 * detail))
    behind = np.clip((np.abs(180 - turn) - 60) / -40 + 1, 0, 1)  # 1 at the back, 0 before the ear
    low = (
        FRONT_ENDS + (ends - FRONT_ENDS) * behind if ends < FRONT_ENDS else np.full_like(turn, ends)
    )
    down = np.linspace(0, 1, round(18 * detail))[:, None]
    y = 0.098 + (low - 0.098) * down
    body = 0.004 + 0.020 * np.sin(np.pi * np.clip(down * 0.92, 0, 1)) ** 0.7
    body = body * np.clip((np.minimum(turn, 360 - turn) - PARTED) / 16, 0.2, 1)  # edges lie close
    body = body + 0.002 * np.sin(np.radians(turn) * 17)
    points = skull(np.radians(90 + turn)[None], np.maximum(y, -0.015), body)
    points[..., 1] = y
    # below the jaw it hangs straight and closes in a little towards the neck
    points[..., 0] *= 1 - 0.12 * np.clip((-0.03 - y) / 0.15, 0, 1)
    outer = sheet(points[:, ::-1], _strands(look), False)
    inner = sheet(points, _strands(look), False)  # seen past the neck
    return join([outer, raised(replace(inner, colours=inner.colours * 0.7), -0.02)])
