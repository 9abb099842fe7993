"""Files that movement analysis tools read: markers as .trc, joint angles as .mot.

Both have Y up. Markers are the network's world landmarks: millimetres from the middle of the hips,
X to the picture's right, Z towards the camera; depth is an estimate, and where the body stands in
the room is not in it. Times are those of the frames, which need not be evenly spaced.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from posecoach.joints import Joint
from posecoach.metrics import METRICS
from posecoach.reports.atomic import WholeFile, write_whole
from posecoach.reports.timeline import Timeline
from posecoach.types import Result

MILLIMETRES = np.array([1000.0, -1000.0, -1000.0])  # from metres, y down and z away
MARKERS = tuple("".join(word.capitalize() for word in joint.name.split("_")) for joint in Joint)


class MarkerFile:
    """landmarks.trc: the person followed, as the network gave it; unseen joints are blank."""

    def __init__(self, path: Path) -> None:
        """Begin; the file appears when it is closed, as its head tells how many frames follow."""
        self._path = path
        self._rows = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - closed in __exit__
        self._times: list[float] = []

    def write(self, result: Result) -> None:
        """Append one analysed frame."""
        self._times.append(result.t)
        if result.raw is None:
            cells = "\t" * (3 * len(MARKERS) - 1)
        else:
            points = result.raw.world * MILLIMETRES
            cells = "\t".join("" if v != v else f"{v:.2f}" for v in points.ravel().tolist())
        self._rows.write(f"{len(self._times)}\t{result.t:.4f}\t{cells}\n".encode())

    def __enter__(self) -> Self:
        """Return self."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write the file; after an error, other than Ctrl-C, there is none."""
        with self._rows:
            if kind is not None and not issubclass(kind, KeyboardInterrupt):
                return
            self._rows.seek(0)
            with WholeFile(self._path) as out:
                out.write(self._head())
                while block := self._rows.read(1 << 20):
                    out.write(block)

    def _head(self) -> str:
        rate = _rate(np.array(self._times))
        count = len(self._times)
        names = "\t\t\t".join(MARKERS)
        axes = "\t".join(f"{axis}{i + 1}" for i in range(len(MARKERS)) for axis in "XYZ")
        fields = (
            *("DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units"),
            *("OrigDataRate", "OrigDataStartFrame", "OrigNumFrames"),
        )
        values = (rate, rate, count, len(MARKERS), "mm", rate, 1, count)
        return (
            f"PathFileType\t4\t(X/Y/Z)\t{self._path.name}\n"
            + "\t".join(fields)
            + "\n"
            + "\t".join(f"{v:.4f}" if isinstance(v, float) else str(v) for v in values)
            + f"\nFrame#\tTime\t{names}\t\t\n\t\t{axes}\n\n"
        )


def write_angles(path: Path, timeline: Timeline) -> None:
    """Write angles.mot: every metric in degrees over time; not measured is nan."""
    angles = {name: v for name, v in timeline.metrics.items() if METRICS[name].unit == "deg"}
    lines = [
        path.stem,
        "version=1",
        f"nRows={len(timeline)}",
        f"nColumns={len(angles) + 1}",
        "inDegrees=yes",
        "Angles are estimates of posecoach from one camera; not measured is nan.",
        "endheader",  # some readers stumble over empty lines before it
        "\t".join(["time", *angles]),
    ]
    columns = [timeline.t.tolist(), *(values.tolist() for values in angles.values())]
    rows = ["\t".join(f"{value:.4f}" for value in row) for row in zip(*columns, strict=True)]
    write_whole(path, "\n".join([*lines, *rows]) + "\n")


def _rate(times: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Return the usual number of frames a second; 0 with fewer than two."""
    return float(1 / np.median(np.diff(times))) if len(times) > 1 else 0.0
