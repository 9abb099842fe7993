"""The shape of the head: its outline at every height and the relief of the face.

Lengths are metres at 1.70 m stature from between the ears: x left, y up, z forward.
"""

from __future__ import annotations

import numpy as np

from posecoach.mannequin.curves import curve
from posecoach.types import Floats

# The ear's landmark, the tragus, is half-way along the head: 99 mm before its back, 98 mm behind
# the brow and 118 mm behind the tip of the nose (adults of 1.70 m; headboard dimensions of Gordon
# et al. 1989, depths of Farkas 1994).
EAR_AHEAD = -0.003  # of the middle the skull is drawn around
EAR_UP = 0.007  # and so far above it
LOW, TOP = -0.087, 0.128  # chin and crown
SQUARE = 2.25  # a head is a little boxier than an ellipse
MOUTH_Y = -0.044

# height, half-width, foremost and hindmost z of the outline
OUTLINE = np.array(
    [
        (-0.087, 0.004, 0.062, 0.052),
        (-0.083, 0.022, 0.074, 0.034),
        (-0.0735, 0.042, 0.084, -0.006),
        (-0.058, 0.055, 0.087, -0.040),
        (-0.0375, 0.064, 0.090, -0.068),
        (-0.015, 0.070, 0.093, -0.086),
        (0.003, 0.073, 0.094, -0.094),
        (0.030, 0.076, 0.095, -0.099),
        (0.055, 0.077, 0.094, -0.102),
        (0.080, 0.072, 0.085, -0.100),
        (0.100, 0.060, 0.067, -0.088),
        (0.115, 0.043, 0.044, -0.066),
        (0.124, 0.024, 0.018, -0.042),
        (0.128, 0.002, -0.010, -0.014),
    ]
).T


def _outline(y: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Half-width, widest z, and depth ahead of and behind it at heights y."""
    width, front, back = curve(OUTLINE[0].tolist(), OUTLINE[1:], y)
    widest = np.clip(np.minimum(front - 0.02, -0.015), back, front)
    return width, widest, front - widest, widest - back


def skull(angle: Floats, y: Floats, thick: Floats | float = 0.0) -> Floats:
    """Points around the head, `(..., 3)`, outside it by `thick` (which hides the face's relief).

    Angle is radians from the person's right, a quarter turn is straight ahead.
    """
    width, widest, ahead, behind = _outline(y)
    c, s = (np.sign(v) * np.abs(v) ** (2 / SQUARE) for v in (np.cos(angle), np.sin(angle)))
    x = -(width + thick) * c
    z = widest + (np.where(s >= 0, ahead, behind) + thick) * s
    bare = np.all(np.asarray(thick) == 0)
    relief = np.where(s > 0, _relief(x, y), 0.0) if bare else 0.0
    return np.stack([x, np.broadcast_to(y, x.shape), z + relief], -1)


def on_face(x: Floats, y: Floats, lift: float = 0.0) -> Floats:
    """Points of the front of the face, `(..., 3)`, raised by `lift` metres."""
    width, widest, ahead, _ = _outline(y)
    share = np.clip(np.abs(x) / width, 0, 1) ** SQUARE
    z = widest + ahead * (1 - share) ** (1 / SQUARE) + _relief(x, y)
    return np.stack([x, y, z + lift], -1)


def _relief(x: Floats, y: Floats) -> Floats:
    """How far nose, lips, chin, brows and eye sockets stand out, metres."""
    bump = _Bumps(np.abs(x), y)
    return np.asarray(
        _nose(x, y)
        + bump(0.0040, (0.0100, -0.009), (0.0055, 0.006))  # nostrils
        + bump(-0.012, (0.032, 0.026), (0.019, 0.013))  # eye sockets
        + bump(0.003, (0.026, 0.052), (0.026, 0.010))  # brows
        + bump(0.0055, (0.0, MOUTH_Y), (0.022, 0.011))
        + bump(-0.003, (0.0, MOUTH_Y + 0.0005), (0.025, 0.0028))
        + bump(0.008, (0.0, -0.0725), (0.022, 0.013))  # chin
        + bump(-0.003, (0.0, -0.058), (0.03, 0.006))
    )


def _nose(x: Floats, y: Floats) -> Floats:
    down = np.clip((0.040 - y) / 0.0425, 0, 1)  # bridge to tip
    under = np.clip((y + 0.0205) / 0.0155, 0, 1)
    height = 0.021 * down**1.3 * under * under * (3 - 2 * under)
    return np.asarray(height * np.exp(-(np.abs(x / (0.0085 + 0.0035 * down)) ** 2.4)))


class _Bumps:
    """Gaussian bumps on both sides of a face."""

    def __init__(self, x: Floats, y: Floats) -> None:
        self.x, self.y = x, y

    def __call__(self, height: float, at: tuple[float, float], size: tuple[float, float]) -> Floats:
        """A bump of `height` at (|x|, y) fading over `size`."""
        off = ((self.x - at[0]) / size[0]) ** 2 + ((self.y - at[1]) / size[1]) ** 2
        return np.asarray(height * np.exp(-off))
