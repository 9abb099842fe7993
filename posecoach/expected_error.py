"""How far off each metric is expected to be, from how the body is seen. Pure but for `load`.

The table is measured, not assumed: `posecoach evaluate rendered --write-errors` holds the network's
readings of drawn people against their exact joints and writes library/errors.json, which says how
it was made. Real people differ from drawn ones (docs/accuracy.md says by how much).
"""

from __future__ import annotations

from bisect import bisect_left
from math import hypot
from pathlib import Path

import msgspec

from posecoach.content import LIBRARY
from posecoach.errors import ConfigError
from posecoach.metrics import METRICS, SIDE
from posecoach.types import Errors, Expected, View

FILE = LIBRARY / "errors.json"
SQUARE = {"front": 0, "side": 90}  # yaw at which the camera stands squarely to the body
GROUPS = {View.FRONT: "front", **dict.fromkeys(SIDE, "side")}


class Bin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The errors found about one yaw; lengths in the metric's unit."""

    yaw_deg: float  # between the body and facing the camera, 0 front .. 90 side-on
    bias: float  # mean of reading less truth
    sd: float
    mae: float
    n: int  # readings
    missing: float  # share of the pictures in which there was none, 0..1

    @property
    def rms(self) -> float:
        """Root mean square error: about two thirds of the readings are nearer than this."""
        return hypot(self.bias, self.sd)


class ErrorTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds."""

    made_by: str  # the command
    posecoach: str
    model: str
    suites: list[str]
    metrics: dict[str, dict[str, list[Bin]]]  # metric -> "side" or "front" -> bins, rising yaw
    schema: int = 1


class ExpectedErrors:
    """Look the expected error up, by view and yaw."""

    def __init__(self, table: ErrorTable) -> None:
        """Keep the table."""
        self.table = table
        self._known: dict[tuple[str, int], Errors] = {}

    def at(self, view: View, yaw_deg: float) -> Errors:
        """Return the expected error of each metric, for whole degrees of yaw.

        Between bins on a straight line, beyond them as in the last. A metric that was never
        measured in this view is absent: its error is not known. Trust is the inverse of the
        scatter's variance as a share of what it is square-on, and 1 there.
        """
        group = GROUPS.get(view)
        if group is None or yaw_deg != yaw_deg:
            return {}
        key = group, round(yaw_deg)
        if key not in self._known:
            self._known[key] = {
                name: _expected(bins, key[1], SQUARE[group])
                for name, groups in self.table.metrics.items()
                if name in METRICS and (bins := groups.get(group))
            }
        return self._known[key]


def _expected(bins: list[Bin], yaw_deg: float, square_deg: float) -> Expected:
    rms, sd = _interpolated(bins, yaw_deg)
    _, least = _interpolated(bins, square_deg)
    return Expected(rms, min(1.0, (least / sd) ** 2) if sd else 1.0)


def _interpolated(bins: list[Bin], yaw_deg: float) -> tuple[float, float]:
    """Return root mean square error and scatter at a yaw."""
    i = bisect_left([it.yaw_deg for it in bins], yaw_deg)
    below, above = bins[max(i - 1, 0)], bins[min(i, len(bins) - 1)]
    apart = above.yaw_deg - below.yaw_deg
    share = (yaw_deg - below.yaw_deg) / apart if apart else 0.0
    rms, sd = (a + share * (b - a) for a, b in ((below.rms, above.rms), (below.sd, above.sd)))
    return rms, sd


def load(path: Path = FILE) -> ExpectedErrors:
    """Read the table.

    Raises:
        ConfigError: one line naming the file.
    """
    try:
        return ExpectedErrors(msgspec.json.decode(path.read_bytes(), type=ErrorTable))
    except OSError as e:
        raise ConfigError(f"{path}: cannot be read ({e.strerror})") from e
    except (msgspec.ValidationError, msgspec.DecodeError) as e:
        raise ConfigError(f"{path.name}: not a table of expected errors: {e}") from e
