"""The pieces with text that the overlay is made of, and their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from posecoach.outputs.overlay.angles import Point
from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.faces import Face, Piece

GAP = 0.2  # units between blocks
STAY = 1.5  # how much better another place must be to move there: jumping text distracts


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Text on a backing, to be placed as a whole."""

    name: str  # "card", "cue", "keys" or "angle:METRIC"
    w: int
    h: int
    pieces: tuple[Piece, ...]
    face: Face


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its place."""

    block: Block
    x: int
    y: int
    place: int  # which of its candidate places this is, to stay there in the next frame
    pin: Point | None = None  # what a label that stands apart belongs to, pixels

    @property
    def box(self) -> Box:
        """What it covers."""
        return Box(self.x, self.y, self.block.w, self.block.h)

    @property
    def text_boxes(self) -> tuple[Box, ...]:
        """What each of its lines of text covers."""
        return tuple(piece.box.moved(self.x, self.y) for piece in self.block.pieces)


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything with text in one frame."""

    placed: tuple[Placed, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)  # block name -> Placed.place
