"""How thick each part of the body and its clothes is, along its length.

Half-widths in metres at 1.70 m stature, drawn by eye against Drillis & Contini proportions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from posecoach.mannequin.curves import curve
from posecoach.mannequin.skeleton import Proportions
from posecoach.types import Floats


@dataclass(frozen=True, slots=True)
class Profile:
    """Half-widths of a tube at places along it."""

    at: tuple[float, ...]
    side: tuple[float, ...]
    front: tuple[float, ...]
    back: tuple[float, ...]

    @property
    def rows(self) -> Floats:
        """`(3, K)` half-widths sideways, ahead, behind at the places given."""
        return np.array([self.side, self.front, self.back])

    def widths(self, at: Floats) -> Floats:
        """`(3, R)` half-widths sideways, ahead, behind."""
        return curve(self.at, self.rows, at)

    def laid_out(self, count: float) -> tuple[Floats, Floats]:
        """About `count` places for rings, even and wherever the profile says something.

        Returns the places `(R,)` and the half-widths there `(3, R)`.
        """
        return _laid_out(self, round(count))


@lru_cache(maxsize=64)
def _laid_out(profile: Profile, count: int) -> tuple[Floats, Floats]:
    at = np.unique([*np.linspace(profile.at[0], profile.at[-1], count), *profile.at])
    return at, profile.widths(at)


# places are shares of the way from mid-hip (0) to mid-shoulder (1)
SHIRT = Profile(
    at=(0.10, 0.13, 0.30, 0.52, 0.74, 0.86, 0.94, 1.00, 1.04, 1.08, 1.105, 1.13, 1.15, 1.165),
    side=(
        0.162,
        0.164,
        0.150,
        0.148,
        0.158,
        0.165,
        0.168,
        0.165,
        0.160,
        0.148,
        0.127,
        0.099,
        0.080,
        0.066,
    ),
    front=(
        0.114,
        0.114,
        0.107,
        0.112,
        0.120,
        0.112,
        0.098,
        0.084,
        0.073,
        0.063,
        0.057,
        0.052,
        0.050,
        0.048,
    ),
    back=(
        0.116,
        0.114,
        0.094,
        0.100,
        0.114,
        0.114,
        0.108,
        0.100,
        0.094,
        0.088,
        0.082,
        0.077,
        0.074,
        0.072,
    ),
)
SEAT = Profile(
    at=(-0.215, -0.20, -0.15, -0.05, 0.08, 0.20),
    side=(0.020, 0.070, 0.125, 0.160, 0.158, 0.146),
    front=(0.012, 0.045, 0.085, 0.108, 0.108, 0.098),
    back=(0.012, 0.060, 0.105, 0.124, 0.112, 0.092),
)
# places are 0 at the first joint, 1 at the hinge, 2 at the last joint
ARM = Profile(
    at=(0.40, 0.55, 0.80, 1.00, 1.25, 1.60, 1.90, 2.02),
    side=(0.046, 0.046, 0.041, 0.041, 0.042, 0.034, 0.027, 0.026),
    front=(0.048, 0.048, 0.042, 0.038, 0.041, 0.033, 0.024, 0.022),
    back=(0.047, 0.046, 0.041, 0.041, 0.041, 0.033, 0.024, 0.022),
)
SLEEVE = Profile(
    at=(-0.130, -0.120, -0.09, -0.04, 0.06, 0.30, 0.60, 0.90, 1.05, 1.30, 1.70, 1.92),
    side=(0.006, 0.014, 0.027, 0.038, 0.047, 0.054, 0.056, 0.050, 0.048, 0.048, 0.041, 0.036),
    front=(0.006, 0.016, 0.032, 0.044, 0.052, 0.057, 0.058, 0.050, 0.047, 0.047, 0.039, 0.033),
    back=(0.006, 0.016, 0.032, 0.044, 0.052, 0.057, 0.057, 0.050, 0.050, 0.047, 0.039, 0.033),
)
TROUSER = Profile(
    at=(-0.22, -0.20, -0.14, 0.00, 0.20, 0.60, 0.90, 1.00, 1.10, 1.30, 1.70, 1.90),
    side=(0.01, 0.04, 0.075, 0.092, 0.095, 0.077, 0.064, 0.062, 0.060, 0.061, 0.055, 0.053),
    front=(0.01, 0.04, 0.075, 0.094, 0.096, 0.082, 0.070, 0.067, 0.060, 0.055, 0.052, 0.053),
    back=(0.01, 0.04, 0.080, 0.100, 0.098, 0.078, 0.062, 0.060, 0.062, 0.067, 0.058, 0.055),
)
LEG = Profile(
    at=(0.40, 0.60, 0.90, 1.00, 1.10, 1.30, 1.70, 1.90, 2.02),
    side=(0.072, 0.066, 0.054, 0.052, 0.050, 0.054, 0.040, 0.035, 0.036),
    front=(0.078, 0.072, 0.058, 0.056, 0.050, 0.046, 0.037, 0.036, 0.038),
    back=(0.074, 0.068, 0.054, 0.052, 0.054, 0.062, 0.044, 0.038, 0.042),
)
NECK = Profile(
    at=(0.0, 0.4, 1.0),
    side=(0.064, 0.054, 0.050),
    front=(0.063, 0.053, 0.049),
    back=(0.064, 0.054, 0.050),
)
ARM_ROD, THIGH_ROD = (0.042, 0.058), (0.096, 0.066)  # sleeve and trouser leg as neighbours see them
SHOULDER_M, HIP_M = 0.055, 0.060  # how far the fillets between limbs and trunk reach
CLOTH_M = 0.012  # the shirt hangs so far outside the trousers
SHIRT_OVER = 0.02  # the shirt is drawn over trousers, neck and arms as if this much nearer

# how much of a change of girth each height of the trunk takes part in: fat sits at the waist
GIRTH_AT = (-0.215, 0.10, 0.35, 0.62, 0.86, 1.00, 1.165)
GIRTH_SIDE = (0.5, 0.85, 1.10, 0.95, 0.55, 0.35, 0.35)
GIRTH_FRONT = (0.5, 1.15, 1.60, 1.20, 0.70, 0.40, 0.35)
GIRTH_BACK = (0.6, 0.90, 0.70, 0.60, 0.50, 0.40, 0.35)
GIRTH_LIMB, GIRTH_NECK = 0.70, 0.45
SIT_M = 0.099  # of flesh between hip joint and seat at 1.70 m and average girth


@lru_cache(maxsize=256)
def trunk_of(profile: Profile, size: Proportions, loose: float = 0.0) -> Profile:
    """A trunk's profile at a person's build, in cloth that stands off `loose` metres further."""
    at = np.array(profile.at)
    shares = curve(GIRTH_AT, np.array([GIRTH_SIDE, GIRTH_FRONT, GIRTH_BACK]), at)
    widths = profile.rows * (1 + (size.girth - 1) * shares)
    # bones make it wide: hips below, shoulders above, hardly anything at the neck
    widths[0] *= curve((0.0, 0.35, 1.0, 1.12), (size.hips, 1.0, size.shoulders, 1.0), at)
    widths += loose / size.scale * np.clip((1.09 - at) / 0.2, 0, 1)
    return Profile(profile.at, *map(tuple, widths.tolist()))


@lru_cache(maxsize=256)
def limb_of(profile: Profile, size: Proportions, loose: float = 0.0) -> Profile:
    """A limb's profile at a person's build, in cloth that stands off `loose` metres further."""
    share = GIRTH_NECK if profile is NECK else GIRTH_LIMB
    widths = profile.rows * (1 + (size.girth - 1) * share) + loose / size.scale
    return Profile(profile.at, *map(tuple, widths.tolist()))


def limb_growth(size: Proportions) -> float:
    """How much thicker than average a person's limbs are."""
    return 1 + (size.girth - 1) * GIRTH_LIMB


def sitting_flesh(size: Proportions) -> float:
    """How high a sitter's hip joints are above the seat, metres."""
    return SIT_M * size.scale * limb_growth(size)
