"""How long a bent posture may be held: the maximum acceptable holding times of ISO 11226.

An angle up to the near edge of a zone (that edge included) may be held for as long as one likes;
from there the time falls on a straight line to the far edge (included); beyond it, the posture is
not recommended at all. Angles below zero are leaning back, which ISO 11226 accepts when supported:
a camera cannot see a backrest, so they count as unlimited here and have rules of their own.

Degrees in, seconds out; NaN in, NaN out. Source: SCIENCE A4 (angle zones Table 2 of
10.1186/s12995-020-00286-9, times from the ErgoCapture ISO 11226
module; the text of the standard itself was not seen).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isinf, nan
from typing import Literal

BodyPart = Literal["trunk", "head", "arm"]

# SCIENCE A8: say something after half the holding time, neither at once nor after a whole movie
ALERT_SHARE = 0.5
ALERT_AFTER_S = (30.0, 240.0)


@dataclass(frozen=True, slots=True)
class Zone:
    """Where holding is limited: from `longest_s` at `from_deg` down to `shortest_s` at `to_deg`."""

    from_deg: float
    to_deg: float
    longest_s: float
    shortest_s: float

    def holding_s(self, angle_deg: float) -> float:
        """Return the longest acceptable hold: infinite below the zone, 0 above it."""
        if angle_deg <= self.from_deg:
            return inf
        share = (angle_deg - self.from_deg) / (self.to_deg - self.from_deg)
        held = self.longest_s + (self.shortest_s - self.longest_s) * share
        return 0.0 if share > 1 else held


ZONES: dict[BodyPart, Zone] = {
    "trunk": Zone(20, 60, longest_s=4 * 60, shortest_s=60),
    "head": Zone(25, 85, longest_s=8 * 60, shortest_s=60),
    "arm": Zone(20, 60, longest_s=3 * 60, shortest_s=60),
}


def alert_after_s(part: BodyPart, angle_deg: float) -> float:
    """Return how long a held angle may last before it is worth a word, 30..240 s.

    Half the acceptable holding time; 30 s for an angle that is not recommended at all; NaN where
    the time is unlimited and where the angle is not known.
    """
    holding = ZONES[part].holding_s(angle_deg)
    if isinf(holding):
        return nan
    least, most = ALERT_AFTER_S
    return min(max(ALERT_SHARE * holding, least), most) if holding == holding else nan
