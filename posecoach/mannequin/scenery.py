"""What stands around a figure: rooms with their furniture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from posecoach.mannequin.furniture import chair, desk, laptop, mug
from posecoach.mannequin.mesh import Mesh, join, placed
from posecoach.mannequin.room import Panel, room

SEAT_M = 0.385  # height of the chair for a figure of 1.70 m with the thighs level
DESK_M = 0.70


@dataclass(frozen=True, slots=True, eq=False)
class Scenery:
    """A scene without its figure. Made once and used again: drawings of it are kept."""

    backdrop: tuple[Panel, ...]  # always behind the figure
    props: Mesh | None = None  # furniture, which can hide the figure or be hidden by it


@lru_cache(maxsize=1)
def living_room() -> Scenery:
    """A room with nothing in the way: for standing and for the floor."""
    return Scenery(room())


@lru_cache(maxsize=8)
def seat(recline: float = 0.0, height: float = SEAT_M) -> Scenery:
    """A chair in a room. `recline` is how far its back leans backwards, degrees."""
    return Scenery(room(), chair(height, recline))


@lru_cache(maxsize=64)
def workplace(recline: float = 0.0, height: float = SEAT_M, rolled: float = 0.0) -> Scenery:
    """A chair at a desk with a laptop; the desk grows with the chair.

    `rolled` is how far the chair has been pushed back, metres.
    """
    top = DESK_M + height - SEAT_M
    there = placed(chair(height, recline), np.eye(3), np.array([0.0, 0, -rolled]))
    return Scenery(room(), join([there, desk(top), laptop(top), mug(top)]))
