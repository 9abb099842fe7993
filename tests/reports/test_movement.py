"""Files for movement analysis tools hold what was measured, in their axes and units."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from posecoach.joints import JOINT_COUNT, Joint
from posecoach.reports.movement import MARKERS, MarkerFile, write_angles
from posecoach.reports.timeline import Timeline
from posecoach.types import Activity, Assessment, Outlook, Pose, Result

RATE = 10.0


def result(i, metrics=None, seen=True):
    world = np.full((JOINT_COUNT, 3), nan)
    world[Joint.NOSE] = (0.1, -0.5, 0.2)  # metres; y down, z away
    px = np.zeros((JOINT_COUNT, 2))
    raw = Pose(i / RATE, px, world, np.ones(JOINT_COUNT)) if seen else None
    return Result(
        *(i / RATE, i, None, (1, 1), None, raw, Outlook(), Activity.SITTING),
        metrics or {},
        Assessment(),
    )


def test_markers_are_millimetres_with_y_up_and_z_towards_the_camera(tmp_path):
    path = tmp_path / "landmarks.trc"
    with MarkerFile(path) as file:
        file.write(result(0))
        file.write(result(1, seen=False))
        file.write(result(2))
    lines = path.read_text().split("\n")
    facts = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=True))
    assert (float(facts["DataRate"]), facts["NumFrames"], facts["Units"]) == (RATE, "3", "mm")
    assert int(facts["NumMarkers"]) == len(MARKERS) == JOINT_COUNT
    names = lines[3].split("\t")
    assert names[:3] == ["Frame#", "Time", "Nose"] and names[5] == "LeftEyeInner"
    rows = [line.split("\t") for line in lines[6:9]]
    assert rows[0][:5] == ["1", "0.0000", "100.00", "500.00", "-200.00"]
    assert {len(row) for row in rows} == {2 + 3 * JOINT_COUNT}
    assert set(rows[1][2:]) == {""} == set(rows[0][5:])


def test_an_error_leaves_no_marker_file_and_ctrl_c_keeps_it(tmp_path):
    for error, kept in ((ValueError, False), (KeyboardInterrupt, True)):
        path = tmp_path / f"{error.__name__}.trc"
        with pytest.raises(error), MarkerFile(path) as file:
            file.write(result(0))
            raise error
        assert path.exists() == kept


def test_angles_are_the_metrics_in_degrees_over_time(tmp_path):
    timeline = Timeline()
    timeline.add(result(0, {"neck_inclination": 12.5, "shrug": 0.1}))
    timeline.add(result(1, {"neck_inclination": nan, "trunk_inclination": -3.0}))
    path = tmp_path / "angles.mot"
    write_angles(path, timeline)
    head, _, body = path.read_text().partition("endheader\n")
    assert "nRows=2\nnColumns=3\ninDegrees=yes" in head
    names, *rows = [line.split("\t") for line in body.splitlines()]
    assert names == ["time", "neck_inclination", "trunk_inclination"]
    assert rows == [["0.0000", "12.5000", "nan"], ["0.1000", "nan", "-3.0000"]]
