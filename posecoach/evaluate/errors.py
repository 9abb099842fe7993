"""The error of each metric as a function of view and yaw: raw material for error bars."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from posecoach.evaluate.pictures import Sample
from posecoach.evaluate.rendered import Rendered, errors
from posecoach.metrics import METRICS, SIDE
from posecoach.reports.atomic import write_whole
from posecoach.version import VERSION

BIN_DEG = 15.0  # of yaw
FEWEST = 10  # errors in a bin from which their spread means something


def error_table(samples: Sequence[Sample]) -> dict[str, dict[str, list[dict[str, float]]]]:
    """Return metric -> view ("side", "front") -> bins of yaw, nearest to the front first.

    Each bin has yaw_deg (its middle), bias, sd and mae in the metric's unit, n and missing (share
    0..1 of joints seen too badly). Where the product refuses to judge, what it would read counts.
    """
    table: dict[str, dict[str, list[dict[str, float]]]] = {}
    for name in sorted({name for s in samples for name in s.true}):
        bins: dict[float, list[Sample]] = {}
        for sample in samples:
            if name in sample.true and sample.yaw == sample.yaw:
                bins.setdefault(round(sample.yaw / BIN_DEG) * BIN_DEG, []).append(sample)
        rows = []
        for yaw, own in sorted(bins.items()):
            found = errors(name, own, judged_only=False)
            if found.n >= FEWEST:
                rows.append(
                    {
                        "yaw_deg": yaw,
                        "bias": round(found.bias.value, 4),
                        "sd": round(found.sd.value, 4),
                        "mae": round(found.mae.value, 4),
                        "n": found.n,
                        "missing": round(found.missing, 4),
                    }
                )
        if rows:
            table[name] = {"side" if METRICS[name].views == SIDE else "front": rows}
    return table


def write_errors(path: Path, rendered: Rendered) -> None:
    """Write the table as JSON, with where it comes from."""
    run = rendered.run
    facts: dict[str, Any] = {
        "schema": 1,
        "made_by": f"posecoach evaluate rendered --split {run.split} --seed {run.seed} "
        f"--people {run.people}",
        "posecoach": VERSION,
        "model": run.model or "default",
        "suites": [suite.id for suite in run.suites if not suite.moving],
        "metrics": error_table(rendered.samples),
    }
    write_whole(path, msgspec.json.format(msgspec.json.encode(facts)).decode() + "\n")
