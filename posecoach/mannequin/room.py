"""A small furnished room around the figure, to be seen from any side; metres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from posecoach.mannequin.belongings import bed, lamp, plant, sofa, wardrobe
from posecoach.mannequin.decor import (
    BOOKS,
    EVENING,
    HALF,
    MORNING,
    NIGHT,
    OVERCAST,
    WHITE,
    clock,
    curtains,
    door,
    flat,
    picture,
    shelf,
    window,
)
from posecoach.mannequin.mesh import Colour, Mesh, join, placed, point, raised, sheet
from posecoach.mannequin.solids import box
from posecoach.mannequin.spec import turn_about
from posecoach.types import Floats

HIGH = 2.75  # of the walls
FADE = 4.0  # height at which a wall has its full colour
FLOOR_HALF = 5.0
CEILING: Colour = (255, 250, 244)
TILE = 0.44  # length of floor drawn in one, metres
HEADINGS = (0.0, 90.0, 180.0, -90.0)  # of the walls
WALL: Colour = (232, 225, 214)
FLOOR: Colour = (186, 150, 116)
WALLS: tuple[Colour, ...] = (
    WALL,
    (214, 222, 226),
    (206, 216, 200),
    (226, 208, 196),
    (240, 238, 234),
    (150, 160, 172),
    (196, 176, 150),
    (120, 134, 128),
)
FLOORS: tuple[Colour, ...] = (FLOOR, (142, 108, 82), (206, 182, 152), (128, 124, 122), (96, 76, 62))
FABRICS: tuple[Colour, ...] = (
    (98, 112, 136),
    (168, 140, 116),
    (120, 136, 112),
    (176, 96, 84),
    (206, 202, 194),
    (84, 84, 92),
)
PAPERS: tuple[Colour, ...] = ((238, 226, 206), (220, 230, 232), (70, 78, 96), (236, 210, 180))


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One side of a room with what is on it: drawn only for a camera in front of it."""

    surface: Mesh
    things: tuple[Mesh, ...]  # on it, painted one after the other, after all surfaces
    standing: tuple[Mesh, ...]  # before it: drawn last, and only if behind the figure
    corner: Floats  # (3,) a point of the panel
    facing: Floats  # (3,) unit, into the room

    def seen_from(self, eye: Floats) -> bool:
        """Whether a camera at `eye` is on the room's side."""
        return float((eye - self.corner) @ self.facing) > 0


@dataclass(frozen=True, slots=True)
class _Wall:
    things: list[Mesh]
    standing: list[Mesh]


@lru_cache(maxsize=16)
def room(seed: int = 0) -> tuple[Panel, ...]:
    """Floor and ceiling, then four walls with what is on them; every seed is another room."""
    random = np.random.default_rng(seed)
    walls = [_drawn_wall(random) for _ in HEADINGS] if seed else _usual_walls()
    colours = [WALLS[random.integers(len(WALLS))] if seed else WALL] * len(HEADINGS)
    if seed and random.random() < 0.4:  # one wall in another colour
        colours[random.integers(len(colours))] = WALLS[random.integers(len(WALLS))]
    wood = FLOORS[random.integers(len(FLOORS))] if seed else FLOOR
    floor = Panel(_floor(wood), (), (), np.zeros(3), np.array([0.0, 1, 0]))
    ceiling = Panel(_ceiling(), (), (), point(0, HIGH, 0), np.array([0.0, -1, 0]))
    sides = zip(walls, colours, HEADINGS, strict=True)
    return (floor, ceiling, *(_turned(wall, colour, heading) for wall, colour, heading in sides))


def _usual_walls() -> list[_Wall]:
    """The room of the demo clip and the catalogue."""
    books = [shelf(-1.02, 1.05, (1.28, 1.66)), *picture((0.75, 1.60), (0.5, 0.64))]
    view = [*window(), *picture((1.25, 1.62), (0.46, 0.58)), shelf(-1.60, 0.62, (1.45, 1.84))]
    green = placed(plant(), np.eye(3), point(1.17, 0, -HALF + 0.36))
    return [_Wall(books, []), _Wall(books, []), _Wall(view, []), _Wall(view, [green])]


def _drawn_wall(random: np.random.Generator) -> _Wall:
    """Something in the middle, something smaller beside it, and perhaps furniture before it."""
    things, aside = _main_thing(random), float(random.choice((-1.25, 1.25)))
    small = random.integers(4)
    if small == 0:
        things += [shelf(aside - 0.3, 0.62, (1.45, 1.84), _shuffled(random))]
    elif small == 1:
        things += clock((aside, 1.9))
    elif small == 2:
        things += picture((aside, 1.6), (0.42, 0.54), _scene(random))
    standing, fabric = [], FABRICS[random.integers(len(FABRICS))]
    which = random.integers(7)
    if which < 3:
        piece, deep = ((sofa, 0.45), (bed, 0.48), (wardrobe, 0.27))[which]
        x = float(random.uniform(-0.7, 0.7)) if which < 2 else -aside
        standing.append(placed(piece(fabric), np.eye(3), point(x, 0, -HALF + deep)))
    elif which == 3:
        standing.append(placed(lamp(fabric), np.eye(3), point(-aside, 0, -HALF + 0.3)))
    elif which == 4:
        standing.append(placed(plant(), np.eye(3), point(aside, 0, -HALF + 0.36)))
    return _Wall(things, standing)


def _main_thing(random: np.random.Generator) -> list[Mesh]:
    which, middle = random.integers(5), float(random.uniform(-0.3, 0.3))
    if which == 0:
        outlook = (MORNING, OVERCAST, EVENING, NIGHT)[random.integers(4)]
        drapes = curtains(middle, FABRICS[random.integers(len(FABRICS))])
        return [*window(middle, outlook), drapes]
    if which == 1:
        return [shelf(middle - 0.55, 1.1, (1.1, 1.45, 1.82), _shuffled(random))]
    if which == 2:
        first = picture((middle - 0.4, 1.6), (0.5, 0.64), _scene(random))
        return first + picture((middle + 0.35, 1.66), (0.6, 0.46), _scene(random))
    if which == 3:
        return door(middle, (226, 222, 214) if random.random() < 0.6 else (150, 116, 84))
    return picture((middle, 1.6), (0.9, 0.66), _scene(random))


def _shuffled(random: np.random.Generator) -> tuple[Colour, ...]:
    return tuple(BOOKS[i] for i in random.permutation(len(BOOKS)))


def _scene(random: np.random.Generator) -> tuple[Colour, Colour, Colour]:
    paper = PAPERS[random.integers(len(PAPERS))]
    sun, hill = (FABRICS[i] for i in random.permutation(len(FABRICS))[:2])
    return paper, sun, hill


def _turned(wall: _Wall, colour: Colour, heading: float) -> Panel:
    turn = turn_about("y", heading)

    def at_its_place(meshes: list[Mesh]) -> tuple[Mesh, ...]:
        return tuple(placed(mesh, turn, np.zeros(3)) for mesh in meshes)

    (surface,) = at_its_place([_surface(colour)])
    things, standing = at_its_place(wall.things), at_its_place(wall.standing)
    return Panel(surface, things, standing, turn @ np.array([0.0, 0, -HALF]), turn[:, 2])


def _surface(colour: Colour) -> Mesh:
    base = np.array(colour)

    def paint(centres: Floats) -> Floats:
        return np.asarray(base * (0.93 + 0.07 * centres[:, 1:2] / FADE))

    points = flat(np.linspace(-HALF, HALF, 17), np.linspace(0, HIGH, 17), -HALF)
    skirting = box(np.array([0, 0.045, -HALF + 0.01]), (2 * HALF, 0.09, 0.02), WHITE, 0.2)
    return join([sheet(points, paint, closed=False), raised(skirting, 0.3)])


def _ceiling() -> Mesh:
    across = np.linspace(-FLOOR_HALF, FLOOR_HALF, 11)
    z, x = np.meshgrid(across, across, indexing="ij")
    return sheet(np.stack([x, np.full_like(x, HIGH), z], -1), CEILING, closed=False)


def _floor(colour: Colour) -> Mesh:
    plank = 0.14
    tint = np.random.default_rng(7).uniform(0.90, 1.04, 512)
    base = np.array(colour)

    def paint(centres: Floats) -> Floats:
        row = np.round(centres[:, 0] / plank).astype(int)
        board = row * 7 + np.floor(centres[:, 2] / 1.1 + row * 0.37).astype(int)
        return np.asarray(base * tint[board % 512][:, None])

    lanes = np.arange(-FLOOR_HALF, FLOOR_HALF, plank) + plank / 2
    z, x = np.meshgrid(np.arange(-FLOOR_HALF, FLOOR_HALF, TILE), lanes, indexing="ij")
    points = np.stack([x, np.zeros_like(x), z], -1)
    return sheet(points[::-1], paint, closed=False)
