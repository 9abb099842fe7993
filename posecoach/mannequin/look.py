"""How a figure looks: colours, hair, glasses and clothes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from posecoach.mannequin.mesh import Colour

Hair = Literal["short", "bob", "long", "bun", "bald"]
"""Short leaves the ears free, bob and long cover them, bun is tied up at the back."""

SHORT_SLEEVE, LONG_SLEEVE = 0.60, 1.92  # places of the hem: shoulder 0, elbow 1, wrist 2
SHORTS, TROUSERS = 0.86, 1.98  # hip 0, knee 1, ankle 2


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of the parts, RGB 0..255, and what is worn."""

    skin: Colour = (228, 178, 146)
    hair: Colour = (74, 48, 36)
    lips: Colour = (192, 112, 104)
    iris: Colour = (70, 92, 104)
    shirt: Colour = (62, 132, 150)
    trim: Colour = (44, 104, 122)  # collar
    trousers: Colour = (66, 72, 94)
    shoe: Colour = (150, 160, 174)
    sole: Colour = (246, 246, 244)
    hair_style: Hair = "short"
    glasses: Colour | None = None  # of the frame; None wears none
    stripes: Colour | None = None  # across the shirt; None is plain
    sleeves: float = SHORT_SLEEVE  # where the sleeve ends: shoulder 0, elbow 1, wrist 2
    legs: float = TROUSERS  # where the trouser leg ends: hip 0, knee 1, ankle 2
    loose: float = 0.0  # metres the shirt stands off further than a T-shirt's; jumpers 0.012
