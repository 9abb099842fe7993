"""Whether a person held still enough for a baseline, SCIENCE A8: MAD up to 1.5 deg or 2 %. Pure."""

from __future__ import annotations

from math import inf

from posecoach.baseline import Baseline
from posecoach.metrics.head import PITCH_PER_DEG, YAW_PER_DEG

DEG, SHARE = 1.5, 0.02
_PER_DEG = {
    "head_line": 1.0,
    "head_roll_raw": 1.0,
    "shoulder_roll_raw": 1.0,
    "pelvic_roll_raw": 1.0,
    "pitch_index": PITCH_PER_DEG,
    "yaw_index": YAW_PER_DEG,
}  # quantity -> its unit per degree
_PLACES = ("eye_height", "shoulder_height")  # on the picture
_AROUND_ZERO = ("shoulder_lead", "lateral_index")  # shares of a body length that may be zero


def unrest(baseline: Baseline) -> tuple[float, str]:
    """Return the largest spread as a share of what is allowed (at most 1 is still), and of what.

    The spread of a baseline is its median absolute deviation, in the quantity's unit.
    """
    shares = {name: _share(baseline, name) for name in baseline.spread}
    worst = max(shares, key=shares.__getitem__, default="")
    return shares.get(worst, inf), worst


def _share(baseline: Baseline, name: str) -> float:
    value, spread = abs(baseline.values[name]), baseline.spread[name]
    if name in _PER_DEG:
        allowed = DEG * _PER_DEG[name]
    elif name in _AROUND_ZERO:
        allowed = SHARE
    elif name in _PLACES:  # still is a matter of the body's size
        allowed = SHARE * baseline.values.get("shoulder_width", value)
    else:
        allowed = SHARE * value
    return spread / allowed if allowed > 0 else inf
