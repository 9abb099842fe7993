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

LEG_DETAIL = 1.0  # whoever is close enough for more shows head and shoulders only
HEAD_OVER = 0.03  # the jaw is drawn over the neck it runs into, metres


def dress(figure: Figure, look: Look, detail: tuple[float, float] = (1.0, 0.8)) -> Mesh:
    """The whole surface of a posed figure.

    `detail` of body and head: 2 has four times the facets of 1.
    """
    parts = torso(figure, look, detail[0])
    parts.append(raised(head(figure, look, detail[1]), HEAD_OVER))
    for side, _ in SIDES:
        parts += arm(figure, side, look, detail[0])
        parts += leg(figure, side, look, min(detail[0], LEG_DETAIL))
        parts += [hand(figure, side, look), shoe(figure, side, look)]
    return join(parts)
