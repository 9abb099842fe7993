"""How a figure looks: colours, for now."""

from __future__ import annotations

from dataclasses import dataclass

from posecoach.mannequin.mesh import Colour


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of the parts, RGB 0..255."""

    skin: Colour = (228, 178, 146)
    hair: Colour = (74, 48, 36)
    lips: Colour = (192, 112, 104)
    iris: Colour = (70, 92, 104)
    shirt: Colour = (62, 132, 150)
    trim: Colour = (44, 104, 122)  # collar
    trousers: Colour = (66, 72, 94)
    shoe: Colour = (150, 160, 174)
    sole: Colour = (246, 246, 244)
