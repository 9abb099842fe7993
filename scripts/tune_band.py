"""Find the edge of a metric's band that serves several labelled folders alike.

    python scripts/tune_band.py METRIC FOLDER... --good LABEL,LABEL --bad LABEL,LABEL

For every threshold: balanced accuracy in each folder, and their mean, in which a folder of a
thousand frames counts no more than one of twenty pictures. Then each folder in turn is judged at
the threshold the others choose: what to expect from people and cameras not seen. Bad is above.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from posecoach.app import Options
from posecoach.evaluate.datasets import read_dataset
from posecoach.evaluate.judged import judge_all, see_all
from posecoach.evaluate.resampling import Draws, Estimate
from posecoach.evaluate.separation import auc, balanced_accuracy
from posecoach.types import Floats

STEPS = 60
RANGE = (2.0, 98.0)  # percentiles of all values between which thresholds are tried

Source = tuple[Floats, NDArray[np.bool_]]  # values, and whether they are labelled bad


def measured(folder: Path, metric: str, good: set[str], bad: set[str]) -> Source:
    """Return what the product measures in the labelled files of one folder."""
    items = [item for item in read_dataset(folder) if item.labels & (good | bad)]
    rows = [
        row for row in judge_all(see_all(items, Options()), Options()) if row.label in good | bad
    ]
    values = np.array([row.result.measurements[metric] for row in rows])
    known = ~np.isnan(values)
    return values[known], np.array([row.label in bad for row in rows])[known]


def balanced(source: Source, threshold: float) -> Estimate:
    """Balanced accuracy of calling everything above the threshold bad, drawn frame by frame."""
    values, bad = source
    called = ["bad" if value > threshold else "good" for value in values]
    truth = ["bad" if one else "good" for one in bad]
    return Draws.of(list(range(len(bad)))).estimate(balanced_accuracy(called, truth))


def thresholds(sources: Mapping[str, Source]) -> Floats:
    """Return the thresholds to try, in the metric's unit."""
    low, high = np.percentile(np.concatenate([values for values, _ in sources.values()]), RANGE)
    return np.linspace(low, high, STEPS)


def shares(sources: Mapping[str, Source], tried: Floats) -> dict[str, Floats]:
    """Return the balanced accuracy of each source at each threshold."""
    return {
        name: np.array([((v > t)[bad].mean() + (v <= t)[~bad].mean()) / 2 for t in tried])
        for name, (v, bad) in sources.items()
    }


def best(tried: Floats, right: Sequence[Floats]) -> float:
    """Return the threshold with the best mean over sources; the middle one of several."""
    mean = np.mean(right, axis=0)
    return float(np.median(tried[np.isclose(mean, mean.max())]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("metric")
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("--good", required=True, type=lambda text: set(text.split(",")))
    parser.add_argument("--bad", required=True, type=lambda text: set(text.split(",")))
    given = parser.parse_args()
    sources = {f.name: measured(f, given.metric, given.good, given.bad) for f in given.folder}
    tried = thresholds(sources)
    right = shares(sources, tried)
    print("threshold  mean  " + "  ".join(right))
    for i in range(0, STEPS, 2):
        each = [right[name][i] for name in right]
        print(f"{tried[i]:9.1f} {np.mean(each):.3f}  " + "  ".join(f"{one:.3f}" for one in each))
    for name, (values, bad) in sources.items():
        area = Draws.of(list(range(len(bad)))).estimate(auc(values, bad))
        found = f"{name}: {len(bad)} rows, AUC {area.value:.3f} [{area.low:.3f}, {area.high:.3f}]"
        if others := [share for other, share in right.items() if other != name]:
            there = balanced(sources[name], chosen := best(tried, others))
            found += f"; the others choose {chosen:.1f}: {there.value:.3f}"
            found += f" [{there.low:.3f}, {there.high:.3f}]"
        print(found)
    print(f"all: {best(tried, list(right.values())):.1f}")


if __name__ == "__main__":
    main()
