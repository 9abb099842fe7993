"""The figure's body: a posed skeleton dressed in head, trunk, limbs and clothes."""

from __future__ import annotations

from posecoach.mannequin.extremities import hand, shoe
from posecoach.mannequin.head import head
from posecoach.mannequin.limbs import arm, leg
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import Mesh, join, raised
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.spec import SIDES
from posecoach.mannequin.torso import torso

HEAD_OVER = 0.03  # the jaw is drawn over the neck it runs into, metres
HEAD_DETAIL = 0.8  # the head has small facets anyway


def dress(figure: Figure, look: Look, detail: float = 1.0) -> Mesh:
    """The whole surface of a posed figure; `detail` 2 has four times the facets of 1."""
    parts = torso(figure, look, detail)
    parts.append(raised(head(figure, look, HEAD_DETAIL * detail), HEAD_OVER))
    for side, _ in SIDES:
        parts += arm(figure, side, look, detail)
        parts += [leg(figure, side, look, detail), hand(figure, side, look)]
        parts.append(shoe(figure, side, look))
    return join(parts)
