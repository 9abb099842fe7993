"""Since when the gate passes, fails or cannot be told; and the clock that it lets run."""

from __future__ import annotations

from msgspec import Struct

from posecoach.exercises.exercise import Exercise
from posecoach.sessions.criteria import Claim, Values, every, passes

OPEN_S = 1.0  # the pose is recognised once it has been there so long, SCIENCE C0
LOSS_S = 3.0  # unseen no longer than this counts as unchanged, SCIENCE C0
LAPSE_S = 0.3  # nobody leaves a pose and is back in so short a time: the network has seen wrong
RESET_S = 8.0  # out of the pose for longer, the hold starts over, SCIENCE C0


class Gate(Struct, frozen=True):
    """How it stands with the gate; times in seconds."""

    t: float | None = None  # of the last look
    good_since: float | None = None  # all criteria have held
    bad_since: float | None = None  # one did not
    blind_since: float | None = None  # it cannot be told


def claim(exercise: Exercise, values: Values, loose: bool) -> Claim:
    """Return whether all criteria of the gate hold; `loose` once it has opened."""
    return every(passes(criterion, values, loose) for criterion in exercise.gate)


def settled(gate: Gate, t: float, claim: Claim) -> Claim:
    """Return the claim, but not known yet where it fails after it held, for a moment only."""
    if claim is False and gate.good_since is not None and lasted(gate.blind_since, t) < LAPSE_S:
        return None
    return claim


def look(gate: Gate, t: float, claim: Claim) -> Gate:
    """Return the gate after one more claim."""
    if gate.t is not None and t - gate.t > LOSS_S:
        gate = Gate()
    if claim is True:
        return Gate(t, t if gate.good_since is None else gate.good_since)
    if claim is False:
        lapse = gate.blind_since is not None and t - gate.blind_since <= 2 * LAPSE_S
        began = gate.blind_since if lapse else t
        return Gate(t, None, began if gate.bad_since is None else gate.bad_since)
    blind = t if gate.blind_since is None else gate.blind_since
    if t - blind > LOSS_S:
        return Gate(t, None, None, blind)
    return Gate(t, gate.good_since, gate.bad_since, blind)


def lasted(since: float | None, t: float) -> float:
    """Return for how long something has been so, seconds; 0 when it is not."""
    return 0.0 if since is None else t - since


class Clock(Struct, frozen=True):
    """The time that counts."""

    ran_s: float = 0.0
    last: float | None = None  # seconds at which it last ran


def run(clock: Clock, t: float, claim: Claim) -> tuple[Clock, float]:
    """Return the clock after one more claim, and the seconds that were added.

    A short spell in which nothing could be told counts once it turns out that all went on.
    """
    if claim is None:
        return clock, 0.0
    if claim is False:
        return Clock(clock.ran_s), 0.0
    added = 0.0 if clock.last is None else t - clock.last
    added = added if added <= LOSS_S else 0.0
    return Clock(clock.ran_s + added, t), added
