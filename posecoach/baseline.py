"""A person's own good posture, for the metrics that are changes from it.

A baseline is measured from a picture, a clip or ten seconds of camera, and kept as a small JSON
file: medians of the registered quantities with their spread, and how the person was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from posecoach.errors import ConfigError
from posecoach.metrics import QUANTITIES, SIDE, Body
from posecoach.metrics.body import level_slope
from posecoach.trust import measurable
from posecoach.types import Result, View

LENGTHS = (
    "eye_width",
    "face_size",
    "face_radius",
    "eye_height",
    "shoulder_width",
    "shoulder_height",
)  # pixels: scale with the picture
LEVEL = ("head_roll_raw", "shoulder_roll_raw", "lateral_index")  # 0: level, centred
# how much of a tilt in one picture is habit; the rest is the moment's sway and the network's
# error, which ten seconds of camera even out (docs/accuracy.md, run one picture)
ONE_PICTURE = 0.5
# quantities that mean something from the side; all others do facing the camera
SIDE_ON = ("head_line", "trunk_over_head", "shoulder_lead")
STEADY = 0.02  # spread of the shoulder width over its median up to which the person sat still
SAME_SHAPE = 0.01  # difference of aspect ratio up to which two pictures have the same shape


Limits = Mapping[str, tuple[float, float]]
"""Metric -> a person's own edges of good and of caution, the worse one further from neutral."""


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Medians of one person's quantities, seen from one camera."""

    view: str  # "front", "side-left" ...
    framing: str
    width: int  # pixels of the picture it was measured in
    height: int
    frames: int  # judged frames it rests on
    values: dict[str, float]  # quantity -> median, in the quantity's own unit
    spread: dict[str, float]  # quantity -> median absolute deviation
    schema: Literal[4] = 4  # 3: no face, 2: shoulders and 1: ears too where the network sets them
    limits: dict[str, tuple[float, float]] = {}  # see Limits; empty: those of the table

    @property
    def steady(self) -> bool:
        """Whether the person held still enough for the medians to mean something."""
        width = self.values.get("shoulder_width", np.nan)
        return not self.spread.get("shoulder_width", 0.0) > STEADY * width

    def at(self, size: tuple[int, int]) -> Mapping[str, float]:
        """Return the values for pictures of another size from the same camera.

        Lengths scale with the picture; where its shape differs it is another camera or crop, and
        lengths cannot be compared: they are left out. The tilts of a single picture count half.
        """
        habit = ONE_PICTURE if self.frames == 1 else 1.0
        values = {k: v * habit if k in LEVEL else v for k, v in self.values.items()}
        shape = size[0] / size[1] * self.height / self.width
        if abs(shape - 1) > SAME_SHAPE:
            return {k: v for k, v in values.items() if k not in LENGTHS}
        scale = size[1] / self.height
        return {k: v * scale if k in LENGTHS else v for k, v in values.items()}


@dataclass(slots=True)
class _Sample:
    view: str
    framing: str
    size: tuple[int, int]
    values: dict[str, float]


def capture(results: Iterable[Result]) -> Baseline:
    """Measure a baseline from the judged frames of a recording, in the view seen most.

    Raises:
        ConfigError: when no frame can be judged; says why.
    """
    samples: list[_Sample] = []
    reasons: list[str] = []
    for result in results:
        if result.pose is None or result.outlook.reason or result.outlook.view is View.UNKNOWN:
            reasons.append(result.outlook.reason)
            continue
        facing = float(result.outlook.facing)
        slope = level_slope(result.pose, result.size)
        pose = result.pose
        body = Body(pose.px, facing or np.nan, facing < 0, level_slope=slope, face=pose.face)
        body = measurable(body, pose.visibility)
        outlook = result.outlook
        side_on = outlook.view in SIDE
        values = {
            name: float(compute(body))
            for name, compute in QUANTITIES.items()
            if (name in SIDE_ON) is side_on
        }
        samples.append(_Sample(outlook.view.label, outlook.framing.label, result.size, values))
    if not samples:
        why = max(set(reasons), key=reasons.count) if reasons else "it has no frames"
        raise ConfigError(f"baseline: no frame of it can be judged: {why}")
    views = [(s.view, s.framing) for s in samples]
    view, framing = max(set(views), key=views.count)
    kept = [s for s in samples if (s.view, s.framing) == (view, framing)]
    values, spread = _medians(kept)
    width, height = kept[0].size
    return Baseline(view, framing, width, height, len(kept), values, spread)


def _medians(samples: list[_Sample]) -> tuple[dict[str, float], dict[str, float]]:
    values: dict[str, float] = {}
    spread: dict[str, float] = {}
    for name in samples[0].values:
        column = np.array([s.values[name] for s in samples])
        column = column[~np.isnan(column)]
        if column.size * 2 < len(samples) or not column.size:
            continue  # seen in less than half of the frames: not this view's to say
        values[name] = float(np.median(column))
        spread[name] = float(np.median(np.abs(column - values[name])))
    return values, spread


def save(baseline: Baseline, path: Path) -> None:
    """Write a baseline as JSON."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(baseline)))


def load(path: Path) -> Baseline:
    """Read a saved baseline.

    Raises:
        ConfigError: one line naming the file.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as e:
        raise ConfigError(f"{path}: cannot be read ({e.strerror})") from e
    except (msgspec.ValidationError, msgspec.DecodeError) as e:
        if "$.schema" in str(e):
            advice = "take it anew: `posecoach calibrate`"
            raise ConfigError(f"{path.name}: a baseline of another posecoach; {advice}") from e
        raise ConfigError(f"{path.name}: not a saved baseline: {e}") from e
