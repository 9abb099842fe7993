"""The scripts behind tuned numbers: pixels made square, and the edge that serves all sources."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import cv2
import numpy as np
import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


band = script("tune_band")


def source(good: list[float], bad: list[float]) -> tuple[np.ndarray, np.ndarray]:
    return np.array(good + bad), np.array([False] * len(good) + [True] * len(bad))


SMALL = source([10, 12], [30, 40])
LARGE = source([20.0] * 500, [24.0] * 500)


def test_a_small_source_counts_as_much_as_a_large_one() -> None:
    tried = np.arange(5.0, 45.0)
    right = band.shares({"small": SMALL, "large": LARGE}, tried)
    assert right["small"][tried == 12].tolist() == [1.0]  # a value at the threshold is good
    assert right["small"][tried == 30].tolist() == [0.75]
    assert right["large"][tried == 19].tolist() == [0.5]
    assert band.best(tried, list(right.values())) == pytest.approx(21.5)  # 20, 21, 22, 23
    assert band.best(tried, [right["small"]]) == pytest.approx(20.5)  # 12 ... 29


def test_an_estimate_at_a_threshold_has_an_interval_around_it() -> None:
    found = band.balanced(source([1, 2, 3, 9], [7, 8, 9, 10]), 6.0)
    assert found.value == pytest.approx(0.875)
    assert found.low < 0.875 <= found.high <= 1


def test_thresholds_reach_over_all_sources() -> None:
    tried = band.thresholds({"small": SMALL, "large": LARGE})
    assert len(tried) == band.STEPS
    assert 10 <= tried[0] <= 20 and 24 <= tried[-1] <= 40


def test_pixels_become_square_and_points_move_along(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    (folder / "images").mkdir(parents=True)
    cv2.imwrite(str(folder / "images/a.png"), np.zeros((640, 640, 3), np.uint8))
    (folder / "labels.csv").write_text("file,label,view\nimages/a.png,good,side\n")
    (folder / "keypoints.csv").write_text("file,keypoint,x,y\nimages/a.png,nose,100,50\n")
    assert script("square_pixels").square(folder, output, 3 / 4) == 1
    assert cv2.imread(str(output / "images/a.png")).shape == (640, 480, 3)
    with (output / "keypoints.csv").open() as file:
        (point,) = csv.DictReader(file)
    assert (float(point["x"]), float(point["y"])) == (75.0, 50.0)
    assert (output / "labels.csv").read_text() == (folder / "labels.csv").read_text()
