"""The figure's flesh as neighbouring parts see it, and the line the trunk follows."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from posecoach.mannequin.blend import Column, Rod, bow
from posecoach.mannequin.mesh import cross
from posecoach.mannequin.shape import ARM_ROD, THIGH_ROD, Profile, limb_growth
from posecoach.mannequin.skeleton import Figure
from posecoach.mannequin.solids import Spine, follow
from posecoach.types import Floats

COLUMN_RINGS = 512
# The base of the neck falls forward from the seventh vertebra, 11 cm above the shoulder joints, to
# the top of the breast bone, 2 cm above them (heights in Gordon et al. 2014).
NECK_BASE_DEG = 28.0
NECK_BASE = (1.05, 1.17)  # from where the rings of the trunk begin to tilt to where they are tilted


def trunk_arch(figure: Figure) -> tuple[float, float]:
    """Length of the trunk, and how far its middle stands behind the straight line, metres."""
    chord = float(np.linalg.norm(figure.points["chest"] - figure.points["pelvis"]))
    return chord, chord / 2 * float(np.tan(np.radians(figure.spec.rounding) / 4))


def trunk_spine(figure: Figure, at: Floats) -> Spine:
    """The trunk's middle line at shares of the way from mid-hip to mid-shoulder."""
    frame, shares = figure.frames["chest"], at[:, None]
    low, high = figure.points["pelvis"], figure.points["chest"]
    back = frame[:, 2] * trunk_arch(figure)[1] * bow(shares)
    twist = np.clip(shares, 0, 1)
    across = figure.frames["pelvis"][:, 0] * (1 - twist) + frame[:, 0] * twist
    spine = follow(low + (high - low) * shares - back, -across)
    return _nodding(spine, at)


def _nodding(spine: Spine, at: Floats) -> Spine:
    """The spine, its highest rings tilted forward as the base of the neck is."""
    low, high = NECK_BASE
    share = np.clip((at - low) / (high - low), 0, 1)
    tilt = np.radians(NECK_BASE_DEG) * share * share * (3 - 2 * share)
    up = cross(spine.sideways, spine.ahead)
    ahead = spine.ahead * np.cos(tilt)[:, None] - up * np.sin(tilt)[:, None]
    return Spine(spine.points, spine.sideways, ahead)


@lru_cache(maxsize=4)
def trunk_column(figure: Figure, profile: Profile) -> Column:
    """The trunk in shirt or trousers."""
    (length, back), scale = trunk_arch(figure), figure.proportions.scale
    at = np.linspace(profile.at[0], profile.at[-1], COLUMN_RINGS)
    place = (figure.points["pelvis"], figure.frames["chest"])
    return Column.of(place, at * length, profile.widths(at) * scale, back * bow(at))


def arm_rod(figure: Figure, side: str, cloth: float = 0.0) -> Rod:
    """The upper arm in its sleeve, thicker by `cloth` metres."""
    return _rod(figure, (f"{side}_shoulder", f"{side}_elbow"), ARM_ROD, cloth)


def thigh_rod(figure: Figure, side: str, cloth: float = 0.0) -> Rod:
    """The thigh in its trouser leg, thicker by `cloth` metres."""
    return _rod(figure, (f"{side}_hip", f"{side}_knee"), THIGH_ROD, cloth)


def _rod(figure: Figure, ends: tuple[str, str], radii: tuple[float, float], more: float) -> Rod:
    start, end = (figure.points[name] for name in ends)
    scale = figure.proportions.scale * limb_growth(figure.proportions)
    return Rod(start, end, (radii[0] * scale + more, radii[1] * scale + more))
