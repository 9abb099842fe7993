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


def profile(*rows: tuple[float, float, float, float]) -> Profile:
    """A profile from rows of place, side, front and back."""
    return Profile(*zip(*rows, strict=True))


@lru_cache(maxsize=64)
def _laid_out(profile: Profile, count: int) -> tuple[Floats, Floats]:
    at = np.unique([*np.linspace(profile.at[0], profile.at[-1], count), *profile.at])
    return at, profile.widths(at)


# each row is a place, then the half-widths sideways, ahead and behind there
# of the trunk, places are shares of the way from mid-hip (0) to mid-shoulder (1)
SHIRT = profile(
    (0.07, 0.163, 0.114, 0.118),
    (0.12, 0.164, 0.114, 0.116),
    (0.3, 0.15, 0.107, 0.094),
    (0.52, 0.148, 0.112, 0.1),
    (0.74, 0.158, 0.12, 0.114),
    (0.86, 0.165, 0.112, 0.114),
    (0.94, 0.168, 0.098, 0.108),
    (1.0, 0.165, 0.084, 0.1),
    (1.043, 0.16, 0.073, 0.094),
    (1.085, 0.148, 0.063, 0.088),
    (1.112, 0.127, 0.057, 0.082),
    (1.139, 0.099, 0.052, 0.077),
    (1.16, 0.08, 0.05, 0.074),
    (1.176, 0.066, 0.048, 0.072),
)
SEAT = profile(
    (-0.215, 0.02, 0.012, 0.012),
    (-0.2, 0.07, 0.045, 0.06),
    (-0.15, 0.125, 0.085, 0.105),
    (-0.05, 0.16, 0.1, 0.124),
    (0.08, 0.158, 0.104, 0.112),
    (0.2, 0.146, 0.098, 0.092),
)
# of a limb, places are 0 at the first joint, 1 at the hinge, 2 at the last joint
ARM = profile(
    (0.4, 0.046, 0.048, 0.047),
    (0.55, 0.046, 0.048, 0.046),
    (0.8, 0.041, 0.042, 0.041),
    (1.0, 0.041, 0.038, 0.041),
    (1.25, 0.042, 0.041, 0.041),
    (1.6, 0.034, 0.033, 0.033),
    (1.9, 0.027, 0.024, 0.024),
    (2.02, 0.026, 0.022, 0.022),
)
SLEEVE = profile(
    (-0.144, 0.006, 0.006, 0.006),
    (-0.133, 0.014, 0.016, 0.016),
    (-0.1, 0.027, 0.032, 0.032),
    (-0.044, 0.038, 0.044, 0.044),
    (0.066, 0.047, 0.052, 0.052),
    (0.3, 0.054, 0.057, 0.057),
    (0.6, 0.056, 0.058, 0.057),
    (0.9, 0.05, 0.05, 0.05),
    (1.05, 0.048, 0.047, 0.05),
    (1.3, 0.048, 0.047, 0.047),
    (1.7, 0.041, 0.039, 0.039),
    (1.92, 0.036, 0.033, 0.033),
)
TROUSER = profile(
    (-0.22, 0.01, 0.01, 0.01),
    (-0.2, 0.04, 0.04, 0.04),
    (-0.14, 0.075, 0.066, 0.08),
    (0.0, 0.09, 0.078, 0.099),
    (0.2, 0.09, 0.08, 0.096),
    (0.6, 0.076, 0.076, 0.077),
    (0.9, 0.064, 0.069, 0.062),
    (1.0, 0.062, 0.067, 0.06),
    (1.1, 0.06, 0.06, 0.062),
    (1.3, 0.061, 0.055, 0.067),
    (1.7, 0.054, 0.052, 0.058),
    (1.98, 0.05, 0.054, 0.056),
)
LEG = profile(
    (0.4, 0.072, 0.078, 0.074),
    (0.6, 0.066, 0.072, 0.068),
    (0.9, 0.054, 0.058, 0.054),
    (1.0, 0.052, 0.056, 0.052),
    (1.1, 0.05, 0.05, 0.054),
    (1.3, 0.054, 0.046, 0.062),
    (1.7, 0.04, 0.037, 0.044),
    (1.9, 0.035, 0.036, 0.038),
    (2.02, 0.036, 0.038, 0.042),
)
NECK = profile(
    (0.0, 0.064, 0.063, 0.064),
    (0.4, 0.056, 0.056, 0.057),
    (1.0, 0.053, 0.052, 0.053),
)
ARM_ROD, THIGH_ROD = (0.042, 0.058), (0.094, 0.066)  # sleeve and trouser leg as neighbours see them
SHOULDER_M, HIP_M = 0.055, 0.060  # how far the fillets between limbs and trunk reach
CLOTH_M = 0.012  # the shirt hangs so far outside the trousers
SHIRT_OVER = 0.02  # the shirt is drawn over trousers, neck and arms as if this much nearer

# how much of a change of girth each height of the trunk takes part in: fat sits at the waist
GIRTH_AT = (-0.215, 0.10, 0.35, 0.62, 0.86, 1.00, 1.176)
GIRTH_SIDE = (0.5, 0.75, 0.70, 0.55, 0.45, 0.35, 0.35)
GIRTH_FRONT = (0.5, 1.25, 1.90, 1.20, 0.70, 0.40, 0.35)
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
