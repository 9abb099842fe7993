"""What stands around a figure: rooms with their furniture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from posecoach.mannequin.furniture import chair, desk, laptop, mug
from posecoach.mannequin.gear import arm_rests, foam_roller, front_panel, mat, monitor, stool
from posecoach.mannequin.mesh import Mesh, join, placed
from posecoach.mannequin.room import Panel, room
from posecoach.mannequin.shape import sitting_flesh
from posecoach.mannequin.skeleton import Figure

SEAT_M = 0.385  # height of the chair for a figure of 1.70 m with the thighs level
DESK_M = 0.70
STANDING_DESK = 0.62  # height of a desk to stand at, in statures
USUAL_ROOM = 0

Seat = Literal["none", "stool", "chair", "armchair"]
Desk = Literal["none", "laptop", "monitor", "closed"]
"""A closed desk has a panel that hides the legs from the front."""


@dataclass(frozen=True, slots=True, eq=False)
class Scenery:
    """A scene without its figure. Made once and used again: drawings of it are kept."""

    backdrop: tuple[Panel, ...]  # always behind the figure
    props: Mesh | None = None  # furniture, which can hide the figure or be hidden by it


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands where the figure is, whose hips are at x = z = 0, facing +z."""

    seat: Seat = "none"  # a stool has no backrest, an armchair hides the hip from the side
    desk: Desk = "none"
    seat_m: float = SEAT_M  # height of the seat
    desk_m: float = DESK_M  # height of the desk
    recline: float = 0.0  # how far the backrest leans backwards, degrees
    rolled: float = 0.0  # how far the seat has been pushed back, metres
    mat: bool = False
    roller: float | None = None  # z of a foam roller lying across, metres

    def fitting(self, figure: Figure) -> Furniture:
        """The same, as high as this figure needs it; a desk without a seat is to stand at."""
        size = figure.proportions
        seat_m = float(figure.points["pelvis"][1]) - sitting_flesh(size)
        desk_m = DESK_M + seat_m - SEAT_M
        if self.seat == "none":
            desk_m = STANDING_DESK * size.stature
        return replace(self, seat_m=round(seat_m, 3), desk_m=round(desk_m, 3))


@lru_cache(maxsize=64)
def furnished(furniture: Furniture = Furniture(), seed: int = USUAL_ROOM) -> Scenery:
    """A room with furniture; every seed is another room."""
    parts = []
    if furniture.seat != "none":
        place = np.array([0.0, 0, -furniture.rolled])
        parts.append(placed(_seat(furniture), np.eye(3), place))
    parts += _desk(furniture)
    if furniture.mat:
        parts.append(mat())
    if furniture.roller is not None:
        parts.append(foam_roller(furniture.roller))
    return Scenery(room(seed), join(parts) if parts else None)


def _seat(furniture: Furniture) -> Mesh:
    if furniture.seat == "stool":
        return stool(furniture.seat_m)
    parts = [chair(furniture.seat_m, furniture.recline)]
    if furniture.seat == "armchair":
        parts.append(arm_rests(furniture.seat_m))
    return join(parts)


def _desk(furniture: Furniture) -> list[Mesh]:
    if furniture.desk == "none":
        return []
    top = furniture.desk_m
    parts = [desk(top), mug(top), monitor(top) if furniture.desk == "monitor" else laptop(top)]
    if furniture.desk == "closed":
        parts.append(front_panel(top))
    return parts


def living_room() -> Scenery:
    """A room with nothing in the way: for standing and for the floor."""
    return furnished()


def seat(recline: float = 0.0, height: float = SEAT_M) -> Scenery:
    """A chair in a room. `recline` is how far its back leans backwards, degrees."""
    return furnished(Furniture("chair", seat_m=height, recline=recline))


def workplace(recline: float = 0.0, height: float = SEAT_M, rolled: float = 0.0) -> Scenery:
    """A chair at a desk with a laptop; the desk grows with the chair.

    `rolled` is how far the chair has been pushed back, metres.
    """
    top = DESK_M + height - SEAT_M
    return furnished(Furniture("chair", "laptop", height, top, recline, rolled))
