"""Copy a labelled folder of pictures whose pixels are not square, with square ones.

    python scripts/square_pixels.py FOLDER OUTPUT WIDTH:HEIGHT

Angles need square pixels. Labelling services like to squeeze every picture into one shape;
WIDTH:HEIGHT is the shape the camera had (`3:4`). labels.csv is copied, keypoints.csv moved along.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
from pathlib import Path

import cv2

from posecoach.evaluate.datasets import KEYPOINTS, LABELS, read_dataset


def square(folder: Path, output: Path, shape: float) -> int:
    """Write the copy; `shape` is width over height. Returns the number of pictures."""
    items = read_dataset(folder)
    factors: dict[str, float] = {}
    for item in items:
        image = cv2.imread(str(item.path))
        if image is None:
            raise SystemExit(f"{item.path}: is not a picture")
        height, width = image.shape[:2]
        factors[item.file] = shape * height / width
        target = output / item.file
        target.parent.mkdir(parents=True, exist_ok=True)
        size = (round(width * factors[item.file]), height)
        lossless = [cv2.IMWRITE_JPEG_QUALITY, 100]
        cv2.imwrite(str(target), cv2.resize(image, size, interpolation=cv2.INTER_AREA), lossless)
    shutil.copyfile(folder / LABELS, output / LABELS)
    if (folder / KEYPOINTS).exists():
        _move_points(folder / KEYPOINTS, output / KEYPOINTS, factors)
    return len(items)


def _move_points(source: Path, target: Path, factors: dict[str, float]) -> None:
    with (
        source.open(encoding="utf-8-sig", newline="") as old,
        target.open("w", encoding="utf-8", newline="") as new,
    ):
        table = csv.DictReader(old)
        points = csv.DictWriter(new, table.fieldnames or ())
        points.writeheader()
        for row in table:
            if row["x"] and row["file"] in factors:
                row["x"] = f"{float(row['x']) * factors[row['file']]:.2f}"
            points.writerow(row)


if __name__ == "__main__":
    if len(sys.argv) != 4 or not re.fullmatch(r"[1-9]\d*:[1-9]\d*", sys.argv[3]):
        sys.exit(__doc__)
    wide, _, high = sys.argv[3].partition(":")
    count = square(Path(sys.argv[1]), Path(sys.argv[2]), float(wide) / float(high))
    print(f"{count} pictures with square pixels in {sys.argv[2]}")
