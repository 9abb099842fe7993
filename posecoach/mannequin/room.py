"""A small furnished room around the figure, to be seen from any side; metres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from posecoach.mannequin.decor import HALF, WHITE, flat, picture, plant, shelf, window
from posecoach.mannequin.mesh import Colour, Mesh, join, placed, point, raised, sheet
from posecoach.mannequin.solids import box
from posecoach.mannequin.spec import turn_about
from posecoach.types import Floats

HIGH = 4.0  # of the walls
FLOOR_HALF = 5.0
WALL: Colour = (232, 225, 214)


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One side of a room with what is on it: drawn only for a camera in front of it."""

    surface: Mesh
    things: tuple[Mesh, ...]  # painted one after the other, after all surfaces
    corner: Floats  # (3,) a point of the panel
    facing: Floats  # (3,) unit, into the room

    def seen_from(self, eye: Floats) -> bool:
        """Whether a camera at `eye` is on the room's side."""
        return float((eye - self.corner) @ self.facing) > 0


@lru_cache(maxsize=16)
def room(seed: int = 0) -> tuple[Panel, ...]:
    """The floor, then four walls with what hangs on them; every seed is another room."""
    books = [shelf(-1.02, 1.05, (1.28, 1.66)), *picture((0.75, 1.60), (0.5, 0.64))]
    view = [*window(), shelf(-1.60, 0.62, (1.45, 1.84))]
    floor = Panel(_floor(), (), np.zeros(3), np.array([0.0, 1, 0]))
    # each wall is made as if at the far end (z = -HALF) and turned to its place
    green = placed(plant(), np.eye(3), point(1.17, 0, -HALF + 0.36))
    walls = ((0.0, books), (90.0, books), (180.0, view), (-90.0, [*view, green]))
    return (floor, *(_turned(things, heading) for heading, things in walls))


def _turned(things: list[Mesh], heading: float) -> Panel:
    turn = turn_about("y", heading)
    surface, *rest = (placed(mesh, turn, np.zeros(3)) for mesh in (_wall(), *things))
    return Panel(surface, tuple(rest), turn @ np.array([0.0, 0, -HALF]), turn[:, 2])


def _wall() -> Mesh:
    base = np.array(WALL)

    def paint(centres: Floats) -> Floats:
        return np.asarray(base * (0.93 + 0.07 * centres[:, 1:2] / HIGH))

    points = flat(np.linspace(-HALF, HALF, 33), np.linspace(0, HIGH, 25), -HALF)
    skirting = box(np.array([0, 0.045, -HALF + 0.01]), (2 * HALF, 0.09, 0.02), WHITE, 0.2)
    return join([sheet(points, paint, closed=False), raised(skirting, 0.3)])


def _floor() -> Mesh:
    plank = 0.14
    tint = np.random.default_rng(7).uniform(0.90, 1.04, 512)
    base = np.array((186.0, 150, 116))

    def paint(centres: Floats) -> Floats:
        row = np.round(centres[:, 0] / plank).astype(int)
        board = row * 7 + np.floor(centres[:, 2] / 1.1 + row * 0.37).astype(int)
        return np.asarray(base * tint[board % 512][:, None])

    lanes = np.arange(-FLOOR_HALF, FLOOR_HALF, plank) + plank / 2
    z, x = np.meshgrid(np.arange(-FLOOR_HALF, FLOOR_HALF, 0.22), lanes, indexing="ij")
    points = np.stack([x, np.zeros_like(x), z], -1)
    return sheet(points[::-1], paint, closed=False)
