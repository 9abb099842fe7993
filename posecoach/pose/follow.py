"""Follow one person: continuity of place and scale beats size (SCIENCE A7). Pure.

The person followed is the one who has been there; somebody passing by, or sitting down in the
background, changes nothing. When two people are there from the start, neither is judged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, sqrt

from posecoach.joints import MIRROR, Joint
from posecoach.metrics.geometry import points
from posecoach.types import Pose, Sighting

_CORE = [
    Joint.NOSE,
    Joint.LEFT_EAR,
    Joint.RIGHT_EAR,
    Joint.LEFT_SHOULDER,
    Joint.RIGHT_SHOULDER,
    Joint.LEFT_HIP,
    Joint.RIGHT_HIP,
]
JUMP = 0.75  # a shift of the trunk by more, in body sizes, is not a movement (half the shoulders)
JUMP_PER_S = 3.0  # ... but between frames far apart people move
RESIZE = 0.25  # nor is a change of size by more than a quarter within 0.3 s
RESIZE_S = 0.3
PATIENCE_S = 2.0  # somebody elsewhere becomes the person followed after this long
ESTABLISHED_S = 2.0  # seen alone for so long, a person keeps being followed in company
COMPARABLE = 0.6  # a second body of at least this share of the first one's size is company
SIDE_ON = 0.1  # shoulders nearer than this, in sizes, change places by the network's noise alone
SAME = 1.0  # two bodies nearer than this, in sizes, are one body seen twice

NOBODY = "no person"
COMPANY = "more than one person"
JUMPED = "lost track: hold still for a moment"
COVERED = "camera covered"
DARK = "too dark"
BLANK_CONTRAST = 4.0  # standard deviation of grey levels below which the picture shows nothing
COVERED_LEVEL = 40.0  # mean grey level below which that is a covered lens
# Mean grey level below which nobody found means nothing. Between it and 40 the second search finds
# as many as in good light (docs/accuracy.md, run order).
DARK_LEVEL = 15.0


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """The person followed."""

    t: float  # seconds, when last seen
    centre: complex  # x + 1j * y, pixels
    size: float  # pixels, root mean square extent of head and trunk
    alone_s: float = 0.0  # seconds seen without company of comparable size
    company: bool = False  # as of the last count of people
    elsewhere_since: float = inf  # seconds since when only somebody elsewhere was seen
    pose: Pose | None = None
    number: int = 0  # grows when somebody else becomes the person followed


def extent(pose: Pose) -> tuple[complex, float]:
    """Return (centre, size) of head and trunk, pixels; the centre as x + 1j * y."""
    core = points(pose.px[_CORE]).tolist()
    centre = sum(core) / len(core)
    return centre, sqrt(sum(abs(joint - centre) ** 2 for joint in core) / len(core))


def continues(track: Track, centre: complex, size: float, t: float) -> bool:
    """Return whether somebody of this extent can be the person followed, t seconds being now."""
    dt = t - track.t
    allowed = (JUMP + JUMP_PER_S * max(0.0, dt - RESIZE_S)) * track.size
    resize = 1 + RESIZE * max(1.0, dt / RESIZE_S)
    near = abs(centre - track.centre) <= allowed
    return near and 1 / resize <= size / max(track.size, 1e-6) <= resize


def follow(track: Track | None, sighting: Sighting) -> tuple[Track | None, Pose | None, str]:
    """Take one frame's people.

    Returns:
        The new track, the person followed (None when not seen or not to be judged) and, then, why.
    """
    people = sighting.people
    if not people:
        return track, None, _why_nobody(sighting)
    if track is None:
        return _judge_company(_start(sighting), sighting, people)
    extents = ((person, *extent(person)) for person in people)
    same = (it for it in extents if continues(track, *it[1:], sighting.t))
    found, centre, size = next(same, (None, 0j, 0.0))
    if found is None:
        since = min(track.elsewhere_since, sighting.t)
        if sighting.t - since < PATIENCE_S and sighting.t - track.t < PATIENCE_S:
            return replace(track, elsewhere_since=since), None, JUMPED
        return _judge_company(_start(sighting, track.number + 1), sighting, people)
    found = unswapped(track.pose, found)
    alone = track.alone_s + (0.0 if track.company else min(sighting.t - track.t, 1.0))
    after = Track(
        t=sighting.t,
        centre=centre,
        size=size,
        alone_s=alone,
        company=track.company,
        pose=found,
        number=track.number,
    )
    return _judge_company(after, sighting, people)


def _why_nobody(sighting: Sighting) -> str:
    if sighting.contrast < BLANK_CONTRAST and sighting.brightness < COVERED_LEVEL:
        return COVERED
    return DARK if sighting.brightness < DARK_LEVEL else NOBODY


def _start(sighting: Sighting, number: int = 0) -> Track:
    pose = max(sighting.people, key=lambda person: extent(person)[1])
    centre, size = extent(pose)
    return Track(sighting.t, centre, size, pose=pose, number=number)


def _judge_company(
    track: Track, sighting: Sighting, people: tuple[Pose, ...]
) -> tuple[Track, Pose | None, str]:
    if sighting.counted:
        track = replace(track, company=any(_is_company(track, other) for other in people))
    if track.company and track.alone_s < ESTABLISHED_S:
        return track, None, COMPANY
    return track, track.pose, ""


def _is_company(track: Track, other: Pose) -> bool:
    centre, size = extent(other)
    apart = abs(centre - track.centre) > SAME * track.size
    return apart and size >= COMPARABLE * track.size


def _order(pose: Pose) -> float:
    return float(pose.px[Joint.LEFT_SHOULDER, 0] - pose.px[Joint.RIGHT_SHOULDER, 0])


def unswapped(before: Pose | None, now: Pose) -> Pose:
    """Return `now` with left and right exchanged back where the network has swapped them.

    Swapped is: every joint of the trunk is nearer to the other side's last place than to its own.
    """
    if before is None or not _order(before) * _order(now) < 0:
        return now  # a swap turns the order of the shoulders round
    if min(abs(_order(before)), abs(_order(now))) < SIDE_ON * extent(before)[1]:
        return now
    trunk = [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP]
    mirrored = now.px[list(MIRROR)]
    was = points(before.px[trunk])
    straight, crossed = abs(points(now.px[trunk]) - was), abs(points(mirrored[trunk]) - was)
    if not bool((crossed < straight).all()):
        return now
    rows = list(MIRROR)
    return replace(now, px=mirrored, world=now.world[rows], visibility=now.visibility[rows])
