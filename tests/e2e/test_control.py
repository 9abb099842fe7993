"""A coach that runs and what reaches it from other processes, with the real network and socket."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.e2e.conftest import filmed
from tests.e2e.running import PATIENCE_S, once, one_line, ran, running
from tests.e2e.scenes import desk

pytestmark = pytest.mark.network


@pytest.fixture
def long_clip(studio: Path) -> Path:
    """A minute of a desk worker who sits well, then leans forward."""
    return filmed(studio / "minute.mp4", desk, 60.0, fps=5)


def test_a_running_coach_is_steered_and_a_second_one_is_told_of_it(long_clip: Path) -> None:
    with running("live", "--headless", "--json", "--source", long_clip) as child:
        once(lambda: ran("status").code == 0, child)
        known = ran("status", "--json").object
        assert (known["schema"], known["source"]) == (1, "minute.mp4")
        assert known["process"] == child.pid
        second = ran("live", "--headless", "--source", long_clip)
        assert second.code == 1
        assert f"already: minute.mp4, process {child.pid}" in one_line(second)
        assert ran("pause", "45m", "--release-camera").out == "paused for 45 min, camera released\n"
        assert ran("status", "--json").object["paused"] is True
        assert ran("recalibrate").code == 1
        assert ran("resume").out == "watching again\n"
        assert ran("snooze", "10m").out == "no reminders for 10 min\n"
        assert ran("stop").out == "stopping\n"
        out, err = child.communicate(timeout=PATIENCE_S)
    assert (child.returncode, err) == (0, "")
    told = [json.loads(line)["event"] for line in out.splitlines()]
    assert told[-1] == "ended" and {"paused", "resumed", "snoozed"} <= set(told)
    assert one_line(ran("status")).startswith("posecoach: error: no coach is running")


@pytest.mark.skipif(os.name != "posix", reason="a kill that cannot be noticed is a Unix matter")
def test_a_coach_that_was_killed_leaves_nothing_in_the_way(long_clip: Path) -> None:
    with running("live", "--headless", "--source", long_clip) as child:
        once(lambda: ran("status").code == 0, child)
        child.kill()
        child.wait()
    assert ran("status").code == 1
    with running("live", "--headless", "--source", long_clip) as child:
        once(lambda: ran("status").code == 0, child)
        assert ran("stop").code == 0
        child.communicate(timeout=PATIENCE_S)
    assert child.returncode == 0


def test_a_clip_of_sitting_well_becomes_the_calibration_of_a_camera(
    short_clip: Path, picture: Path, tmp_path: Path
) -> None:
    found = ran("calibrate", "--source", picture, "--camera", "2", "-o", tmp_path / "me.json")
    assert found.code == 0, found.err
    assert found.out.splitlines()[-1] == "Calibrated for camera 2, seen side-left."
    assert ran("analyze", picture, "--json", "--baseline", tmp_path / "me.json").code == 0
    assert ran("calibrate", "--source", short_clip).code == 1  # two seconds at 5 frames: too few
