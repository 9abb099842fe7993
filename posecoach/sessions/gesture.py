"""A hand held up for two seconds: pause, go on, or yes, with no keyboard on the floor."""

from __future__ import annotations

from math import isnan, nan

from msgspec import Struct

from posecoach.exercises.exercise import Exercise
from posecoach.metrics.body import Body
from posecoach.metrics.geometry import angle_at, distance, inclination
from posecoach.sessions.criteria import parts_of

HELD_S = 2.0
LAPSE_S = 0.5  # of not being seen or seeming down: landmarks flutter
STRAIGHT = 145.0  # degrees at the elbow, of an arm held up on purpose
CEILING = 35.0  # degrees from straight up, on the picture
LYING = 50.0  # degrees of the trunk from upright on the picture, from where somebody lies
ARMS = ("wrist_", "elbow_", "forearm_", "shoulder_elevation", "shoulder_difference")
"""How the names of form measures begin that are about the arms."""


class Raised(Struct, frozen=True):
    """How long a hand has been up."""

    since: float | None = None  # seconds
    seen: float = nan  # last seen up
    fired: bool = False  # it has been taken as a sign already; must come down first


def look(state: Raised, t: float, up: bool) -> tuple[Raised, bool]:
    """Return the state after one more look, and whether a sign has just been given."""
    if not up:
        lapsed = isnan(state.seen) or t - state.seen > LAPSE_S
        return (Raised() if lapsed else state), False
    since = t if state.since is None else state.since
    sign = not state.fired and t - since >= HELD_S
    return Raised(since, t, state.fired or sign), sign


def hand_up(body: Body) -> bool:
    """Return whether exactly one arm is held up on purpose.

    Upright: the wrist above the top of the head's landmarks. Lying or bent: the arm straight and
    pointing to the ceiling. Unseen is not up.
    """
    return _up(body, "left") != _up(body, "right")


def means_something(exercise: Exercise) -> bool:
    """Return whether an arm held up may be a sign: not where the arms belong to the exercise."""
    return not any(name.startswith(ARMS) for name, _ in parts_of(exercise))


def _up(body: Body, side: str) -> bool:
    joint = body.left if side == "left" else body.right
    shoulder, elbow, wrist = joint("shoulder"), joint("elbow"), joint("wrist")
    (hips, shoulders) = body.middle("hip"), body.middle("shoulder")
    trunk = abs(inclination(hips, shoulders))
    if trunk < LYING or isnan(trunk):
        head = min((body.left("ear").imag, body.right("ear").imag, body.left("eye").imag))
        length = distance(hips, shoulders)
        margin = 0.0 if isnan(length) else 0.1 * length
        return bool(wrist.imag < head - margin and elbow.imag < shoulder.imag)
    straight = angle_at(shoulder, elbow, wrist) > STRAIGHT
    return bool(straight and abs(inclination(shoulder, wrist)) < CEILING)
