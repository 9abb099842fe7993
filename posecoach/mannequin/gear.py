"""More to sit on, stand at and lie on, placed as in `furniture`; metres."""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.furniture import (
    BLACK,
    CLOTH,
    DESK_HALF,
    METAL,
    SCREEN,
    WOOD,
    cushion,
    rod,
)
from posecoach.mannequin.mesh import Colour, Mesh, join, placed, point, raised, sheet
from posecoach.mannequin.solids import box

MAT: Colour = (110, 140, 150)
ROLLER: Colour = (64, 86, 104)
ROLLER_M = 0.075  # radius of a foam roller
REST_M = 0.21  # height of arm rests above the seat


def stool(height: float) -> Mesh:
    """A round-cornered seat without a back on four legs."""
    parts = [placed(cushion((0.40, 0.07, 0.38), CLOTH), np.eye(3), point(0, height - 0.035, 0))]
    for x in (-1, 1):
        for z in (-1, 1):
            foot, top = point(0.19 * x, 0.0, 0.17 * z), point(0.14 * x, height - 0.06, 0.12 * z)
            parts.append(rod(foot, top, 0.017, WOOD))
    return join(parts)


def arm_rests(height: float) -> Mesh:
    """Arm rests beside a seat at `height`: they hide the hip from the side."""
    parts = []
    for x in (-0.275, 0.275):
        pad = cushion((0.07, 0.035, 0.27), BLACK)
        parts.append(placed(pad, np.eye(3), point(x, height + REST_M, 0.02)))
        panel = box(point(x, height + REST_M / 2 - 0.03, -0.01), (0.03, REST_M, 0.15), BLACK, 0.05)
        parts.append(panel)
        parts.append(rod(point(0, height - 0.08, 0), point(x, height - 0.08, 0), 0.015, BLACK))
    return join(parts)


def monitor(top: float) -> Mesh:
    """An external monitor and a keyboard on a desk of height `top`."""
    z = 0.78
    back = box(point(0, top + 0.30, z), (0.56, 0.33, 0.03), BLACK, 0.06)
    glow = box(point(0, top + 0.30, z - 0.017), (0.53, 0.30, 0.002), SCREEN, 0.06)
    post = rod(point(0, top, z + 0.03), point(0, top + 0.2, z + 0.03), 0.02, METAL)
    foot = box(point(0, top + 0.006, z + 0.02), (0.22, 0.012, 0.16), METAL, 0.04)
    keys = box(point(0, top + 0.012, 0.44), (0.42, 0.018, 0.13), BLACK, 0.04)
    return join([back, raised(glow, 0.004), post, foot, keys])


def front_panel(top: float) -> Mesh:
    """The closed front and sides of a desk, which hide the legs."""
    front = box(point(0, top / 2, 0.86), (2 * DESK_HALF - 0.1, top - 0.06, 0.02), WOOD, 0.10)
    return join([front])


def mat() -> Mesh:
    """An exercise mat along z, its middle under the hips."""
    x, z = np.linspace(-0.33, 0.33, 12), np.linspace(-1.05, 1.05, 36)
    grid_z, grid_x = np.meshgrid(z, x, indexing="ij")
    points = np.stack([grid_x, np.full(grid_x.shape, 0.005), grid_z], -1)
    # lies flat under everything
    return raised(sheet(points[::-1], MAT, closed=False), -0.25)


def foam_roller(z: float) -> Mesh:
    """A foam roller lying across at `z`."""
    ends = (point(-0.17, ROLLER_M, z), point(0.17, ROLLER_M, z))
    return rod(*ends, ROLLER_M, ROLLER)
